from datetime import UTC, date, datetime

import pytest

from onevisit.platform import clock
from onevisit.platform.ui import text
from onevisit.rules.limits import Limit, Pause, Reading, Unit
from ui.kit import LIMIT, Page, reading, render, texts

PROMISED = Limit(5, Unit.WORKING_DAYS, None, "承诺期限")
DAYS = Limit(30, Unit.DAYS, None, "法定期限")
RUNNING = reading(date(2026, 11, 10))
LAST = reading(date(2026, 11, 16), PROMISED)
LATE = reading(date(2026, 11, 11), PROMISED)
PAUSED = reading(date(2026, 11, 10), pauses=(Pause(date(2026, 11, 19), None, "专家评审"),))
PROVISIONAL = reading(date(2026, 11, 20), Limit(40, Unit.WORKING_DAYS, None, "法定期限"))
IN_TIME = reading(date(2026, 11, 2), done=date(2026, 11, 20))
DONE_LATE = reading(date(2026, 11, 2), PROMISED, done=date(2026, 11, 20))


@pytest.mark.parametrize(
    ("read", "done", "left", "tone"),
    [
        (RUNNING, False, "还剩11个工作日", "info"),
        (LAST, False, "最后一天", "warn"),
        (LATE, False, "超期3个工作日", "bad"),
        (PAUSED, False, "暂停计时", "muted"),
        (IN_TIME, True, "按时办结", "ok"),
        (DONE_LATE, True, "超期9个工作日办结", "bad"),
    ],
)
def test_a_pill_says_how_much_is_left(read: Reading, done: bool, left: str, tone: str) -> None:
    assert text.time_left(read, done=done) == left
    assert text.tone_of(read, done=done) == tone
    html = render("{% due read done=done %}", read=read, done=done)
    assert left in texts(html)
    assert f"is-{tone}" in Page(html).all("details")[0]["class"]


def test_natural_days_are_called_so() -> None:
    assert text.time_left(reading(date(2026, 11, 10), DAYS), Unit.DAYS) == "还剩17天"


def test_a_pill_opens_into_the_whole_derivation() -> None:
    html = render("{% due read %}", read=LATE)
    said = texts(html)
    assert all(step.text in said for step in LATE.steps)
    assert len(Page(html).all("li")) == len(LATE.steps)


def test_a_day_that_may_still_change_says_so() -> None:
    with clock.at(datetime(2026, 11, 23, 4, tzinfo=UTC)):
        assert "（暂定）" in texts(render("{% due read %}", read=PROVISIONAL))
        assert "（暂计）" in texts(render("{% due read %}", read=PAUSED))
        assert "（暂" not in texts(render("{% due read %}", read=RUNNING))


def test_the_day_itself_is_in_the_pill() -> None:
    with clock.at(datetime(2026, 11, 23, 4, tzinfo=UTC)):
        assert "12月8日到期" in texts(render("{% due read %}", read=RUNNING))
    assert RUNNING.due == date(2026, 12, 8)
    assert LIMIT.length == 20
