"""What other capabilities ask of a case in one statement, and how one that came later is told what has happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from onevisit.casework import access, log, subscribers
from onevisit.casework.models import Case, Event
from onevisit.casework.refusals import NoSuchCase
from onevisit.catalogue.versions import version
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.state import CaseState
from onevisit.rules.record.canonical import loads


@dataclass(frozen=True)
class Brief:
    """A case by its keys: `pk` for a foreign key, `party` who applied, `seq` how far its log goes."""

    pk: int
    number: str
    bundle: str
    matter: str
    matter_name: str
    organ: str
    hall: str
    party: int
    seq: int
    submitted_on: date
    finished_on: date | None


def brief(actor: Actor, number: str) -> Brief:
    """A case that this member of the staff may see; raises `NoSuchCase`. One statement."""
    row = Case.objects.filter(access.visible(actor), number=number).defer("state").first()
    if row is None:
        raise NoSuchCase(number=number[:20])
    return Brief(
        row.pk,
        row.number,
        row.bundle,
        row.matter,
        row.matter_name,
        row.organ_id,
        row.hall_id,
        row.applicant_id,
        row.last_seq,
        row.submitted_on,
        row.finished_on,
    )


def bundle_finished_on(bundle: str) -> date | None:
    """The day on which the last case of a bundle was finished; None while one is open. One statement."""
    found = Case.objects.filter(bundle=bundle).aggregate(
        last=Max("finished_on"), open=Count("id", filter=Q(finished_on=None))
    )
    last: date | None = found["last"]
    return None if found["open"] else last


def retold(before: int | None, limit: int) -> Iterator[tuple[int, Sequence[subscribers.Line]]]:
    """The cases with keys below `before` (None: all), the newest first, each with all that happened.

    A recorder is told the same as when it happened, but for the state beside an event, which is that after this event:
    who reads only what stands in it for good reads the same as then.
    """
    found = Case.objects.order_by("-pk")
    rows = list((found if before is None else found.filter(pk__lt=before))[:limit])
    logs: dict[int, list[Event]] = {row.pk: [] for row in rows}
    for event in Event.objects.filter(case__in=rows).order_by("case", "seq"):
        logs[event.case_id].append(event)
    for row in rows:
        yield row.pk, _told(row, logs[row.pk])


def _told(case: Case, rows: Sequence[Event]) -> Sequence[subscribers.Line]:
    matter = version(case.matter, case.version).matter
    state: CaseState | None = None
    told = []
    for row in rows:
        line = log.read(row)
        state = evolve(state, line.event)
        by = loads(row.body)["by"]
        told.append(subscribers.Line(case, matter, state, line.event, row.at, row.seq, by))
    return told
