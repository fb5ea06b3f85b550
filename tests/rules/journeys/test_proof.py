"""The number of visits is right: in random worlds the solver says what trying everything says.

`make prove` judges 20,000 worlds (full.py); here are a few hundred, some of them new each time.
"""

from __future__ import annotations

import pytest
from hypothesis import event, given, note, settings

from onevisit.rules.journeys.model import Problem
from rules.journeys.making import told
from rules.journeys.proof import EXACT, Tally, judge, tally
from rules.journeys.worlds import numbered, worlds

SAMPLE = range(200)
TOO_LARGE = 0.08
"""The share of worlds that may be too large for the oracle: more, and the proof would be of small worlds only."""


@settings(max_examples=200)
@given(worlds)
def test_the_solver_says_what_trying_everything_says(problem: Problem) -> None:
    note(told(problem))
    verdict = judge(problem)
    event(verdict.kind)
    assert not verdict.fault


@pytest.fixture(scope="module")
def sample() -> Tally:
    return tally((number, judge(numbered(number))) for number in SAMPLE)


def test_the_same_worlds_every_time(sample: Tally) -> None:
    assert not sample.faults, "\n".join(sample.faults)


def test_nine_figures_of_ten_are_exact(sample: Tally) -> None:
    assert sample.exact >= EXACT, sample.words


def test_the_worlds_are_worth_the_trouble(sample: Tally) -> None:
    assert sample.kinds["too large"] <= TOO_LARGE * len(SAMPLE), sample.words
    assert sample.kinds["exact"] >= 0.6 * len(SAMPLE), sample.words
    assert sample.kinds["none found"], "some worlds have no end within reach"
