"""What holds of every journey, whatever the definition."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from factories.matters import matters
from onevisit.rules.journeys import answered, best, holds, situations, unknown, worst
from onevisit.rules.matters.conditions import ALWAYS, All, Any, Condition, Is, Not
from onevisit.rules.matters.definition import Evidence, Matter, Presence, Requirement, Situation
from onevisit.rules.matters.vocabulary import Act, Channel, Delivery, MadeBy, Means, Moment, Way

few = settings(max_examples=40)  # a definition is large to make, and each is walked through many times
QUESTIONS = ("one", "two", "three")
OPTIONS = {"a": "甲", "b": "乙"}


def conditions(questions: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    if not questions:
        return st.just(ALWAYS)
    leaves = st.just(ALWAYS) | st.builds(
        Is, st.sampled_from(questions), st.sampled_from([("a",), ("b",), ("a", "b")])
    )
    several = lambda inner: st.lists(inner, max_size=2).map(tuple)  # noqa: E731 — a strategy, not a function
    return st.recursive(
        leaves,
        lambda inner: st.builds(Not, inner) | st.builds(All, several(inner)) | st.builds(Any, several(inner)),
        max_leaves=3,
    )


def some(values: Iterable[object]) -> st.SearchStrategy[tuple]:
    return st.lists(st.sampled_from(list(values)), min_size=1, unique=True).map(tuple)


requirements = st.builds(
    Requirement,
    key=st.sampled_from(["p", "q", "r"]),
    name=st.just("材料"),
    made_by=st.just(MadeBy.APPLICANT),
    evidence=some(Way).map(lambda ways: tuple(Evidence(way) for way in ways)),
    when=conditions(QUESTIONS),
    required=st.booleans(),
    commitment=st.booleans(),
)
presences = st.builds(
    Presence, st.sampled_from(Act), st.sampled_from(Moment), some(Means), when=conditions(QUESTIONS)
)
answers = st.dictionaries(st.sampled_from([*QUESTIONS, "other"]), st.sampled_from(["a", "b", "c"]))


@st.composite
def definitions(draw: st.DrawFn) -> Matter:
    base = matters()["food-business-permit"]
    asked = tuple(
        Situation(key, f"{key}？", OPTIONS, draw(conditions(QUESTIONS[:number])))
        for number, key in enumerate(QUESTIONS)
    )
    results = tuple(
        replace(
            base.results[0], key=key, delivery=draw(some(d for d in Delivery if d is not Delivery.NOTICE))
        )
        for key in draw(st.sampled_from(["x", "xy"]))
    )
    return replace(
        base,
        situations=asked,
        requirements=tuple(draw(st.lists(requirements, max_size=3))),
        presences=tuple(draw(st.lists(presences, max_size=3))),
        channels=draw(some(Channel)),
        results=results,
        at_once=draw(st.booleans()),
    )


@few
@given(definitions(), answers, requirements)
def test_adding_a_requirement_never_lowers_a_figure(matter: Matter, given: dict, more: Requirement) -> None:
    harder = replace(matter, requirements=(*matter.requirements, more))
    assert best(harder, given).visits >= best(matter, given).visits
    assert worst(harder, given).visits >= worst(matter, given).visits


@few
@given(definitions(), answers, presences)
def test_adding_an_act_never_lowers_a_figure(matter: Matter, given: dict, more: Presence) -> None:
    harder = replace(matter, presences=(*matter.presences, more))
    assert best(harder, given).visits >= best(matter, given).visits
    assert worst(harder, given).visits >= worst(matter, given).visits


@few
@given(definitions(), answers, st.sampled_from(Channel))
def test_offering_another_channel_never_raises_the_best(matter: Matter, given: dict, more: Channel) -> None:
    easier = replace(matter, channels=tuple(dict.fromkeys((*matter.channels, more))))
    assert best(easier, given).visits <= best(matter, given).visits


@few
@given(definitions(), answers)
def test_deciding_at_once_leaves_one_visit_at_most(matter: Matter, given: dict) -> None:
    assert worst(replace(matter, at_once=True), given).visits <= 1


@few
@given(definitions(), answers)
def test_another_way_than_paper_and_body_leaves_nothing_to_come_for(matter: Matter, given: dict) -> None:
    everything_far = replace(
        matter,
        channels=(Channel.ONLINE,),
        requirements=tuple(
            replace(one, evidence=(*one.evidence, Evidence(Way.UPLOAD))) for one in matter.requirements
        ),
        presences=tuple(replace(one, means=(*one.means, Means.VIDEO)) for one in matter.presences),
        results=tuple(replace(one, delivery=(*one.delivery, Delivery.COURIER)) for one in matter.results),
    )
    assert best(everything_far, given).visits == 0


@few
@given(definitions(), answers)
def test_the_best_is_no_worse_than_the_worst_and_both_are_journeys(matter: Matter, given: dict) -> None:
    least, most = best(matter, given), worst(matter, given)
    assert least.visits <= most.visits <= 3
    for found in (least, most):
        assert sorted({step.visit for step in found.steps} - {0}) == list(range(1, found.visits + 1))


@few
@given(definitions(), answers, st.sampled_from(QUESTIONS), st.sampled_from(["a", "b"]))
def test_an_answer_never_raises_a_figure(matter: Matter, given: dict, question: str, option: str) -> None:
    known = answered(matter, given)
    more = answered(matter, {**known, question: option}) if question not in known else known
    assert best(matter, more).visits <= best(matter, known).visits
    assert worst(matter, more).visits <= worst(matter, known).visits


@few
@given(definitions(), answers, conditions(QUESTIONS))
def test_what_holds_for_certain_holds_in_every_completion(
    matter: Matter, given: dict, condition: Condition
) -> None:
    known, missing = answered(matter, given), unknown(matter, given)
    certain = holds(condition, known, missing)
    found = {condition.holds(whole) for whole in completions(matter, known)}
    assert certain is None or found == {certain}


def completions(matter: Matter, known: dict[str, str]) -> list[dict[str, str]]:
    """Every whole set of answers that begins with these."""
    whole = [{}]
    for one in matter.situations:
        whole = [
            {**each, **chosen}
            for each in whole
            for chosen in (
                [{one.key: known[one.key]}]
                if one.key in known and one.when.holds(each)
                else [{one.key: option} for option in one.options]
                if one.when.holds(each)
                else [{}]
            )
        ]
    return whole


@few
@given(definitions(), answers)
def test_leaving_out_what_does_not_matter_changes_no_figure(matter: Matter, given: dict) -> None:
    """`situations` skips questions on which no visit depends; walking through all of them gives the same."""
    known = answered(matter, given)
    walked = [best(matter, whole).visits for whole in situations(matter, known)]
    assert max(walked) == max(best(matter, whole).visits for whole in completions(matter, known))
