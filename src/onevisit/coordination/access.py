"""Who speaks for which organ when organs consult each other, and who reads it. The rest stands in the rules.

Words are read by the two organs, by every organ with a part in the case and the window that took it in (through the
page of the case), by the arbiter and by the inquiry office: by nobody else, and never by the applicant.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from onevisit.casework.refusals import NoSuchCase
from onevisit.casework.taking_part import Part
from onevisit.coordination.models import Disagreement, Question
from onevisit.platform.organs.queries import OrganCard
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.coordination.question import Deed, Rung
from onevisit.rules.coordination.refusals import NoPart, NotArbiter, NotAsked, NotAsker, NotChief, Partial
from onevisit.rules.district.definition import Role

OFFICERS = (Role.REVIEWER, Role.CHIEF)
"""They ask and answer for their organ."""

SPEAKERS = (Role.CHIEF, Role.HEAD)
"""They say what their whole organ thinks."""

COUNTER = (Role.CLERK, Role.AGENT)
"""They ask for the window that took the case in."""

READS = (*OFFICERS, Role.HEAD, Role.INQUIRY, *COUNTER, Role.HALL_HEAD)
"""Who sees the list of what is consulted at all."""

OWES = (*OFFICERS, Role.HEAD)
"""Those for whom something can wait: an answer, a position, a decision."""

SUPERVISES = (Role.INQUIRY, Role.HEAD, Role.HALL_HEAD)
"""Who sees how long organs take."""


def asker(actor: Actor, part: Part) -> Holding | None:
    """The post under which one may ask about this case: of an organ with a part in it, or of its window."""
    for post in actor.posts:
        organ = post.role in OFFICERS and post.organ in part.organs
        if organ or (post.role in COUNTER and post.hall == part.hall):
            return post
    return None


def may_ask(actor: Actor, part: Part) -> Holding:
    """As `asker`. Raises `NoPart` for who may know of the case, `NoSuchCase` for everybody else."""
    post = asker(actor, part)
    if post is None:
        if speaker(actor, part.organs) or actor.holds(Role.INQUIRY):
            raise NoPart(deed=Deed.ASK.label)
        raise NoSuchCase(number=part.number)
    return post


def speaker(actor: Actor, organs: Collection[str]) -> Holding | None:
    """The post under which one speaks for one of these organs."""
    return next((post for post in actor.posts_as(*SPEAKERS) if post.organ in organs), None)


def may_speak(actor: Actor, organ: OrganCard, deed: Deed) -> Holding:
    """The post under which the actor does this for the organ. Raises `NotChief`."""
    post = speaker(actor, (organ.key,))
    if post is None:
        raise NotChief(organ=organ.short, deed=deed.label)
    return post


def answers(actor: Actor, organ: str, rung: Rung) -> Holding | None:
    """The post under which one answers for the organ that was asked: from the last rung on its head, too."""
    roles = (*OFFICERS, Role.HEAD) if rung is Rung.HEAD else OFFICERS
    return next((post for post in actor.posts_as(*roles) if post.organ == organ), None)


def may_answer(actor: Actor, organ: OrganCard, rung: Rung, deed: Deed) -> Holding:
    """As `answers`. Raises `NotAsked`."""
    post = answers(actor, organ.key, rung)
    if post is None:
        who = "审查人员、首席代表" + ("或者主要负责人" if rung is Rung.HEAD else "")
        raise NotAsked(deed=deed.label, organ=organ.short, who=who)
    return post


def withdraws(actor: Actor, row: Question) -> Holding | None:
    """The post under which one takes back what one's organ, or one's window, asked."""
    for post in actor.posts:
        if row.from_hall_id is None:
            if post.role in OFFICERS and post.organ == row.from_organ_id:
                return post
        elif post.role in COUNTER and post.hall == row.from_hall_id:
            return post
    return None


def may_withdraw(actor: Actor, row: Question, organ: OrganCard) -> Holding:
    """As `withdraws`. Raises `NotAsker`."""
    post = withdraws(actor, row)
    if post is None:
        raise NotAsker(organ=organ.short)
    return post


def arbitrates(actor: Actor, arbiter: str) -> Holding | None:
    """The post of the arbiter's head, if the actor holds it (or stands in for him)."""
    return next((post for post in actor.posts_as(Role.HEAD) if post.organ == arbiter), None)


def may_arbitrate(actor: Actor, arbiter: OrganCard, sides: Collection[OrganCard], deed: Deed) -> Holding:
    """As `arbitrates`. Raises `NotArbiter`, and `Partial` for who also holds a post with one of the sides.

    Who is partial may still send it up: that is how he steps aside.
    """
    post = arbitrates(actor, arbiter.key)
    if post is None:
        raise NotArbiter(arbiter=arbiter.name, head=arbiter.head_name, deed=deed.label)
    if deed is Deed.DECIDE:
        own = {one.organ for one in actor.posts if one.role is not Role.INQUIRY}
        side = next((one for one in sides if one.key in own), None)
        if side is not None:
            raise Partial(side=side.short)
    return post


def organs_of(actor: Actor) -> tuple[str, ...]:
    """The organs whose consultations one reads: of a head also those below his."""
    organs = {post.organ for post in actor.posts_as(*OFFICERS)}
    for post in actor.posts_as(Role.HEAD):
        organs |= {post.organ, *post.below}
    return tuple(sorted(organs))


def halls_of(actor: Actor) -> tuple[str, ...]:
    """The halls whose questions one reads."""
    halls = {post.hall for post in actor.posts_as(*COUNTER)}
    for post in actor.posts_as(Role.HALL_HEAD):
        halls |= {post.hall, *post.below}
    return tuple(sorted(halls - {""}))


def questions(actor: Actor) -> Q:
    """The questions that one reads in lists."""
    if actor.holds(Role.INQUIRY):
        return Q()
    organs, halls = organs_of(actor), halls_of(actor)
    return Q(from_organ__in=organs) | Q(to_organ__in=organs) | Q(from_hall__in=halls)


def disagreements(actor: Actor) -> Q:
    """The disagreements that one reads in lists: those of one's organs, and those that one's organ decides."""
    if actor.holds(Role.INQUIRY):
        return Q()
    organs = organs_of(actor)
    return Q(raiser__in=organs) | Q(other__in=organs) | Q(arbiter__in=organs)


def reads(actor: Actor, *organs: str) -> bool:
    """Whether one reads a disagreement between, or before, these organs: as `disagreements` says it to the database."""
    return actor.holds(Role.INQUIRY) or not set(organs).isdisjoint(organs_of(actor))


def sides(row: Disagreement) -> tuple[str, str]:
    """The two organs that disagree."""
    return row.raiser_id, row.other_id
