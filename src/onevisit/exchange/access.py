"""Who may ask a register about whom, and who sends parcels. As little as the duty needs (个人信息保护法 Art. 34)."""

from __future__ import annotations

from django.db.models import Q

from onevisit.casework import queries as cases
from onevisit.exchange.models import Waybill
from onevisit.exchange.ports import Purpose
from onevisit.exchange.refusals import NoSuchParcel, NotForYou, NotYourParcel, NotYourPost
from onevisit.licences.access import sees_case
from onevisit.platform.people.actors import Actor, ActorKind, Holding
from onevisit.rules.district.definition import Role

TAKE_IN = (Role.CLERK, Role.AGENT)
"""They ask for whoever stands before them; the matter is written down with it."""

WORK_ON = (Role.CLERK, Role.REVIEWER, Role.CHIEF)
"""They ask about the applicant of a case that they may see."""


def may_ask(actor: Actor, party: int, purpose: Purpose, case: str) -> None:
    """Raise `NotForYou`, unless it is one's own party, or one's duty."""
    if party in actor.parties and purpose is not Purpose.REVIEW:
        return
    if purpose is Purpose.APPLY and actor.holds(*TAKE_IN):
        return
    if purpose is Purpose.REVIEW and actor.holds(*WORK_ON) and _works_on(actor, case, party):
        return
    raise NotForYou


def _works_on(actor: Actor, case: str, party: int) -> bool:
    return sees_case(actor, case) and cases.party_of(case) == party


def may_send(actor: Actor) -> None:
    """Raise `NotYourParcel`, unless one sits at a hand-out window or is the house itself."""
    if actor.kind is not ActorKind.SYSTEM and not any(post.hands_out for post in actor.posts):
        raise NotYourParcel


POST_ROOM = (Role.CLERK, Role.HANDOUT)
"""They take in what comes by post at their hall, and give back what was sent in."""


def post_at(actor: Actor, hall: str) -> Holding:
    """The post at this hall under which the actor handles its parcels. Raises `NotYourPost`."""
    for post in actor.posts_as(*POST_ROOM):
        if post.hall == hall:
            return post
    raise NotYourPost


def of_halls(actor: Actor) -> Q:
    """The parcels of the halls where the actor works; the inquiry office sees every one."""
    if actor.holds(Role.INQUIRY):
        return Q()
    halls = {post.hall for post in actor.posts_as(*POST_ROOM)}
    for post in actor.posts_as(Role.HALL_HEAD):
        halls |= {post.hall, *post.below}
    return Q(hall__in=sorted(halls))


def own_parcel(actor: Actor, row: Waybill) -> None:
    """Raise `NoSuchParcel`, unless the parcel belongs to a case of the actor's own parties."""
    if cases.party_of(row.case_number) not in actor.parties:
        raise NoSuchParcel(number=row.number)
