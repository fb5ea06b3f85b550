"""What the staff see of versions: what waits for whom, one version with all that was done with it, the batches.

Everything here is for those who take part in publishing (`access.sees_drafts`); what everybody sees is in `queries`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from onevisit.catalogue import access
from onevisit.catalogue.drafts import PACK, saver
from onevisit.catalogue.models import Batch, MatterVersion, PublishingAct
from onevisit.catalogue.publishing import check_day
from onevisit.catalogue.readiness import readiness
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.gate import Facts, Reason, Trips, contents
from onevisit.rules.publishing.states import IN_WORK, PUBLIC, Move, State
from onevisit.rules.publishing.transitions import EDITORS, LAWYERS, OWNERS, PUBLISHERS, allowed

TOWNS = "镇（街道、开发区）"


@dataclass(frozen=True)
class VersionRow:
    """A line of a list of versions. `trips` is what was computed when it was published, None before."""

    key: str
    number: int
    name: str
    organ: str
    state: State
    revision: int
    one_visit: bool
    saved_by: str
    saved_at: datetime | None
    batch: int | None
    valid_from: date | None
    valid_to: date | None
    trips: Trips | None


@dataclass(frozen=True)
class Waiting:
    """The versions in work as a person meets them. `None` for what his posts have nothing to do with."""

    drafts: tuple[VersionRow, ...] | None
    opinions: tuple[VersionRow, ...] | None
    approvals: tuple[VersionRow, ...] | None
    ready: tuple[VersionRow, ...] | None
    elsewhere: tuple[VersionRow, ...]


@dataclass(frozen=True)
class ActLine:
    """One line of the history of a version."""

    seq: int
    move: Move
    who: str
    as_what: str
    at: datetime
    revision: int
    sha256: str
    one_visit: bool
    words: str


@dataclass(frozen=True)
class TextLine:
    """A text that was saved; `revision` is None for one that came too late and lies beside the others."""

    id: int
    revision: int | None
    seen: int
    saved_by: str
    saved_at: datetime | None
    sha256: str


@dataclass(frozen=True)
class VersionPage:
    """One version with all that is known of it.

    `facts`, `reasons` and `in_text` (those of the reasons that lie in the text itself) are computed now for a version
    in work, and None and empty for any other. `moves` are those that this person may make. `seen` is the last
    line of its history, by which whoever signs says what he has read.
    """

    row: VersionRow
    sha256: str
    data: Mapping[str, Any]
    based_on: int | None
    batch_title: str
    facts: Facts | None
    reasons: tuple[Reason, ...]
    in_text: tuple[Reason, ...]
    acts: tuple[ActLine, ...]
    texts: tuple[TextLine, ...]
    moves: tuple[Move, ...]
    seen: int


@dataclass(frozen=True)
class BatchRow:
    """A batch with how many versions were published in it, and how many of them as 最多跑一次."""

    number: int
    title: str
    published_on: date
    kind: str
    versions: tuple[VersionRow, ...]

    @property
    def marked(self) -> int:
        """How many of them were published as 最多跑一次."""
        return sum(one.one_visit for one in self.versions)


@dataclass(frozen=True)
class Candidate:
    """A version that could go into a batch on a day: its number among the others, and what is against it."""

    row: VersionRow
    trips: Trips | None
    reasons: tuple[str, ...]
    replaces: VersionRow | None


def candidates(actor: Actor, keys: Collection[str], on: date) -> tuple[Candidate, ...]:
    """These approved versions as a batch of that day would publish them. Raises `NotForYourPost`."""
    _admit(actor)
    rows = [
        row for row in _rows(Q(state=State.APPROVED.value)).order_by("pinyin", "matter") if row.matter in keys
    ]
    parsed = {row.matter: parse_matter(json.loads(row.definition)).matter for row in rows}
    together = {key: matter for key, matter in parsed.items() if matter is not None}
    return tuple(_candidate(row, on, together) for row in rows)


def _candidate(row: MatterVersion, on: date, together: Mapping[str, Matter]) -> Candidate:
    ready = readiness(row, on, together)
    former = _rows(Q(matter=row.matter, state__in=[one.value for one in PUBLIC])).order_by("-number").first()
    reasons = [one.sentence for one in ready.reasons]
    try:
        check_day(former, row.name, on)
    except refusals.PublishingRefused as why:
        reasons.append(why.sentence)
    return Candidate(_row(row), ready.facts.trips, tuple(reasons), _row(former) if former else None)


def waiting(actor: Actor) -> Waiting:
    """What is in work, by what it waits for. Raises `NotForYourPost`."""
    _admit(actor)
    states = [one.value for one in IN_WORK]
    rows = list(_rows(Q(state__in=states)).order_by("-saved_at", "matter"))
    editable = set(
        MatterVersion.objects.filter(access.editable(actor), state__in=states).values_list("pk", flat=True)
    )

    def those(state: State, mine: bool) -> tuple[VersionRow, ...] | None:
        return tuple(_row(one) for one in rows if one.state == state) if mine else None

    writes, publishes = access.holds(actor, EDITORS), access.holds(actor, PUBLISHERS)
    drafts = tuple(_row(one) for one in rows if one.state == State.DRAFT and one.pk in editable)
    opinions = those(State.CHECKED, access.holds(actor, LAWYERS))
    approvals = those(State.OPINED, access.holds(actor, OWNERS))
    ready = those(State.APPROVED, publishes)
    shown = {(row.key, row.number) for part in (opinions, approvals, ready) if part for row in part}
    shown |= {(row.key, row.number) for row in drafts if writes}
    elsewhere = tuple(_row(one) for one in rows if (one.matter, one.number) not in shown)
    return Waiting(drafts if writes else None, opinions, approvals, ready, elsewhere)


def versions_of(actor: Actor, key: str) -> tuple[VersionRow, ...]:
    """Every version of a matter, the newest first. Raises `NotForYourPost`."""
    _admit(actor)
    return tuple(_row(one) for one in _rows(Q(matter=key)).order_by("-number"))


def version_page(actor: Actor, key: str, number: int) -> VersionPage:
    """One version. Raises `NotForYourPost`, `NoSuchMatter`."""
    _admit(actor)
    # The history before the text: what is signed with its last line is this text, or the signature is refused.
    lines = list(
        PublishingAct.objects.filter(version__matter=key, version__number=number)
        .select_related("person")
        .order_by("seq")
    )
    row = MatterVersion.objects.select_related("organ", "batch", "saved_by").filter(matter=key, number=number)
    found = row.first()
    if found is None:
        raise NoSuchMatter(key)
    in_work = State(found.state) in IN_WORK
    ready = readiness(found, clock.today()) if in_work else None
    acts = tuple(
        ActLine(a.seq, Move(a.move), a.person.name if a.person else PACK, a.as_what, a.at, a.revision, a.sha256,
                a.one_visit, a.words)
        for a in lines
    )  # fmt: skip
    texts = tuple(
        TextLine(t.pk, t.revision, t.seen, t.saved_by.name if t.saved_by else PACK, t.saved_at, t.sha256)
        for t in found.texts.select_related("saved_by").defer("definition").order_by("-id")
    )
    return VersionPage(
        row=_row(found),
        sha256=found.sha256,
        data=json.loads(found.definition),
        based_on=found.based_on,
        batch_title=found.batch.title if found.batch else "",
        facts=ready.facts if ready else None,
        reasons=ready.reasons if ready else (),
        in_text=contents(ready.facts) if ready else (),
        acts=acts,
        texts=texts,
        moves=_moves(actor, found),
        seen=lines[-1].pk if lines else 0,
    )


def text_of(actor: Actor, key: str, number: int, text: int) -> tuple[TextLine, Mapping[str, Any]]:
    """A text that was saved for a version, also one that came too late. Raises `NotForYourPost`, `NoSuchMatter`."""
    _admit(actor)
    found = MatterVersion.objects.filter(matter=key, number=number).first()
    one = found.texts.select_related("saved_by").filter(pk=text).first() if found else None
    if one is None:
        raise NoSuchMatter(key)
    who = one.saved_by.name if one.saved_by else PACK
    line = TextLine(one.pk, one.revision, one.seen, who, one.saved_at, one.sha256)
    return line, json.loads(one.definition)


def batches(actor: Actor) -> tuple[BatchRow, ...]:
    """Every batch, the newest first. Two statements. Raises `NotForYourPost`."""
    _admit(actor)
    versions: dict[int, list[VersionRow]] = {}
    for row in _rows(Q(batch__isnull=False)).order_by("pinyin", "matter"):
        versions.setdefault(row.batch_id, []).append(_row(row))
    return tuple(
        BatchRow(
            one.number, one.title, one.published_on, one.get_kind_display(), tuple(versions.get(one.pk, ()))
        )
        for one in Batch.objects.order_by("-number")
    )


def _admit(actor: Actor) -> None:
    if not access.sees_drafts(actor):
        who = "事项管理员、合法性审查人员、区编办或者督查人员"
        raise refusals.NotForYourPost(move="查看还没有公布的版本", matter="实施清单", who=who)


def _rows(condition: Q) -> QuerySet[MatterVersion]:
    return (
        MatterVersion.objects.filter(condition)
        .defer("definition")
        .select_related("organ", "batch", "saved_by")
    )


def _row(row: MatterVersion) -> VersionRow:
    return VersionRow(
        key=row.matter,
        number=row.number,
        name=row.name,
        organ=row.organ.short if row.organ else TOWNS,
        state=State(row.state),
        revision=row.revision,
        one_visit=row.one_visit,
        saved_by=saver(row),
        saved_at=row.saved_at,
        batch=row.batch.number if row.batch else None,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        trips=None if row.visits_low is None else Trips(row.visits_low, row.visits_high),
    )


def _moves(actor: Actor, row: MatterVersion) -> tuple[Move, ...]:
    found = []
    for move in allowed(State(row.state)):
        try:
            access.authorise(actor, row, move)
        except refusals.PublishingRefused:
            continue
        if move is Move.WITHDRAW and row.valid_to is not None:
            continue
        found.append(move)
    return tuple(found)
