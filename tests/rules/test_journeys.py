"""The definition of a visit, by examples: each of the ways in which one comes about, and the matters of the pack."""

from dataclasses import replace

import pytest

from factories.matters import matters
from onevisit.rules.basis import Basis
from onevisit.rules.journeys import Catalogue, PlaceKind, best, figures, journey, stage_groups, worst
from onevisit.rules.limits import Unit
from onevisit.rules.matters.conditions import parse
from onevisit.rules.matters.courses import Special, SpecialKind
from onevisit.rules.matters.definition import Evidence, Matter, Presence, Requirement, Situation
from onevisit.rules.matters.vocabulary import Act, Channel, Delivery, MadeBy, Means, Moment, Way

ONLINE = {"channel": Channel.ONLINE, "delivery": Delivery.ELECTRONIC}


def plain(**changes: object) -> Matter:
    """A matter that needs nobody to come: everything on line, the result to download or to fetch."""
    found = replace(
        matters()["food-business-permit"],
        at_once=False,
        situations=(),
        presences=(),
        requirements=(),
        channels=(Channel.ONLINE, Channel.WINDOW, Channel.POST, Channel.VILLAGE),
    )
    return replace(found, **changes)


def paper(*ways: Way, **changes: object) -> Requirement:
    return replace(
        Requirement("paper", "旧证", MadeBy.ORGAN, tuple(Evidence(way) for way in ways)), **changes
    )


def act(*means: Means, at: Moment = Moment.SUBMIT, **changes: object) -> Presence:
    return replace(Presence(Act.IDENTITY, at, means), **changes)


def test_on_line_from_beginning_to_end_is_no_visit() -> None:
    assert journey(plain(), {}, **ONLINE).visits == 0


@pytest.mark.parametrize("channel", [Channel.WINDOW, Channel.VILLAGE])
def test_handing_in_at_a_counter_is_a_visit(channel: Channel) -> None:
    assert journey(plain(), {}, channel=channel, delivery=Delivery.COURIER).visits == 1


def test_fetching_the_result_another_day_is_a_second_visit() -> None:
    assert journey(plain(), {}, channel=Channel.WINDOW, delivery=Delivery.WINDOW).visits == 2


def test_who_waits_for_the_result_comes_once() -> None:
    at_once = plain(at_once=True)
    assert journey(at_once, {}, channel=Channel.WINDOW, delivery=Delivery.WINDOW).visits == 1
    assert journey(at_once, {}, channel=Channel.ONLINE, delivery=Delivery.WINDOW).visits == 1


def test_what_can_only_be_shown_as_an_original_is_carried_to_a_counter_or_posted() -> None:
    matter = plain(requirements=(paper(Way.ORIGINAL),))
    assert journey(matter, {}, **ONLINE).visits == 1
    assert journey(matter, {}, channel=Channel.POST, delivery=Delivery.COURIER).visits == 0


@pytest.mark.parametrize(
    "requirement",
    [
        paper(Way.ORIGINAL, Way.UPLOAD),
        paper(Way.E_LICENCE, Way.ORIGINAL),
        paper(Way.ORIGINAL, commitment=True),
        paper(Way.ORIGINAL, required=False),
    ],
)
def test_an_original_that_something_stands_in_for_is_no_visit(requirement: Requirement) -> None:
    assert journey(plain(requirements=(requirement,)), {}, **ONLINE).visits == 0


@pytest.mark.parametrize("means", [Means.ONLINE_IDENTITY, Means.E_SIGNATURE, Means.VIDEO])
def test_an_act_that_can_be_done_from_afar_is_no_visit(means: Means) -> None:
    assert journey(plain(presences=(act(Means.IN_PERSON, means),)), {}, **ONLINE).visits == 0


@pytest.mark.parametrize("means", [(Means.IN_PERSON,), (Means.AGENT,), (Means.IN_PERSON, Means.HOME_VISIT)])
def test_a_proxy_comes_too_and_a_visit_at_home_is_not_for_everybody(means: tuple[Means, ...]) -> None:
    assert journey(plain(presences=(act(*means),)), {}, **ONLINE).visits == 1


def test_several_things_at_one_session_are_one_visit() -> None:
    presences = (act(Means.IN_PERSON), act(Means.IN_PERSON, act=Act.SIGNATURE))
    matter = plain(presences=presences, requirements=(paper(Way.ORIGINAL), paper(Way.ORIGINAL, key="second")))
    assert journey(matter, {}, channel=Channel.WINDOW, delivery=Delivery.COURIER).visits == 1


def test_each_moment_is_a_session_of_its_own() -> None:
    matter = plain(presences=tuple(act(Means.IN_PERSON, at=moment) for moment in Moment))
    found = journey(matter, {}, channel=Channel.WINDOW, delivery=Delivery.WINDOW)
    assert found.visits == 3
    assert [step.visit for step in found.steps if step.visit] == [1, 2, 3]


def test_an_act_at_collection_and_the_result_at_the_window_are_one_visit() -> None:
    matter = plain(presences=(act(Means.IN_PERSON, at=Moment.COLLECT),))
    assert journey(matter, {}, channel=Channel.ONLINE, delivery=Delivery.WINDOW).visits == 1
    assert journey(matter, {}, channel=Channel.ONLINE, delivery=Delivery.COURIER).visits == 1


def test_what_does_not_apply_needs_nobody() -> None:
    questions = (Situation("lost", "丢了吗？", {"yes": "丢了", "no": "没丢"}),)
    matter = plain(
        situations=questions,
        requirements=(paper(Way.ORIGINAL, when=parse("lost == no")),),
        channels=(Channel.ONLINE,),
    )
    assert best(matter, {"lost": "yes"}).visits == 0
    assert best(matter, {"lost": "no"}).visits == 1
    assert best(matter, {}).visits == 1  # nobody can be promised what depends on his answer
    assert best(matter, {"lost": "maybe"}).visits == 1  # no option, so no answer


def test_a_channel_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ValueError, match="不能以post方式申请"):
        journey(plain(channels=(Channel.ONLINE,)), {}, channel=Channel.POST, delivery=Delivery.COURIER)


def test_a_result_that_cannot_come_as_wanted_comes_the_easiest_way() -> None:
    result = replace(plain().results[0], delivery=(Delivery.WINDOW,))
    assert (
        journey(plain(results=(result,)), {}, channel=Channel.ONLINE, delivery=Delivery.COURIER).visits == 1
    )


def test_the_steps_tell_the_story_in_order() -> None:
    found = journey(matters()["food-business-permit"], {}, channel=Channel.WINDOW, delivery=Delivery.COURIER)
    assert [step.place for step in found.steps] == [
        PlaceKind.HOME,
        PlaceKind.COUNTER,
        PlaceKind.ORGANS,
        PlaceKind.ORGANS,
        PlaceKind.ORGANS,
        PlaceKind.HOME,
    ]
    assert found.steps[3].text == "资料审查、上门现场核查（同时进行）"
    assert found.steps[3].stages == ("review", "survey")
    assert found.steps[-1].details == ("食品经营许可证：快递送达",)


@pytest.mark.parametrize(
    ("key", "answers", "fewest", "most"),
    [
        ("food-business-permit", {}, 0, 2),
        ("id-card", {}, 1, 2),  # 居民身份证法 Art. 3: fingerprints
        ("marriage", {}, 1, 1),  # 民法典 Art. 1049: both in person; at once
        ("old-age-card", {}, 0, 1),
        ("licence-renewal", {"age": "over70"}, 1, 2),  # the test has a place of its own
        ("teacher-qualification", {"route": "untested"}, 1, 3),
    ],
)
def test_matters_of_the_pack(key: str, answers: dict[str, str], fewest: int, most: int) -> None:
    matter = matters()[key]
    assert (best(matter, answers).visits, worst(matter, answers).visits) == (fewest, most)


def test_the_matters_of_the_pack_that_need_more_than_one_visit_are_these() -> None:
    """Truthfully: examinations, two examinations of the will on different days, and where a machine has to be shown."""
    more = {key: best(matter, {}).visits for key, matter in matters().items() if best(matter, {}).visits > 1}
    assert more == {"driving-licence": 3, "tractor-licence": 2, "adoption": 2, "divorce": 2}


def test_stages_that_wait_for_the_same_one_run_beside_each_other() -> None:
    stages = matters()["food-business-permit"].stages
    assert [[one.key for one in group] for group in stage_groups(stages)] == [
        ["accept"],
        ["review", "survey"],
        ["decide"],
    ]


def test_a_stage_that_does_not_apply_holds_nobody_up() -> None:
    stages = [one for one in matters()["food-business-permit"].stages if one.key != "review"]
    assert [[one.key for one in group] for group in stage_groups(stages)] == [
        ["accept"],
        ["survey"],
        ["decide"],
    ]


def test_stages_that_wait_for_each_other_are_refused() -> None:
    accept, *_ = matters()["food-business-permit"].stages
    with pytest.raises(ValueError, match="环节互相等待：accept"):
        stage_groups([replace(accept, after=("accept",))])


def test_time_that_the_law_does_not_count_comes_on_top_in_working_days() -> None:
    """Ten days from a Monday are a Thursday; five working days later it is the Thursday after."""
    promised = replace(plain().limits.promised, length=10, unit=Unit.DAYS)
    special = Special(SpecialKind.EXPERT_REVIEW, 5, Basis("行政许可法", "45"))
    matter = plain(
        limits=replace(plain().limits, promised=promised),
        courses=replace(plain().courses, special=(special,)),
    )
    assert figures(matter, Catalogue()).in_hand.days == 17


def test_a_commitment_is_checked_within_the_days_that_its_matter_says() -> None:
    pledge = replace(
        plain().courses.pledge, check=replace(plain().limits.promised, length=30, unit=Unit.DAYS)
    )
    matter = plain(
        at_once=True,
        channels=(Channel.ONLINE,),
        requirements=(paper(Way.ORIGINAL, commitment=True),),
        courses=replace(plain().courses, pledge=pledge),
    )
    found = figures(matter, Catalogue()).in_hand
    assert (found.days, found.settled) == (0, 30)
