"""Calling the next one, from an index and in one statement, so that forty windows can call at once.

On PostgreSQL windows that call at the same moment pass over each other's rows (SKIP LOCKED) and wait for nothing but
their own; on SQLite a transaction is IMMEDIATE and comes after the other. Both find the order of `rules.queueing`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import IntegrityError, connection

from onevisit.platform import clock
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.queueing import Deed, Desk, State, check
from onevisit.rules.queueing.life import Life
from onevisit.tickets import access
from onevisit.tickets.acting import Step, locked, once, record
from onevisit.tickets.cards import TicketCard
from onevisit.tickets.models import HOLDS_A_WINDOW, Ticket, TicketAct
from onevisit.tickets.refusals import NobodyWaits, NoSuchTicket, NotYourLine, WindowBusy

# Whoever calls opens his window; its row is locked, so that two calls from one window come one after the other.
_OPEN = """
    INSERT INTO tickets_windowday (hall_id, day, "window", person_id, opened_at) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (hall_id, day, "window") DO UPDATE SET person_id = excluded.person_id, closed_at = NULL
"""
_FIRST = """
    SELECT id FROM tickets_ticket WHERE state = 'waiting' AND hall_id = %s AND day = %s AND desk IN ({desks})
    AND for_window IN ('', %s) ORDER BY "rank", place, id LIMIT 1
"""
_CALL = """
    UPDATE tickets_ticket SET state = 'called', "window" = %s, calls = 1, called_at = %s,
    first_called_at = COALESCE(first_called_at, %s), acts = acts + 1
"""
# MATERIALIZED, because a planner that looked for the first row twice would lock two.
_POSTGRESQL = (
    "WITH first AS MATERIALIZED ({first} FOR NO KEY UPDATE SKIP LOCKED) "
    "{call} FROM first WHERE tickets_ticket.id = first.id RETURNING tickets_ticket.*"
)
_SQLITE = "{call} WHERE id = ({first}) RETURNING *"


def call_next(*, actor: Actor, at: datetime, key: str, hall: str = "", window: str = "") -> TicketCard:
    """Call whoever is first in the lines of one's window, or of that named where one stands in. Three statements.

    Raises `NotAtWindow`, `NobodyWaits`, `WindowBusy`.
    """
    step = Step(Deed.CALL, actor, at, key)
    post = access.window(actor, hall, window)

    def work() -> Ticket:
        day = clock.day_of(at)
        open_window(post, step)
        row = _next(post, day, at)
        if row is None:
            raise NobodyWaits(desks="、".join(desk.label for desk in access.desks(post)))
        record(row, step, post, desk=row.desk, window=row.window)
        return row

    def same(act: TicketAct) -> bool:
        return (act.ticket.hall_id, act.window) == (post.hall, post.window)

    return _unless_busy(step, post, lambda: once(step, work, same))


def call_this(
    ticket: int, reason: str, *, actor: Actor, at: datetime, key: str, hall: str = "", window: str = ""
) -> TicketCard:
    """Call one out of turn, with the reason, which everybody who waits may be told.

    Raises `NotAtWindow`, `SayWhy`, `NotYourLine`, `TicketNotNow`, `WindowBusy`, `NoSuchTicket`.
    """
    step = Step(Deed.CALL_THIS, actor, at, key, reason)
    post = access.window(actor, hall, window)

    def work() -> Ticket:
        step.reasoned()
        open_window(post, step)
        row = locked(ticket, step)
        if row.hall_id != post.hall:
            raise NoSuchTicket
        if Desk(row.desk) not in access.desks(post) and row.for_window != post.window:
            raise NotYourLine(number=row.number, desk=Desk(row.desk).label)
        row.state = check(Life(row.number, State(row.state)), Deed.CALL_THIS, at).value
        row.window, row.calls, row.called_at = post.window, 1, at
        row.first_called_at = row.first_called_at or at
        row.acts += 1
        row.save()
        record(row, step, post, desk=row.desk, window=row.window)
        return row

    return _unless_busy(step, post, lambda: once(step, work, lambda act: act.ticket_id == ticket))


def open_window(post: Holding, step: Step) -> None:
    """Open the window for the day, or keep it open, and lock its row. One statement."""
    day = connection.ops.adapt_datefield_value(clock.day_of(step.at))
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [post.hall, day, post.window, step.actor.person, _time(step.at)])


def sql(desks: int) -> str:
    """The statement that calls the next one from so many lines, on this database."""
    first = _FIRST.format(desks=", ".join(["%s"] * desks)).strip()
    form = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    return form.format(first=first, call=_CALL.strip())


def values(post: Holding, desks: Sequence[Desk], day: date, at: datetime) -> list[object]:
    """What goes into `sql`, in the order of this database."""
    first = [
        post.hall,
        connection.ops.adapt_datefield_value(day),
        *(desk.value for desk in desks),
        post.window,
    ]
    call = [post.window, _time(at), _time(at)]
    return [*first, *call] if connection.vendor == "postgresql" else [*call, *first]


def _next(post: Holding, day: date, at: datetime) -> Ticket | None:
    desks = access.desks(post)
    found = list(Ticket.objects.raw(sql(len(desks)), values(post, desks, day, at)))
    return found[0] if found else None


def _unless_busy(step: Step, post: Holding, work: Callable[[], TicketCard]) -> TicketCard:
    """Let the constraint say that the window has somebody, and say who it is."""
    try:
        return work()
    except (IntegrityError, NobodyWaits) as stopped:
        day = clock.day_of(step.at)
        busy = Ticket.objects.filter(
            hall=post.hall, day=day, window=post.window, state__in=HOLDS_A_WINDOW
        ).first()
        if busy is None:
            raise
        raise WindowBusy(number=busy.number) from stopped


def _time(at: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(at)
