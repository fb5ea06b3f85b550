"""What a licence is worth on a day."""

from __future__ import annotations

from datetime import date

import pytest

from onevisit.licences.standing import Life, Standing, Status

FIRST, LAST, ACT = date(2026, 1, 10), date(2026, 12, 31), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("status", "since", "on", "expected"),
    [
        (Status.VALID, None, date(2026, 1, 9), Standing.NOT_YET),
        (Status.VALID, None, FIRST, Standing.GOOD),
        (Status.VALID, None, LAST, Standing.GOOD),
        (Status.VALID, None, date(2027, 1, 1), Standing.EXPIRED),
        (Status.ANNULLED, ACT, date(2026, 5, 31), Standing.GOOD),
        (Status.ANNULLED, ACT, ACT, Standing.ANNULLED),
        (Status.CANCELLED, ACT, date(2027, 1, 1), Standing.CANCELLED),
        (Status.REVOKED, ACT, LAST, Standing.REVOKED),
        (Status.REPLACED, ACT, LAST, Standing.REPLACED),
        (Status.SUSPENDED, ACT, LAST, Standing.SUSPENDED),
        (Status.SUSPENDED, ACT, date(2027, 1, 1), Standing.EXPIRED),
    ],
)
def test_standing(status: Status, since: date | None, on: date, expected: Standing) -> None:
    assert Life(FIRST, LAST, status, since).standing(on) is expected


def test_without_an_end_it_stays_good() -> None:
    assert Life(FIRST, None, Status.VALID, None).standing(date(2099, 1, 1)) is Standing.GOOD


def test_everything_has_a_word() -> None:
    assert [one.label for one in Standing] == [
        "有效",
        "尚未生效",
        "已过期",
        "暂扣",
        "吊销",
        "撤销",
        "撤回",
        "注销",
        "已换发新证",
    ]
