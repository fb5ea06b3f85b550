"""Finding rows, and whom one can ask: what commands and queries share."""

from __future__ import annotations

from datetime import date

from onevisit.coordination import access
from onevisit.coordination.models import Disagreement, Question
from onevisit.coordination.refusals import NoSuchConsultation
from onevisit.platform.organs.models import Post
from onevisit.platform.organs.standing_in import held_on
from onevisit.platform.people.actors import Actor


def answering_organs(day: date) -> frozenset[str]:
    """The organs in which somebody holds a post that answers on this day. One statement."""
    roles = [role.value for role in access.OFFICERS]
    return frozenset(Post.objects.filter(held_on(day), role__in=roles).values_list("organ", flat=True))


def locked_question(reference: str, actor: Actor) -> Question:
    """A question of one's own organs, to be changed. Raises `NoSuchConsultation`."""
    rows = Question.objects.select_for_update(of=("self",)).filter(access.questions(actor))
    row = rows.filter(reference=reference).first()
    if row is None:
        raise NoSuchConsultation(reference=reference[:20])
    return row


def locked_disagreement(reference: str, actor: Actor) -> Disagreement:
    """A disagreement of one's own organs, to be changed. Raises `NoSuchConsultation`."""
    rows = Disagreement.objects.select_for_update(of=("self",)).filter(access.disagreements(actor))
    row = rows.filter(reference=reference).first()
    if row is None:
        raise NoSuchConsultation(reference=reference[:20])
    return row
