"""Events as they were once written. This file only grows: what stands in a log has to be readable for ever."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onevisit.rules.cases.codec import Corrupt, decode, encode
from onevisit.rules.cases.events import EVENTS
from onevisit.rules.record.canonical import dumps

LINES = [
    json.loads(line)
    for line in (Path(__file__).parent / "golden" / "events.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("line", LINES, ids=[f"{line['name']}-{line['schema']}" for line in LINES])
def test_what_was_once_written_can_be_read(line: dict[str, object]) -> None:
    event = decode(line["name"], line["schema"], line["data"])  # type: ignore[arg-type]
    assert type(event).__name__ == line["name"]
    if type(event).schema == line["schema"]:
        assert dumps(encode(event)[2]) == dumps(line["data"]), "and writes itself the same"


def test_every_event_in_its_present_schema_is_kept_here() -> None:
    kept = {(line["name"], line["schema"]) for line in LINES}
    missing = {(name, event.schema) for name, event in EVENTS.items()} - kept
    assert not missing, f"add a line for each to golden/events.jsonl: {missing}"


def test_what_nobody_wrote_is_refused() -> None:
    with pytest.raises(Corrupt, match="no event is called Vanished"):
        decode("Vanished", 1, {})
    with pytest.raises(Corrupt, match="knows up to 1"):
        decode("Closed", 2, {"on": "2026-11-23"})
    with pytest.raises(Corrupt, match="by_whom"):
        decode("Closed", 1, {"on": "2026-11-23", "by_whom": "x"})
