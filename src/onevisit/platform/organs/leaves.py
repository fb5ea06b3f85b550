"""What pages show of leaves: one's own, those for whom one stands in, those of one's people; and who could stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from onevisit.platform import clock
from onevisit.platform.organs import leave_access
from onevisit.platform.organs.models import Leave, Post
from onevisit.platform.organs.refusals import NoSuchLeave
from onevisit.platform.organs.standing_in import held, held_on, in_force
from onevisit.platform.people.actors import Actor
from onevisit.rules import leave as rules
from onevisit.rules.district.definition import Role
from onevisit.rules.leave import Days, Reason

PAST_SHOWN = 10
"""Former leaves of one's own that are shown."""


class Stand(StrEnum):
    """Where a leave stands on a day."""

    COMING = "coming"
    NOW = "now"
    OVER = "over"
    ENDED_EARLY = "ended-early"
    TAKEN_BACK = "taken-back"

    @property
    def label(self) -> str:
        """What people see."""
        return _STANDS[self]

    @property
    def is_open(self) -> bool:
        """Whether it can still be taken back or ended."""
        return self in (Stand.COMING, Stand.NOW)


_STANDS = {
    Stand.COMING: "还没有开始",
    Stand.NOW: "请假中",
    Stand.OVER: "已期满",
    Stand.ENDED_EARLY: "已提前结束",
    Stand.TAKEN_BACK: "已撤回",
}


@dataclass(frozen=True)
class LeaveCard:
    """A leave as one may see it. `reason` and `note` are "" for whoever only stands in: why is not his to know."""

    id: int
    person_id: int
    person: str
    deputy: str
    days: Days
    stand: Stand
    reason: str
    note: str
    made_by: str
    made_at: datetime
    ended_by: str
    ended_at: datetime | None


@dataclass(frozen=True)
class PersonCard:
    """Somebody who may be away or stand in. `where` is his first post's place; `away` are his leaves that are open."""

    id: int
    name: str
    organ: str
    roles: tuple[str, ...]
    where: str
    away: tuple[Days, ...] = ()


@dataclass(frozen=True)
class Now:
    """Who stands in for this person today, and for whom he does."""

    away: LeaveCard | None
    standing_in: tuple[LeaveCard, ...]


def now(actor: Actor, today: date) -> Now:
    """The leaves in force today that concern this person. One statement."""
    rows = _rows(in_force(today) & (Q(person=actor.person) | Q(deputy=actor.person))).order_by("until", "id")
    cards = [_card(row, today, why=row.person_id == actor.person) for row in rows]
    own = next((card for card in cards if card.person_id == actor.person), None)
    return Now(own, tuple(card for card in cards if card.person_id != actor.person))


def mine(actor: Actor, today: date) -> tuple[LeaveCard, ...]:
    """His own leaves: those that come, then the latest former ones."""
    rows = _rows(Q(person=actor.person)).order_by("-since", "-id")[:PAST_SHOWN]
    return tuple(_card(row, today) for row in rows)


def as_deputy(actor: Actor, today: date) -> tuple[LeaveCard, ...]:
    """For whom he stands in, today and later. Why they are away is not told."""
    rows = _rows(Q(deputy=actor.person, ended_at=None, until__gte=today)).order_by("since", "id")
    return tuple(_card(row, today, why=False) for row in rows)


def of_staff(actor: Actor, today: date, *, past: bool = False) -> tuple[LeaveCard, ...]:
    """The leaves of those for whom he answers: open ones, or the latest hundred former ones."""
    is_open = Q(ended_at=None, until__gte=today)
    people = Post.objects.filter(held_on(today), leave_access.of_managed(actor)).values("person")
    rows = _rows((~is_open if past else is_open) & Q(person__in=people) & ~Q(person=actor.person))
    rows = rows.order_by("-until", "-id")[:100] if past else rows.order_by("since", "id")
    return tuple(_card(row, today) for row in rows)


def one(actor: Actor, leave: int, today: date) -> LeaveCard:
    """A leave that he may end. Raises `NoSuchLeave` where there is none, or none of his."""
    row = _rows(Q(pk=leave)).first()
    if row is None:
        raise NoSuchLeave
    own = row.person_id == actor.person
    if not own and not row.person.posts.filter(held_on(today), leave_access.of_managed(actor)).exists():
        raise NoSuchLeave
    return _card(row, today)


def people(actor: Actor, today: date) -> tuple[PersonCard, ...]:
    """Whose leave he may enter: his own first, then those for whom he answers, by organ."""
    posts = Post.objects.filter(held_on(today), Q(person=actor.person) | leave_access.of_managed(actor))
    rows = posts.filter(person__is_active=True).select_related("person", "organ", "hall")
    cards = _people(rows.order_by("organ__order", "id"))
    return tuple(sorted(cards, key=lambda card: card.id != actor.person))


@dataclass(frozen=True)
class Choice:
    """Who could stand in for somebody; `rule` says who may, for each role that he holds."""

    deputies: tuple[PersonCard, ...]
    rule: str


def deputies(person: int, today: date) -> Choice:
    """Those whose own posts today let them stand in for every post of this person. Two statements."""
    theirs = Post.objects.filter(held_on(today), person=person).select_related("hall")
    posts = [held(row) for row in theirs]
    organs = {post.organ for post in posts}
    halls = {hall for post in posts for hall in (post.hall, post.hall_above) if hall}
    near = Post.objects.filter(
        held_on(today), Q(organ__in=organs) | Q(hall__in=halls), person__is_active=True
    )
    rows = list(near.exclude(person=person).select_related("person", "organ", "hall").order_by("id"))
    fit = {
        key
        for key in {row.person_id for row in rows}
        if posts and not rules.uncovered(posts, [held(row) for row in rows if row.person_id == key])
    }
    leaves = Leave.objects.filter(person__in=fit, ended_at=None, until__gte=today).order_by("since")
    away: dict[int, list[Days]] = {}
    for leave in leaves:
        away.setdefault(leave.person_id, []).append(Days(leave.since, leave.until))
    roles = dict.fromkeys(post.role for post in posts)
    return Choice(
        _people((row for row in rows if row.person_id in fit), away),
        "；".join(dict.fromkeys(rules.who_may(role) for role in roles)),
    )


def _people(rows: Iterable[Post], away: dict[int, list[Days]] | None = None) -> tuple[PersonCard, ...]:
    found: dict[int, list[Post]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return tuple(_person(posts, (away or {}).get(key, ())) for key, posts in found.items())


def _person(posts: Sequence[Post], away: Sequence[Days]) -> PersonCard:
    first = posts[0]
    where = f"{first.hall.name if first.hall else first.organ.short}"
    window = f"{first.window}号窗口" if first.window else ""
    roles = tuple(dict.fromkeys(Role(post.role).label for post in posts))
    return PersonCard(
        first.person_id, first.person.name, first.organ.short, roles, f"{where}{window}", tuple(away)
    )


def _rows(which: Q) -> QuerySet[Leave]:
    return Leave.objects.filter(which).select_related("person", "deputy", "made_by", "ended_by")


def _card(row: Leave, today: date, *, why: bool = True) -> LeaveCard:
    return LeaveCard(
        row.pk,
        row.person_id,
        row.person.name,
        row.deputy.name,
        Days(row.since, row.until),
        _stand(row, today),
        Reason(row.reason).label if why else "",
        row.note if why else "",
        row.made_by.name,
        row.made_at,
        row.ended_by.name if row.ended_by else "",
        row.ended_at,
    )


def _stand(row: Leave, today: date) -> Stand:
    if row.ended_at is not None:
        return Stand.ENDED_EARLY if row.since <= clock.day_of(row.ended_at) else Stand.TAKEN_BACK
    if today < row.since:
        return Stand.COMING
    return Stand.NOW if today <= row.until else Stand.OVER
