"""网上网下融合: a draft goes from the phone to a window, or from a window to the phone, with everything in it.

It stays one draft, which both have open until it is handed in; merging.py keeps what each has typed. Where it goes is
shown by a code that its owner carries, or follows from an identity that a window has checked.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Q, QuerySet

from onevisit.casework import codes
from onevisit.casework.codes import NoSuchCode
from onevisit.casework.drafts import DraftView, NoSuchDraft, rows_of, view_of, writer
from onevisit.casework.models import Draft, DraftCode
from onevisit.catalogue.versions import NoSuchMatter, Version, in_force, numbers_in_force
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.people.models import Party, Person
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Way

TO_WINDOW, TO_PHONE = "window", "phone"

GOOD_FOR: Mapping[str, timedelta] = {TO_WINDOW: timedelta(days=7), TO_PHONE: timedelta(days=30)}
"""How long a code lasts: to the next free day, and as long as one may take to gather what is missing."""

KIND = "接办码"
_INSTEAD: Mapping[str, str] = {
    TO_WINDOW: "在网上的草稿页面重新取一个，或者核对申请人的身份证件",
    TO_PHONE: "请开单子的窗口重新打印一张，并用他本人的账号登录",
}
TAKES_IN = (Role.CLERK,)
"""An agent acts for others under their recorded word (assistance), not by a code that was made for a window."""


class NoAccount(Refused):
    """Nobody signs in for this applicant: the draft has no account to go to."""

    what: ClassVar[str] = "{name}还没有能登录的账号，不能直接转过去"
    remedy: ClassVar[str] = "请打印带接办码的一次告知单：他注册登录以后，输入接办码就能接着办。"


class NotIdentified(Refused):
    """A window draft of which nobody knows yet whose it is."""

    what: ClassVar[str] = "还没有核对申请人的身份，不能转给谁"
    remedy: ClassVar[str] = "请先录入证件号码和姓名，核对后再转。"


class NotAtThisWindow(Refused):
    """The draft's matter belongs to another class of window, or cannot be applied for at one."""

    what: ClassVar[str] = "“{matter}”不在这个窗口办"
    remedy: ClassVar[str] = "请引导申请人到“{window}”综合窗口；接办码还能用。"


class NoLongerDone(Refused):
    """The matter has been abolished, merged or renamed since the draft was begun."""

    what: ClassVar[str] = "“{matter}”已经不再单独办理"
    remedy: ClassVar[str] = "它可能取消、合并或改名了，请重新查找现在的事项。"


@dataclass(frozen=True)
class Code:
    """A code as its owner sees it, and until when it can be used."""

    text: str
    expires_at: datetime


@dataclass(frozen=True)
class OnLine:
    """A draft that somebody writes on line, as the window lists it: no more than it needs to choose."""

    id: int
    matter_name: str
    applicant: str
    saved_at: datetime
    at_window: bool


def code(actor: Actor, draft: int, goes_to: str) -> Code:
    """A code for one's own draft: the one that is still good, or a new one, which ends the former.

    Raises `NoSuchDraft`.
    """
    with transaction.atomic():
        row = _mine(actor, draft, goes_to)
        now = clock.now()
        kept = DraftCode.objects.filter(draft=row, goes_to=goes_to, expires_at__gt=now).first()
        if kept is None:
            kept = _new(row, goes_to, now + GOOD_FOR[goes_to])
        return Code(codes.spaced(codes.make(goes_to, kept.seed)), kept.expires_at)


def _new(row: Draft, goes_to: str, until: datetime) -> DraftCode:
    DraftCode.objects.filter(draft=row, goes_to=goes_to).delete()
    DraftCode.objects.filter(expires_at__lte=clock.now()).delete()
    while True:
        seed = secrets.token_hex(16)
        digest = codes.digest(goes_to, codes.make(goes_to, seed))
        if not DraftCode.objects.filter(digest=digest).exists():
            return DraftCode.objects.create(
                draft=row, goes_to=goes_to, seed=seed, digest=digest, expires_at=until
            )


def known_code(actor: Actor, draft: int, goes_to: str) -> Code | None:
    """The code that was given for this draft and is still good. Writes nothing. Raises `NoSuchDraft`."""
    row = _mine(actor, draft, goes_to, rows_of(actor))
    kept = DraftCode.objects.filter(draft=row, goes_to=goes_to, expires_at__gt=clock.now()).first()
    return Code(codes.spaced(codes.make(goes_to, kept.seed)), kept.expires_at) if kept else None


def _mine(actor: Actor, draft: int, goes_to: str, rows: QuerySet[Draft] | None = None) -> Draft:
    """The applicant sends his own to a window; a window sends what it has open to a phone."""
    found = rows if rows is not None else rows_of(actor).select_for_update(of=("self",))
    row = found.filter(pk=draft).first()
    at_window = row is not None and writer(actor, row) != "申请人"
    if row is None or at_window != (goes_to == TO_PHONE):
        raise NoSuchDraft(draft)
    return row


# From the phone to a window.


def bring(actor: Actor, text: str) -> DraftView:
    """Open at the clerk's window what somebody has begun on line and brings the code of.

    Raises `NoSuchCode`, `TooManyTries`, `NotAtThisWindow`.
    """
    # Outside the transaction: a wrong try has to be counted although everything else of it is undone.
    kept = codes.guarded(actor, TO_WINDOW, lambda: _coded(text, TO_WINDOW))
    with transaction.atomic():
        row = _used(kept)
        return _open(actor, row)


def _used(kept: DraftCode) -> Draft:
    """The draft of a code, which is used up with this. Raises `NoSuchCode` if somebody was quicker."""
    count, _ = DraftCode.objects.filter(pk=kept.pk).delete()
    row = Draft.objects.select_for_update().filter(pk=kept.draft_id, dropped_at=None).first()
    if not count or row is None:
        raise NoSuchCode(kind=KIND, instead=_INSTEAD[kept.goes_to])
    return row


def _coded(text: str, goes_to: str) -> DraftCode:
    read = codes.read(text)
    rows = DraftCode.objects.filter(goes_to=goes_to, expires_at__gt=clock.now()).select_related("draft")
    kept = rows.filter(digest=codes.digest(goes_to, read)).first() if read else None
    if kept is None:
        raise NoSuchCode(kind=KIND, instead=_INSTEAD[goes_to])
    return kept


def on_line(parties: Sequence[int]) -> tuple[OnLine, ...]:
    """What is being written on line in the name of these, who have shown their document. Two statements."""
    rows = list(
        Draft.objects.filter(Q(hall=None) | Q(clerk__isnull=False), party__in=parties, dropped_at=None)
        .select_related("party")
        .order_by("-saved_at")
    )
    current = numbers_in_force(clock.today()) if rows else {}
    return tuple(
        OnLine(
            row.pk,
            view_of(row, current).matter.name,
            row.party.name if row.party else "",
            row.saved_at,
            row.clerk_id is not None,
        )
        for row in rows
    )


def take(actor: Actor, draft: int, parties: Sequence[int]) -> DraftView:
    """Open at the clerk's window what one of these, whose document was checked, has begun on line.

    Raises `NoSuchDraft`, `NotAtThisWindow`.
    """
    with transaction.atomic():
        rows = Draft.objects.select_for_update(of=("self",)).filter(pk=draft, party__in=parties)
        row = rows.filter(Q(hall=None) | Q(clerk__isnull=False), dropped_at=None).first()
        if row is None:
            raise NoSuchDraft(draft)
        return _open(actor, row)


def _open(actor: Actor, row: Draft) -> DraftView:
    found = view_of(row)
    post = _post_for(actor, found.matter)
    if post is None:
        raise NotAtThisWindow(matter=found.matter.name, window=str(found.matter.window_class))
    row.hall_id, row.clerk_id = post.hall, actor.person
    if found.composite is None:
        # A draft that was begun under the guide of then is finished under that of today, as on line.
        row.version = _today(row).number
    _fill(row)
    row.edition += 1
    row.save(update_fields=["hall", "clerk", "version", "content", "edition"])
    if row.party_id is not None:
        text = (
            f"您在网上填的“{found.matter.name}”，由{post.hall_name}{post.window}号窗口接着办，您填的内容都在。"
            "不是您本人或您委托的人到窗口的，请打电话给大厅。"
        )
        outbox.put([("notify", {"party": row.party_id, "case": "", "text": text})], clock.now())
    return view_of(row)


def _today(row: Draft) -> Version:
    try:
        return in_force(row.matter, clock.today())
    except NoSuchMatter as gone:
        raise NoLongerDone(matter=view_of(row).matter.name) from gone


def _post_for(actor: Actor, matter: Matter) -> Holding | None:
    return next((one for one in actor.posts_as(*TAKES_IN) if matter.window_class in one.classes), None)


def _fill(row: Draft) -> None:
    """What a window asks of a person stands there already: his account says it."""
    party = Party.objects.filter(pk=row.party_id).first()
    if party is not None:
        known = {name: getattr(party, name) for name in ("identifier", "name", "phone", "address")}
        given: Mapping[str, Any] = row.content.get("who") or {}
        row.content["who"] = known | {name: value for name, value in given.items() if value}


# From a window to the phone.


def to_account(actor: Actor, draft: int) -> str:
    """Put what was begun at the window into the account of its applicant; returns whose. Again is no fault.

    Raises `NoSuchDraft`, `NotIdentified`, `NoAccount`.
    """
    with transaction.atomic():
        row = _mine(actor, draft, TO_PHONE)
        if row.clerk_id is not None:
            return str(row.person.name)
        if row.party_id is None:
            raise NotIdentified
        today = clock.today()
        acts = Q(party=row.party_id) | (
            Q(represents__party=row.party_id, represents__since__lte=today)
            & (Q(represents__until=None) | Q(represents__until__gte=today))
        )
        person = Person.objects.filter(acts, is_active=True).order_by("pk").first()
        if person is None:
            raise NoAccount(name=str(row.party.name) if row.party else "")
        _give(actor, row, person.pk)
        text = (
            f"您在窗口开始办的“{view_of(row).matter.name}”已转到您的账号，窗口录入、扫描的都在："
            "登录后到“我的草稿”接着办，不用再跑，也不用重新填。"
        )
        outbox.put([("notify", {"party": row.party_id, "case": "", "text": text})], clock.now())
        return str(person.name)


def claim(actor: Actor, text: str) -> DraftView:
    """Go on at home with what a window has begun, by the code on its sheet.

    Where the window has written down whose it is, it opens for him and for who acts for him, and for nobody else:
    to all others the code is as wrong as any. Raises `NoSuchCode`, `TooManyTries`.
    """
    kept = codes.guarded(actor, TO_PHONE, lambda: _for(actor, text))
    with transaction.atomic():
        row = _used(kept)
        if row.clerk_id is None:
            row.party_id = row.party_id or actor.parties[0]
            _give(actor, row, actor.person)
        return view_of(row)


def _for(actor: Actor, text: str) -> DraftCode:
    kept = _coded(text, TO_PHONE)
    party = kept.draft.party_id
    owner = kept.draft.person_id if kept.draft.clerk_id is not None else actor.person
    if not actor.parties or (party is not None and party not in actor.parties) or owner != actor.person:
        raise NoSuchCode(kind=KIND, instead=_INSTEAD[TO_PHONE])
    return kept


def _give(actor: Actor, row: Draft, person: int | None) -> None:
    """The applicant writes it from now on; the window keeps it open beside him."""
    row.clerk_id, row.person_id = row.person_id, person
    _keep_shown(row)
    row.edition += 1
    row.save(update_fields=["person", "clerk", "party", "content", "edition"])


def _keep_shown(row: Draft) -> None:
    """What the window has seen, scanned and asked for him counts at home as it did there."""
    shown = {key: dict(one) for key, one in (row.content.get("shown") or {}).items()}
    offers = row.content.get("offers")
    answers: Mapping[str, Any] = offers[0] if isinstance(offers, list) and offers else {}
    for key, answer in answers.items():
        if isinstance(answer, Mapping) and shown.get(key, answer).get("way") == answer.get("way"):
            shown[key] = {
                "way": answer["way"],
                "refs": [answer["ref"]],
                "name": "",
                "source": answer["register"],
            }
    compared = row.content.get("compared") or []
    seen = dict(row.content.get("sighted") or {})
    where = row.hall.name if row.hall else ""
    for key, one in shown.items():
        one["name"] = one.get("name") or "、".join(one.get("names", ()))
        if one.get("way") == Way.ORIGINAL.value or (one.get("way") == Way.UPLOAD.value and key in compared):
            seen.setdefault(key, where)
    row.content["shown"], row.content["sighted"] = shown, seen
