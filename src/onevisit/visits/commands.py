"""Write an appearance down by hand, correct one, find why there were too many: each once for a `key`, for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from onevisit.casework import briefs
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.appearances import Cause, Purpose, Verdict
from onevisit.visits import access, refusals
from onevisit.visits.models import Appearance, Finding, Ruling, Tally
from onevisit.visits.weighing import reweigh

LONGEST = 300
"""Characters of a reason."""


@dataclass(frozen=True)
class Seen:
    """An appearance that no command shows: sent away, asked to come for an interview, came to a village point.

    `when` he came; `place` where, if not at the hall of whoever writes it down. `reason` says why he came. What the
    authority caused is required of him whatever is said.
    """

    case: str
    when: datetime
    purpose: Purpose
    cause: Cause
    reason: str
    required: bool = True
    place: str = ""


@dataclass(frozen=True)
class Correction:
    """What a supervisor rules about an appearance; `void`: the applicant, or his proxy, was not there at all."""

    appearance: int
    purpose: Purpose
    required: bool
    cause: Cause
    reason: str
    void: bool = False


def record(seen: Seen, *, actor: Actor, at: datetime, key: str) -> None:
    """Write down that somebody was there. Raises `NoSuchCase`, `NotYourRecord`, `RecordIncomplete`."""
    post = access.may_record(actor)

    def work() -> None:
        case = briefs.brief(actor, seen.case)
        day = clock.day_of(seen.when)
        _written(
            (not seen.reason.strip(), "请写明为什么到场"),
            (len(seen.reason.strip()) > LONGEST, f"说明最多{LONGEST}个字"),
            (seen.when > at, "到场时间还没有到"),
            (day < case.submitted_on, "到场日期早于提交申请；申请以前的咨询不算跑动"),
        )
        place = seen.place.strip()[:100]
        Appearance.objects.create(
            case_id=case.pk,
            bundle=case.bundle,
            party_id=case.party,
            hall_id=None if place else post.hall or case.hall,
            place=place,
            at=seen.when,
            day=day,
            purpose=seen.purpose.value,
            required=seen.required or seen.cause is Cause.AGENCY,
            cause=seen.cause.value,
            foreseen=False,
            why=seen.reason.strip(),
            person_id=actor.person,
            as_what=post.title[:60],
            key=key,
        )
        reweigh(case.bundle or case.number)

    _once(Appearance, key, work)


def reclassify(correction: Correction, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """Rule about an appearance; what was written first stays. `seen` is how many rulings one had before one's eyes.

    Raises `NoSuchAppearance`, `NotYourRuling`, `RecordIncomplete`, `VisitsMoved`.
    """

    def work() -> None:
        row = Appearance.objects.select_for_update().filter(pk=correction.appearance).first()
        if row is None:
            raise refusals.NoSuchAppearance
        number = Appearance.objects.filter(pk=row.pk).values_list("case__number", flat=True).get()
        post = access.may_rule(actor, briefs.brief(actor, number).hall)
        before = Ruling.objects.filter(appearance=row).count()
        if before > seen:
            raise refusals.VisitsMoved(changes="这条到场记录又更正过")
        reason = correction.reason.strip()
        _written((not reason, "请写明更正的理由"), (len(reason) > LONGEST, f"理由最多{LONGEST}个字"))
        Ruling.objects.create(
            appearance=row,
            number=before + 1,
            purpose=correction.purpose.value,
            required=correction.required or correction.cause is Cause.AGENCY,
            cause=correction.cause.value,
            void=correction.void,
            reason=reason,
            key=key,
            **_signed(actor, post, at),
        )
        reweigh(row.bundle or number)

    _once(Ruling, key, work)


def find(
    subject: str, verdict: Verdict, words: str, *, actor: Actor, at: datetime, seen: int, key: str
) -> None:
    """Say why a case or bundle took more visits than promised. `seen` is how many visits one had before one's eyes.

    Raises `NoSuchExcess`, `NotYourFinding`, `RecordIncomplete`, `VisitsMoved`.
    """

    def work() -> None:
        rows = Tally.objects.select_for_update().filter(access.tallies(actor), subject=subject)
        tally = rows.first()
        if tally is None or tally.promised is None or tally.actual <= tally.promised:
            raise refusals.NoSuchExcess(number=subject[:20])
        post = access.may_find(actor, tally.hall_id)
        if tally.actual > seen:
            raise refusals.VisitsMoved(changes=f"申请人又到场了，现在一共{tally.actual}次")
        if tally.settled >= tally.actual:
            raise refusals.VisitsMoved(changes="已经有人认定了")
        said = words.strip()
        _written((not said, "请写明查到的情况"), (len(said) > 500, "说明最多500个字"))
        Finding.objects.create(
            subject=subject,
            verdict=verdict.value,
            words=said,
            promised=tally.promised,
            actual=tally.actual,
            key=key,
            **_signed(actor, post, at),
        )
        tally.settled = tally.actual
        tally.save(update_fields=["settled"])

    _once(Finding, key, work)


def _signed(actor: Actor, post: Holding, at: datetime) -> dict[str, Any]:
    return {"person_id": actor.person, "as_what": post.title[:60], "at": at}


def _once(kind: type[models.Model], key: str, work: Callable[[], None]) -> None:
    """Do it, unless it was done under this key; also where both come at the same moment."""
    try:
        with transaction.atomic():
            if not _done(kind, key):
                work()
    except IntegrityError:
        if not _done(kind, key):
            raise


def _done(kind: type[models.Model], key: str) -> bool:
    return bool(kind._default_manager.filter(key=key).exists())


def _written(*faults: tuple[bool, str]) -> None:
    missing = [words for wrong, words in faults if wrong]
    if missing:
        raise refusals.RecordIncomplete(missing="；".join(missing))
