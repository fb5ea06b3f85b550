"""The printed form: the same bytes for the same data, in our fonts, with nothing in it but the data."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from django.test import override_settings

from onevisit.licences.rendering import FONTS, BadTemplate, NoFonts, Printed, render

TEMPLATE = "certificate/1"
PRINTED = Printed(
    title="城市道路挖掘许可证",
    number="博执202600001",
    rows=(
        ("持证人", "示例·王桂兰"),
        ("公民身份号码", "3703**********2049"),
        ("办理事项", "挖掘城市道路许可"),
    ),
    organ="博山区综合行政执法局",
    day="2026年11月23日",
    record="0f" * 32,
    address="https://example.test/verify/abcdefghijklmnopqrstuv",
)


def read(pdf: bytes) -> tuple[str, set[str], int]:
    """The text without blanks and line ends, the names of the fonts, the number of pages."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    fonts = {
        font["/BaseFont"].split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    return text, fonts, len(reader.pages)


def test_everything_given_can_be_read_in_our_fonts_on_one_page() -> None:
    text, fonts, pages = read(render(TEMPLATE, PRINTED))
    for value in (PRINTED.title, PRINTED.number, PRINTED.organ, PRINTED.day, PRINTED.record, PRINTED.address):
        assert value in text
    for label, value in PRINTED.rows:
        assert label in text
        assert value in text
    assert "电子印章位置" in text
    assert "演示" in text
    assert fonts == {Path(name).stem for name in FONTS}
    assert pages == 1


def test_the_same_data_give_the_same_bytes_in_every_thread() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: render(TEMPLATE, PRINTED), range(8)))
    assert made == {render(TEMPLATE, PRINTED)}
    assert render(TEMPLATE, replace(PRINTED, number="博执202600002")) not in made
    metadata = pypdf.PdfReader(io.BytesIO(made.pop())).metadata
    assert metadata is not None
    assert (metadata.title, metadata.creation_date) == ("城市道路挖掘许可证 博执202600001", None)


def test_what_a_person_wrote_is_never_markup() -> None:
    nasty = '#panic("x") *粗* $x$ = 题 \\ "引号" <标签> @引用 `代码` // 注'
    text, _, _ = read(render(TEMPLATE, replace(PRINTED, title="许可证#1", rows=(("持证人", nasty),))))
    assert "".join(nasty.split()) in text
    assert "许可证#1" in text


def test_what_does_not_fit_goes_on_and_the_seal_stands_on_the_last_page() -> None:
    rows = tuple((f"内容{n}", "博山区池上镇中郝峪村的一段很长的地址" * 4) for n in range(12))
    pdf = render(TEMPLATE, replace(PRINTED, title="一个很长很长的证照名称" * 3, rows=rows))
    text, _, count = read(pdf)
    assert text.count("博山区池上镇中郝峪村的一段很长的地址") == 48
    pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert [n for n, page in enumerate(pages, 1) if f"第{n}页，共{count}页" in page] == [*range(1, count + 1)]
    assert ["电子印章位置" in page for page in pages] == [False] * (count - 1) + [True]


def test_without_fonts_nothing_is_rendered(tmp_path: Path) -> None:
    with (
        override_settings(FONTS_ROOT=tmp_path),
        pytest.raises(NoFonts, match=r"没有字体 NotoSerifSC-Regular\.ttf"),
    ):
        render(TEMPLATE, PRINTED)


def test_a_font_that_is_no_font_is_noticed(tmp_path: Path) -> None:
    for name in FONTS:
        (tmp_path / name).write_bytes(b"not a font")
    with (
        override_settings(FONTS_ROOT=tmp_path),
        pytest.raises(BadTemplate, match="unknown font family: noto serif sc"),
    ):
        render(TEMPLATE, PRINTED)


def test_a_template_of_a_later_version_is_not_guessed() -> None:
    with pytest.raises(BadTemplate, match="certificate/99"):
        render("certificate/99", PRINTED)
