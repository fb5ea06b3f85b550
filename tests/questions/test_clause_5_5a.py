"""5.5a 在线咨询、网上申请、快递送达: on-line questions with an answer deadline, on-line application, courier both ways.

The whole row in one story, by the commands that real people's pages call.
"""

from __future__ import annotations

from datetime import date

import pytest

from exchange.test_parcels import BACK, originals, with_original
from factories import cases as make
from onevisit.casework import queries as cases
from onevisit.exchange import parcels, posting
from onevisit.exchange.posting import Posting
from onevisit.licences import queries as licences
from onevisit.platform import clock
from onevisit.platform.outbox.commands import run_next
from onevisit.platform.outbox.models import Notice
from onevisit.platform.people.actors import NOBODY, SYSTEM
from onevisit.questions import commands as questions
from onevisit.questions import queries
from onevisit.questions.commands import Asking
from onevisit.questions.models import Question
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.refusals import MaterialsMissing
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Channel, Delivery
from onevisit.rules.parcels import Direction, Stand
from questions import asking

MATTER = "sole-trader"


@pytest.mark.clause("5.5a")
@pytest.mark.django_db
def test_a_citizen_asks_applies_and_receives_everything_without_coming() -> None:
    asked_and_answered_in_time()
    asked_and_left_until_it_was_late()
    number = applied_on_line()
    originals_came_by_courier(number)
    result_went_by_courier(number)
    originals_went_back(number)


def asked_and_answered_in_time() -> None:
    with clock.at(make.NOON):
        given = Asking("开小店先办什么", "想在家里开个小卖部，要先办什么？", MATTER)
        asked = questions.ask(given, actor=NOBODY, at=make.NOON, key=make.key())
        reviewer = asking.reviewer("market")
        (card,) = queries.to_answer(reviewer).items
    assert (asked.due_on, card.clock.due, card.clock.left) == (date(2026, 11, 30), date(2026, 11, 30), 5)
    reasons = "\n".join(step.text for step in card.clock.steps)
    for said in (
        "从提问之日2026年11月23日的次日起算",
        "在线咨询答复期限5个工作日",
        "法律法规没有规定网上咨询的答复期限，这是本区自己定的，参照《安阳市政务服务条例》第五十条，待本区确认",
        "应于2026年11月30日前完成（含当日）",
    ):
        assert said in reasons
    with clock.at(make.later(7)):
        answer = "办营业执照就行，网上申请，不用跑。"
        questions.answer(asked.reference, answer, actor=reviewer, at=make.later(7), seen=1, key=make.key())
        view = queries.track(asked.reference, asked.code, NOBODY)
    assert (view.answer, view.card.clock.overdue) == (answer, False)


def asked_and_left_until_it_was_late() -> None:
    late = asking.asked(MATTER).reference
    with clock.at(make.later(9)):
        (card,) = queries.questions(make.staff(Role.INQUIRY), state="overdue").items
        (figures,) = queries.figures(make.staff(Role.INQUIRY))
    assert (card.reference, card.clock.overdue_days) == (late, 2)
    assert (figures.organ, figures.overdue, figures.answered, figures.late) == ("market", 1, 1, 0)
    assert figures.head  # Somebody answers for it by name.
    asking.answered(late, at=make.later(9))
    with clock.at(make.later(10)):
        (figures,) = queries.figures(make.staff(Role.INQUIRY))
        view = queries.staff_view(make.staff(Role.INQUIRY), late)
    assert (figures.overdue, figures.late) == (0, 1)
    assert (view.card.clock.overdue, view.card.clock.overdue_days) == (True, 2)
    assert Question.objects.filter(phase="asked").count() == 0


def applied_on_line() -> str:
    number = with_original(MATTER, delivery=Delivery.COURIER, post_address=BACK.address)
    actor, _ = make.applicant()
    with clock.at(make.NOON):
        view = cases.my_view(actor, number)
    assert (view.state.channel, view.state.phase) == (Channel.ONLINE, Phase.SUBMITTED)
    assert originals(number)
    return number


def originals_came_by_courier(number: str) -> None:
    applicant, _ = make.applicant()
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    post = clerk.posts[0]
    accept = (c.Receive(post.hall, post.window), c.Accept())
    with pytest.raises(MaterialsMissing):
        make.do(number, clerk, *accept)
    with clock.at(make.NOON):
        sent = Posting("邮政EMS", "EZ123456789CN", originals(number), BACK)
        label = posting.post(number, sent, actor=applicant, key=make.key())
        (card,) = parcels.book(clerk, "coming").items
    assert (card.case, card.label, card.register) == (
        number,
        "邮寄材料在途",
        "本系统邮寄登记簿（未接快递公司）",
    )
    posting.arrive(label.number, actor=clerk, at=make.later(2))
    make.do(number, clerk, c.Receive(post.hall, post.window, originals(number)), c.Accept(), at=make.later(2))
    with clock.at(make.later(2)):
        view = cases.my_view(applicant, number)
    assert (view.state.phase, set(view.state.sighted)) == (Phase.ACCEPTED, set(originals(number)))


def result_went_by_courier(number: str) -> None:
    applicant, _ = make.applicant()
    at = make.later(3)
    with clock.at(at):
        make.issued(number=number, at=at)
        for one in licences.of_case(number):
            make.do(number, SYSTEM, c.Render(one.result, "f" * 64), at=at)
        window, post = make.hands_out_at("district-hall", at)
        waybill = Contents("waybill", {"carrier": "邮政EMS", "number": "EX123456789CN"}, "0" * 32)
        make.do(number, window, c.HandOut(Delivery.COURIER, post.hall, post.window, waybill), at=at)
    with clock.at(make.later(4)):
        while run_next():
            pass
        view = cases.my_view(applicant, number)
        (card,) = [one for one in parcels.of_case(number) if one.direction is Direction.OUT]
    assert (view.state.phase, view.state.handed_out_by) == (Phase.HANDED_OUT, Delivery.COURIER)
    assert (card.carrier_number, card.recipient.address, card.label) == (
        "EX123456789CN",
        BACK.address,
        "已交寄",
    )
    posting.confirm(card.number, actor=applicant, at=make.later(5))
    (card,) = [one for one in parcels.of_case(number) if one.direction is Direction.OUT]
    assert [mark.stand for mark in card.marks] == [Stand.POSTED, Stand.ARRIVED]


def originals_went_back(number: str) -> None:
    (sent,) = [one for one in parcels.of_case(number) if one.direction is Direction.IN]
    window, _ = make.hands_out_at("district-hall")
    with clock.at(make.later(5)):
        posting.give_back(sent.number, "邮政EMS", "EZ987654321CN", actor=window, at=make.later(5))
        while run_next():
            pass
    (back,) = [one for one in parcels.of_case(number) if one.carrier_number == "EZ987654321CN"]
    assert (back.recipient, back.direction) == (BACK, Direction.OUT)
    told = "".join(Notice.objects.filter(case_number=number).order_by("id").values_list("text", flat=True))
    for said in ("已提交", "大厅已收到", "已受理", "已送达", "原件已退还"):
        assert said in told
