"""Whoever a test needs: at a window, in an organ, at its head; and how his commands reach a case in the database."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time, timedelta
from functools import cache

from django.db.models import Q

from factories.matters import matters
from onevisit.casework.commands import Done, Order, handle
from onevisit.casework.models import Case
from onevisit.casework.projection import state_of
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall, Post, Window
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.people.models import Party, Person, Representation
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.procedure import decider
from onevisit.rules.cases.state import CaseState
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.courses import Approver
from onevisit.rules.matters.definition import Matter

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
    posts = Post.objects.filter(role=role.value).select_related("person").order_by("id")
    if organ:
        posts = posts.filter(organ=organ)
    if hall:
        posts = posts.filter(hall=hall)
    classes = {(one.hall_id, one.number): one.classes for one in Window.objects.all()} if takes else {}
    for post in posts:
        if not takes or takes in classes.get((post.hall_id, post.window), ()):
            return actor_of(post.person, clock.day_of(at))
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


def do(number: str, actor: Actor, *commands: object, at: datetime = NOON, seen: int | None = None) -> Done:
    """Send commands to one case."""
    (done,) = handle([Order(commands, case=number, seen=seen)], actor=actor, at=at, key=key())  # type: ignore[arg-type]
    return done


def now(number: str) -> CaseState:
    """How the case stands."""
    return state_of(Case.objects.get(number=number))


def matter_of(number: str) -> Matter:
    """The matter of the case."""
    return matters()[Case.objects.get(number=number).matter]


def party(number: str) -> Party:
    """Who applied."""
    return Case.objects.select_related("applicant").get(number=number).applicant


def clerk_of(number: str, at: datetime = NOON) -> Actor:
    """Somebody at a window that took the case in."""
    case = Case.objects.get(number=number)
    return staff(Role.CLERK, hall=case.hall_id, takes=case.window_class, at=at)


def applicant_of(number: str, at: datetime = NOON) -> Actor:
    """Whoever may act for the applicant."""
    represents = Representation.objects.filter(party=party(number)).select_related("person").first()
    account = represents.person if represents else Person.objects.get(party=party(number))
    return actor_of(account, clock.day_of(at))


def chief_of(number: str, at: datetime = NOON) -> Actor:
    """Whoever decides this case."""
    return staff(Role.CHIEF, organ=decider(matter_of(number), now(number)), at=at)


def head_of(number: str, at: datetime = NOON) -> Actor:
    """The head whom the law lets prolong: of the organ, or of the government where several handle the case."""
    matter = matter_of(number)
    rule, organ = matter.prolongation, decider(matter, now(number))
    if rule is not None and rule.by is Approver.GOVERNMENT:
        for post in Post.objects.filter(role=Role.HEAD.value).select_related("person").order_by("id"):
            actor = actor_of(post.person, clock.day_of(at))
            if any(organ in held.below for held in actor.posts):
                return actor
    return staff(Role.HEAD, organ=organ, at=at)


def hands_out_at(hall: str, at: datetime = NOON) -> tuple[Actor, Holding]:
    """Somebody at a hand-out window of this hall, and his post."""
    windows = Window.objects.filter(hall=hall, hands_out=True).values("number")
    for post in Post.objects.filter(hall=hall, window__in=windows).select_related("person").order_by("id"):
        actor = actor_of(post.person, clock.day_of(at))
        return actor, next(held for held in actor.posts if held.hands_out and held.hall == hall)
    raise LookupError(f"nobody hands out at {hall}")


def village_hall() -> str:
    """The key of a village's service point that an agent minds."""
    return str(Post.objects.filter(role=Role.AGENT.value).order_by("id")[0].hall_id)


@cache
def main_hall() -> str:
    """The key of the district's hall."""
    return Hall.objects.get(parent=None, level="district").key


def latest(number: str, at: datetime = NOON) -> datetime:
    """Now, or when the case was last worked on if that is later."""
    return max(at, Case.objects.get(number=number).last_at)


def later(days: int = 0, **more: int) -> datetime:
    """Noon, so much later."""
    return NOON + timedelta(days=days, **more)


def noon_of(day: date) -> datetime:
    """Noon of that day."""
    return datetime.combine(day, time(12), NOON.tzinfo)
