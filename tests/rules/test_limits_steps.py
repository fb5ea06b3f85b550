"""The derivation: every sentence, as people read it."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from onevisit.rules.basis import Basis
from onevisit.rules.calendar import Calendar, parse_rows
from onevisit.rules.limits import Extension, Limit, Pause, StepKind, Unit, read

FILE = Path(__file__).parents[2] / "districts" / "boshan" / "calendar.yaml"
CALENDAR = Calendar.from_rows(*parse_rows(yaml.safe_load(FILE.read_text("utf-8"))))

XKF_42 = Basis("行政许可法", "42", 1)
XKF_45 = Basis("行政许可法", "45")
HEAD = "本行政机关负责人"
TWENTY = Limit(20, Unit.WORKING_DAYS, XKF_42, "法定期限")
REVIEW = Pause(date(2026, 10, 12), date(2026, 10, 16), "专家评审", XKF_45)


def texts(limit: Limit, start: date, today: date, **facts) -> list[str]:
    return [step.text for step in read(limit, start, CALENDAR, today=today, **facts).steps]


def test_a_whole_derivation() -> None:
    reading = read(
        TWENTY,
        date(2026, 9, 28),
        CALENDAR,
        today=date(2026, 11, 24),
        pauses=[REVIEW],
        extensions=[Extension(10, XKF_42, date(2026, 11, 6), HEAD)],
    )
    assert [(step.kind, step.text, step.on, step.basis) for step in reading.steps] == [
        (
            StepKind.START,
            "从受理之日2026年9月28日的次日起算",
            date(2026, 9, 28),
            Basis("民法典", "201", 1),
        ),
        (StepKind.LIMIT, "法定期限20个工作日（《行政许可法》第四十二条第一款）", None, XKF_42),
        (
            StepKind.EXTENSION,
            "经本行政机关负责人批准延长10个工作日（《行政许可法》第四十二条第一款）",
            date(2026, 11, 6),
            XKF_42,
        ),
        (
            StepKind.PAUSE,
            "暂停5个工作日：10月12日至16日 专家评审（《行政许可法》第四十五条）",
            date(2026, 10, 12),
            XKF_45,
        ),
        (StepKind.SKIP, "跳过：10月1日至7日 国庆节放假（7天）", date(2026, 10, 1), None),
        (
            StepKind.SKIP,
            (
                "跳过：10月11日、10月17日至18日、10月24日至25日、10月31日至11月1日、11月7日至8日、"
                "11月14日至15日 周末（11天）"
            ),
            date(2026, 10, 11),
            None,
        ),
        (StepKind.EXCHANGED, "10月10日（星期六）国庆节调休上班，照常计算", date(2026, 10, 10), None),
        (StepKind.DUE, "应于2026年11月20日前完成（含当日）", date(2026, 11, 20), None),
        (StepKind.OVERDUE, "2026年11月24日仍未完成，已超过期限2个工作日", date(2026, 11, 24), None),
    ]


def test_the_shortest_derivation() -> None:
    limit = Limit(3, Unit.WORKING_DAYS, None, "承诺期限", "作出决定之日")
    assert texts(limit, date(2026, 11, 3), date(2026, 11, 3)) == [
        "从作出决定之日2026年11月3日的次日起算",
        "承诺期限3个工作日",
        "应于2026年11月6日前完成（含当日）",
    ]


def test_over_the_end_of_an_announced_year() -> None:
    assert texts(TWENTY, date(2026, 12, 21), date(2026, 12, 21))[2:] == [
        "跳过：2027年1月1日 元旦放假（暂计）（1天）",
        "跳过：12月26日至27日、2027年1月2日至3日、1月9日至10日、1月16日至17日 周末（8天）",
        "应于2027年1月19日前完成（含当日）",
        "2027年放假安排尚未公布，按周末和法定节日暂计，公布后重新计算",
    ]


def test_every_year_that_is_missing_is_named() -> None:
    limit = Limit(45, Unit.WORKING_DAYS, None, "法定期限")
    provisional = [text for text in texts(limit, date(2027, 12, 1), date(2027, 12, 1)) if "尚未公布" in text]
    assert provisional == [
        "2027年放假安排尚未公布，按周末和法定节日暂计，公布后重新计算",
        "2028年放假安排尚未公布，按周末和法定节日暂计，公布后重新计算",
    ]


def test_each_step_knows_the_day_it_is_about() -> None:
    steps = read(TWENTY, date(2026, 12, 21), CALENDAR, today=date(2026, 12, 21)).steps
    assert [(step.kind, step.on) for step in steps] == [
        (StepKind.START, date(2026, 12, 21)),
        (StepKind.LIMIT, None),
        (StepKind.SKIP, date(2027, 1, 1)),
        (StepKind.SKIP, date(2026, 12, 26)),
        (StepKind.DUE, date(2027, 1, 19)),
        (StepKind.PROVISIONAL, date(2027, 1, 1)),
    ]


@pytest.mark.parametrize(
    ("length", "sentence"),
    [
        (
            30,
            "跳过：7月4日至5日、7月11日至12日、7月18日至19日、7月25日至26日、8月1日至2日、8月8日至9日 周末（12天）",
        ),
        (35, "跳过：7月4日至8月16日之间的周末（14天）"),
    ],
)
def test_six_weekends_are_named_and_seven_are_summed_up(length: int, sentence: str) -> None:
    # No festival in July and August: thirty working days from Monday 29 June to Monday 10 August 2026.
    limit = Limit(length, Unit.WORKING_DAYS, None, "期限")
    assert sentence in texts(limit, date(2026, 6, 29), date(2026, 6, 29))


def test_many_weekends_are_summed_up() -> None:
    limit = Limit(90, Unit.WORKING_DAYS, None, "期限")
    [weekends] = [text for text in texts(limit, date(2026, 5, 11), date(2026, 5, 11)) if "周末" in text]
    assert weekends == "跳过：5月16日至9月13日之间的周末（34天）"


def test_two_festivals_side_by_side_are_two_sentences() -> None:
    # Mid-Autumn within National Day, 2025; the exchanged days of both are said too.
    assert texts(Limit(5, Unit.WORKING_DAYS, None, "期限"), date(2025, 9, 26), date(2025, 9, 26))[2:] == [
        "跳过：10月1日至5日 国庆节放假（5天）",
        "跳过：10月6日 中秋节放假（1天）",
        "跳过：10月7日至8日 国庆节放假（2天）",
        "跳过：9月27日 周末（1天）",
        "9月28日（星期日）国庆节调休上班，照常计算",
        "应于2025年10月10日前完成（含当日）",
    ]


def test_a_pause_that_lasts() -> None:
    hearing = Pause(date(2026, 10, 12), None, "听证", XKF_45)
    assert texts(TWENTY, date(2026, 9, 28), date(2026, 10, 14), pauses=[hearing])[2:] == [
        "暂停3个工作日：自10月12日起 听证（《行政许可法》第四十五条）",
        "跳过：10月1日至7日 国庆节放假（7天）",
        "跳过：10月11日、10月17日至18日、10月24日至25日、10月31日至11月1日 周末（7天）",
        "10月10日（星期六）国庆节调休上班，照常计算",
        "应于2026年11月4日前完成（含当日）",
        "时限仍在暂停，暂按2026年10月14日计算，恢复计时后才能确定到期日",
    ]


def test_days_that_two_pauses_share_are_given_to_the_earlier() -> None:
    test = Pause(date(2026, 10, 14), date(2026, 10, 19), "检测")
    pauses = [
        text
        for text in texts(TWENTY, date(2026, 9, 28), date(2026, 9, 28), pauses=[test, REVIEW])
        if "暂停" in text
    ]
    assert pauses == [
        "暂停5个工作日：10月12日至16日 专家评审（《行政许可法》第四十五条）",
        "暂停1个工作日：10月14日至19日 检测",
    ]


def test_a_pause_of_one_day() -> None:
    survey = Pause(date(2026, 10, 20), date(2026, 10, 20), "鉴定")
    assert "暂停1个工作日：10月20日 鉴定" in texts(
        TWENTY, date(2026, 9, 28), date(2026, 9, 28), pauses=[survey]
    )


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"pauses": [Pause(date(2026, 11, 2), date(2026, 11, 6), "听证")]},
            "听证始于2026年11月2日，期限已于2026年10月30日届满，不再扣除",
        ),
        (
            {"extensions": [Extension(10, XKF_42, date(2026, 11, 2), HEAD)]},
            "2026年11月2日才批准延长，期限已于2026年10月30日届满，不能再延长",
        ),
        ({"stopped_on": date(2026, 11, 3)}, "2026年11月3日完成时已超过期限2个工作日"),
    ],
)
def test_what_came_too_late(facts, sentence: str) -> None:
    assert sentence in texts(TWENTY, date(2026, 9, 28), date(2026, 12, 1), **facts)


def test_a_pause_that_has_not_begun_is_not_spoken_of() -> None:
    later = Pause(date(2026, 10, 20), None, "听证")
    assert not any(
        "听证" in text for text in texts(TWENTY, date(2026, 9, 28), date(2026, 10, 14), pauses=[later])
    )


def test_an_end_on_a_day_off_moves() -> None:
    assert texts(Limit(30, Unit.DAYS, None, "期限"), date(2026, 9, 3), date(2026, 9, 3)) == [
        "从受理之日2026年9月3日的次日起算",
        "期限30日",
        "期限最后一日2026年10月3日为国庆节放假，顺延至2026年10月8日（《民法典》第二百零三条第一款）",
        "应于2026年10月8日前完成（含当日）",
    ]


def test_months_and_their_extension() -> None:
    facts = {"extensions": [Extension(1, None, date(2026, 9, 20), HEAD)]}
    assert texts(Limit(2, Unit.MONTHS, None, "期限"), date(2026, 8, 14), date(2026, 8, 14), **facts) == [
        "从受理之日2026年8月14日的次日起算",
        "期限2个月",
        "经本行政机关负责人批准延长1个月",
        "期限最后一日2026年11月14日为星期六，顺延至2026年11月16日（《民法典》第二百零三条第一款）",
        "应于2026年11月16日前完成（含当日）",
    ]


def test_natural_days_late() -> None:
    limit = Limit(60, Unit.DAYS, None, "期限")
    assert texts(limit, date(2026, 9, 1), date(2026, 11, 5))[-1] == "2026年11月5日仍未完成，已超过期限3日"


def test_at_once() -> None:
    limit = Limit(0, Unit.AT_ONCE, None, "承诺期限")
    assert texts(limit, date(2026, 10, 6), date(2026, 10, 6)) == [
        "从受理之日2026年10月6日起，应当场完成",
        "承诺期限当场",
        "跳过：10月7日 国庆节放假（1天）",
        "应于2026年10月8日前完成（含当日）",
    ]
    extended = texts(
        limit, date(2026, 11, 3), date(2026, 11, 3), extensions=[Extension(1, None, date(2026, 11, 3), HEAD)]
    )
    assert "经本行政机关负责人批准延长1个工作日" in extended
