"""取号终端: the machines from which a hall's tickets are taken, set up by its head; and who else may print one.

The secrets are shown once and kept as hashes: the code that pairs a machine, which works once and not for long, and
the token that the machine keeps afterwards.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from onevisit.platform import clock
from onevisit.platform.organs.queries import hall as hall_of
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.appointments.hours import read_hours
from onevisit.rules.identifiers import BadIdentifier, query_code
from onevisit.rules.queueing import opening
from onevisit.rules.queueing.opening import Admission
from onevisit.tickets import access
from onevisit.tickets.cards import TicketCard
from onevisit.tickets.models import Terminal
from onevisit.tickets.refusals import (
    NoSuchPairing,
    NoSuchTerminal,
    NotAtTerminal,
    NoTicketsHere,
    TerminalNamed,
)
from onevisit.tickets.taking import Wanted, lines, take

PAIRING = timedelta(hours=1)
"""How long a code pairs: long enough to walk to the machine, too short to be found on a slip of paper next week."""

HALVES = 2
"""A code is two query codes, typed from a slip: 70 bits of chance, each half with its check."""

USED_EVERY = timedelta(minutes=5)
"""How exactly the last use is known: not every look at the screen writes a row."""

NAME = 40
"""Characters of a terminal's name."""


@dataclass(frozen=True)
class TerminalCard:
    """A terminal as its head sees it."""

    id: int
    name: str
    made_by: str
    made_at: datetime
    pairs_until: datetime
    paired_at: datetime | None
    used_at: datetime | None
    shut_at: datetime | None
    shut_by: str

    @property
    def waits(self) -> bool:
        """Whether no machine was paired yet."""
        return self.paired_at is None and self.shut_at is None


def admission(hall: str, at: datetime) -> Admission:
    """Whether this hall gives tickets at `at`, and when it opens. Raises `NoTicketsHere`."""
    row = hall_of(hall)
    if row is None:
        raise NoTicketsHere
    return opening.admission(read_hours(row.hours).hours, calendar(), at.astimezone(clock.DISTRICT))


def take_here(wanted: Wanted, token: str, *, actor: Actor, at: datetime, key: str) -> TicketCard:
    """Take a ticket at a terminal of the hall, or as one of those who work there, while the hall gives tickets.

    Raises `NotAtTerminal`, `HallShut`, and what `taking.take` raises.
    """
    row = hall_of(wanted.hall)
    if row is None:
        raise NoTicketsHere
    if not is_here(wanted.hall, token, actor=actor):
        raise NotAtTerminal(hall=row.name)
    opening.refuse_shut(admission(wanted.hall, at), row.name)
    if token:
        _used(wanted.hall, token, at)
    return take(wanted, actor=actor, at=at, key=key)


def is_here(hall: str, token: str, *, actor: Actor) -> bool:
    """Whether tickets of this hall can be taken with this token, or by this person. Writes nothing."""
    if access.prints(actor, hall):
        return True
    return bool(token) and Terminal.objects.filter(hall=hall, token_hash=_hash(token), shut_at=None).exists()


def set_up(hall: str, name: str, *, actor: Actor, at: datetime) -> str:
    """Set up a terminal; returns the code that pairs it, in groups of four, which is kept nowhere.

    A name that still waits for its machine gets a new code instead of the old one.
    Raises `NotYourHall`, `NoTicketsHere`, `TerminalNamed`.
    """
    access.heads(actor, hall)
    lines(hall)
    plain = " ".join(name.split())[:NAME]
    if not plain:
        raise TerminalNamed(why="还没有给终端起名字")
    code = "".join(query_code.make(secrets.token_bytes(query_code.ENTROPY_BYTES)) for _ in range(HALVES))
    with transaction.atomic():
        live = Terminal.objects.select_for_update().filter(hall=hall, name=plain, shut_at=None).first()
        if live is not None and live.paired_at is not None:
            raise TerminalNamed(why=f"“{plain}”已经在用")
        row = live or Terminal(hall_id=hall, name=plain)
        row.made_by_id, row.made_at = actor.person, at
        row.pairing_hash, row.pairs_until = _hash(code), at + PAIRING
        _save_named(row)
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def pair(code: str, *, at: datetime) -> tuple[str, str]:
    """Pair the machine at which this code was typed; returns its hall and its token. Raises `NoSuchPairing`."""
    with transaction.atomic():
        row = (
            Terminal.objects.select_for_update()
            .filter(pairing_hash=_hash(_plain(code)), paired_at=None, shut_at=None, pairs_until__gt=at)
            .first()
        )
        if row is None:
            raise NoSuchPairing
        token = secrets.token_urlsafe(32)
        row.token_hash, row.pairing_hash, row.paired_at, row.used_at = _hash(token), "", at, at
        row.save(update_fields=["token_hash", "pairing_hash", "paired_at", "used_at"])
    return row.hall_id, token


def shut_off(terminal: int, *, actor: Actor, at: datetime) -> str:
    """Let no ticket be taken there any more; returns its name. Again it changes nothing. Raises `NoSuchTerminal`."""
    with transaction.atomic():
        row = Terminal.objects.select_for_update().filter(pk=terminal).first()
        if row is None or access.leads(actor, row.hall_id) is None:
            raise NoSuchTerminal
        if row.shut_at is None:
            row.shut_at, row.shut_by_id, row.pairing_hash, row.token_hash = at, actor.person, "", ""
            row.save(update_fields=["shut_at", "shut_by", "pairing_hash", "token_hash"])
    return row.name


def terminals(actor: Actor, hall: str) -> tuple[TerminalCard, ...]:
    """The terminals of a hall, those in use first. One statement. Raises `NotYourHall`."""
    access.heads(actor, hall)
    rows = Terminal.objects.filter(hall=hall).select_related("made_by", "shut_by").order_by("-id")
    cards = [
        TerminalCard(
            row.pk,
            row.name,
            row.made_by.name,
            row.made_at,
            row.pairs_until,
            row.paired_at,
            row.used_at,
            row.shut_at,
            row.shut_by.name if row.shut_by else "",
        )
        for row in rows
    ]
    return tuple(sorted(cards, key=lambda one: one.shut_at is not None))


def _save_named(row: Terminal) -> None:
    """Save it; somebody who set up one of the same name in the same moment was quicker."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as taken:
        raise TerminalNamed(why=f"“{row.name}”刚刚已经设立") from taken


def _used(hall: str, token: str, at: datetime) -> None:
    rows = Terminal.objects.filter(hall=hall, token_hash=_hash(token), used_at__lt=at - USED_EVERY)
    rows.update(used_at=at)


def _plain(code: str) -> str:
    """The code as it was made. Raises `NoSuchPairing`, which does not say whether it could have been one."""
    typed = "".join(one for one in code if one.isalnum())
    if len(typed) != HALVES * 8:
        raise NoSuchPairing
    try:
        return "".join(query_code.check(typed[start : start + 8]) for start in range(0, len(typed), 8))
    except BadIdentifier as bad:
        raise NoSuchPairing from bad


def _hash(secret: str) -> str:
    # Of chance that nobody can try out: it needs neither salt nor slowness.
    return hashlib.sha256(secret.encode()).hexdigest()
