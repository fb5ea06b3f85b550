"""Cases in the database, brought where a test needs them by the commands that bring real ones there."""

from __future__ import annotations

import secrets
from datetime import datetime

from factories.matters import (
    channel_for,
    delivery_for,
    form_for,
    matters,
    shown_for,
    situations,
    surveyors,
)
from factories.posts import (
    NOON,
    applicant,
    applicant_of,
    chief_of,
    clerk_of,
    do,
    hands_out_at,
    head_of,
    key,
    later,
    latest,
    main_hall,
    matter_of,
    noon_of,
    now,
    party,
    person,
    staff,
    village_hall,
    words,
)
from factories.turns import (
    checked,
    extended,
    heard,
    hearing,
    interested,
    paused,
    pledge,
    resumed,
    supplied,
    without,
)
from onevisit.casework import issuing
from onevisit.casework.applications import Application, hand_in
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.people.actors import SYSTEM, Actor
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import Asked, Fault
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.cases.procedure import open_stages, organ_of
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way

__all__ = [
    "NOON",
    "accepted",
    "applicant",
    "applicant_of",
    "checked",
    "chief_of",
    "clerk_of",
    "committed",
    "corrected",
    "deferred",
    "do",
    "extended",
    "handed_out",
    "hands_out_at",
    "head_of",
    "heard",
    "hearing",
    "interested",
    "issued",
    "key",
    "later",
    "latest",
    "main_hall",
    "matter_of",
    "noon_of",
    "now",
    "party",
    "paused",
    "person",
    "pledge",
    "refused",
    "rendered",
    "resumed",
    "reviewed",
    "shown_by",
    "staff",
    "submitted",
    "supplied",
    "village_hall",
    "walk_in",
    "without",
    "words",
]
"""Everything under one name: `from factories import cases as make`."""


def submitted(matter: str = "dig-road", *, at: datetime = NOON, request: str = "", **changes: object) -> str:
    """Handed in on line; `request` is the key under which it is sent."""
    definition = matters()[matter]
    answers = next(situations(definition))
    actor, party = applicant(at=at)
    values: dict[str, object] = {
        "matter": matter,
        "version": 1,
        "party": party,
        "channel": channel_for(definition),
        "answers": answers,
        "form": form_for(definition, answers),
        "shown": shown_for(definition, answers),
        "delivery": delivery_for(definition),
        "town": "chishang",
        "collect_at": "district-hall",
    }
    application = Application(**{**values, **changes})  # type: ignore[arg-type]
    return hand_in(application, actor=actor, at=at, key=request or key()).number


def accepted(matter: str = "dig-road", *, at: datetime = NOON, **changes: object) -> str:
    """Received and accepted at the window."""
    number = submitted(matter, at=at, **changes)
    clerk = clerk_of(number, at)
    hall = Case.objects.get(number=number).hall_id
    post = next(held for held in clerk.posts if held.hall == hall)
    sighted = tuple(one.requirement for one in now(number).shown)
    do(number, clerk, c.Receive(post.hall, post.window, sighted), c.Accept(), at=at)
    return number


def reviewed(
    matter: str = "dig-road", *, at: datetime = NOON, fails: str = "", number: str = "", **changes: object
) -> str:
    """Every organ has said its opinion; `fails` is the stage whose organ said no."""
    number = number or accepted(matter, at=at, **changes)
    definition = matter_of(number)
    while stages := open_stages(definition, state := now(number)):
        for stage in stages:
            organ = organ_of(stage, definition, state)
            bad = stage.key == fails
            grounds = (definition.refusals[0].key,) if bad else ()
            outcome = ReviewOutcome.FAIL if bad else ReviewOutcome.PASS
            review = c.Review(stage.key, outcome, words(), (), grounds, surveyors(stage))
            do(number, staff(Role.REVIEWER, organ=organ, at=at), review, at=at)
    return number


def issued(matter: str = "dig-road", *, at: datetime = NOON, number: str = "", **changes: object) -> str:
    """Granted, and the results made; where others have to be told or heard first, on the first day after that."""
    number = reviewed(matter, at=at, number=number, **changes)
    at = heard(number, at)
    do(number, chief_of(number, at), c.Grant(words()), issuing.issue(number, clock.day_of(at)), at=at)
    return number


def rendered(matter: str = "dig-road", *, at: datetime = NOON, **changes: object) -> str:
    """The printed forms exist. Their bytes do not matter here; `tests/licences` makes real ones."""
    number = issued(matter, at=at, **changes)
    at = latest(number, at)
    for one in now(number).results:
        do(number, SYSTEM, c.Render(one.result, "f" * 64), at=at)
    return number


def handed_out(matter: str = "dig-road", *, at: datetime = NOON, **changes: object) -> str:
    """In the applicant's hands, over the counter."""
    number = rendered(matter, at=at, **{"delivery": Delivery.WINDOW, **changes})
    at = latest(number, at)
    hall = now(number).hall
    actor, post = hands_out_at(hall, at)
    do(number, actor, c.HandOut(Delivery.WINDOW, post.hall, post.window, words("示例·甲 签收")), at=at)
    return number


def corrected(matter: str = "dig-road", *items: str, at: datetime = NOON, number: str = "") -> str:
    """一次性告知: these have to be mended (the last requirement, where none is named)."""
    number = number or submitted(matter, at=at)
    needed = [one.key for one in requirements_for(matter_of(number), now(number).answers)]
    about = items or (needed[-1],)
    said = Contents("correction", {"items": dict.fromkeys(about, "请按要求改正。")}, secrets.token_hex(16))
    fine = tuple(key for key in needed if key not in about)
    ask = c.AskCorrection(tuple(Asked(key, Fault.INVALID) for key in about), fine, said)
    do(number, clerk_of(number, at), ask, at=at)
    return number


def deferred(matter: str = "bookkeeping-agency", *keys: str, at: datetime = NOON) -> str:
    """容缺受理: accepted without these, or without the first that may come later."""
    definition = matters()[matter]
    listed = [one.key for one in requirements_for(definition, next(situations(definition))) if one.defer]
    later = keys or (listed[0],)
    return accepted(matter, at=at, shown=without(matter, *later), later=later, pledge=pledge())


def committed(matter: str = "bookkeeping-agency", *keys: str, at: datetime = NOON) -> str:
    """告知承诺: accepted on the applicant's word for these, or for the first that may be promised."""
    definition = matters()[matter]
    listed = [one.key for one in requirements_for(definition, next(situations(definition))) if one.commitment]
    promised = keys or (listed[0],)
    return accepted(matter, at=at, shown=without(matter, *promised), committed=promised, pledge=pledge())


def refused(matter: str = "dig-road", *, at: datetime = NOON) -> str:
    """Refused with ground, reasons and remedies."""
    first = matters()[matter].stages[1].key
    number = reviewed(matter, at=at, fails=first)
    at = heard(number, at)
    ground = matters()[matter].refusals[0].key
    remedies = "可在60日内向博山区人民政府申请行政复议，或在6个月内向博山区人民法院提起行政诉讼。"
    do(number, chief_of(number, at), c.Refuse((ground,), words("不符合条件。"), remedies), at=at)
    return number


def walk_in(matter: str, clerk: Actor, *, at: datetime = NOON) -> str:
    """Handed in, received and accepted at the clerk's window, every original seen."""
    definition = matters()[matter]
    answers = next(situations(definition))
    post = clerk.posts[0]
    shown = shown_for(definition, answers)
    application = Application(
        matter,
        1,
        applicant(at=at)[1],
        Channel.WINDOW,
        answers,
        form_for(definition, answers),
        shown,
        delivery_for(definition),
        town="chishang",
        collect_at=post.hall,
        taken_in_at=post.hall,
        then=(c.Receive(post.hall, post.window, tuple(one.requirement for one in shown)), c.Accept()),
    )
    return hand_in(application, actor=clerk, at=at, key=key()).number


def shown_by(requirements: tuple[str, ...], way: str, matter: str = "dig-road") -> tuple[c.Shown, ...]:
    """Everything shown as usual, but these requirements in this way."""
    definition = matters()[matter]
    usual = shown_for(definition, next(situations(definition)))
    return tuple(
        c.Shown(one.requirement, Way(way)) if one.requirement in requirements else one for one in usual
    )
