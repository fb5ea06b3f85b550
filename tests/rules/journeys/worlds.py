"""Small random worlds with everything that the definition knows, most of which can be solved.

A backbone gives each fact from those before it, so that there is a way; other rules, in any direction, are laid
beside it. `make` draws from a `Random`: Hypothesis hands in one that it can shrink, the long proof one with a number.
"""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from onevisit.rules.journeys.model import Announcement, Fact, Place, PlaceKind, Problem, Rule
from rules.journeys.making import ERRAND, HALL, HOME, MONDAYS, ORGANS, OTHER, PLACES, TUESDAYS

COUNTERS = (HALL, HALL, MONDAYS, TUESDAYS, OTHER)
ANYWHERE = (HOME, HOME, ERRAND, ORGANS, *COUNTERS)
FACTS = ("a", "b", "c", "d", "e")
PERSONS = ("buyer", "seller")


def make(random: Random) -> Problem:
    """One world: up to 3 halls, 5 facts beyond the start, 7 rules, 2 persons and one announcement of 2 outcomes."""
    facts = FACTS[: random.randint(2, 5)]
    persons = PERSONS if random.random() < 0.25 else ("",)
    rules = [_step(random, number, facts, persons) for number in range(len(facts))]
    rules += [_beside(random, number, facts, persons) for number in range(random.randint(0, 7 - len(rules)))]
    announcements: tuple[Announcement, ...] = ()
    if random.random() < 0.35:
        rules, announcement = _announced(random, rules, facts, persons)
        announcements = (announcement,)
    random.shuffle(rules)
    goal = {facts[-1], *_some(random, facts, 0.1)}
    return Problem(PLACES, tuple(rules), frozenset(goal), frozenset({"s"}), announcements, persons)


def _step(random: Random, number: int, facts: tuple[Fact, ...], persons: tuple[str, ...]) -> Rule:
    """What gives one fact from those before it: the last of them, and some others."""
    before = ("s", *facts[:number])
    needs = (
        {before[-1], *_some(random, before, 0.25)} if random.random() < 0.8 else _some(random, before, 0.5)
    )
    return _rule(random, f"step-{number}", needs, {facts[number]}, facts, persons)


def _beside(random: Random, number: int, facts: tuple[Fact, ...], persons: tuple[str, ...]) -> Rule:
    """Another way, a loop, a trap."""
    needs = _some(random, ("s", *facts), 0.3)
    gives = {random.choice(facts), *_some(random, facts, 0.1)}
    return _rule(random, f"beside-{number}", needs, gives, facts, persons)


def _rule(
    random: Random,
    key: str,
    needs: set[Fact],
    gives: set[Fact],
    facts: tuple[Fact, ...],
    persons: tuple[str, ...],
) -> Rule:
    place: Place = random.choice(ANYWHERE)
    rule = Rule(key, place.key, frozenset(needs), frozenset(gives), key)
    if random.random() < 0.35:
        rule = rule._replace(wait=random.randint(1, 3), working=random.random() < 0.3)
    if random.random() < 0.25:
        rule = rule._replace(lasts=random.randint(1, 4))
    if random.random() < 0.2 and needs:
        rule = rule._replace(takes=frozenset({random.choice(sorted(needs))}))
    if place.kind is PlaceKind.ORGANS:
        return rule
    if random.random() < 0.15:
        rule = rule._replace(owes=frozenset({random.choice(facts)}))
    if random.random() < 0.25:
        rule = rule._replace(chooses=("way", random.choice(("one", "two"))))
    if place.kind is PlaceKind.COUNTER and len(persons) > 1:
        rule = rule._replace(persons=frozenset(_some(random, persons, 0.5)))
    return rule


def _announced(
    random: Random, rules: list[Rule], facts: tuple[Fact, ...], persons: tuple[str, ...]
) -> tuple[list[Rule], Announcement]:
    """An announcement: at the last fact the ways part, or what is said is one of the other facts."""
    after = frozenset(_some(random, ("s", *facts[:-1]), 0.4))
    if random.random() < 0.3:
        said = _some(random, facts, 0.3), _some(random, facts, 0.3)
        return rules, Announcement("told", after, tuple(map(frozenset, said[: random.randint(1, 2)])))
    last = next(one for one in rules if facts[-1] in one.gives)
    other = _rule(random, "parted", {"y"}, {facts[-1]}, facts, persons)
    if random.random() < 0.5:
        other = other._replace(needs=other.needs | last.needs)
    parted = [one._replace(needs=one.needs | {"x"}) if one is last else one for one in rules]
    rules = [one for one in (*parted, other) if one.key != "beside-0" or len(rules) < 7]
    return rules, Announcement("told", after, (frozenset({"x"}), frozenset({"y"})))


def _some(random: Random, each: tuple[str, ...], share: float) -> set[str]:
    return {one for one in each if random.random() < share}


worlds: st.SearchStrategy[Problem] = st.randoms(use_true_random=False).map(make)
"""Worlds for Hypothesis, which can shrink them."""


def numbered(number: int) -> Problem:
    """The world with this number, the same on every machine."""
    return make(Random(number))
