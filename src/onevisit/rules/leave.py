"""请假与代行职责（AB角）: for which days one may be away, and who may then do one's work, in his own name.

No law says who stands in for whom. What is kept apart here is what the order keeps apart (clause 5.3c: in front
taking in, behind it reviewing and deciding): a window does not decide in place of an organ, nor an organ at a window.
Who looks over the others, or keeps what all rely on, was chosen for it: only his own kind stands in for him.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onevisit.rules.district.definition import Role

LONGEST = 366
"""Days of one leave. A longer one is a mistyped year, or a post that somebody else ought to hold."""

COUNTER = (Role.CLERK, Role.HANDOUT, Role.AGENT, Role.HALL_HEAD)
"""Those who work in a hall: they stand in for each other there."""

OFFICE = (Role.REVIEWER, Role.CHIEF, Role.HEAD)
"""Those who review, decide and answer for an organ: they stand in for each other in it."""


class Reason(StrEnum):
    """Why somebody is away."""

    ANNUAL = "annual"
    PERSONAL = "personal"
    SICK = "sick"
    FAMILY = "family"
    DUTY = "duty"

    @property
    def label(self) -> str:
        """What people see."""
        return _REASONS[self]


_REASONS = {
    Reason.ANNUAL: "年休假",
    Reason.PERSONAL: "事假",
    Reason.SICK: "病假",
    Reason.FAMILY: "婚假、产假、丧假等",
    Reason.DUTY: "出差、培训",
}


@dataclass(frozen=True)
class Held:
    """A post as far as standing in depends on it. `hall_above` is the hall that the hall belongs to."""

    role: Role
    organ: str
    hall: str = ""
    hall_above: str = ""


def covers(post: Held, own: Collection[Held]) -> bool:
    """Whether somebody who holds the posts `own` may stand in for this one."""
    return any(_covers(post, one) for one in own)


def _covers(post: Held, own: Held) -> bool:
    if post.role in OFFICE:
        return own.role in OFFICE and own.organ == post.organ
    if post.role in COUNTER:
        # A village point has one agent: the town's centre minds it meanwhile.
        halls = {post.hall, post.hall_above} if post.role is Role.AGENT else {post.hall}
        return own.role in COUNTER and own.hall in halls - {""}
    return own.role is post.role and own.organ == post.organ


def uncovered(posts: Sequence[Held], own: Collection[Held]) -> tuple[Held, ...]:
    """Those of the posts for which somebody who holds `own` may not stand in."""
    return tuple(post for post in posts if not covers(post, own))


def who_may(role: Role) -> str:
    """Who may stand in for such a post, in words."""
    if role in OFFICE:
        return "同一部门的审查人员、首席代表或者主要负责人"
    if role is Role.AGENT:
        return "同一服务点或者上级便民服务中心的窗口人员"
    if role in COUNTER:
        return "同一大厅的窗口人员、出件人员或者大厅负责人"
    return f"同一部门的另一位{role.label}"


@dataclass(frozen=True)
class Days:
    """From a day to a day, both of them included."""

    since: date
    until: date

    def meet(self, other: Days) -> bool:
        """Whether any day lies in both."""
        return self.since <= other.until and other.since <= self.until

    @property
    def count(self) -> int:
        """How many days, working or not."""
        return (self.until - self.since).days + 1


class Fault(StrEnum):
    """What keeps days from being those of a new leave."""

    BACKWARDS = "backwards"
    PAST = "past"
    TOO_LONG = "too-long"


def fault_of(days: Days, today: date) -> Fault | None:
    """What is wrong with these days, if anything.

    A leave cannot begin in the past: who did what on those days stands in the log already.
    """
    if days.until < days.since:
        return Fault.BACKWARDS
    if days.since < today:
        return Fault.PAST
    return Fault.TOO_LONG if days.count > LONGEST else None
