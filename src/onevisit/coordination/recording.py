"""What every deed has in common: done once for a key, on what the doer had seen, with a line of history, and told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from onevisit.coordination.models import Disagreement, Happening, Question
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.cases.application import Fault
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.coordination.question import Deed
from onevisit.rules.coordination.refusals import Moved, WordsMissing
from onevisit.rules.district.definition import Role

BY_TIME = "系统（到期自动）"
TELL = "coordination-tell"
"""The errand that tells the staff of an organ."""

Row = Question | Disagreement


@dataclass(frozen=True)
class Doing:
    """One deed as it is done: who, when, under which request, and how far he had seen the history go."""

    deed: Deed
    actor: Actor
    at: datetime
    key: str
    seen: int | None = None


def once(doing: Doing, work: Callable[[], None]) -> None:
    """Do it in one transaction. Sent twice, the first was carried out, and the second finds nothing left to do."""
    try:
        with transaction.atomic():
            work()
    except (IntegrityError, Refused):
        if not Happening.objects.filter(key=doing.key, deed=doing.deed.value).exists():
            raise


def fresh(row: Row, doing: Doing) -> None:
    """Raise `Moved` if the row went on after the doer had looked."""
    if doing.seen is not None and row.seq > doing.seen:
        later = Happening.objects.filter(reference=row.reference, seq__gt=doing.seen).order_by("seq")
        raise Moved(changes="；".join(f"{one.as_what}{Deed(one.deed).label}" for one in later))


def did(row: Row, doing: Doing, post: Holding, organ: str, words: str = "") -> None:
    """Store the row with the next line of its history."""
    _line(
        row, doing.deed, doing.at, organ, words, key=doing.key, person=doing.actor.person, as_what=post.title
    )


def passed(row: Row, deed: Deed, at: datetime, organ: str, words: str) -> None:
    """Store the row with a line that nobody wrote: time did it."""
    key = f"{row.reference}/{row.seq + 1}/{deed.value}"
    _line(row, deed, at, organ, words, key=key, person=None, as_what=BY_TIME)


def _line(
    row: Row, deed: Deed, at: datetime, organ: str, words: str, *, key: str, person: int | None, as_what: str
) -> None:
    row.seq += 1
    row.save()
    Happening.objects.create(
        reference=row.reference,
        seq=row.seq,
        deed=deed.value,
        at=at,
        person_id=person,
        as_what=as_what[:60],
        organ_id=organ,
        words=words,
        key=key,
    )


def tell(row: Row, at: datetime, told: Mapping[str, tuple[Role, ...]], text: str) -> None:
    """Tell everybody who holds one of these roles in these organs that there is something for him. One statement."""
    errands = [
        (
            TELL,
            {"reference": row.reference, "seq": row.seq, "organ": organ, "roles": list(roles), "text": text},
        )
        for organ, roles in told.items()
    ]
    outbox.put(errands, at)


def tell_applicant(party: int, case: str, text: str, at: datetime) -> None:
    """Tell the applicant what concerns him: that others consult, and until when."""
    outbox.put([("notify", {"party": party, "case": case, "text": text})], at)


def written(faults: Iterable[Fault]) -> None:
    """Raise `WordsMissing` if something that has to be written is not."""
    said = "；".join(dict.fromkeys(fault.message for fault in faults))
    if said:
        raise WordsMissing(missing=said)
