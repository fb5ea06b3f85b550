"""A hall in which somebody waits and somebody is served."""

from __future__ import annotations

from factories import cases as make
from factories.posts import main_hall
from onevisit.platform.people.actors import NOBODY
from onevisit.rules.queueing import Desk
from onevisit.tickets import commands
from onevisit.tickets.commands import Wanted


def waiting() -> str:
    """The code of a ticket that waits."""
    wanted = Wanted(main_hall(), Desk.PEOPLE)
    return commands.take(wanted, actor=NOBODY, at=make.NOON, key=make.key()).code
