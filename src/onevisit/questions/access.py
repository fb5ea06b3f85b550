"""Who answers which questions, and who reads them. What the state allows stands in rules/questions."""

from __future__ import annotations

from django.db.models import Q

from onevisit.platform.people.actors import Actor, Holding
from onevisit.questions.refusals import NotYourPromise, NotYourQuestion
from onevisit.rules.district.definition import Role
from onevisit.rules.questions import Deed

ANSWERS = (Role.REVIEWER, Role.CHIEF)
"""They answer, pass on and publish for their organ."""

READS = (*ANSWERS, Role.HEAD, Role.INQUIRY)
"""They see questions at all: heads those of their organ and the organs below, the inquiry office every one."""

PROMISES = (Role.EDITOR,)
"""They say within how many days questions are answered."""


def organs_of(actor: Actor) -> tuple[str, ...]:
    """The organs for which this person answers."""
    return tuple(sorted({post.organ for post in actor.posts_as(*ANSWERS)}))


def authorise(actor: Actor, organ: str, organ_name: str, deed: Deed) -> Holding:
    """The post under which the actor may do this for the organ that was asked. Raises `NotYourQuestion`."""
    for post in actor.posts_as(*ANSWERS):
        if post.organ == organ:
            return post
    raise NotYourQuestion(deed=deed.label, organ=organ_name)


def may_promise(actor: Actor) -> None:
    """Raise `NotYourPromise`, unless one keeps what the district promises."""
    if not actor.holds(*PROMISES):
        raise NotYourPromise


def visible(actor: Actor) -> Q:
    """The questions that the actor's posts let him read."""
    if actor.holds(Role.INQUIRY):
        return Q()
    organs = set(organs_of(actor))
    for post in actor.posts_as(Role.HEAD):
        organs |= {post.organ, *post.below}
    return Q(organ__in=sorted(organs))


def own(actor: Actor) -> Q:
    """The questions that the actor asked, or that were asked for a party of his. Nobody owns what nobody signed."""
    if actor.person is None:
        return Q(pk__in=[])
    return Q(person=actor.person) | Q(party__in=actor.parties)
