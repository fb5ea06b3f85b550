"""Bars follow from what happened in cases: entered and lifted in the same transaction."""

from __future__ import annotations

from datetime import date, datetime

from onevisit.casework import subscribers
from onevisit.casework.models import Bar, Case, Participation
from onevisit.rules.cases import events as e
from onevisit.rules.cases.context import BarKind
from onevisit.rules.cases.courses import CheckOutcome
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.courses import MODEL, XKF
from onevisit.rules.matters.definition import Matter


@subscribers.on(e.Declined, e.Refused, e.LicenceActed)
def bar_from_applying(
    case: Case, matter: Matter, state: CaseState, event: e.Event, at: datetime
) -> subscribers.Errands:
    """One year after false materials (Art. 78), three after fraud (Art. 79)."""
    until: date | None = getattr(event, "barred_until", None)
    if until is not None:
        article = "79" if isinstance(event, e.LicenceActed) else "78"
        values = {"law": XKF, "article": article, "since": event.on, "until": until}
        Bar.objects.update_or_create(
            case=case,
            kind=BarKind.APPLY.value,
            defaults={"party_id": case.applicant_id, "matter": case.matter, **values},
        )
    return ()


@subscribers.on(e.CommitmentChecked)
def bar_from_commitments(
    case: Case, matter: Matter, state: CaseState, event: e.CommitmentChecked, at: datetime
) -> subscribers.Errands:
    """Whoever broke one uses none until it is repaired (浙江 Art. 14)."""
    if event.outcome is CheckOutcome.BROKEN:
        Bar.objects.create(
            party_id=case.applicant_id,
            case=case,
            kind=BarKind.COMMIT.value,
            law=MODEL,
            article="14",
            since=event.on,
        )
    return ()


@subscribers.on(e.CreditRepaired)
def lift(
    case: Case, matter: Matter, state: CaseState, event: e.CreditRepaired, at: datetime
) -> subscribers.Errands:
    """The bar ends on the day of the repair."""
    Bar.objects.filter(case=case, kind=BarKind.COMMIT.value).update(until=event.on)
    return ()


@subscribers.on(e.HandedOver)
def let_the_right_organ_see(
    case: Case, matter: Matter, state: CaseState, event: e.HandedOver, at: datetime
) -> subscribers.Errands:
    """Whoever gets the materials takes part in the case."""
    Participation.objects.bulk_create([Participation(case=case, organ_id=event.organ)], ignore_conflicts=True)
    return ()
