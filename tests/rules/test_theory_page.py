"""The page about the theory: its example is run, and prints what the page says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/theory/visits.md"
TWO_SCREENS = 110
"""Lines, as a terminal of today shows them."""


def test_the_example_prints_what_the_page_says() -> None:
    code, printed = re.search(
        r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL
    ).groups()  # type: ignore[union-attr]
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, str(PAGE), "exec"), {})
    assert said.getvalue() == printed


def test_every_figure_of_the_example_is_exact_and_told_in_words() -> None:
    text = PAGE.read_text("utf-8")
    assert re.findall(r"^(\S+) visits, (\d+) days", text, re.MULTILINE) == [
        ("3", "28"),
        ("4", "42"),
        ("2", "28"),
    ]
    for words in ("three visits are enough", "a fourth is needed", "two are left"):
        assert words in text.replace("\n", " ")


def test_the_page_is_two_screens_and_its_links_lead_somewhere() -> None:
    text = PAGE.read_text("utf-8")
    assert len(text.splitlines()) <= TWO_SCREENS
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert links
    assert [link for link in links if not (PAGE.parent / link).is_file()] == []
