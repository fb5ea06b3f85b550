"""The small language of conditions."""

from __future__ import annotations

import pytest

from onevisit.rules.matters.conditions import ALWAYS, BadCondition, parse, uses

ANSWERS = {"premises": "rented", "staff": "two"}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("premises == rented", True),
        ("premises != rented", False),
        ("staff in (one, two)", True),
        ("staff in (one)", False),
        ("not premises == owned", True),
        ("premises == rented and staff == one", False),
        ("premises == rented or staff == one", True),
        ("premises == owned or premises == rented and staff == two", True),
        ("(premises == owned or premises == rented) and staff == one", False),
        ("not (premises == owned or staff == one)", True),
        ("garden == yes", False),
        ("garden != yes", True),
    ],
)
def test_what_holds(text: str, holds: bool) -> None:
    assert parse(text).holds(ANSWERS) is holds


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "还缺"),
        ("premises", "还缺"),
        ("premises =", "不认识"),
        ("premises == rented and", "还缺"),
        ("premises == rented staff == one", "“staff”之前的部分已经完整"),
        ("premises in rented", "应是“\\(”"),
        ("(premises == rented", "还缺“\\)”"),
        ("== rented", "前面缺少问题的键"),
        ("premises > 3", "不认识"),
        ("premises and staff", "应是 ==、!= 或 in"),
    ],
)
def test_what_cannot_be_read_is_explained(text: str, says: str) -> None:
    with pytest.raises(BadCondition, match=says):
        parse(text)


def test_what_a_condition_speaks_of() -> None:
    found = set(uses(parse("a == x and not (b in (y, z) or c != w)")))
    assert found == {("a", "x"), ("b", "y"), ("b", "z"), ("c", "w")}
    assert list(uses(ALWAYS)) == []
