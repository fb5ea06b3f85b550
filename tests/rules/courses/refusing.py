"""What a row about a refusal says, and how it is tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from factories.courses import Course, Step
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
    assert row.says in sentence, sentence
    assert sentence.endswith("。")
    assert "{" not in sentence, "every place in the sentence is filled"
    assert refused.value.remedy, "every refusal says what to do"
    assert here.state == state
    assert tuple(here.events) == events


def names(rows: list[Row]) -> list[str]:
    """For pytest's ids."""
    return [row.name for row in rows]
