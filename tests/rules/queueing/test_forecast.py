"""The forecast of a waiting time, beside a simulation of what really happens."""

from __future__ import annotations

import random

import pytest

from onevisit.rules.queueing import Ahead, NobodyServes, forecast


def test_nobody_at_work_means_no_number() -> None:
    with pytest.raises(NobodyServes, match="无法预计"):
        forecast(Ahead(0, 0, 0, 0, 10))


def test_a_free_window_means_at_once() -> None:
    assert forecast(Ahead(0, 0, 3, 1, 10)).words == "马上就到"
    assert forecast(Ahead(1, 1, 3, 2, 10)).words == "马上就到"


def test_more_people_wait_longer_and_more_windows_shorten_it() -> None:
    highs = [forecast(Ahead(people, people, 2, 0, 10)).high for people in (0, 3, 9, 30)]
    assert highs == sorted(highs)
    assert highs[0] < highs[-1]
    assert forecast(Ahead(9, 9, 4, 0, 10)).high < forecast(Ahead(9, 9, 2, 0, 10)).high


def test_those_whom_the_same_windows_may_call_widen_it() -> None:
    narrow, wide = forecast(Ahead(5, 5, 1, 0, 10)), forecast(Ahead(5, 12, 1, 0, 10))
    assert narrow.low == wide.low
    assert narrow.high < wide.high


def test_words() -> None:
    assert forecast(Ahead(0, 0, 9, 0, 5)).words == "2分钟以内"
    assert forecast(Ahead(90, 90, 1, 0, 10)).words == "3小时以上"
    assert "到" in forecast(Ahead(9, 9, 2, 0, 10)).words


@pytest.mark.parametrize(("people", "windows", "minutes"), [(0, 1, 10), (4, 2, 8), (20, 4, 12), (60, 3, 5)])
def test_four_of_five_find_it_right(people: int, windows: int, minutes: float) -> None:
    """Windows that take exponentially long, all busy when he comes: at least 70 of 100 waits lie in the interval."""
    chance = random.Random(20170904)
    found = forecast(Ahead(people, people, windows, 0, minutes))
    hits = 0
    for _ in range(2000):
        free = [chance.expovariate(1 / minutes) for _ in range(windows)]
        for _ in range(people):
            soonest = min(range(windows), key=free.__getitem__)
            free[soonest] += chance.expovariate(1 / minutes)
        hits += found.low <= min(free) <= found.high
    assert 0.7 <= hits / 2000 <= 0.93
