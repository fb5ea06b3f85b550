"""Cases in the database, brought where a test needs them by the commands that bring real ones there."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Q

from factories.matters import (
    channel_for,
    delivery_for,
    form_for,
    matters,
    shown_for,
    situations,
    surveyors,
)
from onevisit.casework import issuing
from onevisit.casework.applications import Application, hand_in
from onevisit.casework.commands import Done, Order, handle
from onevisit.casework.models import Case
from onevisit.casework.projection import state_of
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall, Post
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import SYSTEM, Actor, Holding
from onevisit.platform.people.models import Party, Person, Representation
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.cases.procedure import open_stages, organ_of
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Channel, Delivery, StageKind, Way

NOON = datetime.fromisoformat("2026-11-23T12:00:00+08:00")
"""Monday; the day of most tests."""


def key() -> str:
    """A key of a request that was never used."""
    return secrets.token_hex(16)


def words(sentence: str = "情况属实，符合条件。") -> c.Contents:
    """Something a person wrote."""
    return text(sentence, secrets.token_hex(16))


def staff(role: Role, *, organ: str = "", hall: str = "", takes: str = "", at: datetime = NOON) -> Actor:
    """Somebody who holds such a post; `takes` is the class of his window."""
    posts = Post.objects.filter(role=role.value).select_related("person", "hall").order_by("id")
    if organ:
        posts = posts.filter(organ=organ)
    if hall:
        posts = posts.filter(hall=hall)
    for post in posts:
        actor = actor_of(post.person, clock.day_of(at))
        if not takes or any(takes in held.classes for held in actor.posts):
            return actor
    raise LookupError(f"nobody is {role} organ={organ} hall={hall} takes={takes}")


def person(username: str, at: datetime = NOON) -> Actor:
    """The actor of an account."""
    return actor_of(Person.objects.get(username=username), clock.day_of(at))


def applicant(enterprise: bool = True, at: datetime = NOON) -> tuple[Actor, int]:
    """Somebody who may apply, and the party in whose name."""
    if enterprise:
        representation = Representation.objects.select_related("person").order_by("id")[0]
        return actor_of(representation.person, clock.day_of(at)), representation.party_id
    account = Person.objects.filter(~Q(party=None)).order_by("id")[0]
    return actor_of(account, clock.day_of(at)), account.party_id


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


def do(number: str, actor: Actor, *commands: object, at: datetime = NOON, seen: int | None = None) -> Done:
    """Send commands to one case."""
    (done,) = handle([Order(commands, case=number, seen=seen)], actor=actor, at=at, key=key())  # type: ignore[arg-type]
    return done


def accepted(matter: str = "dig-road", *, at: datetime = NOON, **changes: object) -> str:
    """Received and accepted at the window."""
    number = submitted(matter, at=at, **changes)
    case = Case.objects.get(number=number)
    clerk = staff(Role.CLERK, hall=case.hall_id, takes=case.window_class, at=at)
    post = next(held for held in clerk.posts if held.hall == case.hall_id)
    sighted = tuple(one.requirement for one in state_of(case).shown)
    do(number, clerk, c.Receive(post.hall, post.window, sighted), c.Accept(), at=at)
    return number


def reviewed(
    matter: str = "dig-road", *, at: datetime = NOON, fails: str = "", number: str = "", **changes: object
) -> str:
    """Every organ has said its opinion; `fails` is the stage whose organ said no."""
    number = number or accepted(matter, at=at, **changes)
    definition = matters()[Case.objects.get(number=number).matter]
    while stages := open_stages(definition, state := state_of(Case.objects.get(number=number))):
        for stage in stages:
            organ = organ_of(stage, definition, state)
            bad = stage.key == fails
            grounds = (definition.refusals[0].key,) if bad else ()
            outcome = ReviewOutcome.FAIL if bad else ReviewOutcome.PASS
            review = c.Review(stage.key, outcome, words(), (), grounds, surveyors(stage))
            do(number, staff(Role.REVIEWER, organ=organ, at=at), review, at=at)
    return number


def chief_of(number: str, at: datetime = NOON) -> Actor:
    """Whoever decides this case."""
    case = Case.objects.get(number=number)
    definition = matters()[case.matter]
    decide = next(stage for stage in definition.stages if stage.kind is StageKind.DECIDE)
    return staff(Role.CHIEF, organ=organ_of(decide, definition, state_of(case)), at=at)


def issued(matter: str = "dig-road", *, at: datetime = NOON, number: str = "", **changes: object) -> str:
    """Granted, and the results made."""
    number = reviewed(matter, at=at, number=number, **changes)
    do(number, chief_of(number, at), c.Grant(words()), issuing.issue(number, clock.day_of(at)), at=at)
    return number


def rendered(matter: str = "dig-road", *, at: datetime = NOON, **changes: object) -> str:
    """The printed forms exist. Their bytes do not matter here; `tests/licences` makes real ones."""
    number = issued(matter, at=at, **changes)
    for one in state_of(Case.objects.get(number=number)).results:
        do(number, SYSTEM, c.Render(one.result, "f" * 64), at=at)
    return number


def handed_out(matter: str = "dig-road", *, at: datetime = NOON, **changes: object) -> str:
    """In the applicant's hands, over the counter."""
    number = rendered(matter, at=at, **{"delivery": Delivery.WINDOW, **changes})
    hall = state_of(Case.objects.get(number=number)).hall
    actor, post = hands_out_at(hall, at)
    do(number, actor, c.HandOut(Delivery.WINDOW, post.hall, post.window, words("示例·甲 签收")), at=at)
    return number


def hands_out_at(hall: str, at: datetime = NOON) -> tuple[Actor, Holding]:
    """Somebody at a hand-out window of this hall, and his post."""
    for post in Post.objects.filter(hall=hall).select_related("person").order_by("id"):
        actor = actor_of(post.person, clock.day_of(at))
        for held in actor.posts:
            if held.hands_out and held.hall == hall:
                return actor, held
    raise LookupError(f"nobody hands out at {hall}")


def refused(matter: str = "dig-road", *, at: datetime = NOON) -> str:
    """Refused with ground, reasons and remedies."""
    first = matters()[matter].stages[1].key
    number = reviewed(matter, at=at, fails=first)
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


def village_hall() -> str:
    """The key of a village's service point that an agent minds."""
    return str(Post.objects.filter(role=Role.AGENT.value).order_by("id")[0].hall_id)


@cache
def main_hall() -> str:
    """The key of the district's hall."""
    return Hall.objects.get(parent=None, level="district").key


def later(days: int = 0, **more: int) -> datetime:
    """Noon, so much later."""
    return NOON + timedelta(days=days, **more)


def party(number: str) -> Party:
    """Who applied."""
    return Case.objects.select_related("applicant").get(number=number).applicant
