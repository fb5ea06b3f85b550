"""Codes of matters and national case numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.identifiers import matter_codes, uscc

TASK = "11440232MB2D06811W4000117051000"


def test_the_parts_of_a_basic_code() -> None:
    code = matter_codes.check_basic_code("370117002011")
    assert (code.division, code.kind, code.ministry, code.main, code.sub) == ("37", "01", "17", "002", "011")
    assert str(code) == "370117002011"


@pytest.mark.parametrize("text", [TASK, "11370800MB285591843370117002011", TASK.lower()])
def test_real_task_codes(text: str) -> None:
    task = matter_codes.check_task_code(text)
    assert str(task) == text.upper()
    assert task.organ.text == text[:18].upper()
    assert task.level == text[18]
    assert task.basic.text == text[19:]


def test_a_task_code_is_made_of_its_parts() -> None:
    organ = uscc.check("11440232MB2D06811W")
    basic = matter_codes.check_basic_code("000117051000")
    assert matter_codes.make_task_code(organ, 4, basic).text == TASK


def test_a_handling_item_is_a_task_and_a_number() -> None:
    item = matter_codes.check_handle_item_code(f"{TASK}07")
    assert (item.task.text, item.seq, str(item)) == (TASK, 7, f"{TASK}07")


def test_a_real_national_case_number() -> None:
    number = matter_codes.check_national_case_no(f"{TASK}202010200008")
    assert (number.task.text, number.day, number.seq) == (TASK, date(2020, 10, 20), 8)
    assert str(number) == f"{TASK}202010200008"


@given(st.dates(), st.integers(1, 9999) | st.just(9999))
def test_a_case_number_that_was_made_can_be_read(day: date, seq: int) -> None:
    made = matter_codes.make_national_case_no(matter_codes.check_task_code(TASK), day, seq)
    assert len(made.text) == 43
    assert matter_codes.check_national_case_no(made.text) == made


@pytest.mark.parametrize("text", ["XK51000123", TASK, "GF-37", "A" * 36, "1"])
def test_local_codes_are_taken_as_they_are(text: str) -> None:
    assert matter_codes.check_local_code(text) == text


@pytest.mark.parametrize(
    ("check", "text", "error", "sentence", "position"),
    [
        (
            matter_codes.check_basic_code,
            "00011705100",
            matter_codes.BadBasicCode,
            "基本编码应为12位，现为11位，请核对后重新输入。",
            None,
        ),
        (
            matter_codes.check_basic_code,
            "XK0117051000",
            matter_codes.BadBasicCode,
            "基本编码第1位“X”不对，只能是数字。",
            1,
        ),
        (
            matter_codes.check_basic_code,
            "000017051000",
            matter_codes.BadBasicCode,
            "基本编码第3、4位事项类型不能是00。",
            3,
        ),
        (
            matter_codes.check_basic_code,
            "000117000000",
            matter_codes.BadBasicCode,
            "基本编码第7至9位主项编码不能是000。",
            7,
        ),
        (
            matter_codes.check_task_code,
            TASK[:-1],
            matter_codes.BadTaskCode,
            "实施编码应为31位，现为30位，请核对后重新输入。",
            None,
        ),
        (
            matter_codes.check_task_code,
            TASK.replace("811W", "811X"),
            matter_codes.BadTaskCode,
            (
                "实施编码前18位应为实施主体的统一社会信用代码："
                "统一社会信用代码第18位校验码应为“W”，现为“X”，请逐位核对。"
            ),
            18,
        ),
        (
            matter_codes.check_task_code,
            TASK[:18] + "A" + TASK[19:],
            matter_codes.BadTaskCode,
            "实施编码第19位“A”不对，行使层级只能是1至9。",
            19,
        ),
        (
            matter_codes.check_task_code,
            TASK[:21] + "A" + TASK[22:],
            matter_codes.BadTaskCode,
            "实施编码第20至31位应为基本编码：基本编码第3位“A”不对，只能是数字。",
            22,
        ),
        (
            matter_codes.check_handle_item_code,
            TASK,
            matter_codes.BadHandleItemCode,
            "业务办理项编码应为33位，现为31位，请核对后重新输入。",
            None,
        ),
        (
            matter_codes.check_handle_item_code,
            f"{TASK}00",
            matter_codes.BadHandleItemCode,
            "业务办理项编码第32至33位“00”不是序号，请核对。",
            32,
        ),
        (
            matter_codes.check_handle_item_code,
            f"{TASK}A1",
            matter_codes.BadHandleItemCode,
            "业务办理项编码第32至33位“A1”不是序号，请核对。",
            32,
        ),
        (
            matter_codes.check_handle_item_code,
            f"{TASK}٠١",
            matter_codes.BadHandleItemCode,
            "业务办理项编码第32位“٠”不对，只能是数字或者字母。",
            32,
        ),
        (
            matter_codes.check_national_case_no,
            f"{TASK}20201020",
            matter_codes.BadNationalCaseNo,
            "办件编号应为43位，现为39位，请核对后重新输入。",
            None,
        ),
        (
            matter_codes.check_national_case_no,
            f"{TASK}202013200008",
            matter_codes.BadNationalCaseNo,
            "办件编号第32至39位“20201320”不是日期，请核对。",
            32,
        ),
        (
            matter_codes.check_national_case_no,
            f"{TASK}2020102A0008",
            matter_codes.BadNationalCaseNo,
            "办件编号第32至39位“2020102A”不是日期，请核对。",
            32,
        ),
        (
            matter_codes.check_national_case_no,
            f"{TASK}202010200000",
            matter_codes.BadNationalCaseNo,
            "办件编号第40至43位“0000”不是序号，请核对。",
            40,
        ),
        (
            matter_codes.check_national_case_no,
            f"{TASK}20201020٠٠٠١",
            matter_codes.BadNationalCaseNo,
            "办件编号第40位“٠”不对，只能是数字或者字母。",
            40,
        ),
        (
            matter_codes.check_local_code,
            " ",
            matter_codes.BadLocalCode,
            "地方事项编码应为1至36位，现为0位，请核对后重新输入。",
            None,
        ),
        (
            matter_codes.check_local_code,
            "A" * 37,
            matter_codes.BadLocalCode,
            "地方事项编码应为1至36位，现为37位，请核对后重新输入。",
            None,
        ),
        (
            matter_codes.check_local_code,
            "XK_1",
            matter_codes.BadLocalCode,
            "地方事项编码第3位“_”不对，只能是数字、字母或者连字符。",
            3,
        ),
    ],
)
def test_a_wrong_code_is_refused_with_the_place(
    check, text: str, error, sentence: str, position: int | None
) -> None:
    with pytest.raises(matter_codes.BadMatterCode) as refusal:
        check(text)
    assert type(refusal.value) is error
    assert (str(refusal.value), refusal.value.position) == (sentence, position)


@pytest.mark.parametrize("seq", [0, 10000])
def test_a_day_has_at_most_9999_cases_of_a_matter(seq: int) -> None:
    task = matter_codes.check_task_code(TASK)
    with pytest.raises(matter_codes.BadNationalCaseNo, match=f"办件编号的当日序号应为1至9999，不能是{seq}。"):
        matter_codes.make_national_case_no(task, date(2026, 9, 28), seq)
