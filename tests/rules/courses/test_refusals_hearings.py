"""Hearings and interested parties: five working days to ask, twenty to hold, seven to announce, and no bypass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from factories.courses import (
    BLANK,
    PRESIDER,
    WORDS,
    Course,
    accept,
    before_decision,
    call_hearing,
    refuse,
    review_open,
    tell_interested,
    walked,
)
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import refusals as r
from onevisit.rules.cases.phases import ReviewOutcome
from rules.courses.refusing import Row, names, refuses

PASS = ReviewOutcome.PASS
TELL = c.TellHearing(WORDS)
REQUEST = c.RequestHearing()
BY_OTHERS = c.RequestHearing(interested=True)
WAIVE = c.WaiveHearing()
HOLD = c.HoldHearing(WORDS)


def dig(*steps: object, **changes: object) -> Callable[[], Course]:
    """Accepted on Monday 2026-11-23; no hearing by law, nobody else concerned."""
    return lambda: walked("dig-road", accept, *steps, **changes)  # type: ignore[arg-type]


def billboard(*steps: object, **changes: object) -> Callable[[], Course]:
    """户外广告: others are concerned."""
    return lambda: walked("billboard", accept, *steps, **changes)  # type: ignore[arg-type]


def club(*steps: object, **changes: object) -> Callable[[], Course]:
    """娱乐场所: others are concerned, and the law demands a hearing."""
    return lambda: walked("entertainment", accept, *steps, **changes)  # type: ignore[arg-type]


def reviewed(course: Course) -> None:
    course.review()


def as_person(number: int) -> Callable[[Course], None]:
    def change(course: Course) -> None:
        course.by = number

    return change


def call(place: str = "三楼会议室", name: str = "示例·主持") -> c.Command:
    return c.CallHearing(date(2026, 12, 3), place, PRESIDER, name)


ROWS = [
    Row("told twice", dig(TELL), TELL, r.AlreadyTold, "已于2026-11-23告知过"),
    Row(
        "told of what the interested were told of",
        billboard(tell_interested()),
        TELL,
        r.AlreadyTold,
        "告知过",
    ),
    Row("told when it is called already", club(call_hearing()), TELL, r.HearingUnderWay, "听证已经在进行"),
    Row("told of nothing", dig(), c.TellHearing(BLANK), r.OpinionNeeded, "“告知听证权利”要写明意见"),
    Row(
        "the interested told twice",
        billboard(tell_interested()),
        tell_interested(),
        r.AlreadyTold,
        "2026-11-23",
    ),
    Row("told nobody", billboard(), tell_interested(0), r.NobodyTold, "没有填写任何利害关系人"),
    Row("a view without words", billboard(), c.RecordView(BLANK), r.OpinionNeeded, "“记录陈述意见”"),
    Row("asked for, but nobody was told", dig(), REQUEST, r.NoHearingOffered, "还没有告知过听证权利"),
    Row("asked for twice", dig(TELL, REQUEST), REQUEST, r.HearingUnderWay, "已经在进行"),
    Row(
        # Told on Monday 23 November: five working days end on Monday the 30th.
        "asked for on the sixth day",
        dig(TELL, "2026-12-01"),
        REQUEST,
        r.HearingTooLate,
        "申请听证的期限已于2026-11-30届满",
    ),
    Row(
        "asked for after it was waived",
        dig(TELL, WAIVE),
        REQUEST,
        r.HearingWasWaived,
        "已于2026-11-23放弃听证",
    ),
    Row("waived before it was offered", dig(), WAIVE, r.NoHearingOffered, "还没有告知过听证权利"),
    Row("waived twice", dig(TELL, WAIVE), WAIVE, r.HearingWasWaived, "放弃听证"),
    Row(
        "waived, though others asked for it",
        billboard(tell_interested(), BY_OTHERS),
        WAIVE,
        r.NotYoursToWaive,
        "由利害关系人申请或者依法必须举行，申请人不能放弃",
    ),
    Row(
        "waived, though the law demands it", club(tell_interested()), WAIVE, r.NotYoursToWaive, "依法必须举行"
    ),
    Row(
        "waived when it is over",
        dig(TELL, REQUEST, call_hearing(), "2026-12-03", HOLD),
        WAIVE,
        r.NoHearingOffered,
        "或听证已经结束",
    ),
    Row(
        "called, though nobody asked for it",
        dig(TELL),
        call_hearing(),
        r.NobodyAskedForHearing,
        "没有人申请听证",
    ),
    Row(
        "called after it was waived",
        dig(TELL, REQUEST, WAIVE),
        call_hearing(),
        r.NobodyAskedForHearing,
        "没有人申请",
    ),
    Row("called to nowhere", dig(TELL, REQUEST), call(place=" "), r.HearingNeedsPlace, "写明地点和主持人"),
    Row("called by nobody", dig(TELL, REQUEST), call(name=""), r.HearingNeedsPlace, "写明地点和主持人"),
    Row(
        "presided over by who has reviewed",
        dig(as_person(PRESIDER), c.Review("traffic", PASS, WORDS), TELL, REQUEST),
        call_hearing(),
        r.PresiderReviewed,
        "示例·主持审查过这个办件，不能主持听证",
    ),
    Row(
        # Notice on Monday 23 November; seven whole working days are the 24th to 2 December.
        "on the seventh day after the notice",
        dig(TELL, REQUEST),
        call_hearing("2026-12-02"),
        r.NoticeTooShort,
        "最早可以定在2026-12-03",
    ),
    Row(
        # Asked for on Monday 23 November: twenty working days end on Monday 21 December.
        "later than twenty working days after the request",
        dig(TELL, REQUEST),
        call_hearing("2026-12-22"),
        r.HearingTooFar,
        "最晚2026-12-21",
    ),
    Row(
        "on a Saturday",
        dig(TELL, REQUEST),
        call_hearing("2026-12-05"),
        r.HearingOnDayOff,
        "2026-12-05不是工作日",
    ),
    Row(
        "called again when it was held",
        dig(TELL, REQUEST, call_hearing(), "2026-12-03", HOLD),
        call_hearing(),
        r.HearingOver,
        "听证已于2026-12-03举行",
    ),
    Row("held, but never called", dig(TELL, REQUEST), HOLD, r.HearingNotCalled, "还没有通知听证的时间和地点"),
    Row(
        "held before its day", dig(TELL, REQUEST, call_hearing()), HOLD, r.HearingNotYet, "听证定在2026-12-03"
    ),
    Row(
        "the record of another than the presider",
        dig(TELL, REQUEST, call_hearing(), "2026-12-03", as_person(5)),
        HOLD,
        r.NotPresider,
        "听证笔录由主持人示例·主持提交",
    ),
    Row(
        "a record without words",
        dig(TELL, REQUEST, call_hearing(), "2026-12-03"),
        c.HoldHearing(BLANK),
        r.OpinionNeeded,
        "“提交听证笔录”",
    ),
    Row(
        "granted before the hearing",
        dig(reviewed, TELL, REQUEST),
        c.Grant(WORDS),
        r.HearingOpen,
        "听证还没有举行",
    ),
    Row(
        "refused before the hearing",
        dig(reviewed, TELL, REQUEST),
        refuse(),
        r.HearingOpen,
        "根据听证笔录作出",
    ),
    Row(
        "granted while he may still ask",
        dig(reviewed, TELL, "2026-11-30"),
        c.Grant(WORDS),
        r.HearingWindowOpen,
        "到2026-11-30之前都可以要求听证",
    ),
    Row(
        "refused while he may still ask", dig(reviewed, TELL), refuse(), r.HearingWindowOpen, "此前不能作决定"
    ),
    Row(
        "granted while others may still ask, though he has waived",
        billboard(tell_interested(), reviewed, WAIVE),
        c.Grant(WORDS),
        r.HearingWindowOpen,
        "申请人、利害关系人",
    ),
    Row(
        "granted while others may still ask, though he asked and then waived",
        billboard(reviewed, TELL, REQUEST, WAIVE, tell_interested()),
        c.Grant(WORDS),
        r.HearingWindowOpen,
        "2026-11-30",
    ),
    Row(
        "granted, but the interested know nothing",
        billboard(reviewed),
        c.Grant(WORDS),
        r.InterestedNotTold,
        "还没有告知利害关系人",
    ),
    Row(
        "granted without the hearing of the law",
        club(tell_interested(), reviewed),
        c.Grant(WORDS),
        r.HearingRequired,
        "依法应当举行听证（",
    ),
    Row(
        "refused without the hearing of the law",
        club(reviewed),
        refuse(),
        r.HearingRequired,
        "《行政许可法》第四十六条",
    ),
    Row(
        "granted before the hearing of the law",
        club(tell_interested(), call_hearing(), reviewed),
        c.Grant(WORDS),
        r.HearingRequired,
        "还没有举行",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_a_hearing_has_its_days_and_nobody_gets_around_it(row: Row) -> None:
    refuses(row)


def test_whoever_was_heard_can_be_decided_about() -> None:
    course = walked("entertainment", accept, before_decision, review_open(), review_open(), c.Grant(WORDS))
    assert course.now.decided_on == date(2026, 12, 3)
