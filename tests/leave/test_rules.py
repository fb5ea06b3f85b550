"""The table of who may stand in for whom, and of the days that a leave can have."""

from __future__ import annotations

from datetime import date

import pytest

from onevisit.rules.district.definition import Role
from onevisit.rules.leave import LONGEST, Days, Fault, Held, covers, fault_of, uncovered, who_may

HALL, CENTRE, POINT = "district-hall", "chishang-centre", "zhonghaoyu-point"
MARKET, APPROVAL = "market", "approval"


def post(role: Role, organ: str = MARKET, hall: str = "", above: str = "") -> Held:
    return Held(role, organ, hall, above)


OFFICE = (Role.REVIEWER, Role.CHIEF, Role.HEAD)
COUNTER = (Role.CLERK, Role.HANDOUT, Role.HALL_HEAD)
APART = (Role.INQUIRY, Role.EDITOR, Role.LEGAL, Role.ADMIN)


@pytest.mark.parametrize("away", Role)
@pytest.mark.parametrize("deputy", Role)
def test_in_one_organ_and_hall_the_role_decides(away: Role, deputy: Role) -> None:
    may = covers(post(away, APPROVAL, HALL), [post(deputy, APPROVAL, HALL)])
    together = [OFFICE, (*COUNTER, Role.AGENT), *((role,) for role in APART)]
    assert may == any(away in group and deputy in group for group in together)


@pytest.mark.parametrize(
    ("away", "deputy", "may"),
    [
        (post(Role.REVIEWER), post(Role.REVIEWER, "tax"), False),
        (post(Role.CHIEF, MARKET, HALL), post(Role.REVIEWER), True),  # the hall of a chief does not matter
        (post(Role.CHIEF, MARKET, HALL), post(Role.CHIEF, "tax", HALL), False),  # nor does it join two organs
        (
            post(Role.CLERK, APPROVAL, HALL),
            post(Role.CLERK, "chishang", HALL),
            True,
        ),  # one hall, two employers
        (post(Role.CLERK, APPROVAL, HALL), post(Role.CLERK, APPROVAL, CENTRE), False),
        (post(Role.CLERK, APPROVAL, HALL), post(Role.CHIEF, APPROVAL, HALL), False),  # 前台受理、后台审批
        (post(Role.CHIEF, APPROVAL, HALL), post(Role.CLERK, APPROVAL, HALL), False),
        (post(Role.AGENT, "zhonghaoyu", POINT, CENTRE), post(Role.CLERK, "chishang", CENTRE), True),
        (post(Role.AGENT, "zhonghaoyu", POINT, CENTRE), post(Role.CLERK, APPROVAL, HALL), False),
        (post(Role.CLERK, "chishang", CENTRE, HALL), post(Role.CLERK, APPROVAL, HALL), False),  # agents only
        (post(Role.AGENT, "zhonghaoyu"), post(Role.CLERK, APPROVAL), False),  # no hall is no common hall
        (post(Role.INQUIRY, "inquiry-office"), post(Role.HEAD, "inquiry-office"), False),
        (post(Role.EDITOR, APPROVAL), post(Role.EDITOR, "establishment"), False),
    ],
)
def test_places_decide_too(away: Held, deputy: Held, may: bool) -> None:
    assert covers(away, [deputy]) is may


def test_every_post_has_to_be_covered_by_any_of_the_deputys() -> None:
    theirs = [post(Role.REVIEWER), post(Role.EDITOR), post(Role.CLERK, APPROVAL, HALL)]
    own = [post(Role.CHIEF), post(Role.HANDOUT, APPROVAL, HALL)]
    assert uncovered(theirs, own) == (post(Role.EDITOR),)
    assert uncovered(theirs, []) == tuple(theirs)
    assert uncovered([], own) == ()


@pytest.mark.parametrize("role", Role)
def test_every_role_says_who_may_stand_in(role: Role) -> None:
    assert who_may(role).startswith("同一")


MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("since", "until", "fault"),
    [
        ("2026-11-23", "2026-11-23", None),  # one day, today
        ("2026-11-23", "2027-11-23", None),  # 366 days: a whole year and its first day again
        ("2026-11-23", "2027-11-24", Fault.TOO_LONG),
        ("2026-11-22", "2026-11-24", Fault.PAST),
        ("2026-11-24", "2026-11-23", Fault.BACKWARDS),
        ("2026-11-20", "2026-11-19", Fault.BACKWARDS),
    ],
)
def test_the_days_of_a_leave(since: str, until: str, fault: Fault | None) -> None:
    days = Days(date.fromisoformat(since), date.fromisoformat(until))
    assert fault_of(days, MONDAY) is fault
    assert fault is not None or 1 <= days.count <= LONGEST


@pytest.mark.parametrize(
    ("since", "until", "meet"),
    [(1, 4, False), (1, 5, True), (6, 7, True), (5, 10, True), (10, 12, True), (11, 12, False)],
)
def test_days_meet_when_one_lies_in_both(since: int, until: int, meet: bool) -> None:
    here, there = (
        Days(date(2026, 12, 5), date(2026, 12, 10)),
        Days(date(2026, 12, since), date(2026, 12, until)),
    )
    assert here.meet(there) is there.meet(here) is meet
