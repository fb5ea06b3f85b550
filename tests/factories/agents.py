"""Agents, and the words that let them act for somebody."""

from __future__ import annotations

from datetime import datetime, timedelta

from factories.posts import NOON, key, staff
from onevisit.assistance import commands
from onevisit.assistance.commands import Word
from onevisit.platform import clock
from onevisit.platform.files.commands import keep
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Party
from onevisit.rules.assistance.authorisation import Scope, Term
from onevisit.rules.district.definition import Role

PAPER = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def agent(hall: str = "zhonghaoyu-point", at: datetime = NOON) -> Actor:
    """The agent of a village point."""
    return staff(Role.AGENT, hall=hall, at=at)


def citizen(login: str = "wang-guilan") -> int:
    """The party of somebody who has an account."""
    return Party.objects.get(people__username=login).pk


def word(
    party: int,
    *matters: str,
    window_class: str = "",
    days: int = 30,
    at: datetime = NOON,
    papers: tuple[str, ...] | None = None,
) -> Word:
    """What is authorised, with a photograph of the paper."""
    today = clock.day_of(at)
    scope = Scope(matters, window_class)
    term = Term(today, today + timedelta(days=days))
    return Word(party, scope, term, (keep(PAPER, "委托书.pdf"),) if papers is None else papers)


def authorised(who: Actor, party: int, *matters: str, at: datetime = NOON, **more: object) -> str:
    """The agent holds a signed paper of this party for these matters; returns its number."""
    return commands.record(word(party, *matters, at=at, **more), actor=who, at=at, key=key())  # type: ignore[arg-type]
