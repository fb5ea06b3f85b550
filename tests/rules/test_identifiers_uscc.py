"""Unified social credit codes: real ones, test-only ones, and every way to get one wrong."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.identifiers import BadIdentifier, uscc

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
TEST_CODES = ("11370304MB00000198", "11370304MB00000273", "11370304MB0000035X")


@pytest.mark.parametrize(
    ("code", "registrar", "division", "organisation"),
    [
        ("11370800MB28559184", "11", "370800", "MB2855918"),
        ("113700000045030270", "11", "370000", "004503027"),
        ("11440232MB2D06811W", "11", "440232", "MB2D06811"),
        ("91350100M000100Y43", "91", "350100", "M000100Y4"),
        # Organisation codes from before 2015 begin with digits.
        ("914403001922038216", "91", "440300", "192203821"),
        ("9144030071526726XG", "91", "440300", "71526726X"),
        ("11100000000013338W", "11", "100000", "000013338"),
    ],
)
def test_codes_of_real_bodies(code: str, registrar: str, division: str, organisation: str) -> None:
    checked = uscc.check(code)
    assert checked.text == str(checked) == code
    assert (checked.registrar, checked.division, checked.organisation) == (registrar, division, organisation)
    assert not uscc.is_test_code(checked)


@pytest.mark.parametrize(
    "typed", ["11370304mb0000035x", " 11370304 MB000003 5X ", "１１３７０３０４ＭＢ０００００３５Ｘ"]
)
def test_a_code_is_read_as_it_was_meant(typed: str) -> None:
    assert uscc.check(typed).text == "11370304MB0000035X"


@pytest.mark.parametrize(
    ("typed", "sentence", "position", "expected"),
    [
        ("", "统一社会信用代码应为18位，现为0位，请核对后重新输入。", None, None),
        ("11370304MB0000035", "统一社会信用代码应为18位，现为17位，请核对后重新输入。", None, None),
        (
            "1137O304MB0000035X",
            "统一社会信用代码第5位“O”不对，只能是数字或者大写字母，并且不用I、O、S、V、Z。",
            5,
            None,
        ),
        (
            "11３７０三04MB0000035X",
            "统一社会信用代码第6位“三”不对，只能是数字或者大写字母，并且不用I、O、S、V、Z。",
            6,
            None,
        ),
        (
            "1137A304MB0000035X",
            "统一社会信用代码第5位“A”不对，第3至8位是登记地行政区划码，只能是数字。",
            5,
            None,
        ),
        (
            "11370304MB0000045X",
            "统一社会信用代码第17位组织机构代码校验码应为“3”，现为“5”，请逐位核对。",
            17,
            "3",
        ),
        # From a mock file of another city: its last character is wrong.
        ("11440300007542785T", "统一社会信用代码第18位校验码应为“U”，现为“T”，请逐位核对。", 18, "U"),
    ],
)
def test_a_wrong_code_is_refused_with_the_place(
    typed: str, sentence: str, position: int | None, expected: str | None
) -> None:
    with pytest.raises(uscc.BadCreditCode) as refusal:
        uscc.check(typed)
    assert str(refusal.value) == sentence
    assert (refusal.value.position, refusal.value.expected) == (position, expected)
    assert isinstance(refusal.value, BadIdentifier)


def test_codes_for_tests_are_those_that_were_worked_out() -> None:
    assert tuple(uscc.make_test_code(seq) for seq in (1, 2, 3)) == TEST_CODES


@given(st.integers(1, 9999), st.sampled_from(["11", "12", "51", "52", "91", "92", "93"]))
def test_codes_for_tests_pass_and_are_known_as_such(seq: int, registrar: str) -> None:
    code = uscc.check(uscc.make_test_code(seq, registrar))
    assert (code.registrar, code.division) == (registrar, "370304")
    assert uscc.is_test_code(code)


def test_a_code_of_another_series_is_none_for_tests() -> None:
    assert not uscc.is_test_code(uscc.CreditCode("11370304MB28559184"))
    assert not uscc.is_test_code(uscc.CreditCode("Y1370304MB00000198"))
    assert not uscc.is_test_code(uscc.CreditCode("11370304MB00A00198"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((0,), "测试用统一社会信用代码的序号应为1至9999，不能是0。"),
        ((10000,), "测试用统一社会信用代码的序号应为1至9999，不能是10000。"),
        ((1, "Y1"), "测试用统一社会信用代码的前两位不能是'Y1'，请用11、12、51、52、91、92或者93。"),
        ((1, "9I"), "测试用统一社会信用代码的前两位不能是'9I'，请用11、12、51、52、91、92或者93。"),
        ((1, "9"), "测试用统一社会信用代码的前两位不能是'9'，请用11、12、51、52、91、92或者93。"),
    ],
)
def test_a_code_for_tests_that_cannot_be_made(arguments, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        uscc.make_test_code(*arguments)
    assert str(refusal.value) == sentence


@given(st.integers(1, 9999), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(seq: int, place: int, wrong: str) -> None:
    code = uscc.make_test_code(seq)
    if code[place] == wrong:
        return
    with pytest.raises(uscc.BadCreditCode):
        uscc.check(code[:place] + wrong + code[place + 1 :])


@given(st.integers(1, 9999), st.integers(0, 16))
def test_two_neighbours_in_wrong_order_are_always_found(seq: int, place: int) -> None:
    code = uscc.make_test_code(seq)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped == code:
        return
    with pytest.raises(uscc.BadCreditCode):
        uscc.check(swapped)


@given(st.text(alphabet=string.printable + "ＡＢ０一\0\ud800", max_size=25))
def test_whatever_else_is_typed_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(uscc.BadCreditCode, match=r"。$"):
        uscc.check(text)
