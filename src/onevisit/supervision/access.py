"""Whose figures one may see: all, those of one's organ and the organs below it, or those of one's halls."""

from __future__ import annotations

from django.db.models import Q

from onevisit.platform.people.actors import Actor
from onevisit.rules.district.definition import Role

SUPERVISORS = (Role.INQUIRY, Role.HEAD, Role.HALL_HEAD)
"""Who sees figures at all."""


def cases(actor: Actor) -> Q:
    """The cases that count in the figures this person may see: by responsible organ, or by hall that took them in."""
    return _scope(actor, "organ", "hall")


def work(actor: Actor) -> Q:
    """The work items that count: by the organ that has to act, or by the hall of the case."""
    return _scope(actor, "organ", "case__hall")


def _scope(actor: Actor, organ: str, hall: str) -> Q:
    if actor.holds(Role.INQUIRY):
        return Q()
    organs = {key for post in actor.posts_as(Role.HEAD) for key in (post.organ, *post.below)}
    halls = {key for post in actor.posts_as(Role.HALL_HEAD) for key in (post.hall, *post.below)}
    return Q(**{f"{organ}__in": sorted(organs)}) | Q(**{f"{hall}__in": sorted(halls)})
