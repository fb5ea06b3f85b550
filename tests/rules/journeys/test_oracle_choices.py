"""The oracle itself by hand: what is chosen, owed and announced, what organs do, and several persons."""

from __future__ import annotations

import pytest

from onevisit.rules.journeys.model import Place, PlaceKind, Problem
from rules.journeys.making import (
    HALL,
    HOME,
    MONDAYS,
    ORGANS,
    OTHER,
    TUESDAYS,
    announce,
    rule,
    world,
)
from rules.journeys.oracle import Endless, obtainable, value

TWO = ("buyer", "seller")
WEEKEND = Place("weekend", "周末窗口", PlaceKind.COUNTER, "hall", frozenset({6, 7}))


def fewest(problem: Problem, days: int = 9, visits: int = 4) -> int | None:
    return value(problem, days, visits)


def test_only_one_option_is_chosen_in_one_course() -> None:
    # By post or at the counter, and the goal wants the fruits of both: never. Either alone: 0 and 1.
    rules = (
        rule("post", HOME, "", "a", chooses=("channel", "post")),
        rule("come", HALL, "", "b", chooses=("channel", "window")),
    )
    assert fewest(world("a b", *rules)) is None
    assert fewest(world("a", *rules)) == 0
    assert fewest(world("b", *rules)) == 1
    # Two rules of one option go together: 1.
    same = (rules[1], rule("write", HOME, "", "a", chooses=("channel", "window")))
    assert fewest(world("a b", *same)) == 1


def test_what_is_owed_has_to_hold_in_the_end() -> None:
    # Without the paper, applied for from home, but it has to be shown at the counter later: 1. With the paper: 0.
    defer = rule("defer", HOME, "", "applied", owes="shown")
    bring = rule("bring", HALL, "paper", "shown")
    decide = rule("decide", ORGANS, "applied", "permit")
    find = rule("find", HOME, "", "paper", wait=2)
    assert fewest(world("permit", defer, bring, decide, find)) == 1
    assert fewest(world("permit", defer, bring, decide, find, rule("have", HOME, "paper", "applied"))) == 0
    # If the paper cannot be found, deferring leads nowhere.
    assert fewest(world("permit", defer, bring, decide)) is None


def test_goal_and_duty_hold_together_in_the_end() -> None:
    # The commitment can be given once. The permit lasts one day, the check comes after two: never. Two days: 0.
    def chain(lasts: int) -> Problem:
        return world(
            "permit",
            rule("commit", HOME, "form", "permit begun", takes="form", owes="checked", lasts=lasts),
            rule("check", ORGANS, "begun", "checked", wait=2),
            start="form",
        )

    assert fewest(chain(1)) is None
    assert fewest(chain(2)) == 0


def test_an_organ_acts_again_when_what_it_gave_is_gone() -> None:
    # The proof comes one day after it is applied for, and lasts 1 day: days 1 and 2. It is on its way again from day 3,
    # there on days 4 and 5. What was begun on day 2 is there on day 5, and wants to see it: 1, on day 5.
    problem = world(
        "c",
        rule("apply", HALL, "", "asked"),
        rule("issue", ORGANS, "asked", "proof", wait=1, lasts=1),
        rule("begin", HOME, "proof", "begun", wait=3),
        rule("end", HOME, "begun proof", "c"),
    )
    assert fewest(problem) == 1
    assert fewest(problem, days=4) == 1  # begun on day 1, there on day 4
    assert fewest(problem, days=3) is None


def test_an_organ_does_nothing_that_gives_nothing_new() -> None:
    # "b" holds from the start, so that the organ never comes to take "a": 0.
    assert fewest(world("a b", rule("x", ORGANS, "a", "b", takes="a"), start="a b")) == 0
    # What is on its way is not sent again: "a" given a second time, on day 1, stays.
    organ = rule("organ", ORGANS, "a", "b", takes="a", wait=2)
    problem = world("a b", rule("first", HOME, "", "a"), organ)
    assert fewest(problem, days=1) is None
    assert fewest(problem, days=2) == 0
    # ... but what comes sooner is: there is "b" on day 0, though another organ's was on its way already.
    sooner = rule("sooner", ORGANS, "s", "b")
    assert fewest(world("b", organ, sooner, start="a s"), days=0) == 0


def test_organs_act_one_after_the_other() -> None:
    # Two organs take the same form: the first in the problem has it, and there is no second form.
    one, two = rule("one", ORGANS, "form", "a", takes="form"), rule("two", ORGANS, "form", "b", takes="form")
    assert fewest(world("a", one, two, start="form")) == 0
    assert fewest(world("b", one, two, start="form")) is None
    # With a second form, it is the other's turn: 0.
    assert fewest(world("a b", one, two, rule("fill", HOME, "", "form"))) == 0
    # The second gives back what the first took, and keeps what it needs: both.
    there = rule("one", ORGANS, "a", "b", takes="a")
    assert fewest(world("a b", there, rule("two", ORGANS, "b", "a"), start="a")) == 0
    # To and fro without end there is no next moment, and no value.
    back = rule("two", ORGANS, "b", "a", takes="b")
    with pytest.raises(Endless):
        fewest(world("c", there, back, start="a"))
    # With a day between there is: never both.
    assert fewest(world("a b", there, back._replace(wait=1), start="a")) is None


def test_organs_act_before_anything_is_announced() -> None:
    # The organ takes what the announcement would follow upon: it is never made. Of a paper that it leaves, it is: 0.
    told = announce("told", "form", "said")
    take, leave = rule("x", ORGANS, "form", "a", takes="form"), rule("x", ORGANS, "form", "a")
    assert fewest(world("said", take, start="form", announcements=[told])) is None
    assert fewest(world("said", leave, start="form", announcements=[told])) == 0


def test_an_organ_acts_twice_at_one_moment() -> None:
    # The copy is made, taken for the file, and made once more, because it is gone: both are there on day 0.
    problem = world(
        "copy filed",
        rule("copy", ORGANS, "paper", "copy"),
        rule("file", ORGANS, "copy", "filed", takes="copy"),
        start="paper",
    )
    assert fewest(problem, days=0) == 0


def test_an_announcement_counts_at_its_worst() -> None:
    # Applied for from home; the authority says whether one has to come. Worst: 1.
    rules = (
        rule("apply", HOME, "", "applied"),
        rule("fetch", HALL, "come", "permit"),
        rule("receive", HOME, "need-not", "permit"),
    )
    told = announce("told", "applied", "come", "need-not")
    assert fewest(world("permit", *rules, announcements=[told])) == 1
    # Only one thing that can be said: 0.
    assert fewest(world("permit", *rules, announcements=[announce("told", "applied", "need-not")])) == 0
    # One of the outcomes leads nowhere: never.
    assert fewest(world("permit", *rules, announcements=[announce("told", "applied", "come", "")])) is None
    # What nobody needs to hear does no harm: 0.
    around = rule("around", HOME, "", "permit")
    assert fewest(world("permit", *rules, around, announcements=[told])) == 0


def test_nobody_knows_what_will_be_announced() -> None:
    # Which paper will be wanted is said only after the one counter was chosen; each counter takes only one of them.
    # Whichever he chooses, the other may be wanted: never.
    rules = (
        rule("north", HALL, "", "at-north applied", chooses=("where", "north")),
        rule("south", OTHER, "", "at-south applied", chooses=("where", "south")),
        rule("north-a", HOME, "at-north want-a", "permit"),
        rule("south-b", HOME, "at-south want-b", "permit"),
    )
    told = announce("told", "applied", "want-a", "want-b")
    assert fewest(world("permit", *rules, announcements=[told])) is None
    # Told before the choice: 1.
    early = announce("told", "", "want-a", "want-b")
    assert fewest(world("permit", *rules, announcements=[early])) == 1


def test_an_announcement_is_made_in_the_middle_of_a_visit() -> None:
    # Applied for at the counter, which says at once whether a signature is wanted, and takes it there: 1.
    problem = world(
        "permit",
        rule("apply", HALL, "", "applied"),
        rule("sign", HALL, "wanted", "permit"),
        rule("go", HOME, "unwanted", "permit"),
        announcements=[announce("told", "applied", "wanted", "unwanted")],
    )
    assert fewest(problem) == 1
    # Said a day later: 2.
    later = world(
        "permit",
        rule("apply", HALL, "", "asked"),
        rule("look", ORGANS, "asked", "applied", wait=1),
        *problem.rules[1:],
        announcements=problem.announcements,
    )
    assert fewest(later) == 2


def test_what_is_announced_is_announced_once() -> None:
    # The hope that it is said anew is in vain: never.
    problem = world(
        "permit",
        rule("apply", HOME, "", "applied"),
        rule("go", HOME, "yes", "permit"),
        announcements=[announce("told", "applied", "yes", "no")],
    )
    assert fewest(problem) is None
    # Two announcements, each with its own outcomes, and one counter for either: worst 1 each, in the same hall 1.
    both = world(
        "a b",
        *(rule(f"come-{one}", HALL, f"must-{one}", one) for one in "ab"),
        *(rule(f"stay-{one}", HOME, f"free-{one}", one) for one in "ab"),
        announcements=[announce(one, "", f"must-{one}", f"free-{one}") for one in "ab"],
    )
    assert fewest(both) == 1


def test_persons_count_for_themselves() -> None:
    # Both have to sign, together or apart, whenever they like: 1 each, so 1.
    apart = (rule("buy", HALL, "", "a", persons="buyer"), rule("sell", HALL, "", "b", persons="seller"))
    assert fewest(world("a b", *apart, persons=TWO)) == 1
    # Both at one counter: 1.
    together = rule("sign", HALL, "", "a", persons="buyer seller")
    assert fewest(world("a", together, persons=TWO)) == 1
    # The buyer pays after a day: 2 for the buyer, whatever the seller does.
    pays = rule("pay", HALL, "taxed", "c", persons="buyer")
    tax = rule("tax", ORGANS, "a", "taxed", wait=1)
    assert fewest(world("c", together, tax, pays, persons=TWO)) == 2
    # Anybody can pay, but the seller came for the signature already: 2 for one of them.
    anybody = rule("pay", HALL, "taxed", "c")
    assert fewest(world("c", together, tax, anybody, persons=TWO)) == 2
    # Three errands at a counter with a day between: shared between two persons, 2 and 1.
    chain = (
        rule("one", HALL, "", "a", wait=1),
        rule("two", HALL, "a", "b", wait=1),
        rule("three", HALL, "b", "c"),
    )
    assert fewest(world("c", *chain, persons=TWO)) == 2
    assert fewest(world("c", *chain)) == 3


def test_who_is_not_there_cannot_sign() -> None:
    # The seller signs what the buyer has signed, in the same hall, on Mondays and on Tuesdays: 1 each.
    problem = world(
        "b",
        rule("buy", MONDAYS, "", "a", persons="buyer"),
        rule("sell", TUESDAYS, "a", "b", persons="seller"),
        persons=TWO,
    )
    assert fewest(problem) == 1
    # Both at both: 2.
    both = world(
        "b",
        rule("buy", MONDAYS, "", "a", persons="buyer seller"),
        rule("sell", TUESDAYS, "a", "b", persons="buyer seller"),
        persons=TWO,
    )
    assert fewest(both) == 2


def test_more_than_the_bound_is_not_found() -> None:
    # Three visits with a day between, and only two allowed.
    chain = world(
        "c",
        rule("one", HALL, "", "a", wait=1),
        rule("two", HALL, "a", "b", wait=1),
        rule("x", HALL, "b", "c"),
    )
    assert fewest(chain, visits=2) is None
    assert fewest(chain, visits=3) == 3


def test_the_least_fixpoint_knows_only_what_can_be_got() -> None:
    # The two proofs ask for each other; the licence asks for nothing; what may be announced may come.
    problem = world(
        "a c",
        rule("a", HALL, "b", "a"),
        rule("b", HALL, "a", "b"),
        rule("c", HALL, "id told", "c"),
        start="id",
        announcements=[announce("told", "", "told", "")],
    )
    assert obtainable(problem) == {"id", "told", "c"}
