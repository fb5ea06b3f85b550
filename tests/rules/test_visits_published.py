"""Our computed numbers beside those that a city publishes: each is computed anew, each difference is explained."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factories.matters import checked, matters
from onevisit.rules.catalogue_checks.packs import catalogue_of
from onevisit.rules.journeys import Catalogue, figures

PUBLISHED = Path(__file__).parents[2] / "docs/reference/visits-published.yaml"
ROWS: list[dict[str, Any]] = yaml.safe_load(PUBLISHED.read_text("utf-8"))
NUMERALS = " 一两三四五六七八九"


@cache
def catalogue() -> Catalogue:
    return catalogue_of(checked().pack)


def test_ten_flagship_matters_stand_beside_a_published_number() -> None:
    compared = [row["matter"] for row in ROWS if row["flagship"]]
    assert len(set(compared)) == len(compared) >= 10
    assert all(matters()[key].flagship for key in compared)


@pytest.mark.parametrize("row", ROWS, ids=[row["matter"] for row in ROWS])
def test_the_number_that_the_table_calls_ours_is_the_computed_one(row: dict[str, Any]) -> None:
    visits = figures(matters()[row["matter"]], catalogue()).in_hand.visits
    assert (visits.low, visits.high) == (row["computed"], row["computed"])


@pytest.mark.parametrize("row", ROWS, ids=[row["matter"] for row in ROWS])
def test_every_difference_is_explained_and_no_agreement_is_called_one(row: dict[str, Any]) -> None:
    more = row["computed"] - row["number"]
    said = re.match(r"我们(多|少)(.)次。(.+)", row["difference"])
    if more:
        assert said is not None, "the sentence begins with how many more or fewer ours are"
        assert (said[1], said[2]) == ("多" if more > 0 else "少", NUMERALS[abs(more)])
        assert len(said[3]) > len("因为不一样。")
    else:
        assert said is None
        assert "一样" in row["difference"].partition("。")[0]


@pytest.mark.parametrize("row", ROWS, ids=[row["matter"] for row in ROWS])
def test_every_published_number_names_where_it_was_found(row: dict[str, Any]) -> None:
    assert row["number"] >= 0
    assert row["where"]
    assert row["title"]
    assert row["page"].startswith("https://")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", row["quoted_on"])


@pytest.mark.parametrize(
    ("key", "answers", "visits"),
    [
        ("licence-renewal", {"age": "under60"}, 0),
        ("licence-renewal", {"age": "sixties"}, 0),
        ("licence-renewal", {"age": "over70"}, 1),
        ("vehicle-registration", {"vehicle": "car", "linked": "linked"}, 0),
        ("vehicle-registration", {"vehicle": "other"}, 1),
        ("company-deregistration", {"paper": "kept"}, 1),
        ("company-deregistration", {"paper": "lost"}, 0),
        ("company-deregistration", {"paper": "never"}, 0),
    ],
)
def test_the_situations_that_the_explanations_tell_apart(
    key: str, answers: dict[str, str], visits: int
) -> None:
    assert str(figures(matters()[key], catalogue(), answers).in_hand.visits) == str(visits)


def test_the_hearing_that_the_explanations_tell_of_is_one_visit_beside_the_ordinary_course() -> None:
    found = figures(matters()["construction-planning"], catalogue())
    assert (str(found.in_hand.visits), str(found.exceptional.visits)) == ("0", "1")
