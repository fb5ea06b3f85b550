from datetime import UTC, date, datetime

import pytest

from onevisit.platform import clock
from onevisit.platform.ui import demo
from ui.kit import CALENDAR

FRIDAY = date(2026, 11, 13)


def played() -> date:
    return FRIDAY


def nothing_played() -> None:
    return None


@pytest.fixture
def _calendar(monkeypatch) -> None:
    monkeypatch.setattr(demo.workdays, "calendar", lambda: CALENDAR)


@pytest.mark.usefixtures("_calendar")
@pytest.mark.parametrize(
    ("today", "since"),
    [(13, None), (16, None), (18, None), (19, FRIDAY), (23, FRIDAY)],
)
def test_three_working_days_are_fresh(settings, today: int, since: date | None) -> None:
    settings.ONEVISIT_DEMO_UNTIL = "ui.test_demo.played"
    with clock.at(datetime(2026, 11, today, 4, tzinfo=UTC)):
        assert demo.stale_since() == since


@pytest.mark.parametrize("source", ["", "ui.test_demo.nothing_played"])
def test_a_real_installation_has_no_banner_and_asks_no_calendar(settings, source: str) -> None:
    settings.ONEVISIT_DEMO_UNTIL = source
    assert demo.stale_since() is None
