"""What holds of the figures of every matter: more asked is never less, and more offered is never more.

A figure may be an interval. Then only what it proves is compared: a figure is lower than another if its upper end is
below the other's lower end. `make prove` sets ONEVISIT_PROVE, and looks at more matters.
"""

from __future__ import annotations

import os
from dataclasses import replace

from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from onevisit.rules.journeys import Figure, Figures, answered, figures
from onevisit.rules.journeys.matters.problem import problem_of
from onevisit.rules.journeys.matters.writing import View
from onevisit.rules.journeys.situations import possibly
from onevisit.rules.journeys.solve import solve
from onevisit.rules.matters.definition import Evidence, Presence, Requirement
from onevisit.rules.matters.vocabulary import Channel, Delivery, Means, Way
from rules.journeys.checker import check
from rules.journeys.definitions import (
    QUESTIONS,
    World,
    answers,
    completions,
    definitions,
    presences,
    requirements,
)

few = settings(max_examples=200 if os.environ.get("ONEVISIT_PROVE") else 25)  # each is a dozen searches
NEVER = 10**6
FIGURES = ("in_hand", "exceptional", "from_nothing")


def of(world: World, known: dict[str, str]) -> Figures:
    note(f"{world.words}\nanswers {known}")
    return figures(world.matter, world.catalogue, known)


def low(figure: Figure) -> int:
    """The least that it can be."""
    return NEVER if figure.missing else figure.visits.low


def high(figure: Figure) -> int:
    """The most that it can be."""
    return NEVER if figure.visits.high is None else figure.visits.high


def no_more(one: Figures, other: Figures, names: tuple[str, ...] = FIGURES) -> None:
    """No figure of the one is above that of the other, as far as is proven."""
    for name in names:
        mine, its = getattr(one, name), getattr(other, name)
        assert low(mine) <= high(its), f"{name}: {mine.visits} above {its.visits}"


@few
@given(definitions(), answers, st.sampled_from(QUESTIONS), st.sampled_from(["a", "b"]))
def test_answering_a_question_never_raises_a_figure(
    world: World, known: dict[str, str], question: str, option: str
) -> None:
    before = answered(world.matter, known)
    assume(question not in before)
    no_more(of(world, before | {question: option}), of(world, before))


@few
@given(definitions(), answers, requirements())
def test_another_requirement_never_lowers_a_figure(
    world: World, known: dict[str, str], more: Requirement
) -> None:
    harder = world.having(requirements=(*world.matter.requirements, more))
    no_more(of(world, known), of(harder, known))


@few
@given(definitions(), answers, presences)
def test_another_act_in_person_never_lowers_a_figure(
    world: World, known: dict[str, str], more: Presence
) -> None:
    harder = world.having(presences=(*world.matter.presences, more))
    no_more(of(world, known), of(harder, known))


@few
@given(definitions(), answers, st.sampled_from([Way.UPLOAD, Way.FORM, Way.ORIGINAL]))
def test_another_way_never_raises_a_figure(world: World, known: dict[str, str], way: Way) -> None:
    assume(world.matter.requirements)
    first, *others = world.matter.requirements
    easier = replace(first, evidence=(*first.evidence, Evidence(way)))
    no_more(of(world.having(requirements=(easier, *others)), known), of(world, known))


@few
@given(definitions(), answers)
def test_a_proxy_for_the_body_never_raises_a_figure(world: World, known: dict[str, str]) -> None:
    easier = tuple(replace(one, means=(*one.means, Means.VIDEO)) for one in world.matter.presences)
    no_more(of(world.having(presences=easier), known), of(world, known))


@few
@given(definitions(), answers, st.sampled_from(Channel))
def test_another_channel_never_raises_a_figure(world: World, known: dict[str, str], more: Channel) -> None:
    channels = tuple(dict.fromkeys((*world.matter.channels, more)))
    no_more(of(world.having(channels=channels), known), of(world, known))


@few
@given(definitions(), answers)
def test_sending_it_never_raises_a_figure(world: World, known: dict[str, str]) -> None:
    sent = tuple(
        replace(one, delivery=tuple(dict.fromkeys((*one.delivery, Delivery.COURIER))))
        for one in world.matter.results
    )
    no_more(of(world.having(results=sent), known), of(world, known))


@few
@given(definitions(), answers)
def test_a_word_in_place_of_a_paper_never_raises_a_figure(world: World, known: dict[str, str]) -> None:
    taken = tuple(replace(one, commitment=True) for one in world.matter.requirements)
    no_more(of(world.having(requirements=taken), known), of(world, known))


@few
@given(definitions(), answers)
def test_in_hand_is_no_more_than_from_nothing_nor_than_the_exception(
    world: World, known: dict[str, str]
) -> None:
    found = of(world, known)
    assert low(found.in_hand) <= high(found.from_nothing)
    assert low(found.in_hand) <= high(found.exceptional)


@few
@given(definitions(), answers)
def test_all_situations_at_once_bound_each_of_them(world: World, known: dict[str, str]) -> None:
    note(world.words)
    for in_hand in (True, False):
        together = View(possibly(world.matter, known), in_hand)
        bound = solve(problem_of(world.matter, world.catalogue, together, others=True))
        if bound.visits.high is None:
            continue
        for whole in completions(world.matter, answered(world.matter, known)):
            view = View(lambda one, whole=whole: one.holds(whole), in_hand)  # type: ignore[misc]
            found = solve(problem_of(world.matter, world.catalogue, view))
            assert not found.unobtainable
            assert found.visits.low <= bound.visits.high


@few
@given(definitions(), answers)
def test_a_figure_is_that_of_its_worst_situation(world: World, known: dict[str, str]) -> None:
    found = of(world, known)
    each = [of(world, whole) for whole in completions(world.matter, answered(world.matter, known))]
    for name in FIGURES:
        figure = getattr(found, name)
        assert low(figure) <= max(high(getattr(one, name)) for one in each)
        assert high(figure) >= max(low(getattr(one, name)) for one in each)


@few
@given(definitions(), answers)
def test_the_order_of_a_definition_does_not_matter(world: World, known: dict[str, str]) -> None:
    turned = world.having(
        requirements=world.matter.requirements[::-1],
        presences=world.matter.presences[::-1],
        results=world.matter.results[::-1],
    )
    one, other = of(world, known), of(turned, known)
    for name in FIGURES:
        assert getattr(one, name).visits == getattr(other, name).visits


@few
@given(definitions(), answers)
def test_every_itinerary_of_a_matter_is_legal(world: World, known: dict[str, str]) -> None:
    for name in FIGURES:
        figure = getattr(of(world, known), name)
        if figure.solution.visits.high is not None:
            assert not check(figure.problem, figure.solution), name
