"""Bundles in the database, brought where a test needs them by the commands that bring real ones there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from factories import cases as make
from factories.matters import form_for, shown_for, situations
from onevisit.bundles.commands import Submission, hand_in
from onevisit.casework import of_bundle
from onevisit.catalogue import bundles as catalogue
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import Actor
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.bundles.portions import HandedIn
from onevisit.rules.cases.application import situations_for
from onevisit.rules.cases.contents import Contents
from onevisit.rules.matters.vocabulary import Channel, Delivery

CLASSES = ("sole-trader", "food-business-permit", "billboard")
"""A licence to trade first, then two matters that ask for it, beside each other."""


def composite(*keys: str, at: datetime = make.NOON) -> Composite:
    """These matters put together, or the bundle of the pack if the one key is that of a bundle."""
    return catalogue.joined(keys or CLASSES, clock.day_of(at))


def filled(
    found: Composite, *, delivery: Delivery = Delivery.ELECTRONIC, sighted: bool = False, **changes: object
) -> HandedIn:
    """Everything that it asks, in the first situation that its questions admit."""
    matter = found.matter
    given: Any = changes.get("answers")
    answers: dict[str, str] = given or next(situations(matter))
    shown = shown_for(matter, answers)
    values: dict[str, object] = {
        "answers": answers,
        "form": form_for(matter, answers),
        "shown": shown,
        "delivery": delivery,
        "sighted": tuple(one.requirement for one in shown) if sighted else (),
    }
    return HandedIn(**{**values, **changes})  # type: ignore[arg-type]


def submitted(*keys: str, at: datetime = make.NOON, request: str = "", **changes: object) -> str:
    """Handed in on line by its applicant."""
    found = composite(*keys, at=at)
    actor, party = make.applicant(at=at)
    given = Submission(
        found, filled(found, **changes), party, Channel.ONLINE, "district-hall", "chishang", "district-hall"
    )  # type: ignore[arg-type]
    with clock.at(at):
        return hand_in(given, actor=actor, at=at, key=request or make.key())


def walk_in(
    *keys: str,
    clerk: Actor,
    at: datetime = make.NOON,
    request: str = "",
    pledge: Contents | None = None,
    **changes: object,
) -> str:
    """Handed in, received and accepted at the clerk's window in one act."""
    found = composite(*keys, at=at)
    post = clerk.posts[0]
    given = Submission(
        found,
        filled(found, sighted=True, **{"delivery": Delivery.WINDOW, **changes}),  # type: ignore[arg-type]
        make.applicant(at=at)[1],
        Channel.WINDOW,
        post.hall,
        "chishang",
        post.hall,
        window=post.window,
        pledge=pledge,
    )
    with clock.at(at):
        return hand_in(given, actor=clerk, at=at, key=request or make.key(), accept=True)


def case(bundle: str, matter: str) -> str:
    """The number of the case of a part."""
    return next(one.number for one in of_bundle.parts_of([bundle]) if one.matter == matter)


def go_on(at: datetime = make.NOON) -> None:
    """Do what the worker does after a commit."""
    with clock.at(at):
        while outbox.run_next(but=("documents", "render", "notify")):
            pass


def issue(bundle: str, matters: Sequence[str], at: datetime = make.NOON) -> None:
    """Review and grant these parts, and let what waited for them go on."""
    for matter in matters:
        make.issued(number=case(bundle, matter), at=at)
        go_on(at)


def of_pack(key: str, at: datetime = make.NOON) -> Composite:
    """A bundle of the pack."""
    return catalogue.composite(key, clock.day_of(at))


def answers(found: Composite, **chosen: str) -> dict[str, str]:
    """The questions asked one after the other: these answers, and the first option of everything else."""
    given: dict[str, str] = {}
    while left := [one for one in situations_for(found.matter, given) if one.key not in given]:
        given[left[0].key] = chosen.get(left[0].key, next(iter(left[0].options)))
    return given
