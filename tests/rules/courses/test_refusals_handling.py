"""What organs cannot do between acceptance and decision: opinions, special procedures, the extension."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factories.courses import (
    BLANK,
    PRESIDER,
    WORDS,
    Course,
    accept,
    call_hearing,
    decided,
    pause,
    review_open,
    walked,
)
from factories.matters import matters
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.matters.courses import SpecialKind
from rules.courses.refusing import Row, names, refuses

PASS, FAIL = ReviewOutcome.PASS, ReviewOutcome.FAIL


def dig(*steps: object, **changes: object) -> Callable[[], Course]:
    return lambda: walked("dig-road", accept, *steps, **changes)  # type: ignore[arg-type]


def complaint(*steps: object, **changes: object) -> Callable[[], Course]:
    """政府采购投诉: inspection and testing 20 days, appraisal 30, expert review 15; first the reply, then the law."""
    return lambda: walked("procurement-complaint", accept, *steps, **changes)  # type: ignore[arg-type]


def other(key: str, *steps: object, **changes: object) -> Callable[[], Course]:
    return lambda: walked(key, accept, *steps, **changes)  # type: ignore[arg-type]


def as_person(number: int) -> Callable[[Course], None]:
    """From here on somebody else acts."""

    def change(course: Course) -> None:
        course.by = number

    return change


EXPERT = SpecialKind.EXPERT_REVIEW

ROWS = [
    Row("a stage it has not", dig(), c.Review("fire", PASS, WORDS), r.NoSuchStage, "没有“fire”这个环节"),
    Row("an opinion without words", dig(), c.Review("traffic", PASS, BLANK), r.OpinionNeeded, "写明意见"),
    Row("no without a ground", dig(), c.Review("traffic", FAIL, WORDS), r.FailNeedsGround, "法定的理由"),
    Row(
        "a ground of one's own",
        dig(),
        c.Review("traffic", FAIL, WORDS, (), ("ugly",)),
        r.UnknownGround,
        "“ugly”不在本事项公布的不予许可理由之内",
    ),
    Row(
        "a second opinion",
        dig(c.Review("traffic", PASS, WORDS)),
        c.Review("traffic", FAIL, WORDS, (), ("protected",)),
        r.AlreadyReviewed,
        "已经在2026-11-23提交",
    ),
    Row(
        "a stage that waits for another",
        other("subsistence"),
        c.Review("opinion", PASS, WORDS),
        r.StageNotOpen,
        "还没有开始，要等：",
    ),
    Row(
        "a survey by one alone",
        other("drug-retail"),
        c.Review("survey", PASS, WORDS, officers=("示例·勘一",)),
        r.TwoOfficers,
        "要由两名以上工作人员进行",
    ),
    Row(
        "a survey by one who is written down twice",
        other("drug-retail"),
        c.Review("survey", PASS, WORDS, officers=("示例·勘一", " 示例·勘一 ", " ")),
        r.TwoOfficers,
        "《行政许可法》第三十四条第三款",
    ),
    Row(
        "a review by who presides over the hearing",
        other("entertainment", call_hearing(), as_person(PRESIDER)),
        review_open(),
        r.PresiderReviews,
        "您是这场听证的主持人",
    ),
    Row(
        "a hearing as a pause",
        complaint(),
        pause(SpecialKind.HEARING, 10),
        r.HearingHasItsOwnWay,
        "听证不在这里启动",
    ),
    Row(
        "a pause that the law does not know here",
        dig(),
        pause(SpecialKind.TESTING, 10),
        r.ProcedureWithoutBasis,
        "“挖掘城市道路许可”依法不需要检测",
    ),
    Row(
        "a pause of another kind than the law knows",
        complaint(),
        pause(SpecialKind.QUARANTINE, 10),
        r.ProcedureWithoutBasis,
        "可以启动的特别程序：检验、检测、鉴定、专家评审",
    ),
    Row(
        "the same twice at once",
        complaint(pause(EXPERT, 10)),
        pause(EXPERT, 5),
        r.AlreadyPaused,
        "时间只扣除一次",
    ),
    Row(
        "a pause in a stage that has not begun",
        complaint(),
        pause(EXPERT, 10, "legal"),
        r.NotInThisStage,
        "专家评审要在正在办理的环节中启动",
    ),
    Row(
        "a pause in a stage that is done",
        complaint(review_open()),
        pause(EXPERT, 10, "reply"),
        r.NotInThisStage,
        "正在办理的环节",
    ),
    Row(
        "a pause without a reason",
        complaint(),
        c.Pause(EXPERT, "reply", 10, BLANK),
        r.PauseNeedsReason,
        "启动专家评审要写明理由",
    ),
    Row(
        "a pause without its time",
        complaint(),
        pause(EXPERT, 0),
        r.PauseNeedsDays,
        "启动专家评审要告知申请人所需时间",
    ),
    Row(
        "a pause longer than allowed",
        complaint(),
        pause(EXPERT, 16),
        r.PauseTooLong,
        "专家评审最多15个工作日（",
    ),
    Row(
        "an end of what did not begin",
        complaint(),
        c.Resume(EXPERT, WORDS),
        r.NotPaused,
        "专家评审没有在进行",
    ),
    Row(
        "an end without a result",
        complaint(pause(EXPERT, 10)),
        c.Resume(EXPERT, BLANK),
        r.OpinionNeeded,
        "“结束特别程序”",
    ),
    Row(
        "an extension that no law knows",
        other("subsistence"),
        c.Extend(5, WORDS),
        r.NotProlongable,
        "“最低生活保障”没有可以延长期限的依据",
    ),
    Row(
        "an extension twice",
        dig(c.Extend(5, WORDS), "2026-11-25"),
        c.Extend(5, WORDS),
        r.AlreadyProlonged,
        "已于2026-11-23延长过一次",
    ),
    Row(
        "a longer extension, joint handling",
        dig(),
        c.Extend(16, WORDS),
        r.ProlongedTooLong,
        "最多可以延长15个工作日",
    ),
    Row(
        "a longer extension, one organ",
        other("drug-retail"),
        c.Extend(11, WORDS),
        r.ProlongedTooLong,
        "最多可以延长10个工作日",
    ),
    Row("an extension by nothing", dig(), c.Extend(0, WORDS), r.ProlongedTooLong, "最多可以延长"),
    Row(
        "an extension without reasons", dig(), c.Extend(5, BLANK), r.ProlongationNeedsReason, "理由告知申请人"
    ),
    Row(
        # 20 working days from Monday 2026-11-23: the last is Monday 2026-12-21, and the Tuesday is too late.
        "an extension when the limit is over",
        other("drug-retail", "2026-12-22"),
        c.Extend(5, WORDS),
        r.ProlongedTooLate,
        "法定期限已于2026-12-21届满",
    ),
    Row(
        "an extension after the decision",
        dig(decided),
        c.Extend(5, WORDS),
        r.AlreadyDecided,
        "已于2026-11-23作出决定",
    ),
    Row("a pause after the decision", dig(decided), pause(EXPERT, 5), r.NotNow, "现在可以：补交材料、制证"),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_what_an_organ_may_not_do_is_refused_with_its_article(row: Row) -> None:
    refuses(row)


def test_the_last_day_of_the_limit_is_not_too_late_for_an_extension() -> None:
    course = walked("drug-retail", accept, "2026-12-21", c.Extend(5, WORDS))
    assert matters()["drug-retail"].limits.statutory.length == 20
    assert course.now.prolonged is not None
