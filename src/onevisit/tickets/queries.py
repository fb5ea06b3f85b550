"""What doors and other capabilities ask about the tickets of a hall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from onevisit.platform import clock
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.identifiers import BadIdentifier, query_code
from onevisit.rules.queueing import RETURN_WITHIN, Deed, Desk, Learnt, State
from onevisit.rules.queueing.life import AT_WINDOW
from onevisit.tickets import access, figures, learning
from onevisit.tickets.cards import TicketCard, card
from onevisit.tickets.figures import DayFigures
from onevisit.tickets.hall_now import HallNow, Outlook, WindowNow, hall_now
from onevisit.tickets.models import Ticket, TicketAct
from onevisit.tickets.refusals import NoSuchTicket, NotAtWindow

CALLED_SHOWN = 12
"""Calls on the display, the latest first."""


def service_minutes(hall: str, desk: Desk) -> Learnt:
    """How long one person takes at a desk of a hall. One statement."""
    return learning.minutes(hall)[desk]


@dataclass(frozen=True)
class Board:
    """What a hall's display shows. `called` are those to go to a window now, the latest first; `missed` may return."""

    hall: HallNow
    called: tuple[TicketCard, ...]
    missed: tuple[TicketCard, ...]
    lines: tuple[Outlook, ...]


def board(hall: str) -> Board:
    """The display of a hall. Five statements. Raises `NoTicketsHere`."""
    now = hall_now(hall, clock.today())
    called = [one for one in now.tickets if one.state in AT_WINDOW and one.called_at]
    called.sort(key=lambda one: (one.state is not State.CALLED, -_stamp(one.called_at)))
    return Board(
        now,
        tuple(called[:CALLED_SHOWN]),
        _may_return(now, now.desks),
        tuple(now.outlook(desk) for desk in now.desks),
    )


@dataclass(frozen=True)
class Step:
    """A line of a ticket's history."""

    deed: Deed
    at: datetime
    as_what: str
    who: str
    window: str
    words: str
    number: str


@dataclass(frozen=True)
class MyWindow:
    """The page of a window. `next_up` are the first who wait, in order; `parked` are this window's own."""

    post: Holding
    now: WindowNow
    hall: HallNow
    steps: tuple[Step, ...]
    next_up: tuple[TicketCard, ...]
    waiting: int
    parked: tuple[TicketCard, ...]
    missed: tuple[TicketCard, ...]
    lines: tuple[Outlook, ...]

    @property
    def present(self) -> TicketCard | None:
        """Who is called or served."""
        return self.now.present


SHOWN = 8


def my_window(actor: Actor, hall: str = "", window: str = "") -> MyWindow:
    """One's window as it is now. Six statements. Raises `NotAtWindow`, `NoTicketsHere`."""
    post = access.window(actor, hall, window)
    now = hall_now(post.hall, clock.today())
    mine = next((one for one in now.windows if one.number == post.window), None)
    if mine is None:
        raise NotAtWindow
    line = now.line_of(mine)
    parked = [one for one in now.tickets if one.state is State.PARKED and one.window == mine.number]
    return MyWindow(
        post,
        mine,
        now,
        steps(mine.present.id) if mine.present else (),
        line[:SHOWN],
        len(line),
        tuple(parked),
        _may_return(now, mine.desks),
        tuple(now.outlook(desk) for desk in mine.desks),
    )


def waiting(actor: Actor, hall: str, desk: Desk) -> Sequence[TicketCard]:
    """Who waits in a line, in order, for whoever leads the hall or sits at a window of it. Raises `NotYourHall`."""
    if hall not in {post.hall for post in access.windows(actor)}:
        access.sees(actor, hall)
    return [one for one in hall_now(hall, clock.today()).line if one.desk is desk]


def steps(ticket: int) -> tuple[Step, ...]:
    """What was done with a ticket. One statement."""
    rows = TicketAct.objects.filter(ticket=ticket).select_related("person").order_by("seq")
    return tuple(
        Step(
            Deed(one.deed),
            one.at,
            one.as_what,
            one.person.name if one.person else "",
            one.window,
            one.words,
            one.number,
        )
        for one in rows
    )


def forecast(hall: str, desk: Desk) -> Outlook:
    """How long somebody who comes now will wait. Five statements. Raises `NoTicketsHere`."""
    return hall_now(hall, clock.today()).outlook(desk)


@dataclass(frozen=True)
class Followed:
    """A ticket as its holder sees it: how many are before him, how long it will take, and whom he may come after.

    `before` is the ticket called just before his, for the answer to "why he and not I?"; None where he is first.
    """

    ticket: TicketCard
    hall_name: str
    window_name: str
    outlook: Outlook | None
    before: TicketCard | None
    return_until: datetime | None


def of_code(code: str) -> Followed:
    """The ticket of today that has this code. Six statements. Raises `NoSuchTicket`."""
    try:
        plain = query_code.check(code)
    except BadIdentifier as bad:
        raise NoSuchTicket from bad
    row = Ticket.objects.filter(code=plain, day=clock.today()).first()
    if row is None:
        raise NoSuchTicket
    ticket, now = card(row), hall_now(row.hall_id, row.day)
    names = {one.number: one.name for one in now.windows}
    outlook = before = None
    if ticket in now.line:
        outlook = now.outlook(ticket.desk, ticket)
        ahead = [one for one in now.line[: now.line.index(ticket)] if one.desk is ticket.desk]
        before = ahead[-1] if ahead else None
    until = ticket.absent_at + RETURN_WITHIN if ticket.absent_at else None
    return Followed(ticket, now.name, names.get(ticket.window, ""), outlook, before, until)


@dataclass(frozen=True)
class HallDay:
    """The page of a hall's head."""

    hall: HallNow | None
    figures: DayFigures
    lines: tuple[Outlook, ...]


def day_figures(actor: Actor, hall: str, day: date) -> DayFigures:
    """The figures of a day. Two statements. Raises `NotYourHall`."""
    access.sees(actor, hall)
    return figures.day_figures(hall, day, clock.today())


def hall_day(actor: Actor, hall: str, day: date) -> HallDay:
    """A hall's day: figures, and for today the lines and windows as they are. Raises `NotYourHall`, `NoTicketsHere`."""
    found = day_figures(actor, hall, day)
    if day != clock.today():
        return HallDay(None, found, ())
    now = hall_now(hall, day)
    return HallDay(now, found, tuple(now.outlook(desk) for desk in now.desks))


@dataclass(frozen=True)
class Handled:
    """A ticket of a day with the cases that were worked on while it was served."""

    ticket: TicketCard
    numbers: tuple[str, ...]


def tickets_of(
    actor: Actor, hall: str, day: date, *, desk: str = "", window: str = ""
) -> tuple[Handled, ...]:
    """The tickets behind a figure, in the order in which they were taken. Two statements. Raises `NotYourHall`."""
    access.sees(actor, hall)
    rows = Ticket.objects.filter(hall=hall, day=day)
    rows = rows.filter(desk=desk) if desk else rows
    rows = rows.filter(history__window=window).distinct() if window else rows
    found = [card(row) for row in rows.order_by("id")]
    cases: dict[int, list[str]] = {}
    acts = TicketAct.objects.filter(ticket__hall=hall, ticket__day=day, deed=Deed.HANDLED.value)
    for ticket, number in acts.order_by("id").values_list("ticket_id", "number"):
        cases.setdefault(ticket, []).append(number)
    return tuple(Handled(one, tuple(cases.get(one.id, ()))) for one in found)


def at_counter(actor: Actor) -> TicketCard | None:
    """Whoever is served at the actor's window now; for the pages of what is done meanwhile. One statement."""
    for post in access.windows(actor):
        rows = Ticket.objects.filter(hall=post.hall, day=clock.today(), window=post.window)
        row = rows.filter(state=State.SERVING.value).first()
        if row is not None:
            return card(row)
    return None


def state_of(ticket: int) -> State:
    """Where a ticket stands. One statement. Raises `NoSuchTicket`."""
    found = Ticket.objects.filter(pk=ticket).values_list("state", flat=True).first()
    if found is None:
        raise NoSuchTicket
    return State(found)


def lines_waiting(hall: str, day: date) -> frozenset[Desk]:
    """The lines in which somebody waits. One statement."""
    rows = Ticket.objects.filter(hall=hall, day=day, state=State.WAITING.value)
    return frozenset(Desk(desk) for desk in rows.values_list("desk", flat=True).distinct())


def _may_return(now: HallNow, desks: Sequence[Desk]) -> tuple[TicketCard, ...]:
    """Those who did not come and may still return, the latest first."""
    since = clock.now() - RETURN_WITHIN
    missed = [one for one in now.tickets if one.state is State.ABSENT and one.desk in desks]
    fresh = [one for one in missed if one.absent_at is not None and one.absent_at >= since]
    return tuple(sorted(fresh, key=lambda one: -_stamp(one.absent_at)))


def _stamp(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0
