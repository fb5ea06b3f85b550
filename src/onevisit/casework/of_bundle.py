"""The cases of a bundle, for the capability that keeps bundles. Who may see them is decided by whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from onevisit.casework import access, log
from onevisit.casework.models import Case, Event
from onevisit.casework.projection import state_of
from onevisit.casework.refusals import NoSuchCase
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases.command import Shown
from onevisit.rules.cases.events import Event as CaseEvent
from onevisit.rules.cases.phases import Outcome, Phase


@dataclass(frozen=True)
class PartCard:
    """A case as a part of its bundle."""

    number: str
    bundle: str
    matter: str
    name: str
    organ: str
    hall: str
    phase: Phase
    outcome: Outcome | None
    due_on: date | None
    applicant_due_on: date | None
    accepted_on: date | None
    finished_on: date | None
    seq: int


def parts_of(bundles: Iterable[str]) -> tuple[PartCard, ...]:
    """The cases of these bundles, in the order in which they were begun. One statement."""
    rows = Case.objects.filter(bundle__in=[one for one in bundles if one]).order_by("id")
    return tuple(_card(row) for row in rows.select_related("organ", "hall").defer("state"))


def happened(case: str) -> tuple[CaseEvent, ...]:
    """Everything that happened to a case so far. One statement."""
    return tuple(log.read(row).event for row in Event.objects.filter(case__number=case).order_by("seq"))


def bundle_of(case: str) -> str:
    """The number of the bundle that a case belongs to, "" if to none. Raises `NoSuchCase`."""
    found = Case.objects.filter(number=case).values_list("bundle", flat=True).first()
    if found is None:
        raise NoSuchCase(number=case)
    return found


def seen_by(actor: Actor, bundles: Collection[str]) -> frozenset[str]:
    """Which of these bundles have a case that the actor's posts let him see. One statement."""
    rows = Case.objects.filter(access.visible(actor), bundle__in=list(bundles))
    return frozenset(rows.order_by().values_list("bundle", flat=True).distinct())


def all_seen_by(actor: Actor) -> Q:
    """The condition on a bundle's `number` for lists of what the actor's posts let him see."""
    cases = Case.objects.filter(access.visible(actor)).exclude(bundle="").order_by()
    return Q(number__in=cases.values("bundle"))


def with_case_in(*phases: Phase) -> Q:
    """The condition on a bundle's `number` that one of its cases is in one of these phases."""
    cases = Case.objects.filter(phase__in=[one.value for one in phases]).exclude(bundle="").order_by()
    return Q(number__in=cases.values("bundle"))


def done(key: str) -> bool:
    """Whether cases were already moved by this request. One statement."""
    return Event.objects.filter(key=key).exists()


def _card(row: Case) -> PartCard:
    return PartCard(
        row.number,
        row.bundle,
        row.matter,
        row.matter_name,
        row.organ.short,
        row.hall_id,
        Phase(row.phase),
        Outcome(row.outcome) if row.outcome else None,
        row.due_on,
        row.applicant_due_on,
        row.accepted_on,
        row.finished_on,
        row.last_seq,
    )


@dataclass(frozen=True)
class Papers:
    """What a case shows, and what it was promised for later."""

    shown: Mapping[str, Shown]
    deferred: frozenset[str]


def papers_of(case: str) -> Papers:
    """The papers of a case as it stands. One statement."""
    state = state_of(Case.objects.get(number=case))
    return Papers({one.requirement: one for one in state.shown}, frozenset(state.deferred))
