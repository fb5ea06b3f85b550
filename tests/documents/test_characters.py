"""Nothing invisible is printed, and nothing for which the fonts have no picture is silently left blank."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from documents.reading import text
from documents.samples import sample
from onevisit.documents.characters import known_in, printable
from onevisit.documents.rendering import render


def known() -> frozenset[int]:
    return known_in(Path(settings.FONTS_ROOT))


@pytest.mark.parametrize(
    ("given_", "printed"),
    [
        ("王桂兰", "王桂兰"),
        ("𠮷野家", "〔U+20BB7〕野家"),
        ("好😀", "好〔U+1F600〕"),
        ("\ud800", "〔U+D800〕"),
        ("a\x00b\x07c\x7f", "abc"),
        ("\u202e倒\u202c写\u200b\ufeff", "倒写"),
        ("中\ufe0f国\U000e0100", "中国"),
        ("一\r\n二\r三\u2028四\x85五", "一\n二\n三\n四\n五"),
        ("a\tb\u00a0c\u202fd\u3000e", "a b\u00a0c d\u3000e"),
    ],
)
def test_characters(given_: str, printed: str) -> None:
    assert printable(given_, known()) == printed


@given(st.text())
def test_what_is_printable_stays_as_it_is(words: str) -> None:
    once = printable(words, known())
    assert printable(once, known()) == once
    assert all(ord(one) in known() or one == "\n" for one in once)


def test_the_fonts_have_what_chinese_names_and_laws_need() -> None:
    common = {*range(0x4E00, 0x9FA6), *map(ord, "〔〕《》“”‘’·—…（），。；：、？！０①")}
    assert common <= known()


def test_a_rare_character_of_a_name_is_named_in_the_document() -> None:
    assert "示例·〔U+20BB7〕三：" in text(render("withdrawn/1", sample("withdrawn", to="示例·𠮷三")))
