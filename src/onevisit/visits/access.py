"""Who writes appearances down, who rules about them, and whose figures one may see."""

from __future__ import annotations

from django.db.models import Q

from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.district.definition import Role
from onevisit.visits.refusals import NotYourFinding, NotYourRecord, NotYourRuling

RECORDS = (Role.CLERK, Role.AGENT, Role.HANDOUT, Role.REVIEWER, Role.CHIEF)
"""They see applicants come, and ask them to."""

RULES = (Role.HALL_HEAD, Role.INQUIRY)
"""They correct what was written down, and find why it took more visits: nobody judges his own window or organ."""

READS = (*RULES, Role.HEAD)
"""They see the figures and the list: heads those of their organ, hall heads those of their halls."""


def may_record(actor: Actor) -> Holding:
    """The post under which one writes an appearance down. Raises `NotYourRecord`."""
    for post in actor.posts_as(*RECORDS):
        return post
    raise NotYourRecord


def may_rule(actor: Actor, hall: str) -> Holding:
    """The post under which one corrects what was written down of a case of this hall. Raises `NotYourRuling`."""
    found = _over(actor, hall)
    if found is None:
        raise NotYourRuling
    return found


def may_find(actor: Actor, hall: str) -> Holding:
    """The post under which one finds why a case of this hall took more visits. Raises `NotYourFinding`."""
    found = _over(actor, hall)
    if found is None:
        raise NotYourFinding
    return found


def judges(actor: Actor, hall: str) -> bool:
    """Whether one may do either."""
    return _over(actor, hall) is not None


def _over(actor: Actor, hall: str) -> Holding | None:
    for post in actor.posts_as(*RULES):
        if post.role is Role.INQUIRY or hall in (post.hall, *post.below):
            return post
    return None


def tallies(actor: Actor) -> Q:
    """The tallies that this person may see."""
    if actor.holds(Role.INQUIRY):
        return Q()
    organs = {key for post in actor.posts_as(Role.HEAD) for key in (post.organ, *post.below)}
    halls = {key for post in actor.posts_as(Role.HALL_HEAD) for key in (post.hall, *post.below)}
    return Q(organ__in=sorted(organs)) | Q(hall__in=sorted(halls))
