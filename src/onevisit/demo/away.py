"""A few people are away in the month that is played, and colleagues stand in for them: past, present, and to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onevisit.demo.chance import Chance
from onevisit.demo.office import OPENS, at, last_working_days
from onevisit.demo.staff import Staff
from onevisit.platform import clock
from onevisit.platform.organs.leave_commands import NewLeave, end, take
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.people.models import Person
from onevisit.rules.calendar import Calendar
from onevisit.rules.leave import Reason

NOTICE = 2
"""Working days before its first day on which a leave is entered."""


@dataclass(frozen=True)
class Away:
    """Somebody is away: working days counted from the last day that is played, `days` of them.

    `by` enters it, "" for himself; `back` is after how many working days he is back already, 0 for never.
    """

    login: str
    deputy: str
    begins: int
    days: int
    reason: Reason
    by: str = ""
    back: int = 0


PLAN = (
    Away("reviewer-market-2", "reviewer-market-3", -16, 5, Reason.ANNUAL),
    Away("clerk6", "clerk5", -12, 3, Reason.PERSONAL, by="hall-head"),
    Away("head-development", "chief-development", -11, 4, Reason.DUTY),
    Away("chief-housing", "reviewer-housing", -9, 6, Reason.SICK, by="head-housing", back=4),
    Away("clerk-yucheng", "handout-yucheng", -6, 2, Reason.PERSONAL),
    Away("chief-natural-resources", "reviewer-natural-resources", -1, 6, Reason.DUTY),
    Away("handout2", "handout1", 0, 4, Reason.ANNUAL, by="hall-head"),
    Away("reviewer-market", "reviewer-market-2", 3, 3, Reason.ANNUAL),
    Away("head-market", "chief-market", 4, 2, Reason.DUTY),
    Away("clerk2", "clerk1", 5, 5, Reason.FAMILY, by="hall-head"),
)
"""All of them within the organs and halls whose accounts a visitor of the demonstration tries."""


class StaffWithLeaves(Staff):
    """Everybody who holds a post; who is away is not at work, and his deputy is."""

    def __init__(self, on: date) -> None:
        super().__init__(on)
        self._leaves: list[tuple[int, Person, date, date]] = []

    def plan(self, days: Calendar, since: date, until: date, stop: datetime) -> None:
        """Enter the leaves that begin after `since`, each some days before; nothing is entered later than `stop`."""
        people = {one.username: one for one in Person.objects.filter(username__in=_logins())}
        for number, one in enumerate(PLAN):
            first = _day(days, until, one.begins)
            if first > since and {one.login, one.deputy, one.by or one.login} <= people.keys():
                entered = min(max(since, _day(days, first, -NOTICE)), max(since, _day(days, until, -1)))
                maker = actor_of(people[one.by or one.login], entered)
                instant = min(at(entered, OPENS + 20 + number), stop)
                last = _day(days, first, one.days - 1)
                new = NewLeave(people[one.login].pk, people[one.deputy].pk, first, last, one.reason)
                leave = take(new, actor=maker, at=instant, key=f"demo/leave/{number}")
                if one.back:
                    back = _day(days, first, one.back)
                    end(leave, actor=actor_of(people[one.login], back), at=at(back, OPENS + 5))
                    last = back - timedelta(days=1)
                self._leaves.append((new.person, people[one.deputy], first, last))

    def counter(self, hall: str, window_class: str, chance: Chance) -> tuple[Actor, Holding]:
        """One of those who take in matters of a class in a hall, or who stands in for him today."""
        return self._at_work(*super().counter(hall, window_class, chance))

    def handing(self, hall: str, chance: Chance) -> tuple[Actor, Holding]:
        """One of those who hand out results in a hall, or who stands in for him today."""
        return self._at_work(*super().handing(hall, chance))

    def at_window(self, hall: str, window: str) -> Actor | None:
        """Whoever sits at a window, or who stands in for him today."""
        found = super().at_window(hall, window)
        return self._present(found) if found else None

    def reviewer(self, organ: str, chance: Chance, besides: int = 0) -> Actor:
        """One of an organ's reviewers, or who stands in for him today, but not the person `besides`."""
        found = super().reviewer(organ, chance, besides)
        present = self._present(found)
        return found if present.person == besides else present

    def chief(self, organ: str, chance: Chance) -> Actor:
        """An organ's chief representative, or who stands in for him today."""
        return self._present(super().chief(organ, chance))

    def head(self, organ: str, chance: Chance) -> Actor:
        """The head of an organ, or who stands in for him today."""
        return self._present(super().head(organ, chance))

    def _present(self, actor: Actor) -> Actor:
        today = clock.today()
        for person, deputy, first, last in self._leaves:
            if person == actor.person and first <= today <= last:
                return actor_of(deputy, today)
        return actor

    def _at_work(self, actor: Actor, post: Holding) -> tuple[Actor, Holding]:
        present = self._present(actor)
        if present is actor:
            return actor, post
        passed_on = (one for one in present.posts if (one.hall, one.window) == (post.hall, post.window))
        return present, next(passed_on)


def staff(days: Calendar, since: date, until: date, stop: datetime) -> Staff:
    """Everybody at work from `since` to `until`, with the leaves of those days entered, none later than `stop`."""
    found = StaffWithLeaves(until)
    found.plan(days, since, until, stop)
    return found


def _logins() -> set[str]:
    return {login for one in PLAN for login in (one.login, one.deputy, one.by) if login}


def _day(days: Calendar, day: date, count: int) -> date:
    """The day that lies so many working days after `day`, or before it if negative."""
    if count > 0:
        return days.add_working_days(day, count).due
    return last_working_days(days, day - timedelta(days=1), -count)[0] if count else day
