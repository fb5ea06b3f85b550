"""Case numbers and query codes, as people read them out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.identifiers import case_no, iso7064, query_code

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
SEQUENCES = st.integers(1, 99999)
CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def test_a_case_number() -> None:
    number = case_no.make(date(2026, 9, 28), 17)
    assert (number.text, str(number), number.spoken) == ("260928000170", "260928000170", "260928 00017 0")


@pytest.mark.parametrize(
    "typed", ["260928000170", "260928 00017 0", "260928-00017-0", "２６０９２８０００１７０\n"]
)
def test_a_case_number_is_read_as_it_was_meant(typed: str) -> None:
    assert case_no.check(typed) == case_no.CaseNo(date(2026, 9, 28), 17)


def with_check(first: str) -> str:
    return first + iso7064.check_character(first, iso7064.DIGITS)


@pytest.mark.parametrize(
    ("typed", "sentence", "position"),
    [
        ("", "办件编号应为12位，现为0位，请核对后重新输入。", None),
        ("26092800017", "办件编号应为12位，现为11位，请核对后重新输入。", None),
        ("26092800017O", "办件编号第12位“O”不对，只能是数字。", 12),
        (
            "260928000171",
            "办件编号的最后一位与前面的数字不符，可能输错了一位，请对照回执逐位核对。",
            12,
        ),
        (with_check("26133100017"), "办件编号的前6位“261331”不是日期，请对照回执核对。", 1),
        (with_check("26092800000"), "办件编号的第7至11位序号不能是00000，请对照回执核对。", 7),
    ],
)
def test_a_wrong_case_number_is_refused_with_which(typed: str, sentence: str, position: int | None) -> None:
    with pytest.raises(case_no.BadCaseNo) as refusal:
        case_no.check(typed)
    assert (str(refusal.value), refusal.value.position) == (sentence, position)


@pytest.mark.parametrize(
    ("day", "seq", "sentence"),
    [
        (date(1999, 12, 31), 1, "办件编号只能用于2000年至2099年，不能用于1999年。"),
        (date(2100, 1, 1), 1, "办件编号只能用于2000年至2099年，不能用于2100年。"),
        (date(2026, 9, 28), 0, "办件编号的当日序号应为1至99999，不能是0。"),
        (date(2026, 9, 28), 100000, "办件编号的当日序号应为1至99999，不能是100000。"),
    ],
)
def test_a_case_number_that_cannot_be_made(day: date, seq: int, sentence: str) -> None:
    with pytest.raises(case_no.BadCaseNo) as refusal:
        case_no.make(day, seq)
    assert str(refusal.value) == sentence


@given(DAYS, SEQUENCES)
def test_what_was_made_can_be_read(day: date, seq: int) -> None:
    made = case_no.make(day, seq)
    assert len(made.text) == 12
    assert case_no.check(made.spoken) == made


@given(DAYS, SEQUENCES, st.integers(0, 11), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(day: date, seq: int, place: int, wrong: str) -> None:
    text = case_no.make(day, seq).text
    if text[place] == wrong:
        return
    with pytest.raises(case_no.BadCaseNo):
        case_no.check(text[:place] + wrong + text[place + 1 :])


@given(DAYS, SEQUENCES, DAYS, SEQUENCES)
def test_no_two_cases_share_a_number(day: date, seq: int, other_day: date, other_seq: int) -> None:
    same = case_no.make(day, seq).text == case_no.make(other_day, other_seq).text
    assert same is ((day, seq) == (other_day, other_seq))


def test_the_check_of_iso_7064_mod_11_10() -> None:
    # The standard's own example: 0794 has the check 5. An old business number has the same check.
    assert iso7064.check_character("0794", iso7064.DIGITS) == "5"
    assert iso7064.check_character("11010800000001", iso7064.DIGITS) == "6"
    with pytest.raises(ValueError):
        iso7064.check_character("07A4", iso7064.DIGITS)


@given(st.binary(min_size=5, max_size=5))
def test_a_query_code_that_was_made_can_be_read(entropy: bytes) -> None:
    code = query_code.make(entropy)
    assert len(code) == 8
    assert set(code) <= set(CODE_ALPHABET)
    assert query_code.check(f" {code[:4].lower()}-{code[4:]} ") == code


def test_query_codes_use_35_bits_of_chance() -> None:
    codes = {query_code.make((1 << bit).to_bytes(query_code.ENTROPY_BYTES)) for bit in range(40)}
    # The five bits that are left over make no difference, and nor do they make a fault.
    assert len(codes) == 36


@given(st.binary(min_size=5, max_size=5), st.integers(0, 7), st.sampled_from(CODE_ALPHABET))
def test_one_wrong_character_of_a_query_code_is_always_found(entropy: bytes, place: int, wrong: str) -> None:
    code = query_code.make(entropy)
    if code[place] == wrong:
        return
    with pytest.raises(query_code.BadQueryCode, match="查询码可能输错了一位，请对照回执逐位核对。"):
        query_code.check(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ABC", "查询码应为8位，现为3位，请核对后重新输入。"),
        ("ABCDEFG1", "查询码第8位“1”不对，只能是数字2至9或者字母，并且不用I和O。"),
        ("ABCDEFGO", "查询码第8位“O”不对，只能是数字2至9或者字母，并且不用I和O。"),
    ],
)
def test_a_wrong_query_code_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(query_code.BadQueryCode) as refusal:
        query_code.check(typed)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("length", [0, 4, 6])
def test_a_query_code_needs_enough_chance(length: int) -> None:
    with pytest.raises(ValueError, match=f"查询码需要5字节随机数，现为{length}字节。"):
        query_code.make(bytes(length))
