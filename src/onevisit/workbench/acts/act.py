"""An act: a command with the page on which it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onevisit.casework import offers
from onevisit.casework.case_view import CaseView
from onevisit.casework.offers import Step
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.values import Fact
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.transitions import Transition, row_of
from onevisit.rules.district.definition import Role
from onevisit.workbench.acts.form import Given, Question


@dataclass(frozen=True)
class Desk:
    """Somebody before a case, today."""

    actor: Actor
    view: CaseView

    @property
    def context(self) -> Context:
        """What the rules rest on."""
        return offers.context_of(self.view)


def _nothing(desk: Desk) -> Sequence[Fact]:
    return ()


@dataclass(frozen=True)
class Act:
    """A command with its form. `roles` may open the page; whose the case is, casework says.

    `known` is what the page tells before anything is typed; `example` stands for the act where its command can be
    about several things.
    """

    command: type[c.Command]
    slug: str
    roles: tuple[Role, ...]
    said: str
    questions: Callable[[Desk], tuple[Question, ...]]
    make: Callable[[Desk, Given], c.Command]
    known: Callable[[Desk], Sequence[Fact]] = _nothing
    grave: bool = False
    example: c.Command | None = None
    name: str = ""

    @property
    def label(self) -> str:
        """The heading and the button."""
        return self.name or self.command.label

    @property
    def row(self) -> Transition:
        """The row of the procedure: with its article, or who else orders it."""
        return row_of(self.command)

    @property
    def basis(self) -> str:
        """The article, or why there is none."""
        return self.row.basis.cite() if self.row.basis else self.row.source

    def step(self, desk: Desk) -> Step | None:
        """The step as it stands now; None where the case has no such step."""
        steps = offers.steps_for(desk.actor, desk.view)
        found = next((one for one in steps if one.offer.command is self.command), None)
        if found is None or self.example is None:
            return found
        return offers.steps_of(desk.actor, desk.view, (self.example,))[0]


OFFICERS = (Role.REVIEWER, Role.CHIEF)
"""Who works on a case in an organ."""

DESKS = (*OFFICERS, Role.CLERK, Role.AGENT)
"""The organ, and the window that took the case in."""
