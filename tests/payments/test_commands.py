"""From acceptance to payment: what arises by itself, who does what, and what is refused in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from factories import bundles
from factories import cases as make
from onevisit.exchange import connections, treasury
from onevisit.exchange.treasury_port import Message, PayWay
from onevisit.payments import commands, errands, queries, reconciling, refusals, returning
from onevisit.payments.models import Charge, Happening, Order, Payment, Refund
from onevisit.platform import clock
from onevisit.platform.outbox.models import Notice
from onevisit.rules.cases import commands as c
from onevisit.rules.district.definition import Role
from onevisit.rules.payments.orders import ChargeStand, Stand
from payments import paying

pytestmark = pytest.mark.usefixtures("noon")


def test_a_fixed_fee_becomes_an_order_with_a_payment_code_when_the_case_is_accepted() -> None:
    case = paying.accepted()
    row = paying.order_of(case)
    assert (row.stand, row.fen, row.subject) == (Stand.OPEN, 1000, f"case:{case}")
    assert len(row.code) == 20
    assert connections.payment.stand(row.code).value == "open"
    assert queries.due_of([case])[case].sentence == "待缴10.00元"
    assert "要缴费10.00元" in Notice.objects.filter(case_number=case).latest("id").text


def test_what_costs_nothing_has_no_order_and_no_errand() -> None:
    case = paying.accepted(paying.FREE)
    assert not Charge.objects.filter(case_number=case).exists()
    assert queries.due_of([case]) == {}


def test_an_amount_in_words_is_worked_out_by_the_deciding_organ() -> None:
    case = paying.accepted(paying.ASSESSED)
    row = paying.order_of(case)
    assert (row.stand, row.fen, row.code) == (Stand.DRAFT, 0, "")
    assert queries.due_of([case])[case].assessing
    assert [one.case for one in queries.to_assess(paying.reviewer(case)).items] == [case]
    row = paying.assessed(case)
    assert (row.stand, row.fen) == (Stand.OPEN, 8000)
    assert queries.to_assess(paying.reviewer(case)).total == 0


def test_paying_on_line_settles_the_order_once_however_often_it_is_told() -> None:
    case = paying.accepted()
    row = paying.order_of(case)
    message = treasury.pay(row.code)
    assert treasury.pay(row.code) == message
    for _ in range(2):
        commands.confirm(message, at=make.NOON)
        paying.errands()
    row.refresh_from_db()
    assert row.stand == Stand.PAID
    assert Payment.objects.filter(order=row).count() == 1
    assert Happening.objects.filter(order=row, deed="pay").count() == 1
    assert queries.due_of([case]) == {}
    queries.refuse_unpaid([case])


def test_a_message_that_was_not_signed_by_the_treasury_is_not_believed() -> None:
    row = paying.order_of(paying.accepted())
    message = treasury.pay(row.code)
    with pytest.raises(treasury.BadSignature):
        commands.confirm(Message(message.body.replace("1000", "1"), message.signature), at=make.NOON)


def test_a_window_takes_the_whole_amount_once_and_nobody_can_pay_on_line_any_more() -> None:
    case = paying.accepted()
    row, clerk = paying.order_of(case), paying.clerk()
    with pytest.raises(refusals.OtherAmount, match=r"应收10\.00元，登记的是9\.00元"):
        paying.at_window(row.number, clerk, fen=900)
    key = make.key()
    for _ in range(2):
        paying.at_window(row.number, clerk, key=key)
    with pytest.raises(refusals.AlreadyPaid):
        paying.at_window(row.number, clerk, slip="POS2")
    row.refresh_from_db()
    with pytest.raises(treasury.BillNotOpen, match="已经关闭"):
        treasury.pay(row.code)
    paying.errands()
    (entry,) = connections.payment.settled(make.NOON.date())
    assert (entry.slip, entry.way, entry.fen) == ("POS1", PayWay.POS, 1000)
    assert (row.stand, Payment.objects.get(order=row).as_what) == (Stand.PAID, "博山区政务服务中心A01号窗口")


def test_the_window_learns_that_the_phone_was_quicker() -> None:
    row = paying.order_of(paying.accepted())
    treasury.pay(row.code)  # The callback has not come yet.
    with pytest.raises(refusals.AlreadyPaid):
        paying.at_window(row.number, paying.clerk())
    row.refresh_from_db()
    assert row.stand == Stand.PAID
    assert Payment.objects.get(order=row).way == PayWay.ONLINE


def test_a_slip_belongs_to_one_payment() -> None:
    first, second = (paying.order_of(paying.accepted()).number for _ in range(2))
    paying.at_window(first, paying.clerk())
    with pytest.raises(refusals.SlipUsed, match="POS1"):
        paying.at_window(second, paying.clerk())
    assert commands.offer(second, at=make.NOON), "and it can be paid on line all the same"
    paying.at_window(second, paying.clerk(), slip="POS2")


def test_a_fee_is_lifted_by_an_article_and_by_the_chief_alone() -> None:
    case = paying.accepted()
    fee, chief = paying.charge_of(case).fee, paying.chief(case)
    lift = (case, fee, "居民身份证法", "21", "领取城市低保")
    with pytest.raises(refusals.NotYourFee, match="首席代表"):
        commands.exempt(*lift, actor=paying.reviewer(case), at=make.NOON, key=make.key())
    with pytest.raises(refusals.PaymentIncomplete, match="没有依据不能减免"):
        commands.exempt(case, fee, "领导批示", "1", "同意", actor=chief, at=make.NOON, key=make.key())
    row, key = paying.order_of(case), make.key()
    for _ in range(2):
        commands.exempt(*lift, actor=chief, at=make.NOON, key=key)
    row.refresh_from_db()
    assert (row.stand, paying.charge_of(case).stand) == (Stand.CANCELLED, ChargeStand.EXEMPT)
    assert connections.payment.stand(row.code).value == "closed"
    assert queries.due_of([case]) == {}
    words = Happening.objects.get(order=row, deed="exempt").words
    assert "《居民身份证法》第二十一条：领取城市低保" in words


def test_zero_is_an_amount_and_says_that_nothing_is_due() -> None:
    case = paying.accepted(paying.ASSESSED)
    row = paying.assessed(case, "0")
    assert (row.stand, paying.charge_of(case).stand) == (Stand.CANCELLED, ChargeStand.NOTHING)
    assert queries.due_of([case]) == {}


def test_what_was_worked_out_wrongly_is_worked_out_again_until_it_is_paid() -> None:
    case = paying.accepted(paying.ASSESSED)
    first = paying.assessed(case, "800")
    second = paying.assessed(case, "80")
    first.refresh_from_db()
    assert (first.stand, second.stand, second.fen) == (Stand.CANCELLED, Stand.OPEN, 8000)
    with pytest.raises(treasury.BillNotOpen):
        treasury.pay(first.code)
    paying.paid_online(case)
    with pytest.raises(refusals.ChargeNotNow, match="多缴部分由财政部门退付"):
        paying.assessed(case, "40")


def test_what_was_published_as_an_amount_is_not_worked_out_otherwise() -> None:
    case = paying.accepted()
    with pytest.raises(refusals.FixedFee, match="不能另行核定"):
        paying.assessed(case, "1000")
    assert paying.order_of(case).fen == 1000


def test_what_was_withdrawn_meanwhile_is_not_charged_again() -> None:
    case = paying.accepted()
    commands.open_order(f"case:{case}", (case,), at=make.NOON)
    make.do(case, make.applicant_of(case), c.Withdraw(make.words("不办了。")))
    assert commands.open_order(f"case:{case}", (case,), at=make.NOON) is None


def test_somebody_elses_organ_works_nothing_out() -> None:
    case = paying.accepted(paying.ASSESSED)
    stranger = make.staff(Role.REVIEWER, organ="market")
    with pytest.raises(refusals.NotYourFee):
        commands.assess(case, "repair", "80", "40×2", actor=stranger, at=make.NOON, key=make.key())
    with pytest.raises(refusals.NoSuchCharge):
        commands.assess(case, "bribe", "80", "40×2", actor=stranger, at=make.NOON, key=make.key())


def test_a_result_is_not_handed_out_at_the_window_before_it_is_paid_or_lifted() -> None:
    case = paying.accepted()
    with pytest.raises(refusals.FeeUnpaid, match=r"待缴10\.00元"):
        queries.refuse_unpaid([case])
    slow = paying.accepted(paying.ASSESSED)
    queries.refuse_unpaid([slow])  # The organ's own delay holds nobody up.
    paying.paid_online(case)
    queries.refuse_unpaid([case])


def test_withdrawn_before_it_was_paid_nothing_is_owed_any_more() -> None:
    case = paying.accepted()
    row = paying.order_of(case)
    make.do(case, make.applicant_of(case), c.Withdraw(make.words("不办了。")))
    paying.errands()
    row.refresh_from_db()
    assert (row.stand, paying.charge_of(case).stand) == (Stand.CANCELLED, ChargeStand.LIFTED)
    assert queries.due_of([case]) == {}


def test_withdrawn_after_it_was_paid_all_of_it_goes_back_by_the_treasury_alone() -> None:
    case = paying.accepted()
    row = paying.paid_online(case)
    make.do(case, make.applicant_of(case), c.Withdraw(make.words("不办了。")))
    paying.errands()
    treasurer, line = paying.treasurer(), row.lines.get()
    (listed,) = queries.orders(treasurer, "back").items
    assert listed.number == row.number
    given = (row.number, line.pk, "10.00", "ended", "申请人撤回")
    with pytest.raises(refusals.NotYourFee):
        returning.refund(*given, actor=paying.chief(case), at=make.NOON, key=make.key())
    key = make.key()
    for _ in range(2):
        returning.refund(*given, actor=treasurer, at=make.NOON, key=key)
    paying.errands()
    row.refresh_from_db()
    assert (row.stand, row.returned, paying.charge_of(case).stand) == (
        Stand.REFUNDED,
        1000,
        ChargeStand.RETURNED,
    )
    assert Refund.objects.get(line=line).serial
    assert queries.orders(treasurer, "back").total == 0
    assert "退还10.00元" in Notice.objects.filter(case_number=case).latest("id").text


def test_once_the_result_is_made_it_does_not_go_back() -> None:
    case = make.issued(paying.FIXED)
    paying.errands()
    row = paying.paid_online(case)
    with pytest.raises(refusals.PaymentIncomplete, match="结果已经制作"):
        returning.refund(
            row.number,
            row.lines.get().pk,
            "10",
            "ended",
            "x",
            actor=paying.treasurer(),
            at=make.NOON,
            key=make.key(),
        )


def test_a_bundle_is_paid_once_for_several_organs_and_one_part_of_it_goes_back() -> None:
    fixed, other = make.accepted(paying.FIXED), make.accepted("property-mortgage")
    for case in (fixed, other):
        commands.open_order("bundle:261123900018", (case,), at=make.NOON)
    (row,) = Order.objects.filter(subject="bundle:261123900018").exclude(stand="cancelled")
    commands.offer(row.number, at=make.NOON)
    row.refresh_from_db()
    assert row.fen == 1000 + 8000
    assert Order.objects.filter(subject="bundle:261123900018", stand="cancelled").count() == 1
    bill = treasury.card(row.code)
    assert len({one.organ for one in bill.lines}) == 2
    commands.confirm(treasury.pay(row.code), at=make.NOON)
    paying.errands()
    assert queries.due_of([fixed, other]) == {}
    assert queries.of_bundle("261123900018").orders[0].is_paid
    make.do(fixed, make.applicant_of(fixed), c.Withdraw(make.words("不办了。")))
    line = row.lines.get(charge__case_number=fixed)
    returning.refund(
        row.number,
        line.pk,
        "10",
        "ended",
        "只撤回这一件",
        actor=paying.treasurer(),
        at=make.NOON,
        key=make.key(),
    )
    row.refresh_from_db()
    assert (row.stand, row.returned) == (Stand.PARTLY, 1000)


def test_what_is_handed_in_together_is_one_order_by_itself(screen: Callable[..., Client]) -> None:
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="社会民生")
    number = bundles.walk_in(paying.FIXED, "passport", clerk=clerk)
    paying.errands()
    (row,) = Order.objects.filter(stand=Stand.OPEN.value)
    assert (row.subject, row.fen) == (f"bundle:{number}", 1000 + 12_000)
    case = bundles.case(number, paying.FIXED)
    page = screen(make.applicant_of(case)).get(f"/cases/{case}").content.decode()
    assert "合在一起，缴一次就行，共130.00元" in page
    commands.confirm(treasury.pay(row.code), at=make.NOON)
    assert queries.due_of([case, bundles.case(number, "passport")]) == {}


def test_what_is_accepted_after_a_bundle_was_paid_is_a_second_order() -> None:
    first = make.accepted(paying.FIXED)
    row = commands.open_order("bundle:261123900018", (first,), at=make.NOON)
    assert row is not None
    commands.confirm(treasury.pay(commands.offer(row.order, at=make.NOON)), at=make.NOON)
    second = commands.open_order("bundle:261123900018", (make.accepted("property-mortgage"),), at=make.NOON)
    assert second is not None
    assert (second.order != row.order, second.fen) == (True, 8000)


def test_a_code_runs_out_and_whoever_paid_in_time_has_paid() -> None:
    late, in_time = paying.order_of(paying.accepted()), paying.order_of(paying.accepted())
    treasury.pay(in_time.code)
    with clock.at(make.NOON.replace(month=12, day=28)):
        assert errands.expire_round() == 1
    late.refresh_from_db()
    in_time.refresh_from_db()
    assert (late.stand, in_time.stand) == (Stand.EXPIRED, Stand.PAID)


def test_the_treasury_takes_an_unpaid_order_back_and_nobody_else() -> None:
    case = paying.accepted()
    row = paying.order_of(case)
    with pytest.raises(refusals.NotYourFee):
        commands.cancel(row.number, "开错了", actor=paying.chief(case), at=make.NOON, key=make.key())
    commands.cancel(row.number, "开错了", actor=paying.treasurer(), at=make.NOON, key=make.key())
    assert queries.due_of([case]) == {}
    with pytest.raises(treasury.BillNotOpen):
        treasury.pay(row.code)


def test_a_day_is_reconciled_and_what_we_had_not_heard_of_is_entered() -> None:
    heard, unheard = paying.order_of(paying.accepted()), paying.order_of(paying.accepted())
    commands.confirm(treasury.pay(heard.code), at=make.NOON)
    treasury.pay(unheard.code)  # The callback was lost.
    day = reconciling.reconcile(make.NOON.date(), make.NOON)
    assert (day.taken, day.entries, day.mended, day.differences) == (2000, 2, 1, [])
    unheard.refresh_from_db()
    assert unheard.stand == Stand.PAID


def test_what_stands_in_one_book_only_is_listed() -> None:
    row = paying.order_of(paying.accepted())
    paying.at_window(row.number, paying.clerk())  # The treasury has not been told yet.
    day = reconciling.reconcile(make.NOON.date(), make.NOON)
    assert day.differences == [f"缴款单 {row.number}：本系统记已缴10.00元，登记簿没有这笔"]
    paying.errands()
    assert reconciling.reconcile(make.NOON.date(), make.NOON).differences == []


def test_totals_by_organ_are_seen_by_those_who_oversee_them() -> None:
    case, other = paying.accepted(), paying.accepted("property-mortgage")
    paying.paid_online(case)
    today = make.NOON.date()
    rows = {one.organ: one for one in queries.totals(paying.treasurer(), today, today)}
    assert (rows["police"].paid, rows["police"].due) == (1000, 0)
    assert (rows["natural-resources"].paid, rows["natural-resources"].due) == (0, 8000)
    head = make.staff(Role.HEAD, organ="police")
    assert [one.organ for one in queries.totals(head, today, today)] == ["police"]
    assert [one.cases for one in queries.orders(head, "").items] == [(case,)]
    assert other
