"""What holds of every bundle and every set of answers: nothing is asked twice, too much or too little."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from factories.matters import form_for, shown_for
from onevisit.rules.bundles.composite import Composite, Placed
from onevisit.rules.bundles.links import licence_of
from onevisit.rules.bundles.plan import plan
from onevisit.rules.bundles.portions import HandedIn, Portion, check_later, portions
from onevisit.rules.cases.application import (
    check_answers,
    check_form,
    check_shown,
    fields_for,
    requirements_for,
    situations_for,
)
from onevisit.rules.journeys import journey
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way
from rules.bundles.small import chance, complete

TODAY = date(2026, 11, 23)
seeds = pytest.mark.parametrize("seed", range(0, 400, 40))
"""Forty bundles each: a test that fails names the first seed, and `chance(seed)` makes the bundle again."""


def each_of(seed: int, look: Callable[[Composite], None]) -> None:
    for number in range(seed, seed + 40):
        try:
            look(chance(number))
        except AssertionError as failed:
            raise AssertionError(f"chance({number})") from failed


def everything(asked: Matter, answers: dict[str, str]) -> HandedIn:
    """All that is asked, each by its first way."""
    return HandedIn(answers, form_for(asked, answers), shown_for(asked, answers), Delivery.ELECTRONIC)


def filled(one: Portion) -> tuple[dict[str, str], set[str]]:
    """The form with what is still coming, and the requirements that are shown or coming."""
    form = dict(one.form) | {coming.field: "L-1" for coming in one.coming if coming.field}
    return form, {each.requirement for each in one.shown} | {each.requirement for each in one.coming}


def apart(composite: Composite, answers: dict[str, str]) -> Iterator[tuple[Placed, dict[str, str]]]:
    for part in composite.applying(answers):
        yield part, composite.answers_of(part, answers)


@seeds
def test_what_the_page_accepted_no_matter_refuses(seed: int) -> None:
    each_of(seed, _what_the_page_accepted_no_matter_refuses)


def _what_the_page_accepted_no_matter_refuses(composite: Composite) -> None:
    for answers in complete(composite.matter):
        for asked in (composite.matter, composite.within(answers)):
            given_ = everything(asked, answers)
            assert not check_answers(asked, answers)
            assert not check_form(asked, answers, given_.form, TODAY)
            assert not check_shown(asked, answers, given_.shown)
            found = portions(composite, given_)
            check_later(composite, found, channel=Channel.ONLINE, town="", signed=True, today=TODAY)
            for one in found:
                matter = composite.part(one.matter).matter
                form, _ = filled(one)
                coming = [each.requirement for each in one.coming]
                assert not check_answers(matter, one.answers)
                assert not check_form(matter, one.answers, form, TODAY)
                assert not check_shown(matter, one.answers, one.shown, excused=coming)
                keys = [each.requirement for each in one.shown] + [key for key in coming if key]
                assert len(keys) == len(set(keys)), "nothing is shown twice"
                assert set(keys) <= {each.key for each in requirements_for(matter, one.answers)}
                assert set(one.after) == {each.giver for each in one.coming}


@seeds
def test_nothing_is_asked_that_no_part_asks_and_nothing_that_one_asks_is_missing(seed: int) -> None:
    each_of(seed, _nothing_is_asked_that_no_part_asks_and_nothing_that_one_asks_is_missing)


def _nothing_is_asked_that_no_part_asks_and_nothing_that_one_asks_is_missing(composite: Composite) -> None:
    question = {ref: group.key for group in composite.questions for ref in group.refs}
    field = {ref: group.key for group in composite.fields for ref in group.refs}
    requirement = {ref: group.key for group in composite.requirements for ref in group.refs}
    by_name = {(ref.matter, ref.key): key for refs in (requirement,) for ref, key in refs.items()}
    for answers in complete(composite.matter):
        want_q, want_f, want_r = set[str](), set[str](), set[str]()
        must = set[str]()
        applying = {one.key for one in composite.applying(answers)}
        for part, own in apart(composite, answers):
            made = {
                link.requirement: link
                for link in composite.links
                if link.taker == part.key and link.giver in applying
            }
            licences = {
                link.licence for link in composite.links if link.taker == part.key and link.giver in applying
            }
            for one in situations_for(part.matter, own):
                if one.key not in part.known:
                    want_q |= {
                        question[ref] for ref in question if (ref.matter, ref.key) == (part.key, one.key)
                    }
            for each in fields_for(part.matter, own):
                if licence_of(each) not in licences:
                    name = next(field[ref] for ref in field if (ref.matter, ref.key) == (part.key, each.key))
                    want_f.add(name)
                    must |= {name} if each.required else set()
            want_r |= {
                by_name[part.key, one.key]
                for one in requirements_for(part.matter, own)
                if one.key not in made
            }
        for asked in (composite.matter, composite.within(answers)):
            bundle_own = {one.key for one in composite.bundle.questions}
            assert {one.key for one in situations_for(asked, answers)} - bundle_own == want_q
            assert {one.key for one in fields_for(asked, answers)} == want_f
            assert {one.key for one in requirements_for(asked, answers)} == want_r
        within = fields_for(composite.within(answers), answers)
        assert {one.key for one in within if one.required} == must, (
            "and required only where a part requires it"
        )


@seeds
def test_a_paper_is_shown_in_a_way_that_all_who_ask_for_it_take_and_that_is_not_harder(seed: int) -> None:
    each_of(seed, _a_paper_is_shown_in_a_way_that_all_who_ask_for_it_take_and_that_is_not_harder)


def _a_paper_is_shown_in_a_way_that_all_who_ask_for_it_take_and_that_is_not_harder(
    composite: Composite,
) -> None:
    for answers in complete(composite.matter):
        asked = {one.key: one for one in requirements_for(composite.within(answers), answers)}
        made = {(link.taker, link.requirement) for link in composite.needed(answers)}
        own = {part.key: (part, given_) for part, given_ in apart(composite, answers)}
        for group in composite.requirements:
            members = [
                one
                for ref, one in group.members
                if ref.matter in own
                and one.when.holds(own[ref.matter][1])
                and (ref.matter, ref.key) not in made
            ]
            if not members:
                continue
            whole = asked[group.key]
            ways = [set(one.evidence) for one in members]
            assert set(whole.evidence) == set.intersection(*ways)
            assert whole.evidence
            hard = [one for one in members if {way.way for way in one.evidence} <= {Way.ORIGINAL, Way.ZONE}]
            assert hard or not {way.way for way in whole.evidence} <= {Way.ORIGINAL, Way.ZONE}
            assert whole.required == any(one.required for one in members)
            assert whole.commitment == all(one.commitment for one in members)
            late = [one.defer.days for one in members if one.defer]
            assert (whole.defer.days if whole.defer else None) == (
                min(late) if len(late) == len(members) else None
            )


@seeds
def test_what_was_settled_asks_the_same_as_before(seed: int) -> None:
    each_of(seed, _what_was_settled_asks_the_same_as_before)


def _what_was_settled_asks_the_same_as_before(composite: Composite) -> None:
    for answers in complete(composite.matter):
        settled = composite.settled(answers)
        if not settled.parts:
            continue
        for of in (situations_for, fields_for, requirements_for):
            own = {one.key for one in composite.bundle.questions}
            whole = {one.key for one in of(composite.matter, answers)} - own  # type: ignore[operator]
            assert {one.key for one in of(settled.matter, answers)} == whole  # type: ignore[operator]
        keys = [one.key for one in settled.parts]
        assert sorted(keys) == sorted(one.key for one in composite.applying(answers))
        for one in settled.parts:
            assert all(keys.index(giver) < keys.index(one.key) for giver in one.after)


@seeds
def test_every_question_is_asked_after_those_on_which_it_rests(seed: int) -> None:
    each_of(seed, _every_question_is_asked_after_those_on_which_it_rests)


def _every_question_is_asked_after_those_on_which_it_rests(composite: Composite) -> None:
    for answers in complete(composite.matter):
        walked: dict[str, str] = {}
        for one in composite.matter.situations:
            if one.when.holds(walked):
                walked[one.key] = answers[one.key]
        assert walked == answers


@seeds
def test_the_plan_counts_what_is_spared_and_never_less_than_nothing(seed: int) -> None:
    each_of(seed, _the_plan_counts_what_is_spared_and_never_less_than_nothing)


def _the_plan_counts_what_is_spared_and_never_less_than_nothing(composite: Composite) -> None:
    for answers in complete(composite.matter):
        found = plan(composite, answers)
        if found is None:
            assert not composite.applying(answers)
            continue
        assert found.papers.spared >= 0
        assert found.fields.spared >= 0
        assert found.days == max(one.ends for one in found.waves)
        assert {one.key for one in found.parts} == {one.key for one in composite.applying(answers)}


def visits(asked: Matter, answers: dict[str, str], channel: Channel, delivery: Delivery) -> int:
    return journey(asked, answers, channel=channel, delivery=delivery).visits


@pytest.mark.parametrize("seed", range(0, 200, 20))
def test_one_comes_never_oftener_than_for_all_and_never_less_than_for_one_of_them(seed: int) -> None:
    for number in range(seed, seed + 20):
        composite = chance(number, most=3, visiting=True)
        every = [one for one in complete(composite.matter) if composite.applying(one)]
        for answers in every[:2]:
            for channel in composite.matter.channels:
                for delivery in (Delivery.ELECTRONIC, Delivery.WINDOW):
                    whole = visits(composite.within(answers), answers, channel, delivery)
                    each = [
                        visits(part.matter, own, channel, delivery) for part, own in apart(composite, answers)
                    ]
                    assert max(each) <= whole <= sum(each), (number, answers, channel, delivery, each)
