"""The whole course of a case through the one write path, and what is kept of it."""

from __future__ import annotations

from datetime import date

import pytest

from casework.driving import driven
from factories import agents
from factories import cases as make
from onevisit.casework import ledger, queries, sealing
from onevisit.casework.commands import Order, handle, let_time_pass
from onevisit.casework.models import Case, Event, WorkItem
from onevisit.casework.projection import state_of
from onevisit.platform import clock
from onevisit.platform.outbox.worker import run_until_empty
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.clocks import ClockKind, clocks
from onevisit.rules.cases.phases import Phase, RatingLevel
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.vocabulary import Delivery

pytestmark = pytest.mark.django_db


def test_from_submission_to_rating_every_step_can_be_read_back() -> None:
    number = make.handed_out()
    actor, _ = make.applicant()
    make.do(number, actor, c.Rate(RatingLevel.VERY_GOOD, "PC端", ("513",)))
    names = list(Event.objects.filter(case__number=number).order_by("seq").values_list("name", flat=True))
    assert names == [
        "Submitted",
        "Received",
        "Accepted",
        "DocumentIssued",  # 收件凭证
        "DocumentIssued",  # 受理通知书
        "Reviewed",
        "Reviewed",
        "Reviewed",
        "Granted",
        "Issued",
        "DocumentIssued",  # 准予行政许可决定书
        "Rendered",
        "HandedOut",
        "DocumentIssued",  # 送达回证
        "Rated",
    ]
    with clock.at(make.NOON):
        view = queries.staff_view(make.staff(Role.INQUIRY), number, "办件")
    assert [step.label for step in view.timeline][-3:] == ["送达", "制发文书", "评价"]
    assert view.state.rating is RatingLevel.VERY_GOOD
    sealing.seal(make.NOON)
    report = ledger.verify()
    assert (report.events, report.leaves, report.faults) == (15, 15, ())


@pytest.mark.clause("5.3c")
def test_one_clerk_accepts_for_all_organs_they_review_in_parallel_one_window_hands_out() -> None:
    number = make.accepted()
    items = WorkItem.objects.filter(case__number=number).order_by("organ_id")
    assert [(item.kind, item.organ_id) for item in items] == [
        ("review", "enforcement"),
        ("review", "natural-resources"),
        ("review", "traffic-police"),
    ]
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="投资项目审批")
    reviewer = make.staff(Role.REVIEWER, organ="traffic-police")
    review = c.Review("traffic", make.ReviewOutcome.PASS, make.words())
    with pytest.raises(Refused):  # a clerk may not review
        make.do(number, clerk, review)
    with pytest.raises(Refused):  # nor a reviewer take in
        make.do(make.submitted(), reviewer, c.Receive("district-hall", "A01"))
    make.reviewed(number=number)
    make.do(
        number, make.chief_of(number), c.Grant(make.words()), make.issuing.issue(number, make.NOON.date())
    )
    (item,) = WorkItem.objects.filter(case__number=number)
    assert (item.kind, item.hall_id) == ("hand-out", "district-hall")
    # One window hands out what different organs decided, to one person, at one go.
    other = make.rendered("food-business-permit", delivery=Delivery.WINDOW, collect_at="district-hall")
    mine = make.rendered("dig-road", delivery=Delivery.WINDOW, collect_at="district-hall")
    assert Case.objects.get(number=other).organ_id != Case.objects.get(number=mine).organ_id
    window, post = make.hands_out_at("district-hall")
    orders = [
        Order((c.HandOut(Delivery.WINDOW, post.hall, post.window, make.words("示例·甲 签收")),), case=one)
        for one in (other, mine)
    ]
    handle(orders, actor=window, at=make.NOON, key=make.key())
    assert {Case.objects.get(number=one).phase for one in (other, mine)} == {Phase.HANDED_OUT.value}
    for somebody in (clerk, reviewer):
        with pytest.raises(Refused):
            make.do(number, somebody, c.HandOut(Delivery.WINDOW, post.hall, post.window, make.words()))


def test_silence_for_five_working_days_is_acceptance_from_the_day_of_receipt() -> None:
    number = make.submitted()
    assert let_time_pass(number, make.later(7)) is None  # Monday 30 November is the fifth working day
    done = let_time_pass(number, make.later(8))
    assert done is not None
    state = state_of(Case.objects.get(number=number))
    assert (state.phase, state.accepted_on, state.accepted_by_silence) == (
        Phase.ACCEPTED,
        make.NOON.date(),
        True,
    )
    assert let_time_pass(number, make.later(8)) is None


def test_the_file_is_closed_when_no_rating_can_come_any_more() -> None:
    number = make.handed_out()
    let_time_pass(number, make.later(8))
    case = Case.objects.get(number=number)
    assert (case.phase, case.lapses_on) == (Phase.CLOSED.value, None)
    actor, _ = make.applicant()
    with pytest.raises(Refused, match="已于2026年11月30日办结归档"):
        make.do(number, actor, c.Rate(RatingLevel.GOOD, "PC端"), at=make.later(8))


def test_an_original_that_comes_later_is_sighted_then() -> None:
    number = make.submitted(shown=make.shown_by(("planning-document", "design"), "original"))
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="投资项目审批")
    post = clerk.posts[0]
    make.do(number, clerk, c.Receive(post.hall, post.window, ("design",)))
    with pytest.raises(Refused, match="规划部门批准签发的文件"):
        make.do(number, clerk, c.Accept())
    make.do(number, clerk, c.Receive(post.hall, post.window, ("planning-document",)), c.Accept())
    assert state_of(Case.objects.get(number=number)).sighted == ("design", "planning-document")


def test_a_refusal_reaches_who_chose_to_download_without_anybodys_doing() -> None:
    number = make.refused()
    with clock.at(make.NOON):
        run_until_empty()
    assert Case.objects.get(number=number).phase == Phase.HANDED_OUT.value


def test_what_was_decided_in_time_and_waits_to_be_fetched_is_not_overdue() -> None:
    number = make.rendered(delivery=Delivery.WINDOW)
    inquiry = make.staff(Role.INQUIRY)
    with clock.at(make.later(60)):
        (card,) = queries.cases(inquiry, queries.Filters(text=number)).items
        assert not card.overdue
        assert queries.cases(inquiry, queries.Filters(due="overdue")).total == 0


def test_at_a_village_point_the_agent_is_the_window() -> None:
    number = make.submitted("old-age-card", taken_in_at=make.village_hall())
    agent = make.staff(Role.AGENT, hall=make.village_hall())
    post = agent.posts[0]
    sighted = tuple(one.requirement for one in state_of(Case.objects.get(number=number)).shown)
    with clock.at(make.NOON):
        agents.authorised(agent, make.party(number).pk, "old-age-card")
        make.do(number, agent, c.Receive(post.hall, post.window, sighted), c.Accept())
    assert Case.objects.get(number=number).phase == Phase.ACCEPTED.value


def test_a_case_that_ends_while_time_stands_still_is_neither_paused_nor_late_for_ever() -> None:
    case = driven("investment-approval").accept()
    case.do(c.Pause(SpecialKind.EXPERT_REVIEW, "decide", 10, make.words()))
    assert case.case.paused
    case.do(c.Withdraw(make.words("不办了。")))
    assert not case.case.paused
    case.on(date(2027, 3, 1)).sweep()
    assert case.state.phase is Phase.CLOSED
    (promised,) = [
        one
        for one in clocks(case.matter, case.state, case.calendar, case.today)
        if one.kind is ClockKind.PROMISED
    ]
    assert promised.stopped_on == make.NOON.date()
    assert not promised.reading.overdue
