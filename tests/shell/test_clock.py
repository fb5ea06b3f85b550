from datetime import UTC, date, datetime, timedelta, timezone
from threading import Thread

import pytest

from onevisit.platform import clock

NEW_YEAR = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in the district


def test_now_is_the_real_present_in_utc() -> None:
    before = datetime.now(UTC)
    now = clock.now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(0)


def test_today_is_the_day_of_the_district_and_not_of_utc() -> None:
    with clock.at(NEW_YEAR):
        assert clock.now() == NEW_YEAR
        assert clock.today() == date(2027, 1, 1)


def test_an_instant_of_another_zone_is_kept_in_utc() -> None:
    with clock.at(NEW_YEAR.astimezone(timezone(timedelta(hours=8)))):
        assert clock.now().utcoffset() == timedelta(0)
        assert clock.now() == NEW_YEAR


def test_the_former_time_is_back_afterwards_even_after_an_error() -> None:
    with clock.at(NEW_YEAR):
        with pytest.raises(RuntimeError), clock.at(NEW_YEAR + timedelta(days=1)):
            raise RuntimeError
        assert clock.now() == NEW_YEAR
    assert clock.now() != NEW_YEAR


def test_another_thread_keeps_its_own_time() -> None:
    seen: list[datetime] = []
    with clock.at(NEW_YEAR):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen[0] != NEW_YEAR


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"), clock.at(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass
    with pytest.raises(ValueError, match="no time zone"):
        clock.day_of(datetime(2026, 1, 1))  # noqa: DTZ001
