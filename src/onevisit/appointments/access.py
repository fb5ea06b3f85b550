"""Who sees and does what with appointments: one's own by party, a hall's by post. The state's part stands in rules."""

from __future__ import annotations

from django.db.models import Q

from onevisit.platform.people.actors import Actor
from onevisit.rules.appointments.refusals import NotYourHall
from onevisit.rules.district.definition import Role

COUNTER = (Role.CLERK, Role.AGENT)
"""They see the appointments of their hall for the classes of their window, check in, and book on the telephone."""

HEADS = (Role.HALL_HEAD,)
"""They see everything in their hall and those below it, close hours, and look after what no longer fits."""

WORKS = (*COUNTER, *HEADS)


def visible(actor: Actor) -> Q:
    """The appointments that the actor's posts let him see."""
    found = Q(slot__hall__in=halls_headed(actor))
    for post in actor.posts_as(*COUNTER):
        found |= Q(slot__hall=post.hall, window_class__in=post.classes)
    return found


def own(actor: Actor) -> Q:
    """The appointments of the actor's own parties."""
    return Q(party__in=actor.parties)


def halls_headed(actor: Actor) -> tuple[str, ...]:
    """The halls over which he is head, with those below."""
    found = {hall for post in actor.posts_as(*HEADS) for hall in (post.hall, *post.below) if hall}
    return tuple(sorted(found))


def halls(actor: Actor) -> tuple[str, ...]:
    """The halls whose appointments he works with, his own first."""
    own_halls = [post.hall for post in actor.posts_as(*WORKS) if post.hall]
    return tuple(dict.fromkeys((*own_halls, *halls_headed(actor))))


def as_what(actor: Actor, hall: str, window_class: str = "", *, deed: str = "办理这个大厅的预约") -> str:
    """The title under which he works in this hall, for the history. Raises `NotYourHall`.

    With a class, clerks of other windows may not; without one, only the head may.
    """
    for post in actor.posts_as(*COUNTER):
        if post.hall == hall and window_class and window_class in post.classes:
            return post.title
    for post in actor.posts_as(*HEADS):
        if hall in (post.hall, *post.below):
            return post.title
    who = "该大厅这类窗口的人员或者大厅负责人" if window_class else "大厅负责人"
    raise NotYourHall(deed=deed, who=who)
