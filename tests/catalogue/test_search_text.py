"""How what was typed is read. No database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.catalogue.search_text import Piece, fold, is_word, readings, syllables, within_one

LEGAL = frozenset(("shi", "pin", "jing", "ying", "xi", "an", "xian", "fang", "gan", "fan", "e", "c"))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("食品经营许可（新办）", "食品经营许可 新办"),
        ("ＳｈｉＰｉｎ", "shipin"),
        ("lüshi", "lvshi"),
        ("  开饭店 \n 消防 ", "开饭店 消防"),
        ("C1驾驶证", "c1驾驶证"),
        ("a\0b", "a b"),
        ("😀", ""),
    ],
)
def test_folding(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_leaves_nothing_but_what_can_be_looked_for(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    rare = "\U00020000"  # from here on there are characters that this Python does not know yet
    assert all(one == " " or one.isalnum() or one >= rare for one in fold(text))


@pytest.mark.parametrize(
    ("letters", "first"),
    [
        ("shipin", ["shi", "pin"]),
        ("shipinjy", ["shi", "pin", "j", "y"]),
        ("sp", ["s", "p"]),
        ("shp", ["sh", "p"]),
        ("xian", ["xian"]),
        ("shipinjin", ["shi", "pin", "jin"]),  # still typing jing
        ("c1", ["c", "1"]),
    ],
)
def test_letters_are_cut_into_the_fewest_pieces(letters: str, first: list[str]) -> None:
    assert [piece.syllable for piece in readings(letters, LEGAL)[0]] == first


def test_letters_that_can_be_cut_in_two_ways_are_read_in_both() -> None:
    ways = {tuple(piece.syllable for piece in way) for way in readings("fangan", LEGAL)}
    assert {("fang", "an"), ("fan", "gan")} <= ways


def test_letters_that_are_no_pinyin_have_no_reading() -> None:
    assert readings("uuu", LEGAL) == ()


def test_characters_and_letters_may_be_mixed() -> None:
    (way,) = readings("食品j", LEGAL)
    assert way == (Piece("食", "shi"), Piece("品", "pin"), Piece("", "j", partial=True))


@given(st.text(alphabet="shipnjyxaegc", min_size=1, max_size=60))
def test_every_reading_is_the_whole_of_what_was_typed(letters: str) -> None:
    for way in readings(letters, LEGAL):
        assert "".join(piece.syllable for piece in way) == letters


@given(st.text(alphabet="食品经营许可行长重abc12", max_size=20))
def test_each_character_has_one_syllable(text: str) -> None:
    assert len(syllables(text)) == len(text)


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [
        ("shipin", "shipin", True),
        ("shipin", "shipn", True),
        ("shipin", "shippin", True),
        ("shipin", "shipim", True),
        ("shipin", "shipni", True),
        ("shipin", "hsipin", True),
        ("shipin", "shinip", False),
        ("shipin", "shi", False),
        ("ab", "ba", True),
        ("", "a", True),
        ("", "ab", False),
    ],
)
def test_one_slip(left: str, right: str, near: bool) -> None:
    assert within_one(left, right) is near
    assert within_one(right, left) is near


@given(st.text("abc", max_size=8), st.integers(0, 7), st.sampled_from("abcd"))
def test_one_letter_more_is_always_one_slip(text: str, at: int, letter: str) -> None:
    assert within_one(text, text[:at] + letter + text[at:])


@pytest.mark.parametrize(("text", "word"), [("身份", True), ("精营", False), ("我想开犯店", False)])
def test_words_of_the_language(text: str, word: bool) -> None:
    assert is_word(text) is word
