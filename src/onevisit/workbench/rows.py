"""Where a row of a work list leads, and what a case still offers this person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from onevisit.casework import queries
from onevisit.casework.queries import WorkCard
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases.procedure import DutyKind
from onevisit.rules.matters.definition import Matter

AT_COUNTER = (DutyKind.RECEIVE, DutyKind.ACCEPT)
AT_CHIEF = (DutyKind.DECIDE, DutyKind.ISSUE)


def address(card: WorkCard) -> str:
    """The page on which this piece of work is done."""
    if card.kind in AT_COUNTER:
        return reverse("workbench:receive", args=[card.number])
    if card.kind is DutyKind.REVIEW:
        return reverse("workbench:review", args=[card.number, card.stage])
    if card.kind in AT_CHIEF:
        return reverse("workbench:decide", args=[card.number])
    return reverse("workbench:hand-out-one", args=[card.number])


@dataclass(frozen=True)
class WorkRow:
    """A line of the work list."""

    card: WorkCard
    href: str

    @property
    def step(self) -> str:
        """What is to be done."""
        return self.card.kind.label

    @property
    def where(self) -> str:
        """Whose it is: the hall at a counter, else the organ."""
        return self.card.hall or self.card.organ


def rows(cards: Sequence[WorkCard]) -> list[WorkRow]:
    """Cards with their addresses."""
    return [WorkRow(card, address(card)) for card in cards]


@dataclass(frozen=True)
class Action:
    """Something this person may do to this case now."""

    label: str
    href: str
    card: WorkCard


def actions(cards: Sequence[WorkCard], matter: Matter) -> list[Action]:
    """The lawful next steps of a case for this person, as buttons."""
    stages = {stage.key: stage.name for stage in matter.stages}
    found = []
    for card in cards:
        if card.kind is DutyKind.RECEIVE:
            label = "收件、受理"
        elif card.kind is DutyKind.REVIEW:
            label = f"审查：{stages.get(card.stage, card.stage)}"
        elif card.kind is DutyKind.DECIDE:
            label = "作出决定"
        else:
            label = card.kind.label
        found.append(Action(label, address(card), card))
    return found


def waiting(actor: Actor, number: str, kinds: Sequence[DutyKind], stage: str = "") -> WorkCard | None:
    """The piece of work of this case that a page is about, if it waits for this person."""
    cards = queries.may_do(actor, number)
    return next((one for one in cards if one.kind in kinds and (not stage or one.stage == stage)), None)
