"""What can lawfully be done to a case now, as its page offers it: first what waits, then what may be, then why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from onevisit.casework import offers
from onevisit.casework.case_view import CaseView
from onevisit.casework.offers import Step
from onevisit.casework.queries import WorkCard
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.procedure import DutyKind
from onevisit.rules.cases.transitions import row_of
from onevisit.workbench.acts.act import Act
from onevisit.workbench.acts.all import ACTS
from onevisit.workbench.rows import address

_BY_COMMAND: Mapping[type[c.Command], Act] = {act.command: act for act in ACTS if act.example is None}
_ON_LICENCES = tuple(act for act in ACTS if act.example is not None)

_PAGES: Mapping[type[c.Command], str] = {
    **dict.fromkeys((c.Receive, c.Accept, c.Decline), "receive"),
    c.AskCorrection: "correction",
    c.Supply: "supply",
    **dict.fromkeys((c.Grant, c.Refuse), "decide"),
    c.HandOut: "hand-out-one",
}
"""Commands that have a page of their own kind."""

_WORK: Mapping[type[c.Command], DutyKind] = {
    c.Receive: DutyKind.RECEIVE,
    c.Accept: DutyKind.ACCEPT,
    c.AskCorrection: DutyKind.ACCEPT,
    c.Review: DutyKind.REVIEW,
    c.Resume: DutyKind.SPECIAL,
    c.CallHearing: DutyKind.HEARING,
    c.HoldHearing: DutyKind.HEARING,
    c.Grant: DutyKind.DECIDE,
    c.Refuse: DutyKind.DECIDE,
    c.HandOut: DutyKind.HAND_OUT,
    c.CheckCommitment: DutyKind.CHECK,
    c.TakeOver: DutyKind.TAKE_OVER,
}
"""The steps that somebody waits for, by the kind of work that they are. The others may be taken, or not."""

_LAST = (c.Terminate, c.Withdraw)
"""What is offered after everything else."""


@dataclass(frozen=True)
class Way:
    """One step with its consequence. `href` is "" where it is not done on a page of this door."""

    label: str
    href: str
    consequence: str
    due: date | None
    basis: str
    first: bool
    grave: bool = False


@dataclass(frozen=True)
class Closed:
    """A step that is not possible now, or somebody else's: the rule's own sentence, and whose it would be."""

    label: str
    why: str
    who: str


@dataclass(frozen=True)
class Steps:
    """Everything about a case's next steps, for one person."""

    first: tuple[Way, ...]
    more: tuple[Way, ...]
    closed: tuple[Closed, ...]
    others: tuple[Closed, ...]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to say at all."""
        return not (self.first or self.more or self.closed or self.others)


def steps(actor: Actor, view: CaseView, cards: Sequence[WorkCard]) -> Steps:
    """Ask the rules, and sort the answers. `cards` is the work that waits for this person."""
    ways: list[Way] = []
    closed, others = [], []
    for step in offers.steps_for(actor, view):
        if not step.offer.open:
            closed.append(_closed(step))
        elif step.offer.command is c.ActOnLicence:
            own, of_others = _on_licence(actor, view)
            ways.extend(own)
            others.extend(of_others)
        elif step.mine:
            ways.extend(_ways(view, step, cards))
        else:
            others.append(_closed(step))
    ways.extend(_beside(cards))
    first = tuple(way for way in ways if way.first)
    return Steps(first, tuple(way for way in ways if not way.first), tuple(closed), tuple(others))


def _closed(step: Step) -> Closed:
    return Closed(step.offer.label, step.offer.why_not or step.offer.consequence, step.who)


def _ways(view: CaseView, step: Step, cards: Sequence[WorkCard]) -> list[Way]:
    offer = step.offer
    if offer.command is c.Review:
        names = {one.stage.key: one.stage.name for one in view.stages}
        mine = [card for card in cards if card.kind is DutyKind.REVIEW]
        return [
            _way(step, f"审查：{names.get(card.stage, card.stage)}", address(card), first=True)
            for card in mine
        ]
    kinds = {card.kind for card in cards}
    first = _WORK.get(offer.command) in kinds
    act = _BY_COMMAND.get(offer.command)
    if act is not None:
        href = reverse(f"workbench:{act.slug}", args=[view.number])
        return [_way(step, act.label, href, first=first, grave=act.grave)]
    name = _PAGES.get(offer.command)
    href = reverse(f"workbench:{name}", args=[view.number]) if name else ""
    return [_way(step, offer.label, href, first=first, grave=offer.command in _LAST)]


def _on_licence(actor: Actor, view: CaseView) -> tuple[list[Way], list[Closed]]:
    """What may be done to what was granted: by this person, and by others. One statement."""
    ways, others = [], []
    examples = [act.example for act in _ON_LICENCES if act.example is not None]
    for act, step in zip(_ON_LICENCES, offers.steps_of(actor, view, examples), strict=True):
        if not step.offer.open:
            continue
        href = reverse(f"workbench:{act.slug}", args=[view.number])
        if step.mine:
            ways.append(_way(step, act.label, href, first=False, grave=act.grave))
        else:
            others.append(Closed(act.label, step.offer.consequence, step.who))
    return ways, others


def _beside(cards: Sequence[WorkCard]) -> list[Way]:
    """Work that is no step of the procedure's table: making the results, and what was broken and has to be revoked."""
    return [
        Way(card.kind.label, address(card), "", card.due_on, "", first=True)
        for card in cards
        if card.kind in (DutyKind.ISSUE, DutyKind.REVOKE)
    ]


def _way(step: Step, label: str, href: str, *, first: bool, grave: bool = False) -> Way:
    row = row_of(step.offer.command)
    basis = row.basis.cite() if row.basis else row.source
    return Way(label, href, step.offer.consequence, step.offer.due, basis, first, grave)
