"""What the pages of versions show: tones, the line of a version's life, its history, and the words of a form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from onevisit.catalogue import access
from onevisit.catalogue.workflow import ActLine, VersionPage, VersionRow
from onevisit.platform.access import AccessRule
from onevisit.platform.ui.listing import Column
from onevisit.platform.ui.values import Course, Event, Fact, Tone
from onevisit.rules.calendar import chinese_date, chinese_range
from onevisit.rules.publishing.states import Move, State
from onevisit.rules.publishing.transitions import PUBLISHERS

SEES = AccessRule("sees drafts", access.sees_drafts)
"""Editors, the legal office, the owners of the lists, and the inquiry office."""

MOVES = AccessRule("takes part in publishing", access.takes_part)
"""The same without those who only look on. Which move is whose is asked of the catalogue."""

PUBLISHES = AccessRule("publishes", lambda actor: access.holds(actor, PUBLISHERS))
"""Editors of the two offices that keep the lists."""

COLUMNS = (
    Column("事项", wide=True),
    Column("实施主体"),
    Column("状态"),
    Column("按“最多跑一次”"),
    Column("上次保存"),
)
PUBLISHED = (
    Column("事项", wide=True),
    Column("实施主体"),
    Column("版本"),
    Column("跑动次数"),
    Column("按“最多跑一次”"),
)

TONES = {
    State.DRAFT: Tone.INFO,
    State.CHECKED: Tone.WARN,
    State.OPINED: Tone.WARN,
    State.APPROVED: Tone.ACCENT,
    State.PUBLISHED: Tone.OK,
    State.WITHDRAWN: Tone.MUTED,
    State.DROPPED: Tone.MUTED,
}

LIFE = ("起草", "合法性审查", "批准", "公布", "施行")
_STEP = {State.DRAFT: 1, State.CHECKED: 2, State.OPINED: 3, State.APPROVED: 4}
_LINES = {Move.SAVE: "修改文本，原有的签署作废"}


def step_of(row: VersionRow, today: date) -> int:
    """Where a version stands on the line of its life; 0 for one that has left it."""
    if row.state is State.PUBLISHED and row.valid_from is not None:
        return 4 if row.valid_from > today else 5
    return _STEP.get(row.state, 0)


def in_force(row: VersionRow, today: date) -> str:
    """From when to when it is in force, in words; nothing for one that never was."""
    if row.valid_from is None:
        return ""
    if row.valid_to is None:
        since = chinese_date(row.valid_from)
        return f"自{since}起施行" if row.valid_from <= today else f"已公布，{since}起施行"
    return chinese_range(row.valid_from, row.valid_to) + ("施行" if row.valid_to >= today else "（已失效）")


def history(acts: Iterable[ActLine]) -> list[Event]:
    """The acts as a timeline, the newest last."""
    return [_event(one) for one in acts]


def _event(act: ActLine) -> Event:
    text = _LINES.get(act.move, act.move.label)
    if act.move in (Move.CHECK, Move.AGREE, Move.APPROVE, Move.PUBLISH):
        text += "，按“最多跑一次”" if act.one_visit else "，不按“最多跑一次”"
    tone = Tone.BAD if act.move in (Move.OBJECT, Move.REFUSE) else None
    about = f"第{act.revision}次修订，摘要{act.sha256[:12]}"
    note = f"{act.words}（{about}）" if act.words else about
    return Event(text, act.at, f"{act.as_what} {act.who}", note, Course.DONE, tone)


def facts(page: VersionPage, today: date) -> list[Fact]:
    """What stands at the top of the page of a version."""
    row = page.row
    found = [
        Fact("实施主体", row.organ),
        Fact("文本摘要", page.sha256[:12], note="SHA-256的前12位，经过里写的就是它"),
    ]
    if page.based_on:
        base = reverse("workbench:version", args=[row.key, page.based_on])
        found.append(Fact("起草时的现行版本", f"第{page.based_on}版", href=base))
    if row.batch:
        address = f"{reverse('workbench:batches')}#batch-{row.batch}"
        found.append(Fact("公布", f"第{row.batch}批：{page.batch_title}", href=address))
    if when := in_force(row, today):
        found.append(Fact("施行", when))
    return found
