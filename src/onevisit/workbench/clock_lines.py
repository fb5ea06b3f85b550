"""The clocks of all organs of a case side by side: what each has used, when it ends, and where it stood still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onevisit.casework.case_view import CaseView
from onevisit.platform import clock as today_is
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases.clocks import OF_OTHERS, Clock, ClockKind, pauses
from onevisit.rules.limits import Reading, StepKind, Unit

ONE = timedelta(days=1)

_PAUSED_BY_PROCEDURES = (ClockKind.PROMISED, ClockKind.STATUTORY, ClockKind.STAGE)
"""The clocks that stand still while a special procedure or a hearing goes on (行政许可法 Art. 45)."""

_AT_WINDOW = (ClockKind.ACCEPTANCE, ClockKind.DELIVERY, ClockKind.NOTICE)


@dataclass(frozen=True)
class Bar:
    """A piece of a lane, in percent of its width; `kind` says what it is."""

    kind: str
    left: str
    width: str


@dataclass(frozen=True)
class Lane:
    """One clock: whose it is, and its picture. `said` is what the picture shows, in words."""

    clock: Clock
    name: str
    whose: str
    done: bool
    bars: tuple[Bar, ...]
    said: str

    @property
    def reading(self) -> Reading:
        """What the clock says."""
        return self.clock.reading

    @property
    def unit(self) -> Unit:
        """What it counts."""
        return self.clock.reading.unit


@dataclass(frozen=True)
class Board:
    """All clocks of a case: those that run, and those that stopped. Days are places on the axis in percent."""

    running: tuple[Lane, ...]
    stopped: tuple[Lane, ...]
    first: date
    last: date
    today: str
    on: date
    anchor: str

    @property
    def was_late(self) -> bool:
        """Whether nothing runs any more and something of it came too late: that is worth a look."""
        return not self.running and any(one.reading.overdue for one in self.stopped)

    @property
    def tells_first(self) -> bool:
        """Whether there is room for the first day beside today's."""
        return float(self.today) > 30

    @property
    def tells_last(self) -> bool:
        """Whether there is room for the last day beside today's."""
        return float(self.today) < 70


def board(view: CaseView) -> Board | None:
    """Read the clocks of a case. None before any has begun."""
    clocks = view.clocks
    if not clocks:
        return None
    now = today_is.today()
    running = [one for one in clocks if one.stopped_on is None]
    wanted = running or list(clocks)
    first = min(_start(one) for one in wanted)
    last = max([now, *(_end(one, now) for one in wanted)])
    scale = _Scale(first, max(1, (last - first).days + 1), now)
    lanes = [_lane(one, view, scale) for one in clocks]
    place = scale.at(now + ONE)
    return Board(
        tuple(one for one in lanes if not one.done),
        tuple(one for one in lanes if one.done),
        first,
        last,
        place,
        now,
        "start" if float(place) < 15 else "end" if float(place) > 85 else "middle",
    )


@dataclass(frozen=True)
class _Scale:
    """Days along the axis. A day is a stretch: it begins at `at(day)` and ends at `at(day + ONE)`."""

    first: date
    days: int
    today: date

    def at(self, day: date) -> str:
        """The place of a day's beginning, never outside the picture."""
        share = (day - self.first).days / self.days * 100
        return f"{min(100.0, max(0.0, share)):.2f}"

    def bar(self, kind: str, since: date, until: date) -> Bar | None:
        """From the beginning of one day to the end of another; None where nothing of it is in the picture."""
        left, right = float(self.at(since)), float(self.at(until + ONE))
        return Bar(kind, f"{left:.2f}", f"{right - left:.2f}") if right > left else None


def _start(one: Clock) -> date:
    """The day from which it counts; every derivation begins with it."""
    return next(step.on for step in one.reading.steps if step.kind is StepKind.START and step.on is not None)


def _end(one: Clock, now: date) -> date:
    return max(one.reading.due, one.stopped_on or (now if one.reading.overdue else one.reading.due))


def _lane(one: Clock, view: CaseView, scale: _Scale) -> Lane:
    reading, start = one.reading, _start(one)
    reached = one.stopped_on or scale.today
    bars = [
        scale.bar("left", start, reading.due),
        scale.bar("used", start, min(reached, reading.due)),
        scale.bar("late", reading.due + ONE, reached) if reached > reading.due else None,
    ]
    if one.kind in _PAUSED_BY_PROCEDURES:
        for pause in pauses(view.state):
            since, until = max(pause.since, start), min(pause.until or reached, reached)
            bars.append(scale.bar("still", since, until) if until >= since else None)
    return Lane(
        one,
        _name(one, view),
        _whose(one, view),
        one.stopped_on is not None,
        tuple(bar for bar in bars if bar is not None),
        _said(one, start, scale.today),
    )


def _name(one: Clock, view: CaseView) -> str:
    if one.kind is ClockKind.SPECIAL:
        return next((each.kind.label for each in view.state.procedures if each.kind == one.about), one.name)
    return one.name


def _whose(one: Clock, view: CaseView) -> str:
    """Against whom it runs: the applicant, a window, or an organ."""
    if one.kind.of_applicant:
        return "利害关系人" if one.about == OF_OTHERS else "申请人"
    if one.kind in _AT_WINDOW:
        return view.hall_name if one.kind is ClockKind.ACCEPTANCE else view.organ.short
    stage = one.about
    if one.kind is ClockKind.SPECIAL:
        stage = next((each.stage for each in view.state.procedures if each.kind == one.about), "")
    owner = next((each.organ for each in view.stages if each.stage.key == stage), None)
    return (owner or view.organ).short


def _said(one: Clock, start: date, today: date) -> str:
    reading = one.reading
    used = "" if reading.unit is Unit.AT_ONCE else f"已用{reading.unit.say(reading.used)}"
    parts: Sequence[str] = (f"{chinese_date(start, after=today)}起", used if one.stopped_on is None else "")
    ended = f"{chinese_date(one.stopped_on, after=today)}完成" if one.stopped_on else ""
    return "，".join(part for part in (*parts, ended) if part)
