"""Definitions with faults: each is found, named by its place, and none hides another."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.matters import checked
from onevisit.rules.matters.parse import parse_matter

GOOD: dict[str, Any] = dict(next(e for e in checked().pack.matters if e.matter.key == "dig-road").data)
Data = dict[str, Any]


def broken(change: Callable[[Data], object]) -> list[tuple[str, str]]:
    """Path and code of each error after a change."""
    data = copy.deepcopy(GOOD)
    change(data)
    return [(one.path, one.code) for one in parse_matter(data).findings if one.severity == "error"]


def test_the_model_definition_has_no_error() -> None:
    assert broken(lambda data: None) == []


FAULTS: list[tuple[str, Callable[[Data], object], tuple[str, str]]] = [
    ("a key that nobody knows", lambda d: d.update(colour="red"), ("colour", "unknown-key")),
    (
        "a nested one",
        lambda d: d["requirements"][0].update(colour="red"),
        ("requirements[0].colour", "unknown-key"),
    ),
    ("a missing key", lambda d: d.pop("stages"), ("stages", "missing")),
    ("a number for a name", lambda d: d.update(name=5), ("name", "wrong-type")),
    ("a word that is no kind", lambda d: d.update(kind="许可"), ("kind", "unknown-choice")),
    ("an empty name", lambda d: d.update(name="  "), ("name", "empty")),
    ("a NUL in a name", lambda d: d.update(name="食\0品"), ("name", "control-character")),
    ("a list that is a word", lambda d: d.update(channels="online"), ("channels", "wrong-type")),
    (
        "an option that YAML made a truth value",
        lambda d: d["situations"][0].update(options={"a": True}),
        ("situations[0].options.a", "wrong-type"),
    ),
    ("a key in capitals", lambda d: d.update(key="DigRoad"), ("key", "bad-key")),
    (
        "an article without quotes",
        lambda d: d["requirements"][0].update(basis={"law": "行政许可法", "article": 29}),
        ("requirements[0].basis.article", "bad-article"),
    ),
    (
        "a condition that breaks off",
        lambda d: d["requirements"][1].update(when="pipes =="),
        ("requirements[1].when", "bad-condition"),
    ),
    (
        "a question that is not asked",
        lambda d: d["requirements"][1].update(when="colour == red"),
        ("requirements[1].when", "unknown-question"),
    ),
    (
        "an option that is not offered",
        lambda d: d["requirements"][1].update(when="pipes == red"),
        ("requirements[1].when", "unknown-option"),
    ),
    (
        "two limits at once",
        lambda d: d["limits"].update(promised={"days": 3, "months": 1}),
        ("limits.promised", "bad-limit"),
    ),
    (
        "a limit of nothing",
        lambda d: d["limits"].update(promised={"working_days": 0}),
        ("limits.promised.working_days", "bad-length"),
    ),
    (
        "a promise beyond the law",
        lambda d: d["limits"].update(promised={"working_days": 50}),
        ("limits.promised", "promise-too-long"),
    ),
    (
        "a code of another kind",
        lambda d: d["codes"].update(basic="000717022000"),
        ("codes.basic", "kind-mismatch"),
    ),
    ("a code too short", lambda d: d["codes"].update(basic="0001170"), ("codes.basic", "bad-code")),
    (
        "two stages with one key",
        lambda d: d["stages"][2].update(key="municipal"),
        ("stages", "duplicate-key"),
    ),
    ("no decision", lambda d: d["stages"].pop(), ("stages", "one-decide")),
    (
        "a stage after nothing",
        lambda d: d["stages"][1].update(after=["survey"]),
        ("stages[1].after", "unknown-stage"),
    ),
    (
        "stages that wait for each other",
        lambda d: (
            d["stages"][1].update(after=["accept", "traffic"]) or d["stages"][2].update(after=["municipal"])
        ),
        ("stages", "cycle"),
    ),
    (
        "an opinion that nobody waits for",
        lambda d: d["stages"][4].update(after=["municipal", "traffic"]),
        ("stages[3]", "not-awaited"),
    ),
    ("a review by nobody", lambda d: d["stages"][1].pop("organ"), ("stages[1].organ", "missing")),
    (
        "a requirement that cannot be shown",
        lambda d: d["requirements"][0].update(evidence=[]),
        ("requirements[0].evidence", "no-way"),
    ),
    (
        "shared, but what",
        lambda d: d["requirements"][0].update(evidence=[{"way": "shared"}]),
        ("requirements[0].evidence[0].resource", "resource-mismatch"),
    ),
    (
        "only a register can show it",
        lambda d: d["requirements"][1].update(evidence=[{"way": "shared", "resource": "population"}]),
        ("requirements[1].evidence", "register-only"),
    ),
    (
        "an act for which no way is open",
        lambda d: d["presences"][0].update(means=[]),
        ("presences[0].means", "no-way"),
    ),
    (
        "a fee with neither amount nor standard",
        lambda d: d["fees"][0].pop("standard"),
        ("fees[0]", "fee-amount"),
    ),
    ("assumed, but which", lambda d: d.update(assumed=["colour"]), ("assumed", "assumed-unknown")),
    ("assumed, but how", lambda d: d.update(assumed="maybe"), ("assumed", "bad-assumed")),
]


@pytest.mark.parametrize(("change", "fault"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_is_found_where_it_is(change: Callable[[Data], object], fault: tuple[str, str]) -> None:
    assert fault in broken(change)


def test_one_fault_does_not_hide_another() -> None:
    def two(data: Data) -> None:
        data["colour"] = "red"
        data["requirements"][2]["made_by"] = "nobody"
        data["stages"][1]["limit"] = {"weeks": 2}

    found = {path for path, _ in broken(two)}
    assert {"colour", "requirements[2].made_by", "stages[1].limit.weeks"} <= found


def test_what_is_assumed_is_known_by_its_place() -> None:
    provenance = parse_matter(GOOD).provenance
    assert provenance.assumes("limits.promised")
    assert provenance.assumes("limits.promised.working_days")
    assert not provenance.assumes("limits.statutory")
    assert "limits.statutory.basis" in provenance.articles


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=15,
)
paths = st.lists(st.sampled_from(sorted(GOOD)), min_size=1, max_size=3)


@given(plain)
def test_no_data_whatever_makes_the_parser_fail(data: object) -> None:
    assert parse_matter(data).findings


@given(keys=paths, value=plain)
def test_nor_does_anything_in_the_place_of_anything(keys: list[str], value: object) -> None:
    data = copy.deepcopy(GOOD)
    for key in keys:
        data[key] = value
    parse_matter(data)
