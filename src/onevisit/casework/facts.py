"""What a rule has to know beside the case itself: bars, the licence that is concerned, numbers that are left."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from onevisit.casework.models import Bar, Case, Counter
from onevisit.rules.basis import Basis
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.context import NO_FACTS, BarKind, Context, Facts, LicenceFacts, QuotaFacts
from onevisit.rules.cases.context import Bar as BarFact
from onevisit.rules.cases.phases import Outcome, Phase

LicenceRegister = Callable[[str, int], LicenceFacts | None]
"""Asked for an identifier and a party: what the register has, or None when it is not that party's."""

_registers: list[LicenceRegister] = []


def asks_licences_of(register: LicenceRegister) -> LicenceRegister:
    """Name the register of licences. Called once, in its `AppConfig.ready`."""
    _registers[:] = [register]
    return register


def about(command: c.Command, case: Case, context: Context, *, barred: bool) -> Facts:
    """The facts that the command's rule asks for; no statement where the rule asks for none, or nothing is `barred`."""
    if isinstance(command, c.Submit):
        concerns = context.matter.courses.concerns
        licence = _licence(command.licence, case.applicant_id) if concerns and command.licence else None
        bars = _bars(case.applicant_id, context.matter.key) if barred else ()
        return Facts(bars=bars, licence=licence)
    if isinstance(command, (c.Grant, c.Refuse)) and context.matter.courses.quota is not None:
        _one_at_a_time(case)
        return Facts(quota=_quota(case))
    return NO_FACTS


def foreseen(case: Case, context: Context) -> Facts:
    """What can be said of a case before anybody decides: how many are left of a limited number."""
    if context.matter.courses.quota is None or case.accepted_on is None:
        return NO_FACTS
    return Facts(quota=_quota(case))


def _licence(identifier: str, party: int) -> LicenceFacts | None:
    return next((found for register in _registers if (found := register(identifier, party))), None)


def _bars(party: int, matter: str) -> tuple[BarFact, ...]:
    rows = Bar.objects.filter(Q(matter=matter) | Q(kind=BarKind.COMMIT.value), party=party)
    return tuple(
        BarFact(BarKind(row.kind), row.case.number, Basis(row.law, row.article), row.matter, row.until)
        for row in rows.select_related("case").order_by("id")
    )


def _one_at_a_time(case: Case) -> None:
    """Nobody else decides about the same numbers until this transaction ends."""
    series = f"quota:{case.matter}:{case.quota_year}"
    Counter.objects.get_or_create(series=series, defaults={"value": 0})
    Counter.objects.select_for_update().get(series=series)


def _quota(case: Case) -> QuotaFacts:
    """How many were granted, and who was accepted earlier and is undecided."""
    inside = Case.objects.filter(matter=case.matter, quota_year=case.quota_year)
    granted = inside.filter(outcome=Outcome.GRANTED.value).count()
    earlier = inside.filter(
        Q(accepted_on__lt=case.accepted_on) | Q(accepted_on=case.accepted_on, pk__lt=case.pk),
        phase=Phase.ACCEPTED.value,
    )
    return QuotaFacts(granted, tuple(earlier.order_by("accepted_on", "id").values_list("number", flat=True)))
