"""Every 一件事 of the pack, from one submission to the last result, each of its matters at least once."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from factories import bundles as bundle
from factories import cases as make
from factories.matters import PACK, form_for, shown_for
from onevisit.bundles import stream
from onevisit.bundles.commands import Submission, hand_in
from onevisit.bundles.models import Bundle
from onevisit.casework import of_bundle
from onevisit.catalogue import bundles as catalogue
from onevisit.platform import clock
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.bundles.portions import HandedIn
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import situations_for
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Channel, Delivery

pytestmark = pytest.mark.django_db

DAY = clock.day_of(make.NOON)
KEYS = sorted(path.stem for path in (PACK / "bundles").glob("*.yaml"))


def walked(composite: Composite, chosen: dict[str, str]) -> dict[str, str]:
    """The questions asked one after the other: these answers, and the first option of everything else."""
    answers: dict[str, str] = {}
    while left := [one for one in situations_for(composite.matter, answers) if one.key not in answers]:
        answers[left[0].key] = chosen.get(left[0].key, next(iter(left[0].options)))
    return answers


def covering(composite: Composite) -> Iterator[dict[str, str]]:
    """As few situations as bring every part, those with the most parts first."""
    own = composite.bundle.questions
    combinations = itertools.product(*([(one.key, option) for option in one.options] for one in own))
    every = [walked(composite, dict(one)) for one in combinations]
    missing = {one.key for one in composite.parts}
    while missing:
        best = max(every, key=lambda one: len(missing & {part.key for part in composite.applying(one)}))
        brought = missing & {part.key for part in composite.applying(best)}
        assert brought, f"no answers bring {missing}"
        missing -= brought
        yield best


def handed_in(composite: Composite, answers: dict[str, str], channel: Channel) -> str:
    """Everything it asks, at the window where the clerk sees every original, or on line."""
    clerk = make.staff(Role.CLERK, hall="district-hall", takes=composite.bundle.window_class.value)
    applicant, party = make.applicant(at=make.NOON)
    shown = shown_for(composite.matter, answers)
    at_window = channel is Channel.WINDOW
    given = Submission(
        composite,
        HandedIn(
            answers,
            form_for(composite.matter, answers),
            shown,
            Delivery.WINDOW if at_window else Delivery.ELECTRONIC,
            sighted=tuple(one.requirement for one in shown) if at_window else (),
        ),
        party,
        channel,
        "district-hall",
        "chishang",
        "district-hall",
        window=clerk.posts[0].window if at_window else "",
    )
    with clock.at(make.NOON):
        actor = clerk if at_window else applicant
        return hand_in(given, actor=actor, at=make.NOON, key=make.key(), accept=at_window)


def open_parts(number: str) -> list[str]:
    """The matters of the cases that wait to be decided; what came by line is taken in first."""
    waiting = [one for one in of_bundle.parts_of([number]) if one.phase is not Phase.ISSUED]
    for one in waiting:
        if one.phase is Phase.SUBMITTED:
            clerk = make.clerk_of(one.number, make.NOON)
            post = clerk.posts[0]
            sighted = tuple(each.requirement for each in make.now(one.number).shown)
            received = c.Receive(post.hall, post.window, sighted)
            make.do(one.number, clerk, received, c.Accept(), at=make.latest(one.number, make.NOON))
    return [one.matter for one in waiting]


@pytest.mark.parametrize("key", KEYS)
def test_it_runs_from_one_submission_to_the_last_result(key: str) -> None:
    composite = catalogue.composite(key, DAY)
    for answers in covering(composite):
        channels = [one for one in (Channel.WINDOW, Channel.ONLINE) if one in composite.matter.channels]
        for channel in channels:
            number = handed_in(composite, answers, channel)
            while matters := open_parts(number):
                for matter in matters:
                    bundle.issue(number, [matter], make.latest(bundle.case(number, matter)))
                # Where others have to be heard first, the part was decided days later.
                bundle.go_on(max(make.latest(one.number) for one in of_bundle.parts_of([number])))
            parts = of_bundle.parts_of([number])
            assert {one.matter for one in parts} == {one.key for one in composite.applying(answers)}
            assert stream.state_of(Bundle.objects.get(number=number)).collectable
