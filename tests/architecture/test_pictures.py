"""The pictures in the documents: each is there, each is shown, and each is one that the story takes."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


def test_pictures_are_there_shown_described_and_taken_by_the_story() -> None:
    shown: dict[str, str] = {}
    for document in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for words, target in SHOWN.findall(document.read_text("utf-8")):
            assert words.strip(), f"{document.name}: {target} has no description"
            shown[(document.parent / target).resolve().relative_to(ROOT).as_posix()] = words
    there = {file.relative_to(ROOT).as_posix() for file in (ROOT / "docs" / "pictures").glob("*")}
    assert there == set(shown), "missing, or shown nowhere"
    story = "\n".join(file.read_text("utf-8") for file in (ROOT / "tests" / "journeys").glob("*.py"))
    for name in there:
        stem = Path(name).stem
        taken = f'shows("{stem}")' in story or (
            stem.startswith("review-") and 'shows(f"review-{stage}")' in story
        )
        assert taken, f"{name} is not taken by the story"
