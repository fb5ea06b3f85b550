"""What is done with tickets: each command in one transaction, with a line of history, once for a `key`.

`take` stands in `taking.py`, `call_next` and `call_this` in `calling.py`; the others change a ticket that one has.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from onevisit.platform import clock
from onevisit.platform.organs.models import Window
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules import queueing as rules
from onevisit.rules.queueing import Deed, Desk, Ground, State
from onevisit.rules.queueing.order import BEHIND
from onevisit.tickets import access
from onevisit.tickets.acting import Step, do, record
from onevisit.tickets.calling import call_next, call_this, open_window
from onevisit.tickets.cards import TicketCard, standing
from onevisit.tickets.models import HOLDS_A_WINDOW, Ticket, TicketAct, WindowDay
from onevisit.tickets.refusals import PassedNowhere, WindowBusy
from onevisit.tickets.taking import Wanted, take

__all__ = [
    "Wanted",
    "begin",
    "call_next",
    "call_this",
    "close",
    "come_back",
    "done",
    "give_up",
    "handled",
    "not_come",
    "open_for_today",
    "park",
    "pass_on",
    "recall",
    "take",
    "unpark",
]


def recall(ticket: int, *, actor: Actor, at: datetime, key: str) -> TicketCard:
    """Call him once more. Raises `TicketNotNow`, `CalledOften`, `NotYourTicket`, `NoSuchTicket`, as all below do."""

    def change(row: Ticket, _: Holding | None) -> None:
        row.calls += 1
        row.called_at = at

    return do(ticket, Step(Deed.RECALL, actor, at, key), change)


def begin(ticket: int, *, actor: Actor, at: datetime, key: str) -> TicketCard:
    """He has come: his time at the window begins."""

    def change(row: Ticket, _: Holding | None) -> None:
        row.begun_at = at

    return do(ticket, Step(Deed.BEGIN, actor, at, key), change)


def park(ticket: int, reason: str, *, actor: Actor, at: datetime, key: str) -> TicketCard:
    """He goes to fetch something and comes back to this window without queueing again. Raises `SayWhy`."""
    step = Step(Deed.PARK, actor, at, key, reason)
    return do(ticket, step, lambda row, post: step.reasoned())


def unpark(ticket: int, *, actor: Actor, at: datetime, key: str, code: str = "") -> TicketCard:
    """He is back, and goes on first at the window that parked him. He may say so himself by his `code`."""

    def change(row: Ticket, _: Holding | None) -> None:
        row.for_window = row.window
        _into_line(row, Ground.RETURNED)

    return do(ticket, Step(Deed.UNPARK, actor, at, key, code=code), change)


def pass_on(
    ticket: int,
    to: Desk,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
    key: str,
    window: str = "",
) -> TicketCard:
    """Hand him on to another line, or to one window of it. There he counts from when he came to the hall, and who was
    not called yet keeps the place that he had: he only stood in the wrong line.

    By the window that has him, or from the line by anybody at a window of the hall and its head.
    Raises `SayWhy`, `PassedNowhere`.
    """
    step = Step(Deed.PASS_ON, actor, at, key, reason)

    def change(row: Ticket, _: Holding | None) -> None:
        step.reasoned()
        if to.value == row.desk and window == row.for_window:
            raise PassedNowhere(number=row.number, why="它本来就排在那里")
        served_by = Window.objects.filter(hall=row.hall_id).values_list("number", "classes", "hands_out")
        takes = {number for number, classes, out in served_by if to in rules.desks_of(classes, hands_out=out)}
        if not takes or (window and window not in takes):
            raise PassedNowhere(number=row.number, why=f"这个大厅没有办“{to.label}”的{window}窗口")
        place = row.came if row.first_called_at else row.place
        row.desk, row.for_window, row.served = to.value, window, 0
        _into_line(row, Ground.PASSED_ON)
        row.place = place

    return do(ticket, step, change)


def not_come(ticket: int, *, actor: Actor, at: datetime, key: str) -> TicketCard:
    """He did not come. Raises `CalledOnce` unless he was called twice."""

    def change(row: Ticket, _: Holding | None) -> None:
        row.absent_at = at

    return do(ticket, Step(Deed.NOT_COME, actor, at, key), change)


def come_back(ticket: int, *, actor: Actor, at: datetime, key: str, code: str = "") -> TicketCard:
    """He did not come when called and is here now. Raises `BackTooLate`."""

    def change(row: Ticket, _: Holding | None) -> None:
        line = Ticket.objects.filter(hall=row.hall_id, day=row.day, desk=row.desk, state=State.WAITING.value)
        first = [standing(one) for one in line.order_by("rank", "place", "id")[:BEHIND]]
        place = rules.placed_after_absence(at, first)
        _into_line(row, place.ground)
        row.place = place.at

    return do(ticket, Step(Deed.COME_BACK, actor, at, key, code=code), change)


def done(ticket: int, *, actor: Actor, at: datetime, key: str) -> TicketCard:
    """Everything he came for is done, for today."""

    def change(row: Ticket, _: Holding | None) -> None:
        row.ended_at = at

    return do(ticket, Step(Deed.DONE, actor, at, key), change)


def give_up(ticket: int, *, actor: Actor, at: datetime, key: str, code: str = "") -> TicketCard:
    """He does not wait any longer; by his `code`, or told to somebody at a window of the hall."""

    def change(row: Ticket, _: Holding | None) -> None:
        row.ended_at = at

    return do(ticket, Step(Deed.GIVE_UP, actor, at, key, code=code), change)


@transaction.atomic
def handled(actor: Actor, number: str, *, at: datetime) -> str:
    """Note that a case or bundle was worked on for whoever is served at the actor's window now.

    Returns the number of that ticket, "" where nobody is served there. The same case is noted once a ticket.
    """
    day, posts = clock.day_of(at), access.windows(actor)
    for post in posts:
        rows = Ticket.objects.select_for_update(no_key=True).filter(
            hall=post.hall, day=day, window=post.window
        )
        row = rows.filter(state=State.SERVING.value).first()
        if row is None:
            continue
        if not TicketAct.objects.filter(ticket=row, number=number).exists():
            row.acts += 1
            row.save(update_fields=["acts"])
            step = Step(Deed.HANDLED, actor, at, f"handled/{row.pk}/{number}")
            record(row, step, post, desk=row.desk, window=row.window, number=number)
        return row.number
    return ""


@transaction.atomic
def open_for_today(*, actor: Actor, at: datetime, hall: str = "", window: str = "") -> None:
    """Open one's window, so that the forecast counts it before it has called anybody. Raises `NotAtWindow`."""
    open_window(access.window(actor, hall, window), Step(Deed.CALL, actor, at, ""))


@transaction.atomic
def close(*, actor: Actor, at: datetime, hall: str = "", window: str = "") -> None:
    """Close one's window for now; the display says so. Raises `NotAtWindow`, `WindowBusy` while somebody is there."""
    post, day = access.window(actor, hall, window), clock.day_of(at)
    rows = WindowDay.objects.select_for_update(no_key=True).filter(
        hall=post.hall, day=day, window=post.window
    )
    row = rows.first()
    here = Ticket.objects.filter(
        hall=post.hall, day=day, window=post.window, state__in=HOLDS_A_WINDOW
    ).first()
    if here is not None:
        raise WindowBusy(number=here.number)
    if row is not None and row.closed_at is None:
        row.closed_at = at
        row.save(update_fields=["closed_at"])


def _into_line(row: Ticket, ground: Ground) -> None:
    row.rank = 0 if ground is Ground.RETURNED else 1
    row.ground, row.place = ground.value, row.came
    row.window, row.calls, row.absent_at = "", 0, None
