"""The oracle is pinned by hand: each value was worked out on paper, and stands beside its reason."""

from __future__ import annotations

from onevisit.rules.journeys.model import Place, PlaceKind, Problem
from rules.journeys.making import (
    ERRAND,
    HALL,
    HOME,
    MONDAYS,
    ORGANS,
    OTHER,
    PLACES,
    TUESDAYS,
    facts,
    rule,
    world,
)
from rules.journeys.oracle import after_wait, value, weekday

TWO = ("buyer", "seller")
WEEKEND = Place("weekend", "周末窗口", PlaceKind.COUNTER, "hall", frozenset({6, 7}))


def fewest(problem: Problem, days: int = 9, visits: int = 4) -> int | None:
    return value(problem, days, visits)


def test_what_holds_from_the_start_costs_nothing() -> None:
    # The goal is there on day 0: 0.
    assert fewest(world("id", start="id")) == 0


def test_home_errands_and_organs_are_no_visits() -> None:
    # A photograph (errand), sent in from home, and the organ answers after three days: 0.
    problem = world(
        "permit",
        rule("photograph", ERRAND, "", "photo"),
        rule("send", HOME, "photo", "sent"),
        rule("decide", ORGANS, "sent", "permit", wait=3),
    )
    assert fewest(problem) == 0
    assert fewest(problem, days=3) == 0
    # The answer comes on day 3, and not before.
    assert fewest(problem, days=2) is None


def test_a_counter_is_a_visit_however_much_is_done_there() -> None:
    # Both at one counter, the second needs the first: 1.
    first, second = rule("first", HALL, "", "a"), rule("second", HALL, "a", "b")
    assert fewest(world("a b", first, second)) == 1
    # In two halls: 2, though on one day.
    elsewhere = rule("second", OTHER, "a", "b")
    assert fewest(world("a b", first, elsewhere)) == 2
    assert fewest(world("a b", first, elsewhere), days=0) == 2


def test_places_of_one_hall_are_one_visit() -> None:
    # MONDAYS is a session of the hall, and day 0 is a Monday: 1.
    problem = world("a b", rule("first", MONDAYS, "", "a"), rule("second", HALL, "a", "b"))
    assert fewest(problem, days=0) == 1


def test_a_hall_may_be_named_by_one_of_its_sessions() -> None:
    # A place without a hall is a hall of its own; MONDAYS names it as its hall: 1.
    places = (Place("hall", "", PlaceKind.COUNTER), Place("side", "", PlaceKind.COUNTER, "hall"))
    problem = Problem(places, (rule("a", places[0], "", "a"), rule("b", places[1], "", "b")), facts("a b"))
    assert fewest(problem) == 1


def test_sessions_that_are_never_open_together_are_two_visits() -> None:
    # Monday and Tuesday: 2, and not before Tuesday.
    problem = world("a b", rule("first", MONDAYS, "", "a"), rule("second", TUESDAYS, "", "b"))
    assert fewest(problem) == 2
    assert fewest(problem, days=0) is None


def test_counters_are_closed_at_weekends_and_homes_are_not() -> None:
    # Ready on day 5, a Saturday; the hall opens on Monday, day 7: 1.
    problem = world("c", rule("make", HOME, "", "a", wait=5), rule("hand-in", HALL, "a", "c"))
    assert fewest(problem, days=6) is None
    assert fewest(problem, days=7) == 1
    # Handed in from home, on the Saturday: 0.
    assert fewest(world("c", rule("make", HOME, "", "a", wait=5), rule("send", HOME, "a", "c")), days=5) == 0
    # A counter that is open at weekends: day 5 is one of its days.
    late = (rule("make", HOME, "", "a", wait=5), rule("hand-in", WEEKEND, "a", "c"))
    assert fewest(Problem((*PLACES, WEEKEND), late, facts("c")), days=5) == 1


def test_waits_elapse_between_visits_and_moments_within_one() -> None:
    # Over at once: 1.
    at_once = rule("apply", HALL, "", "a"), rule("decide", ORGANS, "a", "b"), rule("fetch", HALL, "b", "c")
    assert fewest(world("c", *at_once)) == 1
    # One day's wait: 2.
    later = (
        rule("apply", HALL, "", "a"),
        rule("decide", ORGANS, "a", "b", wait=1),
        rule("fetch", HALL, "b", "c"),
    )
    assert fewest(world("c", *later)) == 2
    # The wait of the counter's own rule is the same: 2.
    own = rule("apply", HALL, "", "b", wait=1), rule("fetch", HALL, "b", "c")
    assert fewest(world("c", *own)) == 2


def test_home_has_to_wait_until_one_has_left() -> None:
    # Counter, home, counter: 2, on one day.
    problem = world(
        "c", rule("ask", HALL, "", "a"), rule("sign", HOME, "a", "b"), rule("hand-in", HALL, "b", "c")
    )
    assert fewest(problem, days=0) == 2
    # The same with an errand.
    problem = world(
        "c", rule("ask", HALL, "", "a"), rule("sign", ERRAND, "a", "b"), rule("hand-in", HALL, "b", "c")
    )
    assert fewest(problem, days=0) == 2


def test_working_days_count_monday_to_friday() -> None:
    # Friday is day 4. Three days from it: Monday, day 7. Three working days: Wednesday, day 9.
    assert weekday(4) == 5
    assert after_wait(rule("x", HOME, "", "a", wait=3), 4) == 7
    assert after_wait(rule("x", HOME, "", "a", wait=3, working=True), 4) == 9
    # From a Saturday, one working day: Monday.
    assert after_wait(rule("x", HOME, "", "a", wait=1, working=True), 5) == 7
    # No wait is no wait, on any day.
    assert after_wait(rule("x", HOME, "", "a", wait=0, working=True), 5) == 5
    problem = world("b", rule("x", HOME, "", "a", wait=5, working=True), rule("y", HOME, "a", "b"))
    assert fewest(problem, days=6) is None
    assert fewest(problem, days=7) == 0


def test_all_that_is_needed_is_needed_and_any_way_of_getting_it_will_do() -> None:
    # The lease at another hall, or from home; the licence only at the hall: 1.
    problem = world(
        "c",
        rule("lease-by-hand", OTHER, "", "lease"),
        rule("lease-on-line", HOME, "", "lease"),
        rule("apply", HALL, "lease id", "c"),
        start="id",
    )
    assert fewest(problem) == 1
    # Without the identity card, never.
    assert fewest(world("c", *problem.rules)) is None


def test_what_perishes_has_to_be_used_in_time() -> None:
    # A proof of one day, got on day 0, holds on days 0 and 1. A wait of 1 day: it still holds, so 0 ...
    def chain(wait: int) -> Problem:
        return world(
            "c",
            rule("proof", HALL, "", "proof", lasts=1),
            rule("apply", HOME, "proof", "applied", wait=wait),
            rule("end", HOME, "applied proof", "c"),
        )

    # ... counting the one visit for the proof: 1.
    assert fewest(chain(1)) == 1
    # A wait of 2 days: the proof has ended, and is got anew at the hall: 2.
    assert fewest(chain(2)) == 2


def test_one_day_is_the_day_after() -> None:
    # Got on Monday at its counter, used on Tuesday: 2.
    def chain(first: Place, second: Place) -> Problem:
        return world("c", rule("get", first, "", "a", lasts=1), rule("use", second, "a", "c"))

    assert fewest(chain(MONDAYS, TUESDAYS)) == 2
    # Used on Monday of the next week, six days after Tuesday: never.
    assert fewest(chain(TUESDAYS, MONDAYS), days=20) is None


def test_it_lasts_from_the_day_on_which_it_comes() -> None:
    # Asked for on Tuesday, there on Wednesday, and still on the Monday after that, the fifth day: 2.
    def chain(lasts: int) -> Problem:
        return world("c", rule("get", TUESDAYS, "", "a", wait=1, lasts=lasts), rule("use", MONDAYS, "a", "c"))

    assert fewest(chain(5)) == 2
    # Four days: never.
    assert fewest(chain(4), days=20) is None


def test_got_again_it_lasts_anew() -> None:
    # One is got on Mondays, the other on Tuesdays, both last one day: on Tuesday both are there: 2.
    def both(lasts: int) -> Problem:
        return world(
            "c",
            rule("get-a", MONDAYS, "", "a", lasts=lasts),
            rule("get-b", TUESDAYS, "", "b", lasts=1),
            rule("use", ERRAND, "a b seen", "c"),
            rule("look", HOME, "a", "seen", wait=3),
        )

    # ... but what has to be looked at for three days delays the use: the next Tuesday, after another Monday: 3.
    assert fewest(both(1)) == 3
    # Lasting nine days, the first is still there on the Tuesday after, and the second is got only then: 2.
    assert fewest(both(9)) == 2


def test_a_shorter_one_does_not_spoil_a_longer_one() -> None:
    # "a" is there without end; the rule that gives "b" gives it once more, for one day. Both hold on Wednesday: 0.
    problem = world(
        "c",
        rule("again", HOME, "", "a b", lasts=1),
        rule("wait", HOME, "b", "d", wait=2),
        rule("use", HOME, "a d", "c"),
        start="a",
    )
    assert fewest(problem) == 0


def test_what_is_taken_is_gone() -> None:
    # The old licence is surrendered at the hall; the bank, another hall, wants to see it. First the bank: 2.
    problem = world(
        "seen new",
        rule("show", OTHER, "old", "seen"),
        rule("surrender", HALL, "old", "new", takes="old"),
        start="old",
    )
    assert fewest(problem) == 2
    # If the bank wants both, it never sees the old one again.
    wants_both = (rule("show", OTHER, "old new", "seen"), problem.rules[1])
    assert fewest(world("seen new", *wants_both, start="old")) is None


def test_the_order_within_one_visit_is_free() -> None:
    # Shown first, then surrendered, at one counter: 1; the order of the rules says nothing.
    show, give = rule("show", HALL, "old", "seen"), rule("give", HALL, "old", "new", takes="old")
    assert fewest(world("seen new", show, give, start="old")) == 1
    assert fewest(world("seen new", give, show, start="old")) == 1


def test_nothing_has_to_be_done() -> None:
    # Surrendering would spoil it, and nobody has to: 1.
    problem = world(
        "seen", rule("show", HALL, "old", "seen"), rule("give", HALL, "old", "new", takes="old"), start="old"
    )
    assert fewest(problem) == 1


def test_a_rule_leaves_what_it_takes_and_gives() -> None:
    # The licence is stamped and handed back: 1, and the goal asks for it.
    problem = world("old seen", rule("stamp", HALL, "old", "old seen", takes="old"), start="old")
    assert fewest(problem) == 1


def test_what_is_taken_while_it_lasts_is_given_back_after_the_wait() -> None:
    # Handed in on Monday, back after two days; shown at the other hall, after or before: 2.
    problem = world(
        "seen stamped",
        rule("stamp", HALL, "old", "old stamped", takes="old", wait=2),
        rule("show", OTHER, "old", "seen"),
        start="old",
    )
    assert fewest(problem) == 2
    assert fewest(problem, days=0) is None
