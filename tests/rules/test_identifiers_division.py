"""Codes of places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.identifiers import division
from onevisit.rules.identifiers.division import DivisionLevel


@pytest.mark.parametrize(
    ("text", "short", "full", "level", "label", "parent"),
    [
        ("370000", "370000", "370000000000", DivisionLevel.PROVINCE, "省级", None),
        ("370300", "370300", "370300000000", DivisionLevel.CITY, "市级", "370000"),
        ("370304", "370304", "370304000000", DivisionLevel.DISTRICT, "县级", "370300"),
        ("370304000000", "370304", "370304000000", DivisionLevel.DISTRICT, "县级", "370300"),
        ("370304103", "370304103", "370304103000", DivisionLevel.TOWN, "乡级", "370304"),
        ("370304103000", "370304103", "370304103000", DivisionLevel.TOWN, "乡级", "370304"),
        ("370304103201", "370304103201", "370304103201", DivisionLevel.VILLAGE, "村级", "370304103"),
        ("370304100", "370304100", "370304100000", DivisionLevel.TOWN, "乡级", "370304"),
        (" 370 304 ", "370304", "370304000000", DivisionLevel.DISTRICT, "县级", "370300"),
    ],
)
def test_places(
    text: str, short: str, full: str, level: DivisionLevel, label: str, parent: str | None
) -> None:
    place = division.check(text)
    assert (place.text, str(place), place.full, place.level) == (short, short, full, level)
    assert place.level.label == label
    above = place.parent()
    assert (above.text if above else None) == parent


@pytest.mark.parametrize(
    ("one", "other", "within"),
    [
        ("370304103201", "370304", True),
        ("370304103201", "370304103", True),
        ("370304", "370304", True),
        ("370304", "370000", True),
        ("370304", "370304103", False),
        ("370303", "370304", False),
        # 370310 begins like 3703, but 3703 is a city and 370310 lies in it.
        ("370310", "370300", True),
        ("371000", "370000", True),
        ("371000", "370300", False),
        ("370304110", "370304100", False),
    ],
)
def test_what_lies_in_what(one: str, other: str, within: bool) -> None:
    assert division.check(one).within(division.check(other)) is within


@pytest.mark.parametrize(
    ("text", "sentence", "position"),
    [
        ("3703", "行政区划代码应为6位、9位或者12位，现为4位，请核对后重新输入。", None),
        ("37030a", "行政区划代码第6位“A”不对，只能是数字。", 6),
        ("990304", "行政区划代码前两位“99”不是省级代码，请核对。", 1),
        ("370004", "行政区划代码第3至4位市级代码是0，后面却还有代码，请核对。", 3),
        ("370300103", "行政区划代码第5至6位县级代码是0，后面却还有代码，请核对。", 5),
        ("370304000201", "行政区划代码第7至9位乡级代码是0，后面却还有代码，请核对。", 7),
    ],
)
def test_a_wrong_code_is_refused_with_the_place(text: str, sentence: str, position: int | None) -> None:
    with pytest.raises(division.BadDivision) as refusal:
        division.check(text)
    assert (str(refusal.value), refusal.value.position) == (sentence, position)


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 999), st.integers(1, 999))
def test_every_place_lies_in_its_parent_and_the_chain_ends_at_the_province(
    city: int, district: int, town: int, village: int
) -> None:
    place = division.check(f"37{city:02}{district:02}{town:03}{village:03}")
    levels = []
    above = place.parent()
    while above is not None:
        assert place.within(above)
        assert not above.within(place)
        assert division.check(above.full) == above
        levels.append(above.level)
        place, above = above, above.parent()
    assert levels == [DivisionLevel.TOWN, DivisionLevel.DISTRICT, DivisionLevel.CITY, DivisionLevel.PROVINCE]
