"""What cannot be done, and what is said then: each refusal of the procedure once, as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from factories.matters import SALT, matters, submit
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.phases import DeclineKind, RatingLevel, ReviewOutcome
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way
from rules.test_cases_story import MONDAY, WORDS, Course

EMPTY = text("  ", SALT)
MATTER = matters()["dig-road"]
REMEDIES = "可在60日内申请行政复议，或在6个月内提起行政诉讼。"


def new() -> Course:
    return Course(MATTER)


def submitted() -> Course:
    course = new()
    course.do(submit(MATTER))
    return course


def received() -> Course:
    course = submitted()
    course.do(c.Receive("district-hall", "A01"))
    return course


def accepted() -> Course:
    course = received()
    course.do(c.Accept())
    return course


def reviewed(fail: bool = False) -> Course:
    course = accepted()
    course.review(fail)
    return course


def failed() -> Course:
    return reviewed(fail=True)


def granted() -> Course:
    course = reviewed()
    course.do(c.Grant(WORDS))
    return course


def issued() -> Course:
    course = granted()
    course.do(c.Issue((c.IssuedResult("permit", "N1", "", MONDAY, "d" * 64, "certificate/1"),)))
    return course


def rendered() -> Course:
    course = issued()
    course.do(c.Render("permit", "f" * 64))
    return course


def rated() -> Course:
    course = rendered()
    course.do(c.HandOut(Delivery.ELECTRONIC))
    course.do(c.Rate(RatingLevel.GOOD, "PC端"))
    return course


def closed() -> Course:
    course = rated()
    course.finish_without_rating()
    return course


FULL = submit(MATTER)
CASES: list[tuple[str, Callable[[], Course], c.Command, type[r.Refused], str]] = [
    ("a channel it has not", new, replace(FULL, channel=Channel.POST), r.ChannelNotOffered, "可以：网上申请"),
    (
        "to be fetched, but where",
        new,
        replace(FULL, delivery=Delivery.WINDOW, hall=""),
        r.HallNeeded,
        "哪个大厅",
    ),
    (
        "a way of delivery it has not",
        lambda: Course(matters()["id-card"]),
        submit(matters()["id-card"], delivery=Delivery.ELECTRONIC),
        r.DeliveryNotOffered,
        "请改选",
    ),
    (
        "no town",
        lambda: Course(matters()["subsistence"]),
        submit(matters()["subsistence"], town=""),
        r.TownNeeded,
        "镇",
    ),
    (
        "a way of showing it has not",
        new,
        replace(FULL, shown=(c.Shown("application", Way.ORIGINAL), *FULL.shown[1:])),
        r.ApplicationIncomplete,
        "不能以“到窗口出示原件”证明",
    ),
    (
        "nothing shown",
        new,
        replace(FULL, shown=()),
        r.ApplicationIncomplete,
        "还没有提供“挖掘城市道路申请表”",
    ),
    ("no answers", new, replace(FULL, answers={}), r.Refused, "不需要|请回答"),
    (
        "a paper that nobody asked for",
        new,
        replace(FULL, shown=(*FULL.shown, c.Shown("birth-certificate", Way.UPLOAD, ("a" * 64,)))),
        r.UnknownMaterial,
        "不得收取办事指南以外的材料",
    ),
    ("handed in twice", submitted, FULL, r.NotNow, "已提交"),
    ("accepted before it was received", submitted, c.Accept(), r.NotNow, "现在可以：收件"),
    (
        "declined without a word",
        received,
        c.Decline(DeclineKind.NOT_NEEDED, EMPTY),
        r.DeclineNeedsReason,
        "说明理由",
    ),
    (
        "declined, but whose is it",
        received,
        c.Decline(DeclineKind.NOT_OURS, WORDS),
        r.DeclineNeedsOrgan,
        "该找哪个部门",
    ),
    (
        "declined as incomplete, but what is missing",
        received,
        c.Decline(DeclineKind.NOT_COMPLETE, WORDS),
        r.DeclineNeedsMissing,
        "缺少哪些",
    ),
    (
        "a stage it has not",
        accepted,
        c.Review("fire", ReviewOutcome.PASS, WORDS),
        r.NoSuchStage,
        "没有“fire”",
    ),
    (
        "an opinion without words",
        accepted,
        c.Review("traffic", ReviewOutcome.PASS, EMPTY),
        r.OpinionNeeded,
        "写明意见",
    ),
    (
        "no without a ground",
        accepted,
        c.Review("traffic", ReviewOutcome.FAIL, WORDS),
        r.FailNeedsGround,
        "法定的理由",
    ),
    (
        "a ground of one's own",
        accepted,
        c.Review("traffic", ReviewOutcome.FAIL, WORDS, (), ("ugly",)),
        r.UnknownGround,
        "不予许可理由之内",
    ),
    (
        "a second opinion",
        reviewed,
        c.Review("traffic", ReviewOutcome.PASS, WORDS),
        r.AlreadyReviewed,
        "不能再改",
    ),
    (
        "decided before all were heard",
        accepted,
        c.Grant(WORDS),
        r.ReviewsOpen,
        "市政审查、交通影响审查、规划核对",
    ),
    ("granted against an opinion", failed, c.Grant(WORDS), r.ReviewFailed, "不能准予"),
    ("granted without words", reviewed, c.Grant(EMPTY), r.OpinionNeeded, "写明意见"),
    ("refused without ground", failed, c.Refuse((), WORDS, REMEDIES), r.RefusalNeedsGround, "法定理由"),
    ("refused without words", failed, c.Refuse(("protected",), EMPTY, REMEDIES), r.OpinionNeeded, "写明意见"),
    (
        "refused without remedies",
        failed,
        c.Refuse(("protected",), WORDS, " "),
        r.RefusalNeedsRemedies,
        "行政复议",
    ),
    ("decided twice", granted, c.Grant(WORDS), r.NotNow, "现在可以：制证"),
    ("withdrawn after the decision", granted, c.Withdraw(WORDS), r.NotNow, "不能撤回申请"),
    ("other results than promised", granted, c.Issue(()), r.ResultsIncomplete, "permit"),
    ("printed before it was issued", issued, c.Render("map", "f" * 64), r.NoSuchResult, "map"),
    ("printed twice", rendered, c.Render("permit", "e" * 64), r.AlreadyRendered, "已经生成"),
    (
        "handed out before it was printed",
        issued,
        c.HandOut(Delivery.ELECTRONIC),
        r.NotRenderedYet,
        "还在生成",
    ),
    ("handed out without a signature", rendered, c.HandOut(Delivery.WINDOW, "h", "1"), r.ProofNeeded, "签名"),
    ("rated twice", rated, c.Rate(RatingLevel.BAD, "PC端", ("213",)), r.AlreadyRated, "已经评价过"),
    ("after the end", closed, c.Rate(RatingLevel.GOOD, "PC端"), r.AfterTheEnd, "办结归档"),
]


@pytest.mark.parametrize(
    ("course", "command", "kind", "says"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_a_refused_command_says_why_and_changes_nothing(
    course: Callable[[], Course], command: c.Command, kind: type[r.Refused], says: str
) -> None:
    here = course()
    before = here.state
    with pytest.raises(kind, match=says) as refused:
        here.do(command)
    assert here.state == before
    assert refused.value.sentence.endswith("。")
    assert refused.value.remedy, "every refusal says what to do"


def test_accepting_needs_every_original_to_have_been_seen() -> None:
    course = new()
    shown = [c.Shown("application", Way.FORM), c.Shown("planning-document", Way.ORIGINAL)]
    shown.append(c.Shown("design", Way.ORIGINAL))
    course.do(replace(FULL, channel=Channel.WINDOW, shown=tuple(shown)))
    course.do(c.Receive("district-hall", "A01", ("design",)))
    with pytest.raises(r.MaterialsMissing, match="规划部门批准签发的文件"):
        course.do(c.Accept())


def test_a_bad_rating_needs_a_reason() -> None:
    course = rendered()
    course.do(c.HandOut(Delivery.ELECTRONIC))
    with pytest.raises(r.BadRatingNeedsWords, match="我们会回访"):
        course.do(c.Rate(RatingLevel.VERY_BAD, "PC端"))


def test_every_refusal_of_the_rules_has_a_test() -> None:
    tested = {row[3] for row in CASES} | {
        r.MaterialsMissing,
        r.BadRatingNeedsWords,
        r.StageNotOpen,
        r.BackInTime,  # tests/casework: it is about the log
        r.NotYours,  # tests/casework: it is about the person
    }
    assert set(r.Refused.__subclasses__()) <= tested | {r.Refused} | _of_the_write_path()


def _of_the_write_path() -> set[type[r.Refused]]:
    return {one for one in r.Refused.__subclasses__() if one.__module__ != r.__name__}


def test_a_stage_waits_for_those_before_it() -> None:
    course = Course(matters()["subsistence"])
    course.do(submit(course.context.matter))
    course.accept()
    pending = [stage for stage in course.context.matter.stages if stage.after and stage.after != ("accept",)]
    later = next(stage for stage in pending if stage.kind in ("review", "survey"))
    with pytest.raises(r.StageNotOpen, match="还没有开始，要等"):
        course.do(c.Review(later.key, ReviewOutcome.PASS, WORDS))
