"""The sets of levers that bring a number down: the smallest, all of them, lawful ones first; or that there are none."""

from __future__ import annotations

import os
from itertools import combinations

from hypothesis import assume, given, note, settings

from onevisit.rules.journeys import figures, in_hand_levers, levers
from onevisit.rules.journeys.levers import LeverKind, Way, bundled, candidates, pulled
from onevisit.rules.matters.definition import Counter, Evidence, Matter, Requirement
from onevisit.rules.matters.vocabulary import Act, Delivery, MadeBy
from onevisit.rules.matters.vocabulary import Way as Shown
from rules.journeys.definitions import World, definitions
from rules.levers.small import ARTICLE, WINDOW, act, among, matter, paper

PROVE = bool(os.environ.get("ONEVISIT_PROVE"))
few = settings(max_examples=150 if PROVE else 20)  # each is a hundred searches


def sets(way: Way) -> list[list[tuple[str, str]]]:
    """The sets in short: the kind and the place of each lever."""
    return [[(lever.kind.value, lever.what) for lever in one] for one in way.sets]


def to_none(one: Matter, *others: Matter) -> Way:
    """The way to no visit with everything in hand."""
    return in_hand_levers(one, among(one, *others))[1]


def test_either_of_two_levers_on_one_paper_will_do() -> None:
    way = to_none(matter(requirements=(paper(basis=None),)))
    assert sets(way) == [[("commit", "p")], [("drop", "p")]]
    assert way == Way(0, way.sets)


def test_each_paper_needs_one_of_its_own() -> None:
    way = to_none(matter(requirements=(paper("p", basis=None), paper("q"))))
    assert sets(way) == [[("commit", "p"), ("commit", "q")], [("commit", "q"), ("drop", "p")]]


def test_a_lever_on_what_is_done_on_the_same_visit_is_in_no_set_for_one_visit() -> None:
    oral = act(Act.ORAL, counter=Counter("bureau", "登记处"))
    one = matter(requirements=(paper(),), presences=(oral,))
    to_one, to_zero = in_hand_levers(one, among(one))
    assert sets(to_one) == [[("commit", "p")], [("into-hall", "bureau")], [("remote", "0")]]
    assert sets(to_zero) == [[("commit", "p"), ("remote", "0")]]


def test_what_needs_no_other_law_comes_first() -> None:
    oral = act(Act.ORAL, basis=ARTICLE, counter=Counter("bureau", "登记处"))
    one = matter(channels=WINDOW, presences=(oral,))
    to_one = in_hand_levers(one, among(one))[0]
    assert sets(to_one) == [[("into-hall", "bureau")], [("online", "")], [("remote", "0")]]
    assert [all(lever.lawful for lever in chosen) for chosen in to_one.sets] == [True, False, False]
    sooner = matter(delivery=Delivery.WINDOW, presences=(oral,))
    to_one = in_hand_levers(sooner, among(sooner))[0]
    assert sets(to_one) == [[("courier", "r")], [("into-hall", "bureau")], [("remote", "0")]]


def test_what_needs_another_law_comes_last_whatever_it_is() -> None:
    brought = Requirement("p", "材料p", MadeBy.ORGAN, (Evidence(Shown.UPLOAD),), ARTICLE, "other")
    one = matter(requirements=(brought,), presences=(act(Act.ORAL, basis=ARTICLE),))
    to_one = levers(one, among(one)).from_nothing[0]
    assert sets(to_one) == [[("commit", "p")], [("share", "p")], [("remote", "0")]]


def test_what_is_so_already_needs_nothing() -> None:
    found = levers(one := matter(), among(one))
    assert all(way == Way(way.target, needless=True) for way in (*found.in_hand, *found.from_nothing))


def test_what_only_the_body_can_do_is_impossible() -> None:
    to_one, to_zero = in_hand_levers(one := matter(presences=(act(Act.TEST),)), among(one))
    assert to_one.needless
    assert to_zero == Way(0, impossible=True)


def test_four_papers_are_not_done_with_three_levers() -> None:
    way = to_none(matter(requirements=tuple(paper(key) for key in "pqrs")))
    assert way == Way(0)


def test_more_sets_than_are_looked_at_are_told() -> None:
    def got(key: str) -> Requirement:
        ways = (Evidence(Shown.UPLOAD),)
        return Requirement(key, key, MadeBy.ORGAN, ways, issued_by=f"organ {key}", basis=None)

    one = matter(requirements=tuple(got(f"p{number}") for number in range(6)))
    to_one = levers(one, among(one)).from_nothing[0]
    assert (to_one.sets, to_one.bounded, to_one.impossible) == ((), True, False)


def test_from_nothing_it_may_be_the_other_matter_that_has_to_change() -> None:
    deed = matter("deed", channels=WINDOW, delivery=Delivery.ELECTRONIC, licence="deed")
    one = matter(requirements=(paper("p", Shown.E_LICENCE, "deed", made_by=MadeBy.ORGAN),))
    found = levers(one, among(one, deed))
    assert found.in_hand[1].needless
    assert [(lever.kind, lever.matter) for (lever,) in found.from_nothing[1].sets] == [
        (LeverKind.COMMIT, "permit"),
        (LeverKind.ONLINE, "deed"),
    ]


def test_a_matter_that_would_only_hold_up_is_not_bundled() -> None:
    """Either licence will do; to apply for the slow one too costs a visit that nobody has to make."""
    quick = matter("quick", channels=WINDOW, delivery=Delivery.ELECTRONIC, licence="quick")
    slow = matter(
        "slow", delivery=Delivery.ELECTRONIC, licence="slow", at_once=False, presences=(act(Act.TEST),)
    )
    either = (Evidence(Shown.E_LICENCE, "quick"), Evidence(Shown.E_LICENCE, "slow"))
    one = matter(requirements=(Requirement("p", "材料p", MadeBy.ORGAN, either, basis=ARTICLE),))
    to_zero = levers(one, among(one, quick, slow)).from_nothing[1]
    assert not to_zero.impossible
    assert [(lever.kind, lever.matter) for (lever,) in to_zero.sets] == [
        (LeverKind.COMMIT, "permit"),
        (LeverKind.ONLINE, "quick"),
    ]


def test_a_draft_is_looked_at_as_it_is_written() -> None:
    stored, draft = matter(), matter(requirements=(paper(),))
    assert sets(in_hand_levers(draft, among(stored))[1]) == [[("commit", "p")]]


@few
@given(definitions())
def test_the_sets_are_all_the_smallest(world: World) -> None:
    note(world.words)
    one, catalogue = world.matter, world.catalogue
    every = candidates.from_nothing(one, catalogue)
    assume(0 < len(every) <= 7)
    for way in levers(one, catalogue).from_nothing:
        assume(not way.bounded)
        enough = {
            chosen
            for size in range(4)
            for chosen in combinations(sorted(every), size)
            if reaches(one, world, chosen, way.target)
        }
        least = min(map(len, enough), default=0)
        assert way.needless == (() in enough)
        assert set(way.sets) == {chosen for chosen in enough if len(chosen) == least and chosen}
        assert not (way.impossible and enough)


def reaches(one: Matter, world: World, chosen: tuple[object, ...], target: int) -> bool:
    """Whether the whole figure, and not only a proof that stops early, comes down to the target."""
    found = [lever for lever in candidates.from_nothing(one, world.catalogue) if lever in chosen]
    changed = pulled(world.catalogue, found)
    figure = figures(changed.matters[one.key], changed, together=bundled(found)).from_nothing
    return not figure.missing and figure.visits.high is not None and figure.visits.high <= target


@few
@given(definitions())
def test_no_lever_raises_a_figure(world: World) -> None:
    """Of what is applied for in one go this is not true: one may have to wait for the other, and need not do it."""
    note(world.words)
    one, catalogue = world.matter, world.catalogue
    before = figures(one, catalogue)
    for lever in candidates.from_nothing(one, catalogue):
        if lever.kind is LeverKind.BUNDLE:
            continue
        note(lever.words)
        changed = pulled(catalogue, [lever])
        after = figures(changed.matters[one.key], changed)
        for mine, its in (
            (before.in_hand, after.in_hand),
            (before.from_nothing, after.from_nothing),
            (before.exceptional, after.exceptional),
        ):
            assert not its.missing or mine.missing
            assert mine.visits.high is None or its.missing or its.visits.low <= mine.visits.high
