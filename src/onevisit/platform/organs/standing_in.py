"""Which leaves are in force on a day, and what the rules of standing in need to know of a post."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from onevisit.platform import clock
from onevisit.platform.organs.models import Leave, Post
from onevisit.rules.district.definition import Role
from onevisit.rules.leave import Held


def held_on(day: date) -> Q:
    """The posts that are held on a day."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


def in_force(day: date) -> Q:
    """The leaves that hold on a day. One that was ended on that day does not: nobody stands in from then on."""
    next_midnight = datetime.combine(day + timedelta(days=1), time.min, clock.DISTRICT)
    return Q(since__lte=day, until__gte=day) & (Q(ended_at=None) | Q(ended_at__gte=next_midnight))


def away(deputy: int, day: date) -> QuerySet[Leave]:
    """The keys of those for whom somebody stands in on a day; goes into another statement."""
    return Leave.objects.filter(in_force(day), deputy=deputy).values("person")


def held(post: Post) -> Held:
    """A post as the rules see it. Its hall has to be there already."""
    above = post.hall.parent_id if post.hall else None
    return Held(Role(post.role), post.organ_id, post.hall_id or "", above or "")
