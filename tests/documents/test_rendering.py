"""The printed form: the same bytes for the same data, nothing in it but the data, whole pages whatever they are."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.reading import pages, text
from documents.samples import OWN, sample
from onevisit.documents.rendering import render
from onevisit.documents.titles import TITLES
from onevisit.platform.typesetting import FONTS, BadTemplate, NoFonts

MARKUP = '#let x = 1 #panic("x") *粗* _斜_ $x^2$ = 题 - 项 \\ "引号" <标签> @引用 `代码` // 注 /* 注 */ ~ -- [x] {y}'
SEAL = "印章位置·示范"


@pytest.mark.parametrize("kind", TITLES)
def test_the_same_data_give_the_same_bytes_in_every_thread(kind: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        made = set(pool.map(lambda _: render(f"{kind}/1", sample(kind)), range(3)))
    assert made == {render(f"{kind}/1", sample(kind))}
    metadata = pypdf.PdfReader(io.BytesIO(made.pop())).metadata
    assert metadata is not None
    assert (metadata.title, metadata.creation_date) == (f"{TITLES[kind]} 博市监〔2026〕12号", None)


@pytest.mark.parametrize("kind", TITLES)
def test_a_document_stands_in_our_fonts_on_few_pages_with_its_seal_on_the_last(kind: str) -> None:
    pdf = render(f"{kind}/1", sample(kind))
    fonts = {
        font["/BaseFont"].split("+")[-1]
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts <= {Path(name).stem for name in FONTS}
    said = pages(pdf)
    assert len(said) <= 2
    assert [SEAL in page for page in said] == [False] * (len(said) - 1) + [kind != "hearing-record"]


def test_every_page_says_case_telephone_and_its_number() -> None:
    said = pages(render("correction/1", sample("correction", items=_items(30))))
    for number, page in enumerate(said, 1):
        assert "办件编号261118000042联系电话0533-0000000" in page
        assert f"第{number}页，共{len(said)}页" in page


def _items(count: int) -> list[list[str]]:
    return [
        [
            f"第{n}号材料（示例）",
            f"第{n}处：" + "材料内容与申请书填写的不一致，" * 3,
            f"要求{n}：" + "重新填写并签字。" * 4,
        ]
        for n in range(1, count + 1)
    ]


def test_thirty_items_break_well() -> None:
    said = pages(render("correction/1", sample("correction", items=_items(30))))
    assert len(said) > 3
    whole = "".join(said)
    assert [whole.count(f"第{n}处：") for n in range(1, 31)] == [1] * 30
    headed = ["序号材料存在的问题补正要求" in page for page in said]
    assert headed == ["处：" in page for page in said], (
        "the head of the table is repeated on every page of it"
    )
    assert "本机关应当受理" in said[-1], "the seal does not stand alone"
    assert SEAL in said[-1]


@pytest.mark.parametrize("length", range(0, 900, 60))
def test_the_seal_never_stands_alone(length: int) -> None:
    said = pages(render("refusal/1", sample("refusal", reasons="说明理由的文字。" * (length // 8) + "完。")))
    assert SEAL in said[-1]
    assert "提起行政诉讼。" in said[-1]
    assert "四、救济途径" in next(page for page in said if "如不服本决定" in page), (
        "no heading is left behind"
    )


def test_a_text_too_long_for_a_page_goes_on() -> None:
    words = "如不服本决定，可以依法申请行政复议或者提起行政诉讼。"
    printed = text(
        render("refusal/1", sample("refusal", remedies=words * 200, assumed=["参照某规定。"] * 60))
    )
    assert printed.count(words) == 200
    assert printed.count("参照某规定。") == 60
    assert "2026年11月23日" in printed


def test_long_names_and_long_words_stay_on_the_page() -> None:
    name, address = "示例·" + "很长的名称" * 11 + "公司", "https://example.test/" + "W" * 120
    title, organ = "准予某某行政许可决定书" * 5, "示例" * 30
    pdf = render("grant/1", sample("grant", to=name, organ=organ, title=title, opinion=address))
    for value in (name, address, organ, title):
        assert value in text(pdf)
    assert _longest_run(pdf) < 32


def test_long_words_stay_in_their_cell() -> None:
    word = "W" * 19
    pdf = render("correction/1", sample("correction", items=[[word, word, word]]))
    assert text(pdf).count(word) == 3
    assert _longest_run(pdf) < 14


def _longest_run(pdf: bytes) -> int:
    """Of the widest letter on a line, so that one that leaves its place is noticed."""
    lines = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return max(map(len, re.findall("W+", lines)))


@pytest.mark.parametrize("kind", TITLES)
def test_what_a_person_wrote_is_never_markup(kind: str) -> None:
    data = {key: _marked(value) if key in OWN[kind] else value for key, value in sample(kind).items()}
    printed = text(render(f"{kind}/1", data | {"to": MARKUP, "matter": MARKUP}))
    assert "".join(MARKUP.split()) in printed


def _marked(value: object) -> object:
    """The value with markup instead of every text in it that is no day."""
    if isinstance(value, list):
        return [_marked(one) for one in value]
    return MARKUP if isinstance(value, str) and value and not value.startswith("20") else value


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(TITLES)), st.text(min_size=1, max_size=200), st.data())
def test_any_text_anywhere_is_printed(kind: str, words: str, draw: st.DataObject) -> None:
    data = sample(kind)
    key = draw.draw(st.sampled_from(sorted(data.keys() - {"kind"})))
    # Something visible goes with it: a required part that is blank is refused, which is another test.
    assert render(f"{kind}/1", {**data, key: _everywhere(data[key], "可见" + words)}).startswith(b"%PDF")


def _everywhere(value: object, said: str) -> object:
    if isinstance(value, list):
        return [_everywhere(one, said) for one in value]
    return value if isinstance(value, bool) else said


@settings(max_examples=60)
@given(st.text("示例文书#*_$\\@<>[]{}()`~=-+/\"'0aZ：；，。“”《》〔〕", min_size=1, max_size=120))
def test_every_character_of_a_text_is_printed(words: str) -> None:
    printed = text(render("withdrawn/1", sample("withdrawn", reason=f"始{words}终")))
    assert f"始{words}终" in printed


def test_what_is_no_day_is_said_as_it_stands() -> None:
    assert "暂扣期限至整改完成之日。" in text(
        render("suspension/1", sample("suspension", until="整改完成之日"))
    )
    hour = text(render("hearing-notice/1", sample("hearing-notice", hearing_on="2026-12-04T14:00")))
    assert "2026年12月4日14时" in hour
    assert "14时0" not in hour


@pytest.mark.parametrize(
    ("kind", "key"), [("acceptance", "by_silence"), ("grant", "by_silence"), ("hearing-notice", "is_public")]
)
def test_what_decides_between_two_texts_is_never_guessed(kind: str, key: str) -> None:
    with pytest.raises(BadTemplate, match=key):
        render(f"{kind}/1", {name: value for name, value in sample(kind).items() if name != key})


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(TypeError, match="not 3"):
        render("special/1", sample("special", days=3))


def test_a_template_of_a_later_version_is_not_guessed() -> None:
    for template in ("correction/2", "unknown/1", "", "../grant/1"):
        with pytest.raises(BadTemplate, match="没有版式"):
            render(template, sample("correction"))


def test_without_fonts_nothing_is_rendered(tmp_path: Path) -> None:
    with (
        override_settings(FONTS_ROOT=tmp_path),
        pytest.raises(NoFonts, match=r"没有字体 NotoSerifSC-Regular\.ttf"),
    ):
        render("receipt/1", sample("receipt"))


def test_a_font_that_is_no_font_is_noticed(tmp_path: Path) -> None:
    for name in FONTS:
        (tmp_path / name).write_bytes(b"not a font at all")
    with override_settings(FONTS_ROOT=tmp_path), pytest.raises(NoFonts, match="不是完整的字体文件"):
        render("receipt/1", sample("receipt"))
