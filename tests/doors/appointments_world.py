"""An appointment of the small world, and what one has chosen when one comes to confirm another."""

from __future__ import annotations

from datetime import datetime

from factories import cases as make
from factories.matters import matters
from onevisit.appointments import commands, slots
from onevisit.appointments.commands import Holder, Wish
from onevisit.platform.people.actors import Actor
from onevisit.rules.appointments.booking import Kind

HALL, TIME = "district-hall", "2026-11-24T09:00"
CHOSEN = {"matter": "sole-trader", "hall": HALL, "at": TIME}


def booked(actor: Actor) -> int:
    """A place at the window of the small world's clerk, tomorrow morning."""
    slots.refresh(make.NOON)
    wish = Wish(Kind.MATTER, "dig-road", "挖掘城市道路审批", matters()["dig-road"].window_class.value)
    begins_at = datetime.fromisoformat(f"{TIME}+08:00")
    holder = Holder(actor.parties[0])
    return commands.book(wish, HALL, begins_at, holder, actor=actor, at=make.NOON, key=make.key()).id
