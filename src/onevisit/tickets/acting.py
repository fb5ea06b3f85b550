"""What all commands share: one transaction, one line of history, once for a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from onevisit.platform import clock
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.queueing import Deed, State, check
from onevisit.rules.queueing.life import Life
from onevisit.tickets import access
from onevisit.tickets.cards import TicketCard, card
from onevisit.tickets.models import Ticket, TicketAct
from onevisit.tickets.refusals import KeyUsed, NoSuchTicket, SayWhy

HOLDER = "持号人"
LONGEST = 100
"""Characters of a reason."""


@dataclass(frozen=True)
class Step:
    """One deed as it is done: who, when, under which request, and what he wrote."""

    deed: Deed
    actor: Actor
    at: datetime
    key: str
    words: str = ""
    code: str = ""

    def reasoned(self) -> None:
        """Raise `SayWhy` where nothing was written."""
        if not self.words.strip():
            raise SayWhy(deed=self.deed.label)


Change = Callable[[Ticket, Holding | None], None]


def once(step: Step, work: Callable[[], Ticket], same: Callable[[TicketAct], bool]) -> TicketCard:
    """Do it in one transaction; answer a repeated `key` with the ticket it was done with.

    `same` says whether what was done under the key is what is asked now. Raises `KeyUsed` where it was something else,
    or somebody else's: a page that was gone back to still has the key of whoever was there before.
    """
    try:
        with transaction.atomic():
            return card(work())
    except (IntegrityError, Refused) as stopped:
        # Sent twice: the first was carried out, after which the second is refused, or stopped by a constraint.
        known = TicketAct.objects.filter(key=step.key).select_related("ticket").first()
        if known is None:
            raise
        asked = (known.deed, known.person_id) == (step.deed.value, step.actor.person)
        if not asked or not same(known):
            raise KeyUsed from stopped
        return card(known.ticket)


def do(ticket: int, step: Step, change: Change) -> TicketCard:
    """One deed with one ticket of today: locked, allowed, changed, recorded. Three statements and those of `change`."""

    def work() -> Ticket:
        row = locked(ticket, step)
        post = None if step.code else access.authorise(step.actor, row, step.deed)
        before = State(row.state)
        window = row.window
        after = check(Life(row.number, before, row.calls, row.absent_at), step.deed, step.at)
        seconds = (
            end_of_serving(row, step.at) if before is State.SERVING and after is not State.SERVING else 0
        )
        row.state = after.value
        desk = row.desk
        change(row, post)
        row.acts += 1
        row.save()
        record(row, step, post, desk=desk, window=window, seconds=seconds)
        return row

    return once(step, work, lambda act: act.ticket_id == ticket and step.code in ("", act.ticket.code))


def locked(ticket: int, step: Step) -> Ticket:
    """The ticket of today, locked; by its code for whoever holds it. Raises `NoSuchTicket`."""
    rows = Ticket.objects.select_for_update(no_key=True).filter(pk=ticket, day=clock.day_of(step.at))
    row = (rows.filter(code=step.code) if step.code else rows).first()
    if row is None:
        raise NoSuchTicket
    return row


def end_of_serving(row: Ticket, at: datetime) -> int:
    """Stop its clock at the window; returns the seconds that it ran."""
    if row.begun_at is None:
        return 0
    seconds = max(0, int((at - row.begun_at).total_seconds()))
    row.served += seconds
    row.begun_at = None
    return seconds


def record(
    row: Ticket,
    step: Step,
    post: Holding | None,
    *,
    desk: str,
    window: str,
    seconds: int = 0,
    number: str = "",
) -> None:
    """Append a line to the ticket's history."""
    TicketAct.objects.create(
        ticket=row,
        seq=row.acts,
        deed=step.deed.value,
        at=step.at,
        person_id=step.actor.person,
        as_what=(post.title if post else HOLDER)[:60],
        desk=desk,
        window=window,
        words=step.words.strip()[:LONGEST],
        number=number,
        seconds=seconds,
        key=step.key,
    )
