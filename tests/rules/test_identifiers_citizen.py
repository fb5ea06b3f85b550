"""Citizens' numbers: the standard's own examples and invented people of Boshan. No real person's number."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.identifiers import citizen

# 示例·people: division 370304 and a birth date, with any sequence.
SEQUENCES = st.integers(1, 999)
BIRTHS = st.dates(date(1900, 1, 1), date(2026, 12, 31))


def number_of(born_on: date, sequence: int) -> str:
    first = f"370304{born_on:%Y%m%d}{sequence:03}"
    [right] = [check for check in "0123456789X" if is_good(first + check)]
    return first + right


def is_good(text: str) -> bool:
    try:
        citizen.check(text)
    except citizen.BadCitizenId:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "division", "born_on", "male"),
    [
        ("11010519491231002X", "110105", date(1949, 12, 31), False),
        ("440524188001010014", "440524", date(1880, 1, 1), True),
        ("370304199001010013", "370304", date(1990, 1, 1), True),
        ("370304198506150025", "370304", date(1985, 6, 15), False),
        ("37030418000101003X", "370304", date(1800, 1, 1), True),
    ],
)
def test_good_numbers(text: str, division: str, born_on: date, male: bool) -> None:
    person = citizen.check(text)
    assert (person.text, person.division, person.born_on, person.male) == (text, division, born_on, male)


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_a_number_is_read_as_it_was_meant(typed: str) -> None:
    assert citizen.check(typed).text == "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "sentence", "position", "expected"),
    [
        ("", "公民身份号码应为18位，现为0位，请核对后重新输入。", None, None),
        ("37030419900101001", "公民身份号码应为18位，现为17位，请核对后重新输入。", None, None),
        ("370304900101001", "公民身份号码是15位的旧号码，请输入身份证上的18位号码。", None, None),
        ("37O304199001010013", "公民身份号码第3位“O”不对，只能是数字。", 3, None),
        ("37030419900101001A", "公民身份号码第18位“A”不对，只能是数字或者X。", 18, None),
        ("٣70304199001010013", "公民身份号码第1位“٣”不对，只能是数字。", 1, None),
        ("070304199001010013", "公民身份号码第1位不能是0，前6位是行政区划码。", 1, None),
        ("370304199013010013", "公民身份号码第7至14位不是出生日期，请核对。", 7, None),
        ("370304199002290013", "公民身份号码第7至14位不是出生日期，请核对。", 7, None),
        ("370304179901010013", "公民身份号码第7至14位不是出生日期，请核对。", 7, None),
        ("370304000001010013", "公民身份号码第7至14位不是出生日期，请核对。", 7, None),
        ("370304199001010014", "公民身份号码第18位校验码应为“3”，现为“4”，请逐位核对。", 18, "3"),
    ],
)
def test_a_wrong_number_is_refused_with_the_place(
    typed: str, sentence: str, position: int | None, expected: str | None
) -> None:
    with pytest.raises(citizen.BadCitizenId) as refusal:
        citizen.check(typed)
    assert str(refusal.value) == sentence
    assert (refusal.value.position, refusal.value.expected) == (position, expected)


def test_an_old_number_is_made_into_a_new_one() -> None:
    assert citizen.upgrade("110105491231002").text == "11010519491231002X"
    assert citizen.upgrade(" 370304 900101 001").text == "370304199001010013"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("370304199001010013", "公民身份号码应为15位，现为18位，请核对后重新输入。"),
        ("37030490010100X", "公民身份号码第15位“X”不对，只能是数字。"),
        ("370304901301001", "公民身份号码第7至14位不是出生日期，请核对。"),
    ],
)
def test_an_old_number_that_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(citizen.BadCitizenId) as refusal:
        citizen.upgrade(typed)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("370304199001010013", "3703**********0013"),
        ("370304900101001", "3703*******1001"),
        ("123456789", "1234*6789"),
        ("12345678", "********"),
        ("", ""),
    ],
)
def test_the_mask(text: str, masked: str) -> None:
    assert citizen.mask(text) == masked


def test_a_number_does_not_slip_into_a_message() -> None:
    person = citizen.check("370304199001010013")
    assert str(person) == f"{person}" == "3703**********0013"
    assert repr([person]) == "[CitizenId(3703**********0013)]"


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        # Full years begin on the day after the birthday.
        (date(2008, 11, 23), date(2026, 11, 23), 17),
        (date(2008, 11, 23), date(2026, 11, 24), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2025, 12, 31), date(2026, 1, 1), 0),
        (date(2025, 12, 31), date(2027, 1, 1), 1),
    ],
)
def test_full_years_of_life(born_on: date, day: date, age: int) -> None:
    assert citizen.check(number_of(born_on, 1)).age_on(day) == age


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="1989-12-31早于出生日期1990-01-01。"):
        citizen.check("370304199001010013").age_on(date(1989, 12, 31))


@given(st.integers(100000, 999999), BIRTHS, st.integers(0, 999))
def test_the_check_is_that_of_iso_7064_mod_11_2(region: int, born_on: date, sequence: int) -> None:
    # The weights of GB 11643 are the powers of two modulo 11 written out, so both must agree everywhere.
    first = f"{region}{born_on:%Y%m%d}{sequence:03}"
    product = 0
    for digit in first:
        product = (product + int(digit)) * 2 % 11
    assert is_good(first + "0123456789X"[(12 - product) % 11])


@given(BIRTHS, SEQUENCES, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_found(born_on: date, sequence: int, place: int, wrong: str) -> None:
    text = number_of(born_on, sequence)
    assert is_good(text[:place] + wrong + text[place + 1 :]) is (text[place] == wrong)


@given(BIRTHS, SEQUENCES, st.integers(0, 16))
def test_two_neighbours_in_wrong_order_are_always_found(born_on: date, sequence: int, place: int) -> None:
    text = number_of(born_on, sequence)
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert is_good(swapped) is (swapped == text)


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), SEQUENCES)
def test_the_upgrade_gives_back_what_the_old_number_said(born_on: date, sequence: int) -> None:
    text = number_of(born_on, sequence)
    person = citizen.upgrade(text[:6] + text[8:17])
    assert (person.text, person.born_on) == (text, born_on)


@given(BIRTHS, st.integers(0, 40000))
def test_age_never_falls(born_on: date, days: int) -> None:
    person = citizen.check(number_of(born_on, 1))
    day = born_on + timedelta(days=days)
    assert 0 <= person.age_on(day) <= person.age_on(day + timedelta(days=1)) <= person.age_on(day) + 1
