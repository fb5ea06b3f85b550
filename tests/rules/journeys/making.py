"""Small worlds in few words: facts are written as words with spaces between them, and a rule's key says what it is."""

from __future__ import annotations

from typing import Any

from onevisit.rules.journeys.model import Announcement, Fact, Place, PlaceKind, Problem, Rule

HOME = Place("home", "家", PlaceKind.HOME)
ORGANS = Place("organs", "部门", PlaceKind.ORGANS)
ERRAND = Place("errand", "社会机构", PlaceKind.ERRAND)
HALL = Place("hall", "大厅", PlaceKind.COUNTER)
OTHER = Place("other", "另一个大厅", PlaceKind.COUNTER)
MONDAYS = Place("mondays", "大厅周一窗口", PlaceKind.COUNTER, "hall", frozenset({1}))
TUESDAYS = Place("tuesdays", "大厅周二窗口", PlaceKind.COUNTER, "hall", frozenset({2}))
PLACES = (HOME, ORGANS, ERRAND, HALL, OTHER, MONDAYS, TUESDAYS)
SETS = ("takes", "owes", "persons")


def facts(words: str) -> frozenset[Fact]:
    """The facts that are named."""
    return frozenset(words.split())


def rule(key: str, place: Place, needs: str, gives: str, **more: Any) -> Rule:
    """A rule; `takes`, `owes` and `persons` are words too."""
    sets = {name: facts(more.pop(name)) for name in SETS if name in more}
    return Rule(key, place.key, facts(needs), facts(gives), key, **sets, **more)


def announce(key: str, after: str, *outcomes: str) -> Announcement:
    """An announcement with these outcomes, "" for one that says nothing."""
    return Announcement(key, facts(after), tuple(facts(one) for one in outcomes))


def world(goal: str, *rules: Rule, start: str = "", **more: Any) -> Problem:
    """A problem over all the places of this module."""
    if "announcements" in more:
        more["announcements"] = tuple(more["announcements"])
    return Problem(PLACES, rules, facts(goal), facts(start), **more)


def told(problem: Problem) -> str:
    """A world in words, a line for each rule."""
    return "\n".join(
        (
            f"goal {_words(problem.goal)}; start {_words(problem.start)}; persons {problem.persons}",
            *(_told(one) for one in problem.rules),
            *(
                f"{one.key}: after {_words(one.after)} one of {[_words(facts) for facts in one.outcomes]}"
                for one in problem.announcements
            ),
        )
    )


def _told(rule: Rule) -> str:
    traits = (
        f"wait {rule.wait}{' working' if rule.working else ''}" if rule.wait else "",
        f"lasts {rule.lasts}" if rule.lasts else "",
        *(f"{name} {_words(getattr(rule, name))}" for name in SETS if getattr(rule, name)),
        f"chooses {rule.chooses}" if rule.chooses else "",
    )
    return ", ".join(
        (f"{rule.key} at {rule.place}: {_words(rule.needs)} -> {_words(rule.gives)}", *filter(None, traits))
    )


def _words(facts: frozenset[Fact]) -> str:
    return " ".join(sorted(facts)) or "nothing"
