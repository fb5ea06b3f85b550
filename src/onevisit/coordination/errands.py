"""The round of coordination: what time does is written down and told; and who was told stands in a register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from onevisit.casework.taking_part import finished
from onevisit.coordination import arbitration, commands, terms
from onevisit.coordination.models import Disagreement, Question, Told
from onevisit.coordination.recording import TELL, passed
from onevisit.platform import clock
from onevisit.platform.organs.queries import colleagues
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.outbox.worker import every
from onevisit.platform.workdays.queries import calendar, edition
from onevisit.rules.coordination import disagreement, question
from onevisit.rules.coordination.question import Deed, ladder
from onevisit.rules.coordination.terms import due, terms_on

OPEN = [one.value for one in disagreement.Phase if one.is_open]
BATCH = 500

T = TypeVar("T", Question, Disagreement)


@outbox.handles(TELL)
def _tell(payload: Mapping[str, object]) -> None:
    """Enter into the register that each of them was told. Called twice it enters nothing twice."""
    at = clock.now()
    asked = payload["roles"]
    roles = {str(one) for one in asked} if isinstance(asked, Iterable) else set()
    rows = [
        Told(
            reference=str(payload["reference"]),
            seq=int(str(payload["seq"])),
            person_id=one.person,
            as_what="、".join(role.label for role in one.roles if role.value in roles),
            text=str(payload["text"])[:300],
            at=at,
        )
        for one in colleagues(str(payload["organ"]), clock.day_of(at))
        if any(role.value in roles for role in one.roles)
    ]
    Told.objects.bulk_create(rows, ignore_conflicts=True)


@every(60, "coordination")
def round_of_coordination() -> int:
    """End what its case has ended, follow the calendar, and let time pass; returns how many rows moved."""
    waiting = list(Question.objects.filter(phase=question.Phase.ASKED.value).values_list("reference", "case"))
    quarrels = list(Disagreement.objects.filter(phase__in=OPEN).values_list("reference", "case"))
    if not waiting and not quarrels:
        return 0  # Nor need there be a calendar yet.
    at = clock.now()
    over = finished({case for _, case in (*waiting, *quarrels)})
    moved = _end(waiting, over, at) + _end_quarrels(quarrels, over, at)
    redate()
    return moved + _climb(at) + _pass(at)


def _end(waiting: list[tuple[str, str]], over: frozenset[str], at: datetime) -> int:
    gone = [reference for reference, case in waiting if case in over]
    for reference in gone:
        with transaction.atomic():
            row = Question.objects.select_for_update(of=("self",)).get(reference=reference)
            if row.phase == question.Phase.ASKED.value:
                row.phase = question.Phase.WITHDRAWN.value
                passed(row, Deed.WITHDRAW, at, row.to_organ_id, "办件已经办结，询问自动撤回。")
    return len(gone)


def _end_quarrels(quarrels: list[tuple[str, str]], over: frozenset[str], at: datetime) -> int:
    gone = [reference for reference, case in quarrels if case in over]
    for reference in gone:
        with transaction.atomic():
            row = Disagreement.objects.select_for_update(of=("self",)).get(reference=reference)
            if row.phase in OPEN:
                row.phase = disagreement.Phase.SETTLED.value
                passed(row, Deed.SETTLE, at, row.other_id, "办件已经办结，不用再协调。")
    return len(gone)


def redate() -> int:
    """Bring the projected days up to the calendar's edition; returns how many rows were behind."""
    number = edition()
    behind = list(Question.objects.filter(phase=question.Phase.ASKED.value).exclude(edition=number)[:BATCH])
    quarrels = list(Disagreement.objects.filter(phase__in=OPEN).exclude(edition=number)[:BATCH])
    if not behind and not quarrels:
        return 0
    days, made = calendar(number), terms.every()
    for row in behind:
        steps = ladder(terms_on(made, row.since), row.since, days)
        row.due_on, row.chief_due_on, row.edition = steps.officers, steps.chief, number
    for one in quarrels:
        stand = disagreement.Stand(disagreement.Phase(one.phase), one.arbiter_id, one.since)
        one.due_on = due(terms_on(made, clock.day_of(one.raised_at)), stand.span(), one.since, days)
        one.edition = number
    Question.objects.bulk_update(behind, ["due_on", "chief_due_on", "edition"])
    Disagreement.objects.bulk_update(quarrels, ["due_on", "edition"])
    return len(behind) + len(quarrels)


def _climb(at: datetime) -> int:
    today = clock.day_of(at)
    rows = Question.objects.filter(phase=question.Phase.ASKED.value, rung__lt=question.Rung.HEAD.value)
    late = rows.filter(due_on__lt=today).order_by("id").values_list("reference", flat=True)
    return _each(Question, list(late[:BATCH]), lambda row: commands.let_time_pass(row, at))


def _pass(at: datetime) -> int:
    today = clock.day_of(at)
    rows = Disagreement.objects.filter(phase__in=OPEN, due_on__lt=today).order_by("id")
    late = list(rows.values_list("reference", flat=True)[:BATCH])
    return _each(Disagreement, late, lambda row: arbitration.let_time_pass(row, at))


def _each(model: type[T], late: list[str], work: Callable[[T], int]) -> int:
    """Each in its own transaction, so that nobody waits for the others."""
    moved = 0
    for reference in late:
        with transaction.atomic():
            moved += work(model.objects.select_for_update(of=("self",)).get(reference=reference))
    return moved
