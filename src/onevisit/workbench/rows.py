"""Where a row of a work list leads, and whether a page's work waits for this person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from onevisit.casework import queries
from onevisit.casework.queries import WorkCard
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases.courses import LicenceAct
from onevisit.rules.cases.procedure import DutyKind

AT_COUNTER = (DutyKind.RECEIVE, DutyKind.ACCEPT)
AT_CHIEF = (DutyKind.DECIDE, DutyKind.ISSUE)
_PAGES = {
    DutyKind.DEFERRAL: "deferral",
    DutyKind.SPECIAL: "resume",
    DutyKind.DEFERRAL: "deferral",
    DutyKind.CHECK: "check",
    DutyKind.TAKE_OVER: "take-over",
    DutyKind.REVOKE: f"licence-{LicenceAct.REVOKE}",
}
"""Work with a page of its own. A hearing has several next steps: the case says."""


def address(card: WorkCard) -> str:
    """The page on which this piece of work is done."""
    if card.kind in AT_COUNTER:
        return reverse("workbench:receive", args=[card.number])
    if card.kind is DutyKind.REVIEW:
        return reverse("workbench:review", args=[card.number, card.stage])
    if card.kind in AT_CHIEF:
        return reverse("workbench:decide", args=[card.number])
    if card.kind is DutyKind.HAND_OUT:
        return reverse("workbench:hand-out-one", args=[card.number])
    return reverse(f"workbench:{_PAGES.get(card.kind, 'case')}", args=[card.number])


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


def waiting(actor: Actor, number: str, kinds: Sequence[DutyKind], stage: str = "") -> WorkCard | None:
    """The piece of work of this case that a page is about, if it waits for this person."""
    cards = queries.may_do(actor, number)
    return next((one for one in cards if one.kind in kinds and (not stage or one.stage == stage)), None)
