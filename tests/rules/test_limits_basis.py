"""How a legal basis is cited, and Chinese numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.basis import Basis, chinese_number


@pytest.mark.parametrize(
    ("basis", "citation"),
    [
        (Basis("行政许可法", "32", 1, 4), "《行政许可法》第三十二条第一款第（四）项"),
        (Basis("行政许可法", "42", 2), "《行政许可法》第四十二条第二款"),
        (Basis("行政许可法", "45"), "《行政许可法》第四十五条"),
        (Basis("优化营商环境条例", "10", item=11), "《优化营商环境条例》第十条第（十一）项"),
        (Basis("民法典", "1260"), "《民法典》第一千二百六十条"),
        (Basis("刑法", "133-1"), "《刑法》第一百三十三条之一"),
        (Basis("刑法", "133之1", 2), "《刑法》第一百三十三条之一第二款"),
        (
            Basis("博山区深化最多跑一次改革实施方案", "三（二）"),
            "《博山区深化最多跑一次改革实施方案》三（二）",
        ),
        (Basis("《行政许可法》", " 42 "), "《行政许可法》第四十二条"),
        (
            Basis("国务院关于修改《全国年节及纪念日放假办法》的决定", ""),
            "《国务院关于修改〈全国年节及纪念日放假办法〉的决定》",
        ),
    ],
)
def test_a_basis_is_cited_as_documents_print_it(basis: Basis, citation: str) -> None:
    assert basis.cite() == citation


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((" ", "1"), "依据缺少法律、法规或者文件的名称。"),
        (("行政许可法", "32", 0), "《行政许可法》的款从第一款起，不能是0。"),
        (("行政许可法", "32", 1, -1), "《行政许可法》的项从第一项起，不能是-1。"),
    ],
)
def test_a_basis_that_cannot_be_is_refused(arguments, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        Basis(*arguments)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (201, "二百零一"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (2024, "二千零二十四"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_as_laws_write_them(number: int, text: str) -> None:
    assert chinese_number(number) == text


@pytest.mark.parametrize("number", [-1, 10000])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"chinese_number 只写0至9999的整数，不能写{number}。"):
        chinese_number(number)


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_no_two_numbers_are_written_alike(one: int, other: int) -> None:
    assert (chinese_number(one) == chinese_number(other)) is (one == other)
