"""What cannot be handed in, received, accepted or declined, and what is said then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from factories.courses import (
    BLANK,
    PLEDGE,
    WORDS,
    Course,
    accept,
    ask,
    decided,
    receive,
    supply,
    variant,
    walked,
)
from factories.matters import LICENCE, matters, submit
from onevisit.rules.basis import Basis
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.context import Bar, BarKind, Facts, LicenceFacts
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.matters.courses import DeferralEnd, Pledge
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way
from rules.courses.refusing import Row, names, refuses

DIG = matters()["dig-road"]
BOOKS = matters()["bookkeeping-agency"]
CHANGE = matters()["institution-change"]
RENEWAL = matters()["food-business-permit-renewal"]
FULL = submit(DIG)
ART_78 = Basis("行政许可法", "78")


def new(key: str = "dig-road", facts: Facts | None = None) -> Callable[[], Course]:
    return lambda: Course(matters()[key], facts=facts)


def dig(*steps: object, **changes: object) -> Callable[[], Course]:
    return lambda: walked("dig-road", *steps, **changes)  # type: ignore[arg-type]


def books(*steps: object, **changes: object) -> Callable[[], Course]:
    return lambda: walked("bookkeeping-agency", *steps, **changes)  # type: ignore[arg-type]


def without(*keys: str, matter: object = BOOKS) -> dict[str, object]:
    """An application in which these requirements are not shown."""
    full = submit(matter)  # type: ignore[arg-type]
    return {"shown": tuple(one for one in full.shown if one.requirement not in keys)}


def licence(**changes: object) -> Facts:
    usual = LicenceFacts(LICENCE, "food-permit", True, date(2027, 6, 30))
    return Facts(licence=replace(usual, **changes))  # type: ignore[arg-type]


def shown_as_original(*keys: str) -> tuple[c.Shown, ...]:
    return tuple(
        c.Shown(one.requirement, Way.ORIGINAL) if one.requirement in keys else one for one in FULL.shown
    )


LATER = {**without("title"), "later": ("title",), "pledge": PLEDGE}
NO_LAW = replace(matters()["fire-safety-check"].courses.pledge, statutory=None)
RISKY = variant("fire-safety-check", pledge=NO_LAW)
APPLY = Bar(BarKind.APPLY, "博202601234", ART_78, "dig-road", date(2027, 3, 1))
COMMIT = Bar(BarKind.COMMIT, "博202601235", Basis("浙江省保障“最多跑一次”改革规定", "14"))

ROWS = [
    Row(
        "a channel it has not",
        new(),
        replace(FULL, channel=Channel.POST),
        r.ChannelNotOffered,
        "可以：网上申请、到窗口申请",
    ),
    Row(
        "to be fetched, but where",
        new(),
        replace(FULL, delivery=Delivery.WINDOW, hall=""),
        r.HallNeeded,
        "大厅",
    ),
    Row(
        "a way of delivery it has not",
        new("id-card"),
        submit(matters()["id-card"], delivery=Delivery.ELECTRONIC),
        r.DeliveryNotOffered,
        "不能以“网上下载”的方式送达",
    ),
    Row("no town", new("subsistence"), submit(matters()["subsistence"], town=""), r.TownNeeded, "镇（街道）"),
    Row(
        "a way of showing it has not",
        new(),
        replace(FULL, shown=(c.Shown("application", Way.ORIGINAL), *FULL.shown[1:])),
        r.ApplicationIncomplete,
        "不能以“到窗口出示原件”证明",
    ),
    Row(
        "on line, but something is missing",
        new(),
        replace(FULL, shown=FULL.shown[1:]),
        r.ApplicationIncomplete,
        "还没有提供“挖掘城市道路申请表”",
    ),
    Row(
        "no answers",
        new(),
        replace(FULL, answers={}, shown=FULL.shown[:1]),
        r.ApplicationIncomplete,
        "请回答",
    ),
    Row(
        "a paper that nobody asked for",
        new(),
        replace(FULL, shown=(*FULL.shown, c.Shown("birth-certificate", Way.UPLOAD, ("a" * 64,)))),
        r.UnknownMaterial,
        "不得收取办事指南以外的材料",
    ),
    Row("handed in twice", dig(), FULL, r.NotNow, "办件现在是“已提交，待收件”"),
    Row("something before it is handed in", new(), c.Accept(), r.NotNow, "现在可以：提交申请"),
    Row("accepted before it was received", dig(), c.Accept(), r.NotNow, "现在可以：收件、一次性告知补正"),
    Row(
        "accepted with an original that nobody saw",
        dig(
            c.Receive("district-hall", "A01", ("design",)),
            shown=shown_as_original("planning-document", "design"),
        ),
        c.Accept(),
        r.MaterialsMissing,
        "不能受理：规划部门批准签发的文件（",
    ),
    Row(
        "accepted with something that the person at the window did not bring",
        books(receive, channel=Channel.WINDOW, **without("staff", "rules")),
        c.Accept(),
        r.MaterialsMissing,
        "专职从业人员名单和参保信息、代理记账内部规范",
    ),
    Row(
        "declined without a word",
        dig(receive),
        c.Decline(DeclineKind.NOT_NEEDED, BLANK),
        r.DeclineNeedsReason,
        "理由",
    ),
    Row(
        "declined, but whose is it",
        dig(receive),
        c.Decline(DeclineKind.NOT_OURS, WORDS),
        r.DeclineNeedsOrgan,
        "该找哪个部门",
    ),
    Row(
        "declined as incomplete without the one notice",
        books(receive, channel=Channel.WINDOW, **without("staff")),
        c.Decline(DeclineKind.NOT_COMPLETE, WORDS, missing=("staff",)),
        r.DeclineWithoutNotice,
        "应当先一次性告知补正",
    ),
    Row(
        "declined as still incomplete, but what",
        books(ask("staff"), supply("staff")),
        c.Decline(DeclineKind.NOT_COMPLETE, WORDS),
        r.DeclineNeedsMissing,
        "哪些材料仍不合格",
    ),
    Row(
        "declined for something that the notice did not name",
        books(ask("staff"), supply("staff")),
        c.Decline(DeclineKind.NOT_COMPLETE, WORDS, missing=("title",)),
        r.NotAskedFor,
        "“会计专业技术职务资格证书”不在一次性告知",
    ),
    Row(
        "declined as false, and to be handed over",
        dig(receive),
        c.Decline(DeclineKind.FALSE, WORDS, hand_over=True),
        r.NothingToHandOver,
        "没有可以移送的有权部门",
    ),
    Row(
        "handed over, but declined for another reason",
        dig(c.Decline(DeclineKind.NOT_NEEDED, WORDS)),
        c.HandOver(),
        r.NothingToHandOver,
        "没有可以移送的有权部门",
    ),
    Row(
        "handed over twice",
        dig(c.Decline(DeclineKind.NOT_OURS, WORDS, "market", hand_over=True)),
        c.HandOver(),
        r.AlreadyHandedOver,
        "已于2026-11-23移送",
    ),
    Row(
        "taken over, but never sent",
        dig(c.Decline(DeclineKind.NOT_OURS, WORDS, "market")),
        c.TakeOver(WORDS),
        r.NothingToTakeOver,
        "没有等待接收",
    ),
    Row(
        "taken over twice",
        dig(c.Decline(DeclineKind.NOT_OURS, WORDS, "market", hand_over=True), c.TakeOver(WORDS)),
        c.TakeOver(WORDS),
        r.NothingToTakeOver,
        "没有等待接收",
    ),
    Row(
        "later, but it is not on the list",
        new("bookkeeping-agency"),
        submit(BOOKS, later=("rules",), pledge=PLEDGE, **without("rules")),  # type: ignore[arg-type]
        r.NotDeferrable,
        "“代理记账内部规范”不在容缺受理清单内",
    ),
    Row(
        "promised, but it is not on the list",
        new("bookkeeping-agency"),
        submit(BOOKS, committed=("licence",), pledge=PLEDGE),
        r.NotCommittable,
        "“营业执照”不适用告知承诺",
    ),
    Row(
        "promised where a word may not stand for a proof",
        lambda: Course(RISKY),
        submit(RISKY, committed=("electric",), pledge=PLEDGE),
        r.CommitmentExcluded,
        "涉及公共安全，不适用告知承诺",
    ),
    Row(
        "promised, but nobody signed",
        new("bookkeeping-agency"),
        submit(BOOKS, later=("title",)),
        r.PledgeNeeded,
        "书面承诺",
    ),
    Row(
        "a word after a broken one",
        new("bookkeeping-agency", Facts((COMMIT,))),
        submit(BOOKS, committed=("title",), pledge=PLEDGE),
        r.CommitmentBarred,
        "因办件博202601235的承诺不实",
    ),
    Row(
        "again after a lie",
        new(facts=Facts((APPLY,))),
        FULL,
        r.Barred,
        "2027-03-01之前不能再次申请“挖掘城市道路许可”",
    ),
    Row(
        "a change, but of what",
        new("institution-change"),
        submit(CHANGE, licence=""),
        r.LicenceNeeded,
        "哪一个证照",
    ),
    Row(
        "a change of what is not his",
        new("institution-change", Facts()),
        submit(CHANGE),
        r.LicenceUnknown,
        "没有查到申请人名下的这个证照",
    ),
    Row(
        "a renewal of another type",
        new("food-business-permit-renewal", licence(type="drug-permit")),
        submit(RENEWAL),
        r.LicenceUnknown,
        "或证照种类不符",
    ),
    Row(
        "a renewal of what was revoked",
        new("food-business-permit-renewal", licence(in_force=False)),
        submit(RENEWAL),
        r.LicenceNotInForce,
        "已经失效，不能办理延续",
    ),
    Row(
        "a renewal on the day after it ended",
        new("food-business-permit-renewal", licence(valid_to=date(2026, 11, 22))),
        submit(RENEWAL),
        r.LicenceNotInForce,
        "请按新办事项重新申请",
    ),
    Row(
        "revoked, but nothing was deferred",
        dig(accept),
        c.RevokeAcceptance(WORDS),
        r.NothingDeferred,
        "没有容缺的材料",
    ),
    Row(
        "revoked on the last day",  # five working days after the Monday of acceptance
        books(accept, "2026-11-30", **LATER),
        c.RevokeAcceptance(WORDS),
        r.DeferralStillOpen,
        "补齐期限到2026-11-30",
    ),
    Row(
        "revoked where the rule is another",
        lambda: walked(
            variant("bookkeeping-agency", deferral_ends=DeferralEnd.REFUSED), accept, "2026-12-01", **LATER
        ),
        c.RevokeAcceptance(WORDS),
        r.NotRevokedButOtherwise,
        "后果是“不予许可”，不是撤销受理",
    ),
    Row("taken back after the decision", dig(accept, decided), c.Withdraw(WORDS), r.NotNow, "不能撤回申请"),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_what_cannot_be_taken_in_is_refused_with_its_reason(row: Row) -> None:
    refuses(row)


def test_a_bar_holds_until_its_last_day_and_no_longer() -> None:
    course = Course(DIG, date(2027, 2, 26), Facts((APPLY,)))
    with pytest.raises(r.Barred):
        course.do(FULL)
    course.at("2027-03-01").do(FULL)
    assert course.now.submitted_on == date(2027, 3, 1)


def test_the_statutory_commitment_is_open_in_an_excluded_field() -> None:
    matter = matters()["fire-safety-check"]
    assert matter.courses.risks, "an excluded field"
    assert isinstance(matter.courses.pledge, Pledge)
    assert matter.courses.pledge.statutory is not None, "but 消防法 Art. 15 opens it"
    assert walked(matter, committed=("electric",), pledge=PLEDGE).now.committed == ("electric",)
