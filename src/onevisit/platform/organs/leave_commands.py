"""Entering a leave with its deputy, and ending it. The people concerned are locked, so that no two leaves cross."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from onevisit.platform import clock
from onevisit.platform.organs import leave_access, refusals
from onevisit.platform.organs.models import Leave, Post
from onevisit.platform.organs.standing_in import held, held_on
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Person
from onevisit.rules import leave as rules
from onevisit.rules.calendar import chinese_date
from onevisit.rules.leave import Days, Fault, Reason

LONGEST_NOTE = 100
"""Characters of a note."""


@dataclass(frozen=True)
class NewLeave:
    """Who is away (the key of his account), who stands in, the days (both included), and why."""

    person: int
    deputy: int
    since: date
    until: date
    reason: Reason
    note: str = ""

    @property
    def days(self) -> Days:
        """Its days."""
        return Days(self.since, self.until)


@transaction.atomic
def take(new: NewLeave, *, actor: Actor, at: datetime, key: str) -> int:
    """Enter a leave; returns its key. Sent again with the same `key` it is answered with the first one.

    Raises a `Refused`: the days cannot be, the deputy may not stand in, or one of the two has another leave then.
    """
    today = clock.day_of(at)
    _check_days(new.days, today)
    if new.person == new.deputy:
        raise refusals.OwnDeputy
    person, deputy = _lock(new.person, new.deputy)
    leave_access.authorise(actor, person, today)
    known = Leave.objects.filter(key=key).first()
    if known is not None:
        return known.pk
    _check_posts(person, deputy, new.since)
    _check_others(person, deputy, new.days)
    row = Leave.objects.create(
        person=person,
        deputy=deputy,
        since=new.since,
        until=new.until,
        reason=new.reason.value,
        note=new.note[:LONGEST_NOTE],
        key=key,
        made_by_id=actor.person,
        made_at=at,
    )
    return row.pk


@transaction.atomic
def end(leave: int, *, actor: Actor, at: datetime) -> None:
    """Take a leave back before it begins, or end it now. From this instant on nobody stands in.

    Raises `NoSuchLeave`, `NotYourLeave`, `LeaveOver`. Sent again by the same person it is answered as the first time.
    """
    row = Leave.objects.select_for_update(of=("self",), no_key=True).filter(pk=leave).first()
    if row is None:
        raise refusals.NoSuchLeave
    leave_access.authorise(actor, row.person, clock.day_of(at))
    if row.ended_at is not None:
        if row.ended_by_id == actor.person:
            return
        day = chinese_date(clock.day_of(row.ended_at))
        raise refusals.LeaveOver(person=row.person.name, how=f"已经在{day}结束")
    if row.until < clock.day_of(at):
        raise refusals.LeaveOver(person=row.person.name, how=f"到{chinese_date(row.until)}已经期满")
    row.ended_by_id, row.ended_at = actor.person, at
    row.save(update_fields=["ended_by", "ended_at"])


def _check_days(days: Days, today: date) -> None:
    fault = rules.fault_of(days, today)
    since, until = chinese_date(days.since), chinese_date(days.until)
    if fault is Fault.BACKWARDS:
        raise refusals.LeaveBackwards(since=since, until=until)
    if fault is Fault.PAST:
        raise refusals.LeaveInThePast(since=since, today=chinese_date(today))
    if fault is Fault.TOO_LONG:
        raise refusals.LeaveTooLong(days=str(days.count), longest=str(rules.LONGEST))


def _lock(*keys: int) -> tuple[Person, ...]:
    """The accounts, locked in one order everywhere: two leaves that share anybody come one after the other."""
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=keys, is_active=True).order_by("pk")
    found = {row.pk: row for row in rows}
    if found.keys() != set(keys):
        raise refusals.LeaveIncomplete(missing="请假的人或者代行人（没有这个账号，或者已经停用）")
    return tuple(found[key] for key in keys)


def _check_posts(person: Person, deputy: Person, on: date) -> None:
    """Every post that passes on must be one that the deputy's own posts let him fill."""
    posts = Post.objects.filter(held_on(on), person__in=(person, deputy))
    rows = list(posts.select_related("hall").order_by("id"))
    theirs = [held(row) for row in rows if row.person_id == person.pk]
    if not theirs:
        raise refusals.NothingToPassOn(person=person.name, since=chinese_date(on))
    own = [held(row) for row in rows if row.person_id == deputy.pk]
    missing = rules.uncovered(theirs, own)
    if missing:
        roles = dict.fromkeys(post.role for post in missing)
        raise refusals.DeputyNotFit(
            deputy=deputy.name,
            person=person.name,
            posts="、".join(role.label for role in roles),
            who="；".join(rules.who_may(role) for role in roles),
        )


def _check_others(person: Person, deputy: Person, days: Days) -> None:
    """No second leave of the same person, and nobody who stands in for one who stands in."""
    both = (person.pk, deputy.pk)
    rows = Leave.objects.filter(
        Q(person__in=both) | Q(deputy=person),
        ended_at=None,
        since__lte=days.until,
        until__gte=days.since,
    ).order_by("since", "id")
    for row in rows.select_related("person"):
        period = {"since": chinese_date(row.since), "until": chinese_date(row.until)}
        if row.person_id == person.pk:
            raise refusals.LeaveOverlaps(person=person.name, **period)
        if row.person_id == deputy.pk:
            raise refusals.DeputyAway(deputy=deputy.name, **period)
        raise refusals.StandsIn(person=person.name, other=row.person.name, **period)
