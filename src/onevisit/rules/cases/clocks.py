"""The clocks of a case. None is stored as a truth: each is read from events, matter and calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.calendar import Calendar
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.courses import CheckOutcome
from onevisit.rules.cases.facets import Procedure
from onevisit.rules.cases.phases import FINISHED, Outcome, Phase
from onevisit.rules.cases.procedure import Duty, DutyKind, opened_on, pending
from onevisit.rules.cases.state import CaseState
from onevisit.rules.limits import Extension, Limit, Pause, Reading, Unit, read
from onevisit.rules.matters.courses import NOT_COUNTED, XKF
from onevisit.rules.matters.definition import Matter, Stage
from onevisit.rules.matters.vocabulary import Since

ACCEPTANCE = Limit(5, Unit.WORKING_DAYS, Basis(XKF, "32", 1, 4), "受理期限", "收到申请材料之日")
DELIVERY = Limit(10, Unit.WORKING_DAYS, Basis(XKF, "44"), "送达期限", "作出决定之日")
HEARING_REQUEST = Limit(5, Unit.WORKING_DAYS, Basis(XKF, "47", 1), "申请听证期限", "被告知听证权利之日")
HEARING_HOLD = Limit(20, Unit.WORKING_DAYS, Basis(XKF, "47", 1), "组织听证期限", "收到听证申请之日")
PUBLIC_NOTICE = Limit(30, Unit.DAYS, Basis("民事诉讼法", "95", 1), "公告期", "发出公告之日")
"""行政许可法 says nothing of a notice; the rule of civil procedure is taken as a model."""
RATING = Limit(5, Unit.WORKING_DAYS, None, "评价期限", "办结之日")
"""鲁政办发〔2020〕10号: a rating may be given within five working days. An order of the province, not a law."""


class ClockKind(StrEnum):
    """Which clock it is."""

    ACCEPTANCE = "acceptance"
    CORRECTION = "correction"
    DEFERRAL = "deferral"
    STATUTORY = "statutory"
    PROMISED = "promised"
    STAGE = "stage"
    SPECIAL = "special"
    HEARING_REQUEST = "hearing-request"
    HEARING_HOLD = "hearing-hold"
    DELIVERY = "delivery"
    NOTICE = "notice"
    CHECK = "check"
    RECTIFY = "rectify"

    @property
    def of_applicant(self) -> bool:
        """Whether it runs against the applicant, and not against an organ."""
        return self in _OF_APPLICANT


_OF_APPLICANT = frozenset(
    {ClockKind.CORRECTION, ClockKind.DEFERRAL, ClockKind.HEARING_REQUEST, ClockKind.RECTIFY}
)


@dataclass(frozen=True)
class Clock:
    """One clock, read on a day. `about` is the key of the stage, requirement or procedure that it is about.

    `stopped_on` is the day on which the thing was done, None while it runs.
    """

    kind: ClockKind
    name: str
    reading: Reading
    about: str = ""
    stopped_on: date | None = None

    @property
    def stage(self) -> str:
        """The stage whose clock it is, or ""."""
        return self.about if self.kind is ClockKind.STAGE else ""


def pauses(state: CaseState, *, foreseen: date | None = None) -> tuple[Pause, ...]:
    """The times that do not count.

    With `foreseen`, a day, one that lasts is taken to end when it was announced to end, or on that day if it is late.
    """
    found = [
        Pause(
            one.since,
            one.ended_on or (max(one.until, foreseen) if foreseen else None),
            one.kind.label,
            NOT_COUNTED,
        )
        for one in state.procedures
    ]
    hearing = state.hearing
    if hearing is not None:
        found.extend(Pause(one.since, one.until, "听证", NOT_COUNTED) for one in hearing.stood)
    if hearing is not None and hearing.since is not None:
        expected = hearing.day or hearing.hold_by or hearing.since
        end = hearing.ended_on or (max(expected, hearing.since, foreseen) if foreseen else None)
        found.append(Pause(hearing.since, end, "听证", NOT_COUNTED))
    return tuple(found)


def extensions(matter: Matter, state: CaseState) -> tuple[Extension, ...]:
    """The one extension, if there was one."""
    one, rule = state.prolonged, matter.prolongation
    if one is None:
        return ()
    return (Extension(one.length, rule.basis if rule else None, one.on, one.by.label),)


def clocks(matter: Matter, state: CaseState, calendar: Calendar, today: date) -> tuple[Clock, ...]:
    """All clocks that have begun, those that stopped included: what was in time stays to be seen."""
    reader = _Reader(matter, state, calendar, today)
    return tuple(reader.all())


def due_days(
    matter: Matter, state: CaseState, calendar: Calendar, today: date
) -> tuple[date | None, date | None]:
    """The promised and the statutory last day, or None before acceptance; what lasts ends when it was said to end."""
    if state.accepted_on is None:
        return None, None
    reader = _Reader(matter, state, calendar, today)
    promised = reader.main(matter.limits.promised, "承诺期限", told=True)
    statutory = reader.main(matter.limits.statutory, "法定期限", told=True)
    return promised.due, statutory.due


@dataclass(frozen=True)
class _Reader:
    matter: Matter
    state: CaseState
    calendar: Calendar
    today: date

    def all(self) -> Iterator[Clock]:
        state = self.state
        stopped = state.accepted_on or state.finished_on
        if state.correction is not None and state.materials_on is None and state.accepted_on is None:
            stopped = state.correction.asked_on
        yield self._clock(ClockKind.ACCEPTANCE, ACCEPTANCE, state.complete_on, stopped)
        yield from self._applicants()
        if state.accepted_on is not None:
            done = state.decided_on or state.finished_on
            for kind, limit, name in (
                (ClockKind.PROMISED, self.matter.limits.promised, "承诺期限"),
                (ClockKind.STATUTORY, self.matter.limits.statutory, "法定期限"),
            ):
                yield Clock(kind, name, self.main(limit, name, stopped_on=done), stopped_on=done)
            yield from self._stages()
            yield from self._specials()
        yield from self._afterwards()

    def main(self, limit: Limit, name: str, *, stopped_on: date | None = None, told: bool = False) -> Reading:
        """One of the two limits of the whole, with everything that stopped or prolonged it."""
        since = self.matter.limits.since
        start = (
            self.state.complete_on if since is Since.RECEIPT else self.state.accepted_on
        ) or self.state.complete_on
        named = replace(limit, name=name, counts_from=since.label)
        # A day before the start cannot be told: a pause that is open counts up to the day of reading.
        return read(
            named,
            start,
            self.calendar,
            today=max(self.today, start),
            pauses=pauses(self.state, foreseen=self.today if told else None),
            extensions=extensions(self.matter, self.state),
            stopped_on=stopped_on,
        )

    def _clock(
        self, kind: ClockKind, limit: Limit, start: date, stopped: date | None, about: str = ""
    ) -> Clock:
        reading = read(limit, start, self.calendar, today=max(self.today, start), stopped_on=stopped)
        return Clock(kind, limit.name, reading, about, stopped)

    def _applicants(self) -> Iterator[Clock]:
        state = self.state
        if state.correction is not None:
            stopped = state.materials_on or state.finished_on
            yield self._clock(
                ClockKind.CORRECTION, self.matter.courses.correction, state.correction.asked_on, stopped
            )
        for key in state.deferred:
            limit = deferral_limit(self.matter, key)
            if limit is not None and state.accepted_on is not None:
                start = deferral_start(state, self.calendar)
                yield self._clock(
                    ClockKind.DEFERRAL, limit, start, state.decided_on or state.finished_on, key
                )
        hearing = state.hearing
        if hearing is not None and hearing.told_on is not None:
            stopped = hearing.requested_on or hearing.waived_on or state.decided_on or state.finished_on
            yield self._clock(ClockKind.HEARING_REQUEST, HEARING_REQUEST, hearing.told_on, stopped)
        if hearing is not None and hearing.requested_on is not None:
            stopped = hearing.ended_on or state.decided_on or state.finished_on
            yield self._clock(ClockKind.HEARING_HOLD, HEARING_HOLD, hearing.requested_on, stopped)
        if state.interested_on is not None:
            stopped = state.decided_on or state.finished_on
            limit = replace(HEARING_REQUEST, name="利害关系人申请听证期限")
            yield self._clock(ClockKind.HEARING_REQUEST, limit, state.interested_on, stopped, OF_OTHERS)

    def _stages(self) -> Iterator[Clock]:
        for stage in pending(self.matter, self.state.answers):
            start = opened_on(self.matter, self.state, stage)
            if start is None or stage.limit is None:
                continue
            opinion = self.state.opinions.get(stage.key)
            stopped = opinion.on if opinion else self.state.decided_on or self.state.finished_on
            yield Clock(
                ClockKind.STAGE,
                stage.name,
                self.stage(stage, stage.limit, start, stopped),
                stage.key,
                stopped,
            )

    def stage(
        self, stage: Stage, limit: Limit, start: date, stopped: date | None, *, told: bool = False
    ) -> Reading:
        """A stage's own clock. It stands still with that of the whole."""
        named = replace(limit, name=f"“{stage.name}”环节期限", counts_from="环节开始之日")
        return read(
            named,
            start,
            self.calendar,
            today=max(self.today, start),
            pauses=pauses(self.state, foreseen=self.today if told else None),
            stopped_on=stopped,
        )

    def _specials(self) -> Iterator[Clock]:
        for one in self.state.procedures:
            stopped = one.ended_on or self.state.decided_on or self.state.finished_on
            yield self._clock(ClockKind.SPECIAL, special_limit(one), one.since, stopped, one.kind)

    def _afterwards(self) -> Iterator[Clock]:
        state = self.state
        if state.decided_on is not None:
            stopped = state.handed_out_on or state.noticed_on
            yield self._clock(ClockKind.DELIVERY, DELIVERY, state.decided_on, stopped)
        if state.noticed_on is not None:
            yield self._clock(ClockKind.NOTICE, PUBLIC_NOTICE, state.noticed_on, state.handed_out_on)
        pledged = state.pledged
        if pledged is None or state.outcome is not Outcome.GRANTED or state.decided_on is None:
            return
        rule = self.matter.courses.pledge
        check = replace(rule.check, name="承诺核查期限", counts_from="作出决定之日")
        yield self._clock(ClockKind.CHECK, check, state.decided_on, pledged.checked_on)
        if pledged.outcome is CheckOutcome.FAULTY and pledged.checked_on is not None:
            rectify = replace(rule.rectify, name="整改期限", counts_from="责令整改之日")
            done = state.finished_on if set(pledged.items) <= set(pledged.mended) else None
            stopped = done and max(done, pledged.checked_on)
            yield self._clock(ClockKind.RECTIFY, rectify, pledged.checked_on, stopped)


def special_limit(one: Procedure) -> Limit:
    """How long a special procedure was announced to take."""
    return Limit(one.days, Unit.WORKING_DAYS, NOT_COUNTED, f"{one.kind.label}所需时间", "启动之日")


OF_OTHERS = "interested"
"""What the clock of a hearing's request is about, where it runs for those concerned and not for the applicant."""


def deferral_start(state: CaseState, calendar: Calendar) -> date:
    """From which day what was deferred counts: the acceptance, or the day on which silence became one.

    An acceptance by silence reaches back (Art. 32 (4)); nobody can be late with what he could not know of.
    """
    if state.accepted_by_silence or state.accepted_on is None:
        return day_told(ACCEPTANCE, state.complete_on, calendar)
    return state.accepted_on


def deferral_limit(matter: Matter, requirement: str) -> Limit | None:
    """How long a requirement may come late, if it may."""
    one = matter.requirement(requirement)
    if one is None or one.defer is None:
        return None
    return Limit(one.defer.days, Unit.WORKING_DAYS, one.defer.basis, f"“{one.name}”容缺补齐期限")


def due_of(duty: Duty, matter: Matter, state: CaseState, calendar: Calendar, today: date) -> Reading:
    """By when this duty has to be done: its own clock where it has one, else the promise to the applicant."""
    reader = _Reader(matter, state, calendar, today)
    if duty.kind is DutyKind.DEFERRAL and state.deferred:
        first = min(state.deferred, key=lambda key: state.deferred[key])
        limit = deferral_limit(matter, first)
        if limit is not None:
            start = deferral_start(state, calendar)
            return read(limit, start, calendar, today=max(today, start))
    simple = _duty_limit(duty, matter, state)
    if simple is not None:
        limit, start = simple
        return read(limit, start, calendar, today=max(today, start))
    stage = next((one for one in matter.stages if one.key == duty.stage), None)
    if stage is not None and stage.limit is not None and duty.kind is DutyKind.REVIEW:
        return reader.stage(stage, stage.limit, duty.since, None, told=True)
    return reader.main(matter.limits.promised, "承诺期限", told=True)


def _duty_limit(duty: Duty, matter: Matter, state: CaseState) -> tuple[Limit, date] | None:
    hearing, rule = state.hearing, matter.courses.pledge
    match duty.kind:
        case DutyKind.RECEIVE | DutyKind.ACCEPT | DutyKind.TAKE_OVER:
            return ACCEPTANCE, duty.since
        case DutyKind.ISSUE | DutyKind.HAND_OUT:
            return DELIVERY, state.decided_on or duty.since
        case DutyKind.SPECIAL:
            one = next((one for one in state.running if one.kind == duty.stage), None)
            return (special_limit(one), one.since) if one else None
        case DutyKind.HEARING:
            return HEARING_HOLD, (hearing.since if hearing else None) or duty.since
        case DutyKind.CHECK:
            faulty = state.pledged is not None and state.pledged.outcome is CheckOutcome.FAULTY
            return (rule.rectify if faulty else rule.check), duty.since
        case DutyKind.REVOKE:
            return ACCEPTANCE, duty.since
    return None


def rating_until(state: CaseState, calendar: Calendar, today: date) -> date | None:
    """The last day for a rating, once the case is finished."""
    if state.phase not in FINISHED or state.finished_on is None:
        return None
    return read(RATING, state.finished_on, calendar, today=max(today, state.finished_on)).due


def acceptance_until(state: CaseState, calendar: Calendar, today: date) -> date | None:
    """The last day to accept, decline or notify, while nobody has."""
    if state.phase not in (Phase.SUBMITTED, Phase.RECEIVED):
        return None
    start = state.complete_on
    return read(ACCEPTANCE, start, calendar, today=max(today, start)).due


def day_told(limit: Limit, start: date, calendar: Calendar) -> date:
    """The last day that is told to somebody when his limit begins."""
    return read(limit, start, calendar, today=start).due


def in_time_until(told: date, calendar: Calendar) -> date:
    """Until when what was told for that day is in time: a day that has since become a day off moves on."""
    return told if calendar.is_working(told) else calendar.next_working_day(told)


def requirement_names(matter: Matter, state: CaseState) -> dict[str, str]:
    """The names of the requirements of the situation, by key."""
    return {one.key: one.name for one in requirements_for(matter, state.answers)}
