"""Checking, signing, publishing in batches, withdrawing: each in one transaction, with a line of history.

A signature names the hash of the text that it is about and what that is to be published as; `seen` is the last
line of history that the signer had read (`history.end_of`), so that nobody signs what he has not seen.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from onevisit.catalogue import access
from onevisit.catalogue.drafts import DraftView, in_work, view
from onevisit.catalogue.history import end_of, record
from onevisit.catalogue.models import Batch, MatterVersion
from onevisit.catalogue.readiness import Readiness, readiness
from onevisit.platform import clock
from onevisit.platform.organs.models import Organ
from onevisit.platform.people.actors import Actor
from onevisit.rules.calendar import chinese_date
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.gate import contents
from onevisit.rules.publishing.states import PUBLIC, Move, State
from onevisit.rules.publishing.transitions import ESTABLISHMENT

LONGEST_TITLE = 100
LONGEST_WORDS = 2000
"""Characters of an opinion or a reason."""


@transaction.atomic
def check(actor: Actor, key: str, revision: int, *, one_visit: bool) -> DraftView:
    """Hand a draft over to the legal office, to be published as 最多跑一次 or not.

    Raises `SeenAnother`, `HasErrors`, `NotOneVisit`, `NotReady` (it was drafted from a version that is not the newest)
    and what `access.authorise` raises.
    """
    row = in_work(key, lock=True)
    to = access.authorise(actor, row, Move.CHECK)
    if row.revision != revision:
        raise _seen_another(row)
    facts = readiness(row, clock.today(), one_visit=one_visit).facts
    if facts.errors:
        count, first = str(len(facts.errors)), facts.errors[0].message
        raise refusals.HasErrors(matter=row.name, count=count, first=first)
    if one_visit and facts.trips is not None and not facts.trips.at_most_once:
        steps = "；".join(facts.trips.steps)
        raise refusals.NotOneVisit(matter=row.name, visits=str(facts.trips), steps=steps)
    if reasons := contents(facts):
        raise refusals.NotReady(reasons="；".join(one.what for one in reasons))
    row.state, row.one_visit = to.value, one_visit
    row.save(update_fields=["state", "one_visit"])
    record(row, Move.CHECK, actor, clock.now())
    return view(row)


def opine(actor: Actor, key: str, seen: int, *, agrees: bool, words: str) -> DraftView:
    """Give the opinion of the legal office. An objection sends the version back to its editors.

    Raises `OpinionNeeded`, `SeenAnother` and what `access.authorise` raises.
    """
    if not words.strip():
        raise refusals.OpinionNeeded
    return _sign(actor, key, Move.AGREE if agrees else Move.OBJECT, seen, words)


def approve(actor: Actor, key: str, seen: int, words: str = "") -> DraftView:
    """Approve as its owner. Raises `SeenAnother` and what `access.authorise` raises."""
    return _sign(actor, key, Move.APPROVE, seen, words)


def refuse(actor: Actor, key: str, seen: int, reason: str) -> DraftView:
    """Send a version back to its editors as its owner, also one that was approved and is not published yet.

    Raises `ReasonNeeded`, `SeenAnother` and what `access.authorise` raises.
    """
    if not reason.strip():
        raise refusals.ReasonNeeded(move=Move.REFUSE.label)
    return _sign(actor, key, Move.REFUSE, seen, reason)


@transaction.atomic
def _sign(actor: Actor, key: str, move: Move, seen: int, words: str) -> DraftView:
    row = in_work(key, lock=True)
    to = access.authorise(actor, row, move)
    if end_of(row) != seen:
        raise _seen_another(row)
    row.state = to.value
    row.save(update_fields=["state"])
    record(row, move, actor, clock.now(), words.strip()[:LONGEST_WORDS])
    return view(row)


def _seen_another(row: MatterVersion) -> refusals.SeenAnother:
    state = State(row.state).label
    return refusals.SeenAnother(matter=row.name, revision=str(row.revision), state=state)


@transaction.atomic
def publish_batch(actor: Actor, keys: Collection[str], title: str, on: date) -> int:
    """Publish approved versions together, in force from `on`; returns the number of the batch.

    Raises `EmptyBatch`, `BatchIncomplete`, `DayInThePast`, `DayTooEarly`, `StillInForce`, `NotReady` with every reason
    of every version, `NothingInWork` and what `access.authorise` raises.
    """
    at = clock.now()
    _check_batch(keys, title.strip(), on, clock.day_of(at))
    # Batches have numbers without gaps, so one is published after the other: whoever holds this row.
    Organ.objects.select_for_update(no_key=True).filter(key=ESTABLISHMENT).first()
    rows = [in_work(key, lock=True) for key in sorted(set(keys))]
    for row in rows:
        access.authorise(actor, row, Move.PUBLISH)
    together = _matters(rows)
    ready = [(row, readiness(row, on, together)) for row in rows]
    reasons = [f"{row.name}：{reason.sentence}" for row, one in ready for reason in one.reasons]
    if reasons:
        raise refusals.NotReady(reasons="；".join(reasons))
    batch = Batch.objects.create(
        number=(Batch.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=title.strip(),
        published_on=on,
        kind=Batch.Kind.ONE_VISIT if all(row.one_visit for row in rows) else Batch.Kind.LISTS,
    )
    for row, one in ready:
        _publish(row, one, batch, actor, at)
    return batch.number


def _check_batch(keys: Collection[str], title: str, on: date, today: date) -> None:
    if not keys:
        raise refusals.EmptyBatch
    if not title:
        raise refusals.BatchIncomplete(missing="标题")
    if len(title) > LONGEST_TITLE:
        raise refusals.BatchIncomplete(missing=f"{LONGEST_TITLE}个字以内的标题")
    if on < today:
        day, now = chinese_date(on), chinese_date(today)
        raise refusals.DayInThePast(move=Move.PUBLISH.label, day=day, today=now)


def _matters(rows: list[MatterVersion]) -> dict[str, Matter]:
    parsed = {row.matter: parse_matter(json.loads(row.definition)).matter for row in rows}
    return {key: matter for key, matter in parsed.items() if matter is not None}


def _publish(row: MatterVersion, ready: Readiness, batch: Batch, actor: Actor, at: datetime) -> None:
    former = _last_public(row.matter)
    check_day(former, row.name, batch.published_on)
    if former is not None and former.valid_to is None:
        former.valid_to = batch.published_on - timedelta(days=1)
        former.save(update_fields=["valid_to"])
    number = ready.facts.trips
    if number is None:
        raise ValueError(f"{row} passed the gate without a number")
    row.state, row.batch, row.valid_from = State.PUBLISHED.value, batch, batch.published_on
    row.visits_low, row.visits_high = number.low, number.high
    row.save(update_fields=["state", "batch", "valid_from", "visits_low", "visits_high"])
    record(row, Move.PUBLISH, actor, at, f"第{batch.number}批：{batch.title}")


def check_day(former: MatterVersion | None, name: str, on: date) -> None:
    """Raise `DayTooEarly` or `StillInForce`, unless a version can follow the last one on that day."""
    if former is None or former.valid_from is None:
        return
    number = str(former.number)
    if former.valid_from >= on:
        since = chinese_date(former.valid_from)
        raise refusals.DayTooEarly(matter=name, number=number, since=since, move=Move.PUBLISH.label)
    if former.valid_to is not None and former.valid_to >= on:
        until = chinese_date(former.valid_to)
        raise refusals.StillInForce(matter=name, number=number, until=until, day=chinese_date(on))


def _last_public(key: str) -> MatterVersion | None:
    found = MatterVersion.objects.filter(matter=key, state__in=[one.value for one in PUBLIC])
    return found.select_for_update(of=("self",), no_key=True).order_by("-number").first()


@transaction.atomic
def withdraw(actor: Actor, key: str, on: date, reason: str) -> None:
    """End the version published last: from `on` nobody can ask for it. Open cases finish under it.

    Raises `NothingPublished`, `ReasonNeeded`, `DayInThePast`, `DayTooEarly` and what `access.authorise` raises.
    """
    at = clock.now()
    row = _last_public(key)
    if row is None or row.valid_to is not None or row.valid_from is None:
        raise refusals.NothingPublished(matter=row.name if row else key)
    to = access.authorise(actor, row, Move.WITHDRAW)
    if not reason.strip():
        raise refusals.ReasonNeeded(move=Move.WITHDRAW.label)
    if on < clock.day_of(at):
        day, today = chinese_date(on), chinese_date(clock.day_of(at))
        raise refusals.DayInThePast(move=Move.WITHDRAW.label, day=day, today=today)
    if on <= row.valid_from:
        since, number = chinese_date(row.valid_from), str(row.number)
        raise refusals.DayTooEarly(matter=row.name, number=number, since=since, move=Move.WITHDRAW.label)
    row.state, row.valid_to = to.value, on - timedelta(days=1)
    row.save(update_fields=["state", "valid_to"])
    record(row, Move.WITHDRAW, actor, at, f"自{chinese_date(on)}起：{reason.strip()[:LONGEST_WORDS]}")
