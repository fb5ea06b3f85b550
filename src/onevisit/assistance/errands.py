"""What an agent does is written down with what it did, and told to his principal; codes are sent after the commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from onevisit.assistance import notices
from onevisit.assistance.agents import valid
from onevisit.assistance.messages import NUMBERS_KEPT, code_of, sms
from onevisit.assistance.models import Authorisation, Line
from onevisit.casework import subscribers
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.outbox.worker import every
from onevisit.rules.assistance.authorisation import ASKED_FOR, Deed, Phase
from onevisit.rules.cases import events as e
from onevisit.rules.district.definition import Role

_NOT_HIS = (e.DocumentIssued, e.DocumentsRendered, e.Rendered, e.Closed, e.Redated)
"""What the house does of itself in the same moment."""


@subscribers.together(e.Event)
def write_down(lines: Sequence[subscribers.Line]) -> subscribers.Errands:
    """Each transaction in which an agent did something is a line of the authorisation under which he did it."""
    by_agents = defaultdict(list)
    for one in lines:
        if one.by.get("role") == Role.AGENT.value and not isinstance(one.event, _NOT_HIS):
            by_agents[one.case.pk].append(one)
    if not by_agents:
        return ()
    return _written(list(by_agents.values()))


def _written(cases: Sequence[Sequence[subscribers.Line]]) -> subscribers.Errands:
    known = _authorisations([lines[0] for lines in cases])
    rows, errands = [], []
    for lines in cases:
        first = lines[0]
        row = known.get(first.case.pk)
        if row is None:
            continue  # He handed out at his point what nobody had asked him to apply for.
        what = "、".join(dict.fromkeys(one.event.label for one in lines))
        rows.append(
            Line(
                authorisation=row,
                case=first.case,
                deed=Deed.ACT.value,
                at=first.at,
                person_id=first.by.get("person"),
                as_what=_as_what(first.by, row),
                words=what[:300],
                key=f"act/{first.case.number}/{first.seq}",
            )
        )
        text = notices.acted(row, what, first.case.matter_name, first.case.number)
        errands.append(
            ("notify", {"party": first.case.applicant_id, "case": first.case.number, "text": text})
        )
    Line.objects.bulk_create(rows)
    return errands


def _as_what(by: Mapping[str, object], row: Authorisation) -> str:
    where = row.hall.name if row.hall else ""
    instead = f"（代{by['instead_of']}）" if by.get("instead_of") else ""
    return f"{where}{Role.AGENT.label}{instead}"[:60]


def _authorisations(firsts: Iterable[subscribers.Line]) -> dict[int, Authorisation]:
    """Under which authorisation each was done: the one that covers it today, else the one under which it was filed."""
    firsts = list(firsts)
    parties = {one.case.applicant_id for one in firsts}
    day = clock.day_of(firsts[0].at)
    rows = list(
        valid(day)
        .filter(principal__in=parties)
        .filter(_agents(firsts))
        .select_related("hall")
        .prefetch_related("covered")
        .order_by("id")
    )
    found: dict[int, Authorisation] = {}
    for one in firsts:
        for row in rows:
            if row.principal_id == one.case.applicant_id and _covers(row, one):
                found[one.case.pk] = row
    missing = [one.case.pk for one in firsts if one.case.pk not in found]
    if missing:
        before = Line.objects.filter(case__in=missing, authorisation__isnull=False)
        for line in before.select_related("authorisation__hall").order_by("id"):
            if line.case_id is not None and line.authorisation is not None:
                found[line.case_id] = line.authorisation
    return found


def _agents(lines: Iterable[subscribers.Line]) -> Q:
    found = Q(pk__in=[])
    for one in lines:
        found |= Q(agent=one.by.get("person"))
        if one.by.get("instead_of"):
            found |= Q(hall=one.by.get("hall"), agent__name=one.by["instead_of"])
    return found


def _covers(row: Authorisation, line: subscribers.Line) -> bool:
    if row.window_class:
        return row.window_class == line.case.window_class
    return any(one.matter == line.case.matter for one in row.covered.all())


@outbox.handles("assistance.code")
def _send_code(payload: Mapping[str, object]) -> None:
    """Send the code of a request that still waits for it. Sent twice, it is the same code."""
    row = Authorisation.objects.select_related("principal", "hall").get(number=str(payload["number"]))
    if row.phase == Phase.ASKED.value and row.salt:
        sms().send(row.principal.phone, notices.code(row, code_of(row)), row.number)


@every(10 * 60, "codes")
def codes_round() -> int:
    """A code that nobody used is worth nothing any more, and stands nowhere."""
    return sms().forget_before(clock.now() - ASKED_FOR)


@outbox.handles("text")
def _send_text(payload: Mapping[str, object]) -> None:
    """Send what another capability has to tell somebody of whom it knows a telephone and no more."""
    sms().send(str(payload["phone"]), str(payload["text"]), str(payload["about"]))


@every(24 * 60 * 60, "former texts")
def texts_round() -> int:
    """Half a year later nobody's telephone stands in the register."""
    return sms().forget_numbers_before(clock.now() - NUMBERS_KEPT)


@outbox.handles("assistance.forget")
def _forget(payload: Mapping[str, object]) -> None:
    """The code was used, or never will be."""
    sms().forget(str(payload["number"]))
