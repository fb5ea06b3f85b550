"""What the law has to know of a road, folded from its events a second time and by another hand than `evolve`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import FORM, CheckOutcome
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.vocabulary import Channel, Way


@dataclass(frozen=True)
class Span:
    """A time that does not count: a special procedure, or a hearing (`kind` None). `told` is when it should end."""

    kind: SpecialKind | None
    since: date
    told: date
    ended: date | None = None


@dataclass(frozen=True)
class Road:
    """What has happened so far. `asked` and `needed` count the documents by what the law calls them."""

    submitted: date
    online: bool
    complete: date
    asked: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()
    corrections: int = 0
    correction_on: date | None = None
    correction_until: date | None = None
    accepted: date | None = None
    late: Mapping[str, date] = field(default_factory=dict)
    opinions: Mapping[str, tuple[bool, date]] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    extended: tuple[date, int] | None = None
    told: tuple[date, date] | None = None
    """When the applicant was told of his right to be heard, and until when he can use it."""
    others: tuple[date, date] | None = None
    """The same of the interested parties."""
    wanted: date | None = None
    """When a hearing was last asked for."""
    waived: date | None = None
    hearing_called: tuple[date, date] | None = None
    held: date | None = None
    decided: date | None = None
    granted: bool = False
    issued: bool = False
    handed: date | None = None
    noticed: tuple[date, date] | None = None
    returned: int = 0
    ended: date | None = None
    closed: date | None = None
    promised: tuple[str, ...] = ()
    checked: tuple[CheckOutcome, date] | None = None
    faulty: tuple[str, ...] = ()
    mend_by: date | None = None
    mended: frozenset[str] = frozenset()
    handed_over: date | None = None
    needed: Counter[str] = field(default_factory=Counter)
    papers: Counter[str] = field(default_factory=Counter)

    @property
    def stopped(self) -> date | None:
        """When the clock of the whole stopped for good."""
        return self.decided or self.ended

    @property
    def hearing_open(self) -> bool:
        """Whether a hearing was asked for or called and is not over."""
        return any(one.kind is None and one.ended is None for one in self.spans)

    @property
    def specials(self) -> tuple[Span, ...]:
        """The special procedures that go on."""
        return tuple(one for one in self.spans if one.kind is not None and one.ended is None)


def follow(road: Road | None, event: e.Event, twenty_days: date) -> Road:
    """The road one event further. `twenty_days` is the twentieth working day after the event."""
    if road is None:
        if not isinstance(event, e.Submitted):
            raise TypeError("a road begins with an application")
        return Road(
            event.on,
            event.channel is Channel.ONLINE,
            event.on,
            promised=event.committed,
        )
    for part in (_before, _between, _hearing, _after):
        found = part(road, event, twenty_days)
        if found is not None:
            return found
    return road


def _before(road: Road, event: e.Event, _: date) -> Road | None:
    match event:
        case e.CorrectionAsked():
            return replace(
                road,
                asked=tuple(one.about for one in event.items),
                corrections=road.corrections + 1,
                correction_on=event.on,
                correction_until=event.until,
            )
        case e.Supplied():
            return _supplied(road, event)
        case e.Accepted():
            return replace(road, accepted=event.on, late=dict(event.deferred))
        case e.Declined() | e.Withdrawn() | e.Terminated() | e.AcceptanceRevoked():
            return replace(road, ended=event.on)
        case e.HandedOver():
            return replace(road, handed_over=event.on)
    return None


def _supplied(road: Road, event: e.Supplied) -> Road:
    came = {one.requirement for one in event.shown if one.way is not Way.ORIGINAL}
    came |= {*event.sighted, *event.later, *(f"{FORM}{one}" for one in event.fields)}
    waiting = road.corrections and road.accepted is None and not set(road.asked) <= road.answered
    answered = road.answered | came if waiting else road.answered
    complete = event.on if waiting and set(road.asked) <= answered else road.complete
    late = {key: until for key, until in road.late.items() if key not in came}
    mended = road.mended | came if road.faulty else road.mended
    return replace(road, answered=answered, complete=complete, late=late, mended=mended)


def _between(road: Road, event: e.Event, _: date) -> Road | None:
    match event:
        case e.Reviewed():
            passed = event.outcome.value == "pass"
            return replace(road, opinions={**road.opinions, event.stage: (passed, event.on)})
        case e.Paused():
            return replace(road, spans=(*road.spans, Span(event.kind, event.on, event.until)))
        case e.Resumed():
            return replace(road, spans=_end(road.spans, event.kind, event.on))
        case e.Extended():
            return replace(road, extended=(event.on, event.length))
        case e.Granted() | e.Refused():
            return replace(road, decided=event.on, granted=isinstance(event, e.Granted))
    return None


def _hearing(road: Road, event: e.Event, twenty_days: date) -> Road | None:
    match event:
        case e.InterestedTold():
            return replace(road, others=(event.on, event.until))
        case e.HearingTold():
            return replace(road, told=(event.on, event.until))
        case e.HearingRequested():
            spans = road.spans if road.hearing_open else (*road.spans, Span(None, event.on, twenty_days))
            return replace(road, spans=spans, wanted=event.on, waived=None, hearing_called=None)
        case e.HearingCalled():
            spans = road.spans
            if not road.hearing_open:
                spans = (*spans, Span(None, event.on, event.day))
            spans = tuple(
                replace(one, told=event.day) if one.kind is None and one.ended is None else one
                for one in spans
            )
            first = road.hearing_called[0] if road.hearing_called else event.on
            return replace(road, spans=spans, hearing_called=(first, event.day))
        case e.HearingWaived():
            return replace(road, spans=_end(road.spans, None, event.on), waived=event.on)
        case e.HearingHeld():
            return replace(road, spans=_end(road.spans, None, event.on), held=event.on)
    return None


def _after(road: Road, event: e.Event, _: date) -> Road | None:
    match event:
        case e.Issued():
            return replace(road, issued=True)
        case e.HandedOut():
            return replace(road, handed=event.on, ended=event.on)
        case e.Returned():
            return replace(road, handed=None, ended=None, returned=road.returned + 1)
        case e.NoticeGiven():
            return replace(road, noticed=(event.on, event.until))
        case e.CommitmentChecked():
            faulty = event.items if event.outcome is CheckOutcome.FAULTY else ()
            return replace(
                road, checked=(event.outcome, event.on), faulty=faulty, mend_by=event.until or road.mend_by
            )
        case e.Closed():
            return replace(road, closed=event.on)
        case e.DocumentIssued():
            return replace(road, papers=road.papers + Counter({event.kind: 1}))
    return None


def _end(spans: tuple[Span, ...], kind: SpecialKind | None, on: date) -> tuple[Span, ...]:
    return tuple(replace(one, ended=on) if one.kind is kind and one.ended is None else one for one in spans)
