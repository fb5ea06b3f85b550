"""How long each step of coordination may take: the district's own limits, with the derivation of every due day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.calendar import Calendar, chinese_date
from onevisit.rules.limits import Limit, Reading, Step, StepKind, Unit, read

ORDER = Basis("博政办字〔2017〕90号", "六（二）")
"""协调解决工作中的重点难点问题；各部门加强协作配合. It names who coordinates, and leaves the days open."""

NO_PAUSE = Basis("行政许可法", "45")
"""Only hearings, tenders, auctions, inspections, tests, quarantine, appraisals and expert reviews stop the clock."""

CLOCK_GOES_ON = "部门之间协商、协调，办件的办理期限照常计算，谁也不能为此暂停"
"""What is said wherever organs consult each other about a case; `NO_PAUSE` is why."""

LONGEST = 30
"""Working days that any step may be given; more is a typing error."""


class Span(StrEnum):
    """One of the limits."""

    ANSWER = "answer"
    CHIEF = "chief"
    POSITION = "position"
    DECISION = "decision"

    @property
    def label(self) -> str:
        """What people see."""
        return _SPANS[self][0]

    @property
    def counts_from(self) -> str:
        """The event from whose day it counts."""
        return _SPANS[self][1]


_SPANS = {
    Span.ANSWER: ("部门之间询问的答复期限", "收到询问之日"),
    Span.CHIEF: ("首席代表督办期限", "答复期限届满之日"),
    Span.POSITION: ("对方提出意见的期限", "提请协调之日"),
    Span.DECISION: ("协调决定的期限", "双方意见齐备（或者对方逾期未提）之日"),
}


@dataclass(frozen=True)
class Terms:
    """Working days of each step for what begins on or after `since`.

    `source` is the text that a figure was taken from; `assumed` until the district has confirmed them.
    """

    since: date
    answer: int
    chief: int
    position: int
    decision: int
    source: str
    assumed: bool

    def days(self, span: Span) -> int:
        """The length of one of the limits."""
        return {
            Span.ANSWER: self.answer,
            Span.CHIEF: self.chief,
            Span.POSITION: self.position,
            Span.DECISION: self.decision,
        }[span]

    @property
    def why(self) -> str:
        """Why it is so many days."""
        model = f"，参照{self.source}" if self.source else ""
        doubt = "，待本区确认" if self.assumed else f"，{chinese_date(self.since)}起施行"
        return f"{ORDER.cite()}要求部门协作配合，没有规定期限，这是本区自己定的{model}{doubt}"


def terms_on(every: Collection[Terms], day: date) -> Terms:
    """The terms for what begins on this day: later ones change nothing for it. Raises LookupError without any."""
    begun = [one for one in every if one.since <= day]
    if not begun:
        raise LookupError(f"no terms of coordination on {day}")
    return max(begun, key=lambda one: one.since)


def due(terms: Terms, span: Span, start: date, calendar: Calendar) -> date:
    """The last day of a step that began on `start`, a day that is not counted itself."""
    return calendar.add_working_days(start, terms.days(span)).due


def clock(
    terms: Terms, span: Span, start: date, calendar: Calendar, *, today: date, stopped_on: date | None = None
) -> Reading:
    """The clock of a step as read on `today`, with the sentence that says why it is so many days."""
    limit = Limit(terms.days(span), Unit.WORKING_DAYS, None, span.label, span.counts_from)
    reading = read(limit, start, calendar, today=today, stopped_on=stopped_on)
    position = next(number for number, step in enumerate(reading.steps) if step.kind is StepKind.LIMIT) + 1
    said = (Step(StepKind.LIMIT, terms.why), Step(StepKind.LIMIT, f"{CLOCK_GOES_ON}（{NO_PAUSE.cite()}）"))
    return replace(reading, steps=(*reading.steps[:position], *said, *reading.steps[position:]))
