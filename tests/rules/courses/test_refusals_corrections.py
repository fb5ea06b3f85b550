"""The one notice cannot be given twice, too late, or with anything forgotten; and what cannot come in answer to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factories.courses import (
    BLANK,
    PLEDGE,
    WORDS,
    Course,
    accept,
    ask,
    check,
    issue,
    receive,
    supply,
    walked,
)
from factories.matters import SALT, submit
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import Asked, CheckOutcome, Fault
from onevisit.rules.matters.vocabulary import Channel, Way
from rules.courses.refusing import Row, names, refuses

ALL = ("application", "licence", "title", "staff", "rules")
"""Every requirement of a bookkeeping agency whose head has a title."""


def books(*steps: object, **changes: object) -> Callable[[], Course]:
    return lambda: walked("bookkeeping-agency", *steps, **changes)  # type: ignore[arg-type]


def notice(*items: Asked, fine: tuple[str, ...], words: c.Contents = BLANK) -> c.Command:
    return c.AskCorrection(items, fine, words)


def form(**values: str) -> Contents:
    return Contents("form", {"form": values}, SALT)


def but(*keys: str) -> tuple[str, ...]:
    return tuple(key for key in ALL if key not in keys)


def without(*keys: str) -> tuple[c.Shown, ...]:
    return tuple(
        one for one in submit(walked("bookkeeping-agency").matter).shown if one.requirement not in keys
    )


STAFF = Asked("staff", Fault.MISSING)
SAID = Contents("correction", {"items": {"staff": "名单没有盖章。"}}, SALT)

ROWS = [
    Row(
        "asked again while he mends",
        books(ask("staff")),
        ask("rules"),
        r.AlreadyAsked,
        "已于2026-11-23一次性告知过",
    ),
    Row(
        "asked again when he has mended",
        books(ask("staff"), supply("staff")),
        ask("rules"),
        r.AlreadyAsked,
        "不能再次要求补正",
    ),
    Row(
        "asked again after acceptance",
        books(ask("staff"), supply("staff"), accept),
        ask("rules"),
        r.AlreadyAsked,
        "再次",
    ),
    Row(
        "asked after acceptance",
        books(accept),
        ask("rules"),
        r.CorrectionAfterAcceptance,
        "已于2026-11-23受理，受理后不能再要求补正",
    ),
    Row(
        "asked after the acceptance that came about by itself",
        books(receive, "2026-12-01"),
        ask("rules"),
        r.CorrectionAfterAcceptance,
        "已于2026-11-23受理",
    ),
    Row("a notice of nothing", books(), notice(fine=ALL), r.NothingAsked, "没有列出任何需要补正的内容"),
    Row(
        "in order and asked for",
        books(),
        notice(STAFF, fine=ALL),
        r.AskedTwice,
        "“专职从业人员名单和参保信息”同时被标为合格和需要补正",
    ),
    Row("asked for twice", books(), notice(STAFF, STAFF, fine=but("staff")), r.AskedTwice, "或重复列出"),
    Row(
        "something not looked at",
        books(),
        notice(STAFF, fine=but("staff", "rules", "licence")),
        r.ChecklistIncomplete,
        "还有材料没有核对：营业执照、代理记账内部规范",
    ),
    Row(
        "asked for what the guide does not ask for",
        books(),
        notice(Asked("birth", Fault.MISSING), fine=ALL),
        r.UnknownMaterial,
        "本情形下不需要“birth”",
    ),
    Row(
        "asked about a field that the form has not",
        books(),
        notice(Asked("form.shoe-size", Fault.INVALID), fine=ALL),
        r.UnknownMaterial,
        "本情形下不需要“shoe-size”",
    ),
    Row(
        "a fault without a word about it",
        books(),
        notice(Asked("staff", Fault.UNSIGNED), fine=but("staff")),
        r.SayWhatIsWrong,
        "标为“未签字或盖章”，要写明具体问题和怎样改正",
    ),
    Row(
        "a field's fault without a word, though the others have theirs",
        books(),
        notice(
            Asked("staff", Fault.INVALID),
            Asked("form.place", Fault.INCONSISTENT),
            fine=but("staff"),
            words=SAID,
        ),
        r.SayWhatIsWrong,
        "标为“与其他材料不一致”",
    ),
    Row("an empty answer", books(ask("staff")), c.Supply(), r.NothingSupplied, "没有补交任何材料或内容"),
    Row(
        "an original over the line",
        books(ask("staff")),
        c.Supply((c.Shown("staff", Way.ORIGINAL),)),
        r.BringOriginal,
        "“专职从业人员名单和参保信息”的原件需要在窗口核对",
    ),
    Row(
        "an original that somebody is said to have seen over the line",
        books(ask("staff")),
        c.Supply((c.Shown("staff", Way.ORIGINAL),), sighted=("staff",)),
        r.BringOriginal,
        "原件需要在窗口核对",
    ),
    Row(
        "in a way that it cannot be shown",
        books(ask("title")),
        c.Supply((c.Shown("title", Way.FORM),)),
        r.ApplicationIncomplete,
        "不能以“在线填写，系统生成”证明",
    ),
    Row(
        "what nobody asks for",
        books(ask("staff")),
        c.Supply((c.Shown("birth", Way.UPLOAD, ("a" * 64,)),)),
        r.UnknownMaterial,
        "本情形下不需要“birth”",
    ),
    Row(
        "a field that the form has not",
        books(ask("staff")),
        c.Supply(form=form(shoe_size="42")),
        r.UnknownMaterial,
        "本情形下不需要“shoe_size”",
    ),
    Row(
        "a field that is still wrong",
        books(ask("form.head_id")),
        c.Supply(form=form(head_id="370304199001010010")),
        r.ApplicationIncomplete,
        "申请还缺：",
    ),
    Row(
        "later, but it is not on the list",
        books(ask("staff")),
        c.Supply(later=("staff",), pledge=PLEDGE),
        r.NotDeferrable,
        "容缺",
    ),
    Row(
        "later, but nobody signed",
        books(ask("title")),
        c.Supply(later=("title",)),
        r.PledgeNeeded,
        "书面承诺",
    ),
    Row(
        "after acceptance, something that was not deferred",
        books(accept, shown=without("title"), later=("title",), pledge=PLEDGE),
        supply("staff"),
        r.NotAskedFor,
        "“专职从业人员名单和参保信息”不在一次性告知（或容缺、整改）的范围内",
    ),
    Row(
        "after acceptance, another application",
        books(accept),
        c.Supply(form=form(place="博山区中心路二号")),
        r.NothingMoreAfterAcceptance,
        "已于2026-11-23受理，受理后只能补交承诺后补的材料",
    ),
    Row(
        "after the decision, what was not to be mended",
        books(
            accept, issue, check(CheckOutcome.FAULTY, "title"), committed=("title", "staff"), pledge=PLEDGE
        ),
        supply("staff"),
        r.NotAskedFor,
        "不在一次性告知（或容缺、整改）的范围内",
    ),
    Row(
        "after the decision, another application",
        books(accept, issue, check(CheckOutcome.FAULTY, "title"), committed=("title",), pledge=PLEDGE),
        c.Supply(form=form(place="博山区中心路二号")),
        r.AlreadyDecided,
        "已于2026-11-23作出决定",
    ),
    Row(
        "declined while he mends", books(ask("staff")), c.Decline("not-complete", WORDS), r.NotNow, "“待补正”"
    ),  # type: ignore[arg-type]
    Row(
        "accepted while he mends",
        books(ask("staff")),
        c.Accept(),
        r.NotNow,
        "现在可以：补交材料、撤回申请、终止办理",
    ),
    Row(
        "an original at the window that was not looked at",
        books(ask("staff")),
        c.Supply((c.Shown("staff", Way.ORIGINAL),), by=Channel.WINDOW),
        r.BringOriginal,
        "请到窗口出示",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_there_is_one_complete_notice_and_only_what_was_asked_comes_in(row: Row) -> None:
    refuses(row)
