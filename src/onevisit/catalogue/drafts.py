"""Drafts: the one version of a matter that is in work. Saving names the revision that one began from.

Every text that was saved is kept (`DraftText`), also one that came too late: two editors never overwrite each other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from onevisit.catalogue import access, rows
from onevisit.catalogue.examine import examine
from onevisit.catalogue.history import record
from onevisit.catalogue.models import DraftText, MatterVersion
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.calendar import chinese_date
from onevisit.rules.findings import Finding
from onevisit.rules.matters.parse import Parsed
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.states import IN_WORK, PUBLIC, Move, State

LONGEST = 1_000_000
"""Characters of a definition. None comes near this; a longer one is a mistake or an attack."""

PACK = "区数据包"
"""Who saved what no person did."""

_KEY = re.compile(r"[a-z][a-z0-9-]{0,59}")


@dataclass(frozen=True)
class DraftView:
    """The version in work of a matter. `data` is the definition as plain values, as in its YAML, in its order.

    `saved_by` is the name of who saved this revision last, `number` that of the version it will be. It may not be
    readable as a matter yet: `findings` says why.
    """

    key: str
    number: int
    revision: int
    data: Mapping[str, Any]
    saved_by: str
    saved_at: datetime | None
    state: State
    findings: tuple[Finding, ...]


def begin_draft(actor: Actor, key: str) -> DraftView:
    """Begin a version from the one published last, or of a new matter; one already in work is given as it is.

    Raises `NotForYourPost`, `BadMatterKey`.
    """
    if not _KEY.fullmatch(key):
        raise refusals.BadMatterKey(key=key[:60])
    try:
        return _begin(actor, key)
    except IntegrityError:
        # Begun by two at the same moment: the other one's draft is this one's too.
        return draft(actor, key)


@transaction.atomic
def _begin(actor: Actor, key: str) -> DraftView:
    found = MatterVersion.objects.filter(matter=key).order_by("number")
    every = list(found.defer("definition"))
    former = next((one for one in reversed(every) if one.state in PUBLIC), None)
    organ = former.organ_id if former else _own_organ(actor)
    access.may_begin(actor, organ, former.name if former else key)
    if every and every[-1].state in IN_WORK:
        return view(every[-1])
    row = MatterVersion(matter=key, number=every[-1].number + 1 if every else 1, state=State.DRAFT.value)
    row.saved_by_id, row.saved_at = actor.person, clock.now()
    row.organ_id = organ
    if former:
        row.based_on, row.name, row.kind = former.number, former.name, former.kind
        row.pinyin, row.window_class, row.basic_code = former.pinyin, former.window_class, former.basic_code
    definition = former.definition if former else rows.written({"key": key})
    rows.fill_draft(row, definition, examine(key, json.loads(definition)))
    row.save(force_insert=True)
    keep(row, definition, revision=row.revision, seen=0, person=actor.person)
    record(row, Move.BEGIN, actor, row.saved_at)
    return view(row)


def draft(actor: Actor, key: str) -> DraftView:
    """The version in work. Raises `NothingInWork`, `NotForYourPost`."""
    if not access.sees_drafts(actor):
        raise refusals.NotForYourPost(move="查看草稿", matter=key, who="事项管理员、合法性审查人员或者区编办")
    return view(in_work(key))


@transaction.atomic
def _save(actor: Actor, key: str, definition: str, parsed: Parsed, revision: int) -> DraftView | None:
    row = in_work(key, lock=True)
    to = access.authorise(actor, row, Move.SAVE)
    at = clock.now()
    if rows.digest(definition) == row.sha256:
        return view(row)
    if row.revision != revision:
        keep(row, definition, revision=None, seen=revision, person=actor.person)
        return None
    signed = row.state != State.DRAFT
    rows.fill_draft(row, definition, parsed)
    # Also as the text has it now: nobody writes for another organ by naming it.
    access.in_scope(actor, row.organ_id, row.name, Move.SAVE)
    row.revision, row.state, row.one_visit = revision + 1, to.value, False
    row.saved_by_id, row.saved_at = actor.person, at
    row.save()
    keep(row, definition, revision=row.revision, seen=revision, person=actor.person)
    if signed:
        # What was signed was another text; the history says who took the signatures away.
        record(row, Move.SAVE, actor, at)
    return view(row)


def save_draft(actor: Actor, key: str, data: Mapping[str, Any], revision: int) -> DraftView:
    """Save a text over `revision`. What others had signed becomes a draft again. The same text again changes nothing.

    Raises `StaleDraft` where somebody saved another text since (one's own is kept beside it), `NothingInWork`,
    `NotForYourPost`, `UnstorableDraft`. A text that is not readable as a matter is saved with its findings.
    """
    definition = _written(data)
    saved = _save(actor, key, definition, examine(key, json.loads(definition)), revision)
    if saved is not None:
        return saved
    newest = in_work(key)
    when = newest.saved_at.astimezone(clock.DISTRICT)
    raise refusals.StaleDraft(
        who=saver(newest),
        when=f"{chinese_date(when.date())}{when:%H:%M}",
        matter=newest.name,
        revision=str(newest.revision),
    )


def _written(data: Mapping[str, Any]) -> str:
    try:
        definition = rows.written(data)
    except RecursionError as deep:
        raise refusals.UnstorableDraft(fault="层次太深") from deep
    except (TypeError, ValueError) as odd:
        raise refusals.UnstorableDraft(fault="有一个值不是文字、数字、是否、列表或者映射") from odd
    if len(definition) > LONGEST:
        raise refusals.UnstorableDraft(fault="文本超过一百万字，不会是一个事项的定义")
    return definition


@transaction.atomic
def drop_draft(actor: Actor, key: str, reason: str = "") -> None:
    """Give the version in work up. Its texts stay in the history. Raises `NothingInWork`, `NotForYourPost`."""
    row = in_work(key, lock=True)
    row.state = access.authorise(actor, row, Move.DROP).value
    row.save(update_fields=["state"])
    record(row, Move.DROP, actor, clock.now(), reason)


def in_work(key: str, *, lock: bool = False) -> MatterVersion:
    """The row of the version in work, for the commands of this capability. Raises `NothingInWork`."""
    found = MatterVersion.objects.filter(matter=key, state__in=[one.value for one in IN_WORK])
    if lock:
        found = found.select_for_update(of=("self",), no_key=True)
    row = found.first()
    if row is None:
        raise refusals.NothingInWork(matter=key)
    return row


def view(row: MatterVersion) -> DraftView:
    """A row as the editor reads it."""
    data = json.loads(row.definition)
    return DraftView(
        key=row.matter,
        number=row.number,
        revision=row.revision,
        data=data,
        saved_by=saver(row),
        saved_at=row.saved_at,
        state=State(row.state),
        findings=examine(row.matter, data).findings,
    )


def saver(row: MatterVersion) -> str:
    """Who saved this revision."""
    return row.saved_by.name if row.saved_by else PACK


def newest_public(key: str) -> int | None:
    """The number of the version published last; None for a matter that never was."""
    found = MatterVersion.objects.filter(matter=key, state__in=[one.value for one in PUBLIC])
    return found.aggregate(newest=Max("number"))["newest"]


def keep(row: MatterVersion, definition: str, *, revision: int | None, seen: int, person: int | None) -> None:
    """Keep a text for ever: as a revision of the version, or (None) beside it."""
    DraftText.objects.create(
        version_id=row.pk,
        revision=revision,
        seen=seen,
        definition=definition,
        sha256=rows.digest(definition),
        saved_by_id=person,
        saved_at=clock.now(),
    )


def _own_organ(actor: Actor) -> str | None:
    """A new matter is nobody's yet: an editor of an organ begins it for his own."""
    return next((post.organ for post in actor.posts if post.role == "editor"), None)
