"""What each event says of the applicant's being there: required or chosen, through whose doing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from factories.matters import A_HASH, matters, shown_for, situations
from onevisit.rules.appearances import Cause, Post, Purpose, promise, read
from onevisit.rules.appearances.obligation import why_collect, why_submit
from onevisit.rules.cases import events as e
from onevisit.rules.cases.command import IssuedResult, Shown
from onevisit.rules.cases.courses import Asked, Fault
from onevisit.rules.cases.facets import Correction, Hearing
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.state import CaseState
from onevisit.rules.journeys import Catalogue, figures
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Act, Channel, Delivery, Means, Moment, Way

DAY = date(2026, 11, 23)
CLERK = Post("clerk", "district-hall")


def state_of(matter: Matter, channel: Channel = Channel.ONLINE, **changes: Any) -> CaseState:
    """A case of this matter that was handed in in the first situation."""
    answers = next(situations(matter))
    values: dict[str, Any] = {
        "phase": Phase.SUBMITTED,
        "matter": matter.key,
        "version": 1,
        "channel": channel,
        "submitted_on": DAY,
        "application": A_HASH,
        "answers": answers,
        "shown": shown_for(matter, answers),
        "delivery": Delivery.ELECTRONIC,
        "results": (IssuedResult("permit", "1", "1", DAY, A_HASH, "licence"),),
    }
    return CaseState(**{**values, **changes})


def submitted(state: CaseState, channel: Channel) -> e.Submitted:
    """That it was handed in so."""
    return e.Submitted(DAY, state.matter, 1, channel, A_HASH, state.answers, state.shown, state.delivery)


ROAD = "dig-road"


def on_paper(key: str = "design") -> Matter:
    """The road with one requirement that can be shown in the original alone."""
    matter = matters()[ROAD]
    return replace(
        matter,
        requirements=tuple(
            replace(one, evidence=tuple(replace(each, way=Way.ORIGINAL) for each in one.evidence[:1]))
            if one.key == key
            else one
            for one in matter.requirements
        ),
    )


def in_person(at: Moment) -> Matter:
    """The road with an act that needs the body."""
    matter = matters()[ROAD]
    template = next(one for each in matters().values() for one in each.presences)
    act = replace(
        template, act=Act.IDENTITY, at=at, means=(Means.IN_PERSON,), counter=None, announced=(), basis=None
    )
    return replace(matter, presences=(replace(act, when=matter.requirements[0].when),))


@pytest.mark.parametrize(
    ("matter", "required"),
    [
        (lambda: matters()[ROAD], False),
        (on_paper, True),
        (lambda: in_person(Moment.SUBMIT), True),
        (lambda: in_person(Moment.COLLECT), False),
        (lambda: replace(matters()[ROAD], channels=(Channel.WINDOW,)), True),
        (lambda: replace(on_paper(), channels=(Channel.WINDOW, Channel.POST)), False),
    ],
)
def test_handing_in_at_a_window_is_chosen_where_it_could_be_done_at_home(
    matter: Callable[[], Matter], required: bool
) -> None:
    definition = matter()
    state = state_of(definition, Channel.WINDOW)
    sight = read(submitted(state, Channel.WINDOW), definition, state, CLERK)
    assert sight is not None
    assert (sight.purpose, sight.required, sight.cause, sight.foreseen) == (
        Purpose.SUBMIT,
        required,
        Cause.NONE,
        True,
    )
    assert sight.why


@pytest.mark.parametrize("channel", [Channel.ONLINE, Channel.POST])
def test_what_comes_by_line_or_by_post_brings_nobody(channel: Channel) -> None:
    matter = matters()[ROAD]
    state = state_of(matter, channel)
    assert read(submitted(state, channel), matter, state, CLERK) is None
    if channel is Channel.POST:
        event = e.Received(DAY, "district-hall", "3", tuple(one.requirement for one in state.shown))
        assert read(event, matter, state, CLERK) is None


def test_an_agent_s_own_filing_is_no_appearance_of_the_applicant() -> None:
    matter = matters()[ROAD]
    state = state_of(matter, Channel.VILLAGE)
    assert read(submitted(state, Channel.VILLAGE), matter, state, Post("agent", "point")) is None
    assert read(submitted(state, Channel.VILLAGE), matter, state, Post("clerk", "point")) is not None
    handed = e.HandedOut(DAY, Delivery.WINDOW, "point", "1")
    assert read(handed, matter, state, Post("agent", "point")) is None, "he carries it to his door"


def test_originals_bring_him_unless_they_came_by_post() -> None:
    matter = on_paper()
    state = state_of(matter)
    event = e.Received(DAY, "district-hall", "3", ("design",))
    sight = read(event, matter, state, CLERK)
    assert sight is not None
    assert (sight.purpose, sight.required, sight.foreseen) == (Purpose.VERIFY, True, True)
    assert read(event, matter, state, replace(CLERK, posted=frozenset({"design"}))) is None


def test_who_applied_at_the_window_and_comes_back_with_an_original_had_forgotten_it() -> None:
    matter = on_paper()
    state = state_of(matter, Channel.WINDOW)
    late = e.Received(DAY + timedelta(days=1), "district-hall", "3", ("design",))
    sight = read(late, matter, state, CLERK)
    assert sight is not None
    assert (sight.cause, sight.foreseen) == (Cause.APPLICANT, False)


def test_what_an_incomplete_application_lacked_is_his_own_doing() -> None:
    matter = matters()[ROAD]
    correction = Correction(DAY, (Asked("design", Fault.MISSING),), A_HASH, DAY)
    state = state_of(matter, correction=correction)
    event = e.Supplied(DAY, (Shown("design", Way.UPLOAD, (A_HASH,)),), Channel.WINDOW)
    sight = read(event, matter, state, CLERK)
    assert sight is not None
    assert (sight.purpose, sight.cause, sight.required) == (Purpose.SUPPLY, Cause.APPLICANT, False)
    assert "一次性告知" in sight.why
    assert read(replace(event, by=Channel.ONLINE), matter, state, Post()) is None
    signed = e.Supplied(DAY, (), Channel.WINDOW, later=("design",))
    sight = read(signed, matter, state, CLERK)
    assert sight is not None
    assert (sight.purpose, sight.cause) == (Purpose.SIGN, Cause.NONE)


@pytest.mark.parametrize(
    ("hearing", "required"),
    [
        (Hearing(requested_on=DAY, place="三楼会议室"), False),
        (Hearing(requested_on=DAY, by_interested=True, place="三楼会议室"), True),
        (Hearing(called_on=DAY, place="三楼会议室"), True),
    ],
)
def test_a_hearing_that_he_asked_for_is_a_right_that_he_used(hearing: Hearing, required: bool) -> None:
    matter = matters()[ROAD]
    state = state_of(matter, hearing=hearing)
    sight = read(e.HearingHeld(DAY, A_HASH, DAY), matter, state, Post("head"))
    assert sight is not None
    assert (sight.purpose, sight.required, sight.place) == (Purpose.HEARING, required, "三楼会议室")


def test_collecting() -> None:
    matter = matters()[ROAD]
    handed = e.HandedOut(DAY, Delivery.WINDOW, "district-hall", "8")
    chosen = read(handed, matter, state_of(matter, delivery=Delivery.WINDOW), CLERK)
    assert chosen is not None
    assert (chosen.required, chosen.foreseen) == (False, True)
    anew = read(handed, matter, state_of(matter, delivery=Delivery.COURIER), CLERK)
    assert anew is not None
    assert not anew.foreseen, "he had chosen the courier"
    returned = read(handed, matter, state_of(matter, delivery=Delivery.COURIER, returned=1), CLERK)
    assert returned is not None
    assert (returned.required, returned.foreseen) == (True, False)
    only = replace(matter, results=tuple(replace(one, delivery=(Delivery.WINDOW,)) for one in matter.results))
    must = read(handed, only, state_of(only, delivery=Delivery.WINDOW), CLERK)
    assert must is not None
    assert must.required
    refused = read(handed, only, state_of(only, delivery=Delivery.WINDOW, results=()), CLERK)
    assert refused is not None
    assert not refused.required, "a refusal may always be sent"
    courier = e.HandedOut(DAY, Delivery.COURIER, "district-hall", "8")
    assert read(courier, matter, state_of(matter), CLERK) is None


def test_what_is_settled_on_the_spot_takes_two_visits_only_for_what_he_had_not_brought() -> None:
    matter = replace(matters()[ROAD], at_once=True)
    late = e.HandedOut(DAY + timedelta(days=2), Delivery.WINDOW, "district-hall", "8")
    state = state_of(matter, Channel.WINDOW, delivery=Delivery.WINDOW)
    whole = read(late, matter, state, CLERK)
    assert whole is not None
    assert (whole.cause, whole.foreseen) == (Cause.NONE, True), "why not at once is for the office to say"
    correction = Correction(DAY, (Asked("design", Fault.MISSING),), A_HASH, DAY)
    parted = read(late, matter, replace(state, correction=correction), CLERK)
    assert parted is not None
    assert (parted.cause, parted.foreseen) == (Cause.APPLICANT, False)
    same_day = read(replace(late, on=DAY), matter, replace(state, correction=correction), CLERK)
    assert same_day is not None
    assert same_day.cause is Cause.NONE


def test_taking_back_at_a_window_is_his_wish_and_letting_a_day_pass_is_no_coming() -> None:
    matter = matters()[ROAD]
    state = state_of(matter)
    sight = read(e.Withdrawn(DAY, A_HASH), matter, state, CLERK)
    assert sight is not None
    assert not sight.required
    assert read(e.Withdrawn(DAY, A_HASH), matter, state, Post()) is None
    assert read(e.Withdrawn(DAY, A_HASH, deemed=True), matter, state, CLERK) is None


def everywhere() -> list[tuple[str, Channel, Delivery]]:
    """Every matter with every channel and delivery that it offers."""
    return [
        (key, channel, delivery)
        for key, matter in matters().items()
        for channel in matter.channels
        for delivery in {way for result in matter.results for way in result.delivery}
    ]


def test_with_everything_in_hand_the_promise_depends_on_no_other_matter() -> None:
    catalogue = Catalogue(matters=matters())
    for key, channel, delivery in everywhere():
        matter = matters()[key]
        answers = next(situations(matter))
        alone = promise(matter, answers, channel, delivery)
        assert (
            alone
            == figures(matter, catalogue, answers, channel=channel, delivery=delivery).in_hand.visits.high
        )


def test_who_need_not_come_for_anything_was_promised_that_he_need_not() -> None:
    """Required or chosen is told by another way than the number: here the two are held against each other."""
    for key, matter in matters().items():
        answers = next(situations(matter))
        sent = [
            way
            for way in (Delivery.ELECTRONIC, Delivery.COURIER)
            if any(way in result.delivery for result in matter.results)
        ]
        review = [one for one in matter.presences if one.at is Moment.REVIEW and one.when.holds(answers)]
        if Channel.ONLINE not in matter.channels or not sent or review:
            continue
        free = not why_submit(matter, answers) and not why_collect(matter, answers)
        least = min(
            promise(matter, answers, channel, way) or 0
            for channel in {Channel.ONLINE, Channel.POST} & set(matter.channels)
            for way in sent
        )
        assert (least == 0) == free, key
