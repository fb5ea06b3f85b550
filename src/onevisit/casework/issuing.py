"""Results: what a certificate says, its numbers, and its printed form."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date

from onevisit.casework import numbers
from onevisit.casework.models import Case, Content
from onevisit.casework.projection import state_of
from onevisit.catalogue.registers import TypeCard, licence_types
from onevisit.catalogue.versions import version
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.state import CaseState
from onevisit.rules.identifiers import licence_id
from onevisit.rules.matters.definition import Result
from onevisit.rules.record.canonical import loads

TEMPLATE = "certificate/1"
"""Name and version of the printed form; a certificate keeps the one it was made with."""


def issue(case_number: str, on: date) -> Callable[[Case, CaseState], c.Command]:
    """The command that issues everything the matter yields.

    What it says is read here, before the case is locked; the numbers are taken when it is.
    """
    case = Case.objects.select_related("organ").get(number=case_number)
    matter = version(case.matter, case.version).matter
    application = loads(Content.objects.only("body").get(ref=state_of(case).application).body)["data"]
    types = licence_types(result.licence for result in matter.results)

    def build(locked: Case, state: CaseState) -> c.Command:
        pairs = [_one(case, result, types.get(result.licence), application, on) for result in matter.results]
        return c.Issue(tuple(one for one, _ in pairs), tuple(document for _, document in pairs))

    return build


def _one(
    case: Case, result: Result, kind: TypeCard | None, application: dict[str, dict[str, str]], on: date
) -> tuple[c.IssuedResult, Contents]:
    serial = numbers.take(f"result:{result.licence or case.matter + '.' + result.key}:{on.year}")
    number = f"博{case.organ.code[8:11]}{on.year}{serial:05}"
    identifier = str(licence_id.make(kind.code, case.organ.code, f"{on.year}{serial:07}")) if kind else ""
    valid_to = _until(on, result.valid.years) if result.valid and result.valid.years else None
    applicant = application["applicant"]
    document = Contents(
        "certificate",
        {
            "title": result.name,
            "number": number,
            "identifier": identifier,
            "holder": applicant["name"],
            "holder_identifier": applicant["identifier"],
            "matter": case.matter_name,
            "case": case.number,
            "organ": case.organ.name,
            "on": on,
            "valid_to": valid_to,
        },
        secrets.token_hex(16),
    )
    return c.IssuedResult(result.key, number, identifier, on, document.ref, TEMPLATE, valid_to), document


def _until(on: date, years: int) -> date:
    """The last day of a validity of so many years: the day before its anniversary."""
    try:
        return date.fromordinal(on.replace(year=on.year + years).toordinal() - 1)
    except ValueError:  # 29 February has no anniversary in most years.
        return date(on.year + years, 2, 28)
