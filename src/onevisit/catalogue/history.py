"""The history of a version: one line an act, with the hash of the text that it was about."""

from __future__ import annotations

from datetime import datetime

from onevisit.catalogue import access
from onevisit.catalogue.models import MatterVersion, PublishingAct
from onevisit.platform.people.actors import Actor
from onevisit.rules.publishing.states import Move


def end_of(row: MatterVersion) -> int:
    """What the last line of its history is known by, among those of all versions; 0 where there is none yet."""
    last = row.acts.order_by("-seq").values_list("pk", flat=True).first()
    return last or 0


def record(row: MatterVersion, move: Move, actor: Actor, at: datetime, words: str = "") -> PublishingAct:
    """Append a line. The row of the version is locked, or new, so that lines come one after the other."""
    return PublishingAct.objects.create(
        version=row,
        seq=row.acts.count() + 1,
        move=move.value,
        person_id=actor.person,
        as_what=access.post_for(actor, move).title,
        at=at,
        revision=row.revision,
        sha256=row.sha256,
        one_visit=row.one_visit,
        words=words,
    )
