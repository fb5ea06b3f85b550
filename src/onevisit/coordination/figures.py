"""How long organs take: over questions that they were asked, and over disagreements that they decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, F, Q

from onevisit.coordination import access
from onevisit.coordination.models import Disagreement, Question
from onevisit.platform import clock
from onevisit.platform.organs.queries import organ_cards
from onevisit.platform.people.actors import Actor
from onevisit.rules.coordination import disagreement as rules
from onevisit.rules.coordination import question as questions


@dataclass(frozen=True)
class OrganFigures:
    """How an organ answers, with its responsible head beside (clause 6a). `days` is the mean in working days."""

    organ: str
    organ_name: str
    head: str
    asked: int
    waiting: int
    overdue: int
    answered: int
    late: int
    days: float | None
    disagreements: int
    to_decide: int
    to_decide_late: int
    decided: int
    decision_days: float | None


def figures(actor: Actor) -> tuple[OrganFigures, ...]:
    """Each organ that was asked, disagreed or decides, as far as the actor reads it. Four statements."""
    today = clock.today()
    asked = {row.pop("to_organ"): row for row in _asked(actor, today)}
    decided = {row.pop("arbiter"): row for row in _decided(actor, today)}
    sides = _sides(actor)
    nothing = {"asked": 0, "waiting": 0, "overdue": 0, "answered": 0, "late": 0, "days": None}
    none = {"to_decide": 0, "to_decide_late": 0, "decided": 0, "decision_days": None}
    return tuple(
        OrganFigures(
            organ=card.key,
            organ_name=card.short,
            head=f"{card.head_name} {card.head_title}",
            **asked.get(card.key, nothing),
            disagreements=sides.get(card.key, 0),
            **decided.get(card.key, none),
        )
        for card in organ_cards().values()
        if card.key in asked or card.key in decided or card.key in sides
    )


def _asked(actor: Actor, today: date) -> list[dict[str, object]]:
    open_one, answered = Q(phase=questions.Phase.ASKED.value), Q(phase=questions.Phase.ANSWERED.value)
    # What was taken back was asked all the same: the number has to be that of the list behind it.
    rows = Question.objects.filter(access.questions(actor))
    return list(
        rows.values("to_organ")
        .annotate(
            asked=Count("id"),
            waiting=Count("id", filter=open_one),
            overdue=Count("id", filter=open_one & Q(due_on__lt=today)),
            answered=Count("id", filter=answered),
            late=Count("id", filter=Q(answered_on__gt=F("due_on"))),
            days=Avg("took"),
        )
        .order_by("to_organ")
    )


def _decided(actor: Actor, today: date) -> list[dict[str, object]]:
    waiting = Q(phase=rules.Phase.HEARD.value)
    return list(
        Disagreement.objects.filter(access.disagreements(actor))
        .values("arbiter")
        .annotate(
            to_decide=Count("id", filter=waiting),
            to_decide_late=Count("id", filter=waiting & Q(due_on__lt=today)),
            decided=Count("id", filter=Q(phase=rules.Phase.DECIDED.value)),
            decision_days=Avg("took"),
        )
        .order_by("arbiter")
    )


def _sides(actor: Actor) -> dict[str, int]:
    found: dict[str, int] = {}
    for side in Disagreement.objects.filter(access.disagreements(actor)).values_list("raiser", "other"):
        for organ in side:
            found[organ] = found.get(organ, 0) + 1
    return found
