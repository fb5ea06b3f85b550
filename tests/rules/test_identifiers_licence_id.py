"""Identifiers of electronic licences: three real ones, and every way to get one wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.identifiers import licence_id

HOUSING = "11100000000013338W011"
PARTS = (HOUSING, "11370304MB00000198", "2026092800017")
TEXT = licence_id.make(*PARTS).text


@pytest.mark.parametrize(
    ("type_code", "issuer", "serial", "version", "check"),
    [
        ("11100000000013338W011", "11430000006122244L", "20230000403", 1, "U"),
        ("11100000MB03271699022", "340100", "000000016", 1, "9"),
        ("11100000000013338W009", "11330105002500287C", "2025052201", 2, "0"),
    ],
)
def test_real_licences(type_code: str, issuer: str, serial: str, version: int, check: str) -> None:
    made = licence_id.make(type_code, issuer, serial, version)
    assert made.check_character == check
    assert str(made) == made.text == f"1.2.156.3005.2.{type_code}.{issuer}.{serial}.{version:03}.{check}"
    assert licence_id.check(made.text) == made


def test_small_letters_are_made_large() -> None:
    assert licence_id.check(TEXT.lower()) == licence_id.make(*PARTS)


def test_a_change_makes_the_next_version_of_the_same_serial() -> None:
    first = licence_id.make(*PARTS)
    second = first.next_version()
    assert (second.serial, second.version) == (first.serial, 2)
    assert second.text != first.text
    with pytest.raises(licence_id.BadLicenceId, match="电子证照标识的版本号应为1至999，不能是1000。"):
        licence_id.make(*PARTS, 999).next_version()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.2.156.3005.1.X", "电子证照标识应以“1.2.156.3005.2.”开头，请核对。"),
        (
            TEXT[:-2],
            "电子证照标识在“1.2.156.3005.2”之后应有5段（类型、颁发机构、流水号、版本、校验位），现有4段。",
        ),
        (TEXT.replace(".001.", ".1."), "电子证照标识的版本号“1”应为3位数字。"),
        (TEXT.replace(".001.", ".٠٠١."), "电子证照标识的版本号“٠٠١”应为3位数字。"),
        (TEXT.replace(".001.", ".000."), "电子证照标识的版本号应为1至999，不能是0。"),
        (
            TEXT.replace(HOUSING, HOUSING[:-1]),
            "电子证照标识的证照类型代码“11100000000013338W01”应为定义机构的18位统一社会信用代码加3位数字。",
        ),
        (
            TEXT.replace("38W011", "38WA11"),
            "电子证照标识的证照类型代码“11100000000013338WA11”应为定义机构的18位统一社会信用代码加3位数字。",
        ),
        (
            TEXT.replace("38W011", "38X011"),
            (
                "电子证照标识的证照类型代码前18位不对："
                "统一社会信用代码第18位校验码应为“W”，现为“X”，请逐位核对。"
            ),
        ),
        (TEXT.replace("11370304MB00000198", ""), "电子证照标识的颁发机构代码应为1至18位，现为0位。"),
        (TEXT.replace("2026092800017", "1" * 33), "电子证照标识的流水号应为1至32位，现为33位。"),
        (
            TEXT.replace("2026092800017", "2026-17"),
            "电子证照标识第5位“-”不对，只能是数字或者字母（流水号“2026-17”）。",
        ),
        (
            "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.V",
            "电子证照标识最后一位校验位应为“U”，现为“V”，请逐位核对。",
        ),
    ],
)
def test_a_wrong_identifier_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(licence_id.BadLicenceId) as refusal:
        licence_id.check(text)
    assert str(refusal.value) == sentence


SERIALS = st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=32)


@given(SERIALS, st.integers(1, 999))
def test_what_was_made_can_be_read(serial: str, version: int) -> None:
    made = licence_id.make(HOUSING, "11370304MB00000198", serial, version)
    assert licence_id.check(made.text) == made


@given(SERIALS, st.data())
def test_one_wrong_character_of_the_serial_is_always_found(serial: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(serial) - 1))
    wrong = data.draw(
        st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ").filter(lambda c: c != serial[place])
    )
    text = licence_id.make(HOUSING, "11370304MB00000198", serial).text
    changed = text.replace(f".{serial}.001.", f".{serial[:place]}{wrong}{serial[place + 1 :]}.001.")
    with pytest.raises(licence_id.BadLicenceId, match="校验位应为"):
        licence_id.check(changed)
