"""Entering and ending a leave: what is refused, by which sentence, and whose it is to enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from factories import cases as make
from leave.conftest import TODAY, account, away, day
from onevisit.platform.organs import leaves, refusals
from onevisit.platform.organs.leave_commands import end
from onevisit.platform.organs.leaves import Stand
from onevisit.platform.organs.models import Leave, Post
from onevisit.platform.people.models import Person
from onevisit.rules.cases.refusals import NotYours, Refused
from onevisit.rules.leave import Reason

pytestmark = pytest.mark.usefixtures("noon")

A, B, C = "reviewer-market", "reviewer-market-2", "reviewer-market-3"


def test_a_leave_is_kept_with_who_entered_it_and_answers_a_double_click_once() -> None:
    first = away(A, B, 0, 2, by="head-market", reason=Reason.SICK, note="住院", key="k" * 32)
    again = away(A, B, 0, 2, by="head-market", reason=Reason.SICK, note="住院", key="k" * 32)
    assert first == again
    (card,) = leaves.mine(make.person(A), TODAY)
    assert (card.deputy, card.reason, card.note) == ("示例·崔丽娟", "病假", "住院")
    assert (card.made_by, card.made_at, card.stand) == ("示例·陈春梅", make.NOON, Stand.NOW)


@pytest.mark.parametrize(
    ("before", "asked", "refusal", "says"),
    [
        ([], (A, A, 0, 1), refusals.OwnDeputy, "请选另一位同事"),
        ([], (A, B, -1, 1), refusals.LeaveInThePast, "2026年11月22日起：过去的日子里"),
        ([], (A, B, 2, 1), refusals.LeaveBackwards, "早于第一天"),
        ([], (A, B, 0, 400), refusals.LeaveTooLong, "401天，超过了366天"),
        ([], (A, "reviewer-tax", 0, 1), refusals.DeputyNotFit, "同一部门的审查人员、首席代表或者主要负责人"),
        ([], ("clerk1", "clerk-yucheng", 0, 1), refusals.DeputyNotFit, "同一大厅的窗口人员"),
        ([], ("clerk1", "chief-market", 0, 1), refusals.DeputyNotFit, "“综合窗口人员”职责"),
        ([], (A, "li-chunyan", 0, 1), refusals.DeputyNotFit, "“审查人员”职责"),
        ([(A, B, 1, 3)], (A, C, 3, 5), refusals.LeaveOverlaps, "2026年11月24日至2026年11月26日"),
        ([(B, C, 1, 3)], (A, B, 3, 5), refusals.DeputyAway, "示例·崔丽娟自己在"),
        ([(A, B, 1, 3)], (B, C, 3, 5), refusals.StandsIn, "正代行示例·梁桂芳的职责"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    before: list[tuple[Any, ...]], asked: tuple[Any, ...], refusal: type[Refused], says: str
) -> None:
    for one in before:
        away(*one)
    with pytest.raises(refusal) as refused:
        away(*asked)
    assert says in refused.value.sentence
    assert refused.value.sentence.endswith("。")
    assert Leave.objects.count() == len(before)


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ([(A, B, 0, 3)], (A, C, 4, 5)),  # the day after
        ([(B, C, 0, 3)], (A, B, 4, 5)),
        ([(A, B, 0, 3)], (B, C, 4, 5)),
        ([(A, C, 0, 3)], (B, C, 0, 3)),  # one for two
        ([], (A, "chief-market", 0, 3)),
        ([], ("chief-market", "head-market", 0, 3)),
        ([], ("handout1", "clerk1", 0, 3)),
        ([], ("hall-head", "clerk1", 0, 3)),
        ([], ("editor1", "editor2", 0, 3)),
        ([], ("agent-zhonghaoyu", "clerk-chishang", 0, 3)),
    ],
)
def test_what_may_be_is_entered(before: list[tuple[Any, ...]], asked: tuple[Any, ...]) -> None:
    for one in before:
        away(*one)
    assert away(*asked)


@pytest.mark.parametrize(
    ("by", "who", "may"),
    [
        ("head-market", A, True),
        ("head-tax", A, False),
        ("chief-market", A, False),
        (B, A, False),
        ("admin", A, True),
        ("hall-head", "clerk1", True),
        ("hall-head", "handout1", True),
        ("hall-head", "clerk-yucheng", True),  # the centre lies under the district's hall
        ("hall-head", "chief-market", False),  # sits in the hall, belongs to his organ
        ("clerk2", "clerk1", False),
        ("head-chishang", "agent-zhonghaoyu", True),
        ("inquiry1", A, False),
        ("li-chunyan", A, False),
    ],
)
def test_who_may_enter_and_end_whose_leave(by: str, who: str, may: bool) -> None:
    deputies = {
        "clerk1": "clerk2",
        "handout1": "handout2",
        "clerk-yucheng": "handout-yucheng",
        "agent-zhonghaoyu": "clerk-chishang",
        "chief-market": "reviewer-market",
    }
    deputy = deputies.get(who, C)
    of_his_own = away(who, deputy, 5, 6)
    listed = {card.id for card in leaves.of_staff(make.person(by), TODAY)}
    assert (of_his_own in listed) is may
    if may:
        away(who, deputy, by=by)
        end(of_his_own, actor=make.person(by), at=make.NOON)
        assert Leave.objects.get(pk=of_his_own).ended_by_id == account(by)
        return
    with pytest.raises(NotYours, match="本人、所在部门的主要负责人"):
        away(who, deputy, by=by)
    with pytest.raises(refusals.NotYourLeave):
        end(of_his_own, actor=make.person(by), at=make.NOON)
    with pytest.raises(refusals.NoSuchLeave):
        leaves.one(make.person(by), of_his_own, TODAY)


def test_who_stands_in_for_a_head_cannot_lengthen_or_arrange_leaves_by_that() -> None:
    away("head-market", "chief-market", 0, 2)
    with pytest.raises(refusals.NotYourLeave):
        away("head-market", "chief-market", 3, 9, by="chief-market")
    with pytest.raises(refusals.NotYourLeave):
        away(A, B, by="chief-market")
    assert [card.id for card in leaves.people(make.person("chief-market"), TODAY)] == [
        account("chief-market")
    ]


def test_ending_before_during_and_after() -> None:
    coming, present = away(A, B, 5, 6), away(A, C, 0, 2)
    reviewer = make.person(A)
    end(coming, actor=reviewer, at=make.NOON)
    end(coming, actor=reviewer, at=make.later(1))  # a second click
    assert Leave.objects.get(pk=coming).ended_at == make.NOON
    with pytest.raises(refusals.LeaveOver, match="已经在2026年11月23日结束"):
        end(coming, actor=make.person("head-market"), at=make.NOON)
    with pytest.raises(refusals.LeaveOver, match="到2026年11月25日已经期满"):
        end(present, actor=reviewer, at=make.later(3))
    end(present, actor=reviewer, at=make.later(1))
    stands = {card.id: card.stand for card in leaves.mine(reviewer, day(1))}
    assert stands == {coming: Stand.TAKEN_BACK, present: Stand.ENDED_EARLY}
    with pytest.raises(refusals.NoSuchLeave):
        end(0, actor=reviewer, at=make.NOON)
    assert away(A, B, 1, 2, at=make.later(1)), "the days that were given back are free again"


def test_without_a_post_there_is_nothing_to_pass_on() -> None:
    Post.objects.filter(person=account(A)).update(until=day(1))
    assert away(A, B, 0, 1)
    with pytest.raises(refusals.NothingToPassOn):
        away(A, B, 2, 3)
    Person.objects.filter(pk=account(C)).update(is_active=False)
    with pytest.raises(refusals.LeaveIncomplete):
        away(B, C, 5, 6)


def test_the_database_holds_to_it_too() -> None:
    away(A, B)
    wrong: list[Callable[[], Any]] = [
        lambda: Leave.objects.update(until=day(-1)),
        lambda: Leave.objects.update(deputy=account(A)),
        lambda: Leave.objects.update(ended_at=make.later(1)),
        lambda: Leave.objects.update(ended_by=account(A)),
        lambda: Leave.objects.update(ended_by=account(A), ended_at=make.later(-1)),
    ]
    for change in wrong:
        with pytest.raises(IntegrityError, match="leave_"), transaction.atomic():
            change()


def test_who_could_stand_in_is_offered_with_the_days_on_which_he_is_away() -> None:
    away(C, "chief-market", 4, 5)
    choice = leaves.deputies(account(A), TODAY)
    names = {card.name: [one.since for one in card.away] for card in choice.deputies}
    assert names == {
        "示例·崔丽娟": [],
        "示例·岳艳红": [day(4)],
        "示例·崔世杰": [],
        "示例·陈春梅": [],
    }
    assert choice.rule == "同一部门的审查人员、首席代表或者主要负责人"
    assert leaves.deputies(account("admin"), TODAY).deputies == ()
    assert leaves.deputies(account("li-chunyan"), TODAY).deputies == ()


def test_why_somebody_is_away_is_not_told_to_who_stands_in() -> None:
    away(A, B, reason=Reason.SICK, note="住院")
    (card,) = leaves.as_deputy(make.person(B), TODAY)
    (today,) = leaves.now(make.person(B), TODAY).standing_in
    assert {(one.reason, one.note) for one in (card, today)} == {("", "")}
    own = leaves.now(make.person(A), TODAY).away
    assert own is not None
    assert own.reason == "病假"
