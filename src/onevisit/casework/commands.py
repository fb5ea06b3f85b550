"""The one write path. Nothing else changes a case.

    lock → let time pass → has anybody been quicker? → decide → append → documents → project → tell → (commit) → outbox

At most eight statements for a case; no file work and no rendering inside the transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, QuerySet, Subquery

from onevisit.casework import access, facts, intake, log, numbers, subscribers
from onevisit.casework.models import Bar, Case, Content, Event, Move, Participation
from onevisit.casework.papers.issue import Happening, issue, wanted
from onevisit.casework.papers.source import GOVERNMENTS
from onevisit.casework.projection import COLUMNS, keys_of, organs_of, project, state_of
from onevisit.casework.recalendar import moved, redated
from onevisit.casework.refusals import MovedOn, NoSuchCase, RatedWithItsBundle
from onevisit.casework.work_items import redate_work_items, store_work_items
from onevisit.catalogue.versions import version
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import SYSTEM, Actor
from onevisit.platform.workdays.models import Edition
from onevisit.platform.workdays.queries import NoCalendar, calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.decide import decide
from onevisit.rules.cases.events import Event as CaseEvent
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.lapse import lapse
from onevisit.rules.cases.refusals import BackInTime
from onevisit.rules.cases.state import CaseState

SKEW = timedelta(minutes=1)
"""Two machines' clocks, or a wait for the lock, may differ by this much; the log still only moves forward."""

Late = Callable[[Case, CaseState], c.Command]
"""A command that can only be made once the case is locked, because it takes a number without gaps."""


@dataclass(frozen=True)
class Order:
    """Commands for one case, in order. `case` is its number; a new one begins with `new`."""

    commands: Sequence[c.Command | Late]
    case: str = ""
    new: intake.NewCase | None = None
    seen: int | None = None


@dataclass(frozen=True)
class Done:
    """What became of an order: the case, how far its log now goes, and what was added. `repeated`: it had been done."""

    number: str
    seq: int
    events: tuple[CaseEvent, ...] = ()
    repeated: bool = False


@dataclass
class _Work:
    """One case while it is being worked on. `acts` keeps what happened together, with the words that belong to it."""

    case: Case
    context: Context
    state: CaseState | None
    edition: int
    rows: list[Event] = field(default_factory=list)
    happened: list[CaseEvent] = field(default_factory=list)
    happenings: list[tuple[Happening, dict[str, Any]]] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    before: frozenset[str] = frozenset()
    is_new: bool = False
    barred: bool = True
    behind: bool = False
    moves: list[Move] = field(default_factory=list)
    whos: list[dict[str, Any]] = field(default_factory=list)

    def append(self, event: CaseEvent, at: datetime, who: dict[str, Any], key: str | None = None) -> None:
        self.state = evolve(self.state, event)
        self.rows.append(log.write(self.case, event, at, who, key))
        self.happened.append(event)
        self.whos.append(who)

    @property
    def lines(self) -> list[subscribers.Line]:
        """What happened, for those who want to hear of the whole transaction."""
        case, matter, state = self.case, self.context.matter, _some(self.state)
        told = zip(self.happened, self.rows, self.whos, strict=True)
        return [
            subscribers.Line(case, matter, state, event, row.at, row.seq, who) for event, row, who in told
        ]

    def act(
        self,
        events: Sequence[CaseEvent],
        at: datetime,
        who: dict[str, Any],
        act: _Act,
        key: str | None = None,
    ) -> str | None:
        """Append what one command did; the key stands on the first event only."""
        for event in events:
            before = self.state
            act.events.append(event)
            self.append(event, at, who, key)
            key = None
            after = _some(self.state)
            happening = Happening(self.case, self.context, before, after, event, act.events, act.texts)
            self.happenings.append((happening, who))
        return key


@dataclass
class _Act:
    """What is done at one sitting: its events, and the words that came with it, by reference."""

    events: list[CaseEvent] = field(default_factory=list)
    texts: dict[str, Mapping[str, Any]] = field(default_factory=dict)


def handle(orders: Sequence[Order], *, actor: Actor, at: datetime, key: str) -> tuple[Done, ...]:
    """Carry out orders on one or several cases: all of them, or none. Raises a `Refused`.

    `key` names this request: sent again (a double click, a lost connection) it is answered with the first result.
    """
    try:
        return _handle(orders, actor, at, key)
    except IntegrityError:
        # Sent twice at the same moment: the other one was first, and its result is this one's too.
        repeated = _repeated(orders, key)
        if not repeated:
            raise
        return repeated


def _handle(orders: Sequence[Order], actor: Actor, at: datetime, key: str) -> tuple[Done, ...]:
    with transaction.atomic():
        locked, head = _lock([order.case for order in orders if order.case], key, orders)
        if head.repeated:
            return _repeated(orders, key)
        numbers.hold(_series(orders, at))
        works: dict[str | int, _Work] = {}
        for position, order in enumerate(orders):
            # A case that is named twice goes on from where the first order left it.
            name = order.case or position
            if name not in works:
                works[name] = _begin(order, locked, head, at)
            work = works[name]
            _carry_out(work, order, actor, max(at, work.case.last_at), _key(key, position))
        done = dict(zip(works, _finish(list(works.values()), at), strict=True))
        return tuple(done[order.case or position] for position, order in enumerate(orders))


def _series(orders: Sequence[Order], at: datetime) -> set[str]:
    """The numbers that are taken while these are carried out: of new cases and of results. Documents come last."""
    late = {name for order in orders for one in order.commands for name in getattr(one, "series", ())}
    new = {intake.series(clock.day_of(at))} if any(order.new for order in orders) else set()
    return late | new


def let_time_pass(number: str, at: datetime) -> Done | None:
    """Write down what has come about by itself, if anything has. Safe to call late, twice, and at once.

    Days that were worked out with an older calendar are worked out again, whether anything has come about or not.
    """
    with transaction.atomic():
        locked, head = _lock([number], "")
        work = _begin(Order((), case=number), locked, head, at)
        if not work.happened and not work.behind:
            return None
        (done,) = _finish([work], at)
        return done if work.happened else None


def _finish(works: Sequence[_Work], at: datetime) -> tuple[Done, ...]:
    """Issue the documents of all cases, numbers last, and write everything down."""
    _issue_documents(works, at)
    errands = [errand for work in works for errand in _store(work, at)]
    errands += subscribers.tell_together([line for work in works for line in work.lines])
    if errands:
        outbox.put(errands, at)
    return tuple(Done(work.case.number, work.case.last_seq, tuple(work.happened)) for work in works)


def _issue_documents(works: Sequence[_Work], at: datetime) -> None:
    by_case = {id(work.case): work for work in works}
    whos = {id(happening): who for work in works for happening, who in work.happenings}
    issuings = wanted([happening for work in works for happening, _ in work.happenings])
    for issuing, event, data in issue(issuings):
        work = by_case[id(issuing.because.case)]
        work.append(event, max(at, work.case.last_at), whos[id(issuing.because)])
        work.contents.append(Content(ref=data.ref, case=work.case, kind=data.kind, body=data.body))


def _key(key: str, position: int) -> str:
    return f"{key}/{position}" if position else key


def _repeated(orders: Sequence[Order], key: str) -> tuple[Done, ...]:
    keys = [_key(key, position) for position in range(len(orders))]
    rows = Event.objects.filter(key__in=keys).values_list("key", "case__number", "seq")
    found = {key: Done(number, seq, repeated=True) for key, number, seq in rows}
    return tuple(found[one] for one in keys if one in found)


@dataclass(frozen=True)
class _Head:
    """What one statement told before anything is decided."""

    edition: int
    repeated: bool
    barred: bool


def _lock(numbers: Sequence[str], key: str, orders: Sequence[Order] = ()) -> tuple[dict[str, Case], _Head]:
    """The rows of these cases, locked in one order everywhere; the calendar's edition; whether `key` was seen.

    All of it in one statement, so that a command costs one round trip before anything is decided.
    """
    seen = Exists(Event.objects.filter(key=key))
    if not numbers:
        applicants = [order.new.applicant for order in orders if order.new is not None]
        barred = Exists(Bar.objects.filter(party__in=applicants))
        edition: Any = Edition.objects.annotate(repeated=seen, barred=barred).first()
        if edition is None:
            raise NoCalendar("还没有载入工作日历，请先运行 onevisit load districts/boshan")
        return {}, _Head(edition.number, edition.repeated, edition.barred)
    rows: QuerySet[Case] = (
        Case.objects.select_for_update(of=("self",))
        .select_related("organ", "hall", "applicant")
        .filter(number__in=numbers)
        .annotate(edition=Subquery(Edition.objects.values("number")[:1]), repeated=seen)
        .annotate(government=Subquery(GOVERNMENTS.values("name")[:1]))
        .order_by("number")
    )
    found = {row.number: row for row in rows}
    for number in numbers:
        if number not in found:
            raise NoSuchCase(number=number)
    any_row: Any = found[numbers[0]]
    return found, _Head(any_row.edition, any_row.repeated, barred=True)


def _begin(order: Order, locked: Mapping[str, Case], head: _Head, at: datetime) -> _Work:
    edition = head.edition
    if order.new is not None:
        definition = version(order.new.matter, order.new.version)
        context = Context(definition.matter, order.new.version, calendar(edition), clock.day_of(at))
        row = intake.row(order.new, definition.matter, at)
        return _Work(row, context, None, edition, is_new=True, barred=head.barred)
    case = locked[order.case]
    if at < case.last_at - SKEW:
        here, last = at.astimezone(clock.DISTRICT), case.last_at.astimezone(clock.DISTRICT)
        raise BackInTime(at=f"{here:%Y-%m-%d %H:%M}", last=f"{last:%Y-%m-%d %H:%M}")
    at = max(at, case.last_at)  # A clock that is seconds behind must not go back over midnight.
    definition = version(case.matter, case.version)
    context = Context(definition.matter, case.version, calendar(edition), clock.day_of(at))
    state = state_of(case)
    work = _Work(case, context, state, edition, before=keys_of(context, state))
    if order.seen is not None and case.last_seq > order.seen:
        since = Event.objects.filter(case=case, seq__gt=order.seen).order_by("seq")
        raise MovedOn([log.read(row) for row in since])
    house = log.by_whom(SYSTEM, None)
    work.act(lapse(context, state), at, house, _Act())
    # A day that has come by the old calendar and not by the new one would otherwise be looked at for ever.
    work.behind = case.calendar != edition or (case.lapses_on is not None and case.lapses_on <= context.today)
    if work.behind:
        work.moves = moved(case, context, _some(work.state), edition, at)
        work.act(redated(context, _some(work.state), edition), at, house, _Act())
    return work


def _carry_out(work: _Work, order: Order, actor: Actor, at: datetime, key: str) -> None:
    act, first = _Act(), key or None
    for given in order.commands:
        command = given if isinstance(given, c.Command) else given(work.case, _some(work.state))
        post = access.authorise(actor, command, work.case, work.context.matter, work.state)
        RatedWithItsBundle.unless_whole(work.case.bundle, command)
        known = facts.about(command, work.case, work.context, barred=work.barred)
        events = decide(replace(work.context, by=actor.person or 0, facts=known), work.state, command)
        if work.case.number == "":
            intake.number(work.case, work.context.today)
        for one in command.contents:
            work.contents.append(Content(ref=one.ref, case=work.case, kind=one.kind, body=one.body))
            act.texts[one.ref] = one.data
        first = work.act(events, at, log.by_whom(actor, post), act, first)


def _some(state: CaseState | None) -> CaseState:
    if state is None:
        raise NoSuchCase(number="")
    return state


def _store(work: _Work, at: datetime) -> list[tuple[str, Mapping[str, object]]]:
    """Write one case down; returns the errands of those who were told."""
    case, context, state = work.case, work.context, _some(work.state)
    project(case, context, state, work.edition)
    if work.is_new:
        case.save(force_insert=True)
        organs = sorted(organs_of(context, state))
        Participation.objects.bulk_create(Participation(case=case, organ_id=organ) for organ in organs)
    else:
        case.save(update_fields=COLUMNS)
    Content.objects.bulk_create(work.contents, ignore_conflicts=True)
    Event.objects.bulk_create(work.rows)
    Move.objects.bulk_create(work.moves, ignore_conflicts=True)
    store_work_items(case, context, state, work.before - keys_of(context, state), work.before, work.happened)
    if work.moves:
        redate_work_items(case, context, state)
    return [
        errand
        for event in work.happened
        for errand in subscribers.tell(case, context.matter, state, event, at)
    ]
