"""The one door through which words of people are erased: a case, or a bundle with all its cases.

It refuses as long as the duty to keep them holds (`rules.record.retention`). The log keeps the hashes: the record is
verified after it as before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.db import transaction

from onevisit.bundles import erasure
from onevisit.bundles.models import Bundle, Content
from onevisit.casework import erasure as casework
from onevisit.casework.keeping import File, files, texts_left
from onevisit.casework.refusals import NoSuchCase
from onevisit.catalogue.versions import version
from onevisit.licences import queries as licences
from onevisit.licences.standing import Standing
from onevisit.platform import clock
from onevisit.rules.bundles.refusals import NoSuchBundle
from onevisit.rules.identifiers import BadIdentifier, bundle_no, case_no
from onevisit.rules.record.retention import KeptForGood, KeptUntil, StillInForce, StillOpen, kept_until

log = structlog.get_logger()

_RELIED_ON = frozenset({Standing.GOOD, Standing.NOT_YET, Standing.SUSPENDED})


@dataclass(frozen=True)
class Erasable:
    """What may be erased: a bundle ("" for a single case), its cases, and how many texts there still are."""

    bundle: str
    cases: tuple[str, ...]
    texts: int


def erasable(number: str, on: date) -> Erasable:
    """What would be erased on this day. Raises a `Refused` that says what keeps it, and the article."""
    bundle, cases = _found(number)
    for case in cases:
        _may(case, on)
    if bundle is not None and bundle.finished_on is None:
        raise StillOpen(number=bundle.number)
    left = texts_left([case.number for case in cases])
    if bundle is not None:
        left += Content.objects.filter(bundle=bundle, erased_at=None).count()
    return Erasable(bundle.number if bundle else "", tuple(case.number for case in cases), left)


def erase(number: str, at: datetime, by: str) -> int:
    """Erase it, all or nothing; returns how many texts. `by` (who answers for it) is noted in the log of the service.

    Raises a `Refused`. Again is no fault: nothing is left then.
    """
    with transaction.atomic():
        what = erasable(number, clock.day_of(at))
        count = sum(casework.erase(case, at) for case in what.cases)
        if what.bundle:
            count += erasure.erase(what.bundle, at)
    log.info("record.erased", number=number, texts=count, by=by)
    return count


def _found(number: str) -> tuple[Bundle | None, tuple[File, ...]]:
    try:
        is_bundle = bundle_no.is_bundle(number)
        wanted = str(bundle_no.check(number) if is_bundle else case_no.check(number))
    except BadIdentifier as bad:
        raise NoSuchCase(number=number[:20]) from bad
    if not is_bundle:
        found = files(number=wanted)
        if not found:
            raise NoSuchCase(number=wanted)
        return None, found
    bundle = Bundle.objects.filter(number=wanted).first()
    if bundle is None:
        raise NoSuchBundle(number=wanted)
    return bundle, files(bundle=wanted)


def _may(case: File, on: date) -> None:
    if not case.is_closed or case.ended is None:
        raise StillOpen(number=case.number)
    for card in licences.of_case(case.number, on):
        if card.standing in _RELIED_ON:
            raise StillInForce(
                number=case.number,
                licence=card.title,
                licence_number=card.number,
                standing=card.standing.label,
            )
    kind = version(case.matter, case.version).matter.kind
    until = kept_until(kind, case.outcome, case.ended)
    if until is None:
        raise KeptForGood(number=case.number)
    if on <= until:
        raise KeptUntil(number=case.number, until=until.isoformat())
