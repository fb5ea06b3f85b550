"""A new case: its row before anything is decided about it, and its numbers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from onevisit.casework import numbers
from onevisit.casework.models import Case
from onevisit.rules.district.checks import TOWN
from onevisit.rules.identifiers import case_no, query_code
from onevisit.rules.matters.definition import Matter


@dataclass(frozen=True)
class NewCase:
    """What has to be known to open a case: the version applied under, for whom, and which hall takes it in."""

    matter: str
    version: int
    applicant: int
    hall: str
    town: str = ""
    submitted_by: int | None = None
    channel: str = ""
    bundle: str = ""
    """The number of the bundle that it is a part of, if it is."""
    window_class: str = ""
    """The class of window that handles it where the bundle is taken in; "" for the matter's own."""


def row(new: NewCase, matter: Matter, at: datetime) -> Case:
    """The row of a case that has no number yet."""
    return Case(
        number="",
        matter=matter.key,
        version=new.version,
        matter_name=matter.name,
        window_class=new.window_class or matter.window_class.value,
        organ_id=new.town if matter.organ == TOWN else matter.organ,
        hall_id=new.hall,
        applicant_id=new.applicant,
        submitted_by_id=new.submitted_by,
        channel=new.channel,
        bundle=new.bundle,
        last_seq=0,
        last_hash="",
        last_at=at,
    )


def series(day: date) -> str:
    """The numbers of the cases that are submitted on a day."""
    return f"case:{day:%Y%m%d}"


def number(case: Case, day: date) -> None:
    """Give the case its number. Called last before it is written: whoever wants one too waits until then."""
    case.submitted_on = day
    case.number = str(case_no.make(day, numbers.take(series(day))))
    case.query_code = query_code.make(secrets.token_bytes(query_code.ENTROPY_BYTES))
