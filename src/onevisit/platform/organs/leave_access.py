"""Who may enter and end whose leave: the person himself, and those who answer for him."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from onevisit.platform.organs.refusals import NotYourLeave
from onevisit.platform.organs.standing_in import held_on
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Person
from onevisit.rules.district.definition import Role

WINDOW = (Role.CLERK, Role.HANDOUT, Role.AGENT)
"""Whose leave the head of their hall arranges."""

MANAGERS = (Role.HEAD, Role.HALL_HEAD, Role.ADMIN)
"""Who arranges the leave of others."""


def manages(actor: Actor) -> bool:
    """Whether he arranges the leave of anybody but himself."""
    return any(post.role in MANAGERS for post in actor.own_posts)


def of_managed(actor: Actor) -> Q:
    """The posts whose holders' leave he arranges.

    Only under posts of his own: who stands in for a head could otherwise lengthen the leave that gives him the post.
    """
    found = Q(pk__in=[])
    for post in actor.own_posts:
        if post.role is Role.ADMIN:
            return Q()
        if post.role is Role.HEAD:
            found |= Q(organ__in=(post.organ, *post.below))
        elif post.role is Role.HALL_HEAD:
            found |= Q(hall__in=(post.hall, *post.below), role__in=[role.value for role in WINDOW])
    return found


def authorise(actor: Actor, person: Person, today: date) -> None:
    """Raise `NotYourLeave`, unless it is his own leave or that of somebody for whom he answers today."""
    if person.pk == actor.person:
        return
    if not person.posts.filter(held_on(today), of_managed(actor)).exists():
        raise NotYourLeave(person=person.name)
