"""The traps of counting visits, one by one: what a plain count of counters gets wrong, and the number that is right."""

from __future__ import annotations

from onevisit.rules.journeys.model import Interval, Place, PlaceKind, Problem, Solution
from onevisit.rules.journeys.solve import solve
from rules.journeys.checker import check
from rules.journeys.making import (
    ERRAND,
    HALL,
    HOME,
    MONDAYS,
    ORGANS,
    OTHER,
    PLACES,
    TUESDAYS,
    announce,
    facts,
    rule,
    world,
)
from rules.journeys.oracle import value

TRADERS = ("buyer", "seller")
NO_BOUND = None


def proven(problem: Problem, number: int, days: int = 14) -> Solution:
    """The solution, which has to be exactly this number, with a legal itinerary, and what trying everything says."""
    solution = solve(problem)
    assert solution.visits.exact, solution
    assert solution.visits.high == number
    assert not check(problem, solution)
    assert value(problem, days, max(number, 1)) == number
    return solution


def unreachable(problem: Problem, days: int = 14) -> Solution:
    """The solution, which has to have no upper end, as trying everything finds nothing."""
    solution = solve(problem)
    assert solution.visits.high is NO_BOUND
    assert value(problem, days, 3) is None
    return solution


def test_a_deferral_that_is_settled_at_the_counter() -> None:
    """1: applied for on line without the paper, the deferred paper is wanted at the counter. Counting only the way to
    the permit says 0, because the permit comes without it; the paper at hand cannot be shown on line.
    """
    problem = world(
        "permit",
        rule("defer", HOME, "form", "applied", owes="handed-in"),
        rule("decide", ORGANS, "applied", "permit", wait=3),
        rule("hand-in", HALL, "paper", "handed-in"),
        start="form paper",
    )
    solution = proven(problem, 1)
    assert solution.days == 3


def test_a_deferral_that_costs_less_than_the_paper() -> None:
    """1, not 2: the paper is ready only after the session; deferring and handing in by post saves a second visit."""
    rules = (
        rule("ask", HALL, "", "asked paper-soon"),
        rule("make", ORGANS, "paper-soon", "paper", wait=2),
        rule("apply", HALL, "asked paper", "permit"),
    )
    assert proven(world("permit", *rules), 2)
    defer = rule("defer", HALL, "asked", "permit", owes="sent")
    assert proven(world("permit", *rules, defer, rule("send", HOME, "paper", "sent")), 1)


def test_a_commitment_that_is_checked_at_home() -> None:
    """0: signed on line in place of the proof; an official comes to look, which is nobody's visit but his. The permit
    is in hand on day 1, all is settled on day 6.
    """
    problem = world(
        "permit",
        rule("commit", HOME, "form", "applied committed", owes="checked", chooses=("proof", "word")),
        rule("prove", HALL, "form", "applied", chooses=("proof", "paper")),
        rule("decide", ORGANS, "applied", "permit", wait=1),
        rule("look", ORGANS, "committed", "checked", wait=6),
        start="form",
    )
    solution = proven(problem, 0)
    assert (solution.days, solution.settled) == (1, 6)


def test_a_commitment_that_is_checked_at_the_counter() -> None:
    """1 either way: the word saves the paper, and then has to be proved at the counter; nobody gets off with 0."""
    problem = world(
        "permit",
        rule("commit", HOME, "form", "permit", owes="checked", chooses=("proof", "word")),
        rule("prove", HALL, "form", "permit", chooses=("proof", "paper")),
        rule("look", HALL, "permit", "checked"),
        start="form",
    )
    proven(problem, 1)


def test_a_choice_is_not_taken_back() -> None:
    """2: on line one gets the number, at the window the certificate, and each is given only to those who chose it. Both
    ways of the second matter go through a window: one visit for each matter, in two halls.
    """
    problem = world(
        "certificate permit",
        rule("window", HALL, "", "certificate", chooses=("channel", "window")),
        rule("line", HOME, "", "permit", chooses=("channel", "line")),
        rule("other-window", OTHER, "", "permit", chooses=("channel", "window")),
    )
    proven(problem, 2)


def test_a_presence_that_is_announced_after_the_hall_was_chosen() -> None:
    """2: whoever hands in at the town may be called to the district afterwards (2 visits); whoever hands in at the
    district may be called to the town. If he knew the call beforehand, 1 would do.
    """
    rules = (
        rule("district", HALL, "", "applied", chooses=("hall", "district")),
        rule("town", OTHER, "", "applied", chooses=("hall", "town")),
        rule("test-district", HALL, "called-district applied", "permit"),
        rule("test-town", OTHER, "called-town applied", "permit"),
    )
    after = announce("call", "applied", "called-district", "called-town")
    proven(world("permit", *rules, announcements=[after]), 2)
    before = announce("call", "", "called-district", "called-town")
    proven(world("permit", *rules, announcements=[before]), 1)


def test_a_presence_that_may_be_announced() -> None:
    """1: applied for on line; one in two is called. The better half has 0, and the promise is made to everybody."""
    problem = world(
        "permit",
        rule("apply", HOME, "", "applied"),
        rule("look", ORGANS, "applied", "looked", wait=2),
        rule("test", HALL, "called", "permit"),
        rule("go", ORGANS, "spared", "permit", wait=1),
        announcements=[announce("call", "looked", "called", "spared")],
    )
    proven(problem, 1)


def test_a_call_that_is_made_at_the_counter_is_answered_there() -> None:
    """1: the clerk says at once whether a signature is wanted, and takes it. A visit for each act would say 2."""
    problem = world(
        "permit",
        rule("apply", HALL, "", "applied"),
        rule("sign", HALL, "called", "permit"),
        rule("go", ORGANS, "spared", "permit"),
        announcements=[announce("call", "applied", "called", "spared")],
    )
    proven(problem, 1)


def test_an_original_is_shown_elsewhere_before_it_is_surrendered() -> None:
    """2: the old licence is surrendered at one hall and has to be seen at another. In this order; it is gone after."""
    show = rule("show", OTHER, "old", "seen")
    surrender = rule("surrender", HALL, "old", "new", takes="old")
    problem = world("seen new", surrender, show, start="old")
    solution = proven(problem, 2)
    assert [move.place for move in solution.moves] == ["other", "hall"]


def test_an_original_that_is_wanted_after_it_was_surrendered() -> None:
    """3: the other hall sees the old licence only with the receipt for it, so that a copy has to be certified first:
    copy, surrender, show. Where nobody certifies copies there is no way at all.
    """
    surrender = rule("surrender", HALL, "old copied", "receipt", takes="old", wait=1)
    show = rule("show", OTHER, "copy receipt", "permit")
    certify = rule("certify", TUESDAYS, "old", "copy copied", wait=1)
    proven(world("permit", surrender, show, certify, start="old"), 3)
    unable = rule("show", OTHER, "old receipt", "permit")
    unreachable(world("permit", rule("surrender", HALL, "old", "receipt", takes="old"), unable, start="old"))


def test_the_order_within_one_visit() -> None:
    """1: at one counter the old licence is shown for the one matter and then surrendered for the other."""
    surrender = rule("surrender", HALL, "old", "new", takes="old")
    show = rule("show", HALL, "old", "seen")
    proven(world("seen new", surrender, show, start="old"), 1)


def test_a_proof_that_ends_before_the_wait_is_over() -> None:
    """2, and 4: a proof of 30 days is wanted when applying, and again when collecting after 60 days. Got at the same
    hall, it is got anew in the visit for collecting; got at another hall, each of the two visits costs one more. From
    home it costs nothing. (Trying everything takes a proof of 3 days and a wait of 6.)
    """
    for where, number in ((HALL, 2), (OTHER, 4), (HOME, 2)):
        proven(_proof_and_wait(where, 3, 6), number)
        assert solve(_proof_and_wait(where, 30, 60)).visits == Interval(number, number)


def test_a_proof_that_lasts_through_the_wait() -> None:
    """3: the proof comes from another hall, but the wait is 29 days: one proof does for both visits to the counter."""
    proven(_proof_and_wait(OTHER, 7, 6), 3)
    assert solve(_proof_and_wait(OTHER, 30, 29)).visits == Interval(3, 3)


def _proof_and_wait(where: Place, lasts: int, wait: int) -> Problem:
    return world(
        "permit",
        rule("proof", where, "", "proof", lasts=lasts),
        rule("apply", HALL, "proof", "applied"),
        rule("decide", ORGANS, "applied", "decided", wait=wait),
        rule("collect", HALL, "proof decided", "permit"),
    )


def test_a_proof_that_is_got_too_early() -> None:
    """2, not 3: who gets the 2-day proof first finds that it ends before the 5-day paper is there. Ask for the paper
    first, from home; then get the proof in one hall and apply in the other.
    """
    problem = world(
        "permit",
        rule("proof", OTHER, "", "proof", lasts=2),
        rule("paper", HOME, "", "paper", wait=5),
        rule("apply", HALL, "proof paper", "permit"),
    )
    proven(problem, 2)


def test_monday_and_tuesday_in_one_hall() -> None:
    """2: two windows of one hall that are never open on one day. The map says one hall, one visit."""
    problem = world("a b", rule("one", MONDAYS, "", "a"), rule("two", TUESDAYS, "", "b"))
    proven(problem, 2)
    # If the second is open all week, they meet on a Monday: 1.
    proven(world("a b", rule("one", MONDAYS, "", "a"), rule("two", HALL, "", "b")), 1)


def test_a_wait_that_ends_when_the_hall_is_closed() -> None:
    """2, and the second on day 7: five days after Monday is a Saturday."""
    problem = world("b", rule("apply", HALL, "", "a", wait=5), rule("collect", HALL, "a", "b"))
    solution = proven(problem, 2)
    assert solution.days == 7


def test_buyer_and_seller_together() -> None:
    """1 each, so 1: both sign at once, though four hands are counted."""
    problem = world(
        "deed",
        rule("sign", HALL, "", "signed", persons="buyer seller"),
        rule("register", ORGANS, "signed", "deed", wait=3),
        persons=TRADERS,
    )
    proven(problem, 1)


def test_buyer_and_seller_apart() -> None:
    """1: each comes on a day of his own; two visits in all, but nobody comes twice. If the seller must be there both
    times, he has 2.
    """

    def course(second: str) -> Problem:
        return world(
            "deed",
            rule("offer", MONDAYS, "", "offered", persons="seller"),
            rule("accept", TUESDAYS, "offered", "deed", persons=second),
            persons=TRADERS,
        )

    proven(course("buyer"), 1)
    proven(course("buyer seller"), 2)


def test_whoever_has_time_comes_in_place_of_the_other() -> None:
    """1: two visits with a day between are 2 for one person; where anybody will do, each of two comes once."""
    rules = (rule("one", HALL, "", "a", wait=1), rule("two", HALL, "a", "b"))
    proven(world("b", *rules, persons=TRADERS), 1)
    proven(world("b", *rules), 2)


def test_a_renewal_needs_the_old_licence() -> None:
    """3 from nothing: the first issue is two visits (apply, collect), the renewal one more in which the old licence is
    surrendered. With the licence in hand: 1.
    """
    rules = (
        rule("apply", HALL, "", "applied"),
        rule("issue", ORGANS, "applied", "ready", wait=3),
        rule("collect", HALL, "ready", "licence"),
        rule("renew", HALL, "licence expiring", "renewed", takes="licence"),
        rule("time", ORGANS, "licence", "expiring", wait=5),
    )
    proven(world("renewed", *rules), 3, days=20)
    proven(world("renewed", *rules, start="licence"), 1)


def test_a_renewal_alone_is_circular() -> None:
    """Unobtainable: the renewal gives the licence, and asks for it; nobody issues the first."""
    renew = rule("renew", HALL, "licence", "licence renewed", takes="licence")
    solution = unreachable(world("renewed", renew))
    assert solution.unobtainable == ("renewed",)


def test_proofs_that_ask_for_each_other() -> None:
    """Unobtainable: the household book asks for the deed, the deed for the household book."""
    problem = world(
        "permit",
        rule("book", HALL, "deed", "book"),
        rule("deed", OTHER, "book", "deed"),
        rule("apply", HOME, "deed", "permit"),
    )
    assert unreachable(problem).unobtainable == ("permit",)


def test_one_of_two_ways_is_circular() -> None:
    """2: the loop of book and deed is broken by a court order, and then the deed is one visit; going round through the
    loop would never begin.
    """
    problem = world(
        "permit",
        rule("book", HALL, "deed", "book"),
        rule("deed", HALL, "book", "deed"),
        rule("deed-by-order", HALL, "order", "deed"),
        rule("order", OTHER, "", "order", wait=1),
        rule("apply", HOME, "deed", "permit"),
    )
    proven(problem, 2)


def test_a_wait_of_minutes() -> None:
    """1: what is decided while one waits is collected in the same visit. A wait of one day makes 2."""

    def course(wait: int) -> Problem:
        return world(
            "permit",
            rule("apply", HALL, "", "applied"),
            rule("decide", ORGANS, "applied", "ready", wait=wait),
            rule("collect", HALL, "ready", "permit"),
        )

    proven(course(0), 1)
    proven(course(1), 2)


def test_coming_later_saves_a_visit() -> None:
    """1: whoever runs to the hall at once comes again for the second paper; on day 3 both are ready."""
    problem = world(
        "a b",
        rule("make", HOME, "", "paper", wait=3),
        rule("one", HALL, "", "a"),
        rule("two", HALL, "paper", "b"),
    )
    assert proven(problem, 1).days == 3


def test_coming_first_starts_the_wait() -> None:
    """2, not 3: the two waits of two days run beside each other if both are asked for in the first visit."""
    problem = world(
        "c d",
        rule("ask-one", HALL, "", "a", wait=2),
        rule("ask-two", HALL, "", "b", wait=2),
        rule("get-one", HALL, "a", "c"),
        rule("get-two", HALL, "b", "d"),
    )
    proven(problem, 2)


def test_home_between_two_counters_of_one_hall() -> None:
    """2: the form is given out at the hall, and has to be signed at home. A notary in the hall makes it 1."""
    rules = (rule("form", HALL, "", "form"), rule("hand-in", HALL, "signed", "permit"))
    proven(world("permit", *rules, rule("sign", HOME, "form", "signed")), 2)
    proven(world("permit", *rules, rule("sign", ERRAND, "form", "signed")), 2)
    proven(world("permit", *rules, rule("sign", TUESDAYS, "form", "signed")), 1)


def test_an_errand_is_counted_beside() -> None:
    """1 and an errand: the photographer is no counter of the government, and the fewest visits go past him."""
    problem = world(
        "permit",
        rule("photographer", ERRAND, "", "photo"),
        rule("booth", OTHER, "", "photo"),
        rule("apply", HALL, "photo", "permit"),
    )
    assert proven(problem, 1).errands == 1


def test_an_organs_window_in_the_hall() -> None:
    """2 with the organ's own office, 1 when its window moves into the hall: what is counted is the building."""
    moved = Place("moved", "进驻大厅的窗口", PlaceKind.COUNTER, "hall")

    def course(window: Place) -> Problem:
        rules = (rule("seal", window, "", "sealed"), rule("apply", HALL, "sealed", "permit"))
        return Problem((*PLACES, moved), rules, facts("permit"))

    proven(course(OTHER), 2)
    proven(course(moved), 1)
