"""What a row about a refusal says, and how it is tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from factories.courses import Course, Step
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases.refused import Refused


@dataclass(frozen=True)
class Row:
    """In this case (`given`) that command is refused (`kind`), in a sentence that has these words (`says`)."""

    name: str
    given: Callable[[], Course]
    command: Step
    kind: type[Refused]
    says: str


def refuses(row: Row) -> None:
    """A refused command says why and what to do, in a whole sentence, and changes nothing."""
    here = row.given()
    state, events = here.state, tuple(here.events)
    with pytest.raises(row.kind) as refused:
        here.do(row.command)
    sentence = refused.value.sentence
    assert refused.type is row.kind
    assert _days_in_words(row.says) in sentence, sentence
    assert sentence.endswith("。")
    assert "{" not in sentence, "every place in the sentence is filled"
    assert refused.value.remedy, "every refusal says what to do"
    assert here.state == state
    assert tuple(here.events) == events


def _days_in_words(says: str) -> str:
    """The tables write days as 2026-11-30, people as 2026年11月30日."""
    return re.sub(r"\d{4}-\d{2}-\d{2}", lambda day: chinese_date(date.fromisoformat(day[0])), says)


def names(rows: list[Row]) -> list[str]:
    """For pytest's ids."""
    return [row.name for row in rows]
