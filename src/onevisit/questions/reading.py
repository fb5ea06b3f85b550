"""Finding a question, and whom one can ask: what commands and queries share."""

from __future__ import annotations

import hmac
from datetime import date

from django.db.models import Q, QuerySet

from onevisit.platform.organs.models import Hall, Post
from onevisit.platform.people.actors import Actor
from onevisit.questions import access
from onevisit.questions.models import Happening, Question
from onevisit.questions.refusals import NoSuchQuestion
from onevisit.rules.identifiers import BadIdentifier, query_code
from onevisit.rules.matters.vocabulary import Level
from onevisit.rules.questions import Deed, check_reference


class NoHall(LookupError):
    """No hall of the district takes questions that name nobody: the district's data lack one."""


def answering_organs(day: date) -> frozenset[str]:
    """The organs in which somebody holds a post that answers on this day."""
    held = Post.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return frozenset(
        held.filter(role__in=[role.value for role in access.ANSWERS]).values_list("organ", flat=True)
    )


def first_stop() -> str:
    """The organ that runs the district's hall: it passes on what names nobody."""
    hall = Hall.objects.filter(level=Level.DISTRICT.value).order_by("order").first()
    if hall is None:
        raise NoHall
    return hall.organ_id


def find(reference: str, actor: Actor, code: str = "", *, own: bool, lock: bool = False) -> Question:
    """One question: `own`, or one that the holder of the code asked, or one that the actor's posts let him read.

    Raises `NoSuchQuestion` without saying what of it is wrong.
    """
    rows: QuerySet[Question] = Question.objects.select_related("organ", "party", "answered_by")
    if lock:
        rows = rows.select_for_update(of=("self",))
    if code:
        return _by_code(rows, reference, code)
    who = access.own(actor) if own else access.visible(actor)
    row = rows.filter(who, reference=reference).first()
    if row is None:
        raise NoSuchQuestion(reference=reference[:20])
    return row


def _by_code(rows: QuerySet[Question], reference: str, code: str) -> Question:
    try:
        reference, code = check_reference(reference), query_code.check(code)
    except BadIdentifier as bad:
        raise NoSuchQuestion(reference=reference[:20]) from bad
    row = rows.filter(reference=reference).first()
    if row is None or not hmac.compare_digest(row.code, code):
        raise NoSuchQuestion(reference=reference)
    return row


def deeds_since(row: Question, seen: int) -> list[str]:
    """What was done after somebody had looked."""
    later = Happening.objects.filter(question=row, seq__gt=seen).order_by("seq")
    return [f"{one.as_what}{Deed(one.deed).label}" for one in later]
