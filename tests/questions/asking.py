"""Questions brought where a test needs them, by the commands that bring real ones there."""

from __future__ import annotations

from datetime import datetime

from factories import cases as make
from onevisit.platform.people.actors import NOBODY, Actor
from onevisit.questions import commands
from onevisit.questions.commands import Asked, Asking
from onevisit.questions.models import Question
from onevisit.rules.district.definition import Role

TITLE = "挖路面要先交什么"
TEXT = "我家门口要接一根水管，要挖两米路面，需要哪些材料？"
ANSWER = "带建设工程规划许可证和施工方案，网上申请就行，不用跑。"


def asked(
    matter: str = "dig-road", organ: str = "", *, actor: Actor = NOBODY, at: datetime = make.NOON
) -> Asked:
    """A question that has just been taken."""
    return commands.ask(Asking(TITLE, TEXT, matter, organ), actor=actor, at=at, key=make.key())


def seq(reference: str) -> int:
    """How far its history goes."""
    return Question.objects.get(reference=reference).seq


def reviewer(organ: str = "enforcement", at: datetime = make.NOON) -> Actor:
    """Somebody who answers for this organ."""
    return make.staff(Role.REVIEWER, organ=organ, at=at)


def answered(
    reference: str, *, at: datetime = make.NOON, actor: Actor | None = None, text: str = ANSWER
) -> None:
    """Answer it, as whoever answers for its organ."""
    row = Question.objects.get(reference=reference)
    who = actor or reviewer(row.organ_id, at)
    commands.answer(reference, text, actor=who, at=at, seen=row.seq, key=make.key())


def published(
    matter: str = "dig-road", *, title: str = TITLE, text: str = TEXT, at: datetime = make.NOON
) -> str:
    """Asked, answered and shown to everybody; returns the reference."""
    reference = asked(matter, at=at).reference
    answered(reference, at=at)
    row = Question.objects.get(reference=reference)
    commands.publish(
        reference, title, text, ANSWER, actor=reviewer(row.organ_id, at), at=at, seen=row.seq, key=make.key()
    )
    return reference
