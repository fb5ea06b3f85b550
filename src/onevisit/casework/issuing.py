"""Results: what a certificate says, its numbers, and its printed form."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onevisit.casework import numbers
from onevisit.casework.models import Case, Content
from onevisit.casework.projection import state_of
from onevisit.catalogue.registers import TypeCard, licence_types
from onevisit.catalogue.versions import version
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import fields_for, readable
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.state import CaseState
from onevisit.rules.identifiers import licence_id
from onevisit.rules.matters.courses import Act
from onevisit.rules.matters.definition import Matter, Result
from onevisit.rules.matters.vocabulary import FieldType
from onevisit.rules.record.canonical import loads

TEMPLATE = "certificate/1"
"""Name and version of the printed form; a certificate keeps the one it was made with."""


@dataclass(frozen=True)
class Issue:
    """The command that issues, made once the case is locked. `series` are the numbers that it will take one of each.

    Whoever carries out several such commands in one transaction takes hold of all their series beforehand, in one
    order, so that two requests never wait for each other.
    """

    series: frozenset[str]
    build: Callable[[Case, CaseState], c.Issue]

    def __call__(self, case: Case, state: CaseState) -> c.Issue:
        """The command, with its numbers taken."""
        return self.build(case, state)


def issue(case_number: str, on: date) -> Issue:
    """The command that issues everything the matter yields.

    What it says is read here, before the case is locked; the numbers are taken when it is.
    """
    case = Case.objects.select_related("organ").get(number=case_number)
    matter = version(case.matter, case.version).matter
    application = loads(Content.objects.only("body").get(ref=state_of(case).application).body)["data"]
    types = licence_types(result.licence for result in matter.results)

    known = state_of(case)
    form = dict(application.get("form", {}))
    for row in Content.objects.only("body").filter(ref__in=known.forms, erased_at=None):
        form |= loads(row.body)["data"].get("form", {})
    scope = _scope(matter, known.answers, form)

    def build(locked: Case, state: CaseState) -> c.Issue:
        pairs = [
            _one(
                case,
                result,
                types.get(result.licence),
                application["applicant"],
                scope,
                _span(result, state, on),
            )
            for result in matter.results
        ]
        return c.Issue(tuple(one for one, _ in pairs), tuple(document for _, document in pairs))

    return Issue(frozenset(_series(case, types.get(one.licence), on)[1] for one in matter.results), build)


def _series(case: Case, kind: TypeCard | None, on: date) -> tuple[str, str]:
    """What stands in the number of a result, and the series that it is counted in: by type of licence and year."""
    mark = f"证{kind.code[-3:]}" if kind else f"字{basic_code(case)[6:]}"
    return mark, f"result:{mark}:{on.year}"


def _scope(matter: Matter, answers: Mapping[str, str], form: Mapping[str, str]) -> list[list[str]]:
    """What exactly is permitted: what was applied for, without telephone and identity numbers."""
    fields = [one for one in fields_for(matter, answers) if one.type not in _NOT_PUBLIC]
    rows = [[one.label, readable(one, form.get(one.key, ""))] for one in fields]
    return [row for row in rows if row[1]][:MOST_ROWS]


_NOT_PUBLIC = (FieldType.PHONE, FieldType.CITIZEN_ID, FieldType.LONG_TEXT)
MOST_ROWS = 6
"""As many as stand on one page with everything else."""


def _one(
    case: Case,
    result: Result,
    kind: TypeCard | None,
    applicant: Mapping[str, str],
    scope: list[list[str]],
    span: tuple[date, date, date | None],
) -> tuple[c.IssuedResult, Contents]:
    on, valid_from, valid_to = span
    mark, series = _series(case, kind, on)
    serial = numbers.take(series)
    number = f"博{mark}〔{on.year}〕{serial:05}号"
    identifier = str(licence_id.make(kind.code, case.organ.code, f"{on.year}{serial:07}")) if kind else ""
    document = Contents(
        "certificate",
        {
            "title": result.name,
            "number": number,
            "identifier": identifier,
            "holder": applicant["name"],
            "holder_identifier": applicant["identifier"],
            "matter": case.matter_name,
            "scope": scope,
            "case": case.number,
            "organ": case.organ.name,
            "on": on,
            "valid_to": valid_to,
            "endless": result.valid is not None and result.valid.years == 0,
        },
        secrets.token_hex(16),
    )
    issued = c.IssuedResult(result.key, number, identifier, valid_from, document.ref, TEMPLATE, valid_to)
    return issued, document


def _span(result: Result, state: CaseState, on: date) -> tuple[date, date, date | None]:
    """The day of issue, and from when until when it is good. A change keeps the old end; a renewal begins after it."""
    years = result.valid.years if result.valid else 0
    old = state.concerned.expires_on if state.concerned else None
    if old is not None and state.concerned is not None and state.concerned.act is Act.CHANGE:
        # A change that was decided in time may be printed after the day on which it ends.
        return on, on if on <= old else state.decided_on or on, old
    begin = max(on, old + timedelta(days=1)) if old is not None else on
    return on, begin, _until(begin, years) if years else None


def basic_code(case: Case) -> str:
    """The 12-digit basic code of the case's matter."""
    return version(case.matter, case.version).matter.codes.basic


def _until(on: date, years: int) -> date:
    """The last day of a validity of so many years: the day before its anniversary."""
    try:
        return date.fromordinal(on.replace(year=on.year + years).toordinal() - 1)
    except ValueError:  # 29 February has no anniversary in most years.
        return date(on.year + years, 2, 28)
