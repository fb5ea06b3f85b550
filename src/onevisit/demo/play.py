"""Play the last working days of business through the real commands, with the clock set to each instant."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from onevisit.casework import errands, queries
from onevisit.casework.issuing import TEMPLATE
from onevisit.catalogue.versions import Version, all_in_force
from onevisit.demo import away, demand, former, samples
from onevisit.demo.aftercare import Aftercare
from onevisit.demo.agenda import Agenda
from onevisit.demo.appointments import Appointing
from onevisit.demo.asking import Asking
from onevisit.demo.assisting import HomeVisits, points_of
from onevisit.demo.bundling import Bundling
from onevisit.demo.coordinating import Coordinating
from onevisit.demo.counter import Counter
from onevisit.demo.deciding import Deciding
from onevisit.demo.desk import Desk, Tally
from onevisit.demo.hearings import Hearings
from onevisit.demo.home import Home
from onevisit.demo.licences import Licences
from onevisit.demo.office import Office, at, last_working_days
from onevisit.demo.pace import Pace
from onevisit.demo.paying import Paying
from onevisit.demo.people import Population
from onevisit.demo.post import PostRoom
from onevisit.demo.publishing import Publishing
from onevisit.demo.queueing import Queueing
from onevisit.demo.reception import Reception
from onevisit.demo.reviewing import Reviewing
from onevisit.demo.scenes import Stage
from onevisit.demo.visits import Visits
from onevisit.exchange.commands import seed as fill_registers
from onevisit.licences.rendering import NoFonts, Printed, render
from onevisit.platform import clock
from onevisit.platform.outbox import worker
from onevisit.platform.outbox.commands import run_next
from onevisit.platform.people.actors import Actor, ActorKind, Holding
from onevisit.platform.workdays.queries import NoCalendar, calendar
from onevisit.rules.calendar import UnknownYear
from onevisit.rules.district.definition import Role
from onevisit.rules.district.pack import Pack

SEED = 20170724
"""The day on which the order was given."""

LAST_OF_DAY = 24 * 60 - 1
EVENING = 18 * 60 + 30
"""When the day's rounds are made: what the law makes happen, and the seal. In minutes of the day."""

IN_THE_EVENING = ("documents",)
"""Errands that wait until then: one printing for everything that a case was sent on a day."""

OBSERVER = Actor(ActorKind.STAFF, None, "演示", (Holding(Role.INQUIRY, ""),))
"""Sees every case, changes none."""

Progress = Callable[[float, str], None]
"""Told how much is done (0 to 1), and which day is being played."""


class CannotPlay(ValueError):
    """Nothing was played; the sentence says why, and what to do."""


@dataclass(frozen=True)
class Played:
    """What was played, up to which instant, and how long it took.

    `courses` says how many cases took each course. `refusals` are sentences of the house: there are some only where
    the play no longer fits the rules.
    """

    cases: int
    commands: int
    errands: int
    courses: Mapping[str, int]
    refusals: tuple[str, ...]
    since: date
    until: date
    end: datetime
    seconds: float


def play(pack: Pack, *, days: int, until: date, cases: int, seed: int, progress: Progress) -> Played:
    """Play so many working days up to and including `until`; today is played up to now. Raises `CannotPlay`.

    Each day is one transaction: an interrupted play leaves whole days.
    """
    started = time.monotonic()
    now = clock.now()
    since = _check(pack, days, until, cases, now)
    end = min(at(until, LAST_OF_DAY), now)
    tally = Tally()
    agenda = Agenda(end, lambda: _errands(tally), tally.refusals.append)
    with transaction.atomic(), clock.at(at(since, 0)):
        house = _House(pack, seed, cases, since, until, agenda, tally)
    for share, day, working, count in house.days():
        progress(share, f"{day:%Y-%m-%d}")
        with transaction.atomic():
            house.play(day, count, working=working)
    progress(1.0, f"{until:%Y-%m-%d}")
    seconds = time.monotonic() - started
    return Played(
        cases=tally.cases,
        commands=tally.commands,
        errands=tally.errands,
        courses=tally.courses.counts(),
        refusals=tuple(tally.refusals),
        since=since,
        until=until,
        end=end,
        seconds=seconds,
    )


def _check(pack: Pack, days: int, until: date, cases: int, now: datetime) -> date:
    if days < 1 or cases < 1:
        raise CannotPlay("至少要有1个工作日、1个办件。")
    if until > clock.day_of(now):
        raise CannotPlay(f"{until} 还没有到，演示只能到今天（{clock.day_of(now)}）为止。")
    try:
        since = last_working_days(calendar(), until, days)[0]
    except (NoCalendar, UnknownYear) as unknown:
        raise CannotPlay(str(unknown)) from unknown
    if not all_in_force(since):
        raise CannotPlay(f"{since} 没有一个事项在施行，请先运行 onevisit load districts/boshan。")
    if queries.cases(OBSERVER, queries.Filters()).total:
        raise CannotPlay("数据库里已经有办件，演示数据不会混进去。要重做演示，请运行 make reset。")
    try:
        render(TEMPLATE, Printed("", "", (), "", "", "", settings.ORIGIN))
    except NoFonts as missing:
        raise CannotPlay(str(missing)) from missing
    if not pack.staff:
        raise CannotPlay("这个目录里没有工作人员，没有人可以办件。")
    return since


def furnish(
    desk: Desk,
    versions: Mapping[str, Version],
    population: Population,
    kept: Mapping[str, str],
    licences: Licences,
) -> Reception:
    """Set up everybody at these desks, and everybody who comes to them."""
    counter, hearings = Counter(desk), Hearings(desk, population)
    Reviewing(desk)
    Deciding(desk, hearings)
    Aftercare(desk)
    licences.watch(desk)
    home, post = Home(desk, counter, kept, population), PostRoom(desk)
    return Reception(versions, population, kept, desk, counter, home, post, licences)


class _House:
    """Everything that a play needs, made on its first morning."""

    def __init__(
        self, pack: Pack, seed: int, cases: int, since: date, until: date, agenda: Agenda, tally: Tally
    ) -> None:
        self._tally = tally
        self._agenda, self._cases, self._since, self._until = agenda, cases, since, until
        versions = {one.matter.key: one for one in all_in_force(since)}
        population = Population(seed, since, until, pack, cases // 2 + 40)
        fill_registers(population.pack)
        kept, licences = samples.keep_all(), Licences()

        staff, office = away.staff(calendar(), since, until, agenda.end), Office(calendar(), since, until)

        def opening(agenda: Agenda, office: Office) -> tuple[Desk, Reception]:
            desk = Desk(seed, agenda, staff, Pace(seed, office), tally)
            return desk, furnish(desk, versions, population, kept, licences)

        self._past(opening, seed, versions, population, until)
        self._former = tally.cases
        self._desk, self._reception = opening(agenda, office)
        pace = self._desk.pace
        self._queueing = Queueing(self._desk, until)
        self._visits = Visits(self._desk)
        points = points_of({key: one.matter for key, one in versions.items()})
        self._home_visits = HomeVisits(seed, agenda, office, population, staff, points)
        self._bundling = Bundling(self._desk, self._reception, population, kept, versions)
        Publishing(agenda, office, since, until, versions)
        self._appointing = Appointing(seed, agenda, versions, population, staff, until)
        self._paying = Paying(seed, agenda, staff, pace)
        self._asking = Asking(seed, agenda, versions, population, staff, pace)
        self._coordinating = Coordinating(seed, agenda, staff, self._desk, pack, until)
        self._stage = Stage(seed, office, versions, population, since)
        self._scenes = self._stage.plan(agenda, self._reception, until)
        self._number = 0

    def _past(
        self,
        opening: Callable[[Agenda, Office], tuple[Desk, Reception]],
        seed: int,
        versions: Mapping[str, Version],
        population: Population,
        until: date,
    ) -> None:
        """Before the month: what was granted years ago and runs out now."""
        tally = self._tally
        former.grant(
            lambda agenda, office: opening(agenda, office)[1],
            lambda: _errands(tally, ()),
            seed,
            versions,
            population,
            until,
            tally.refusals.append,
        )

    def days(self) -> Iterator[tuple[float, date, bool, int]]:
        """Each day: how much lies behind it, whether it is worked, and how many cases chance brings."""
        length = (self._until - self._since).days + 1
        by_chance = max(0, self._cases - self._scenes - self._former)
        for day, count in demand.days(calendar(), self._since, self._until, by_chance):
            yield (day - self._since).days / length, day, calendar().is_working(day), count

    def play(self, day: date, count: int, *, working: bool) -> None:
        """One day from its first minute to its last, with the rounds in the evening."""
        agenda = self._agenda
        self._reception.plan_day(agenda, day, self._number, count, working=working)
        self._number += count
        self._asking.plan_day(day)
        self._coordinating.plan_day(day)
        self._home_visits.plan_day(day, working=working)
        self._queueing.plan_day(day, working=working)
        if working:
            self._bundling.plan_day(agenda, day)
        self._paying.plan_day(day)
        self._appointing.plan_day(day, working=working)
        agenda.plan(at(day, EVENING), self._rounds)
        agenda.run_until(at(day, LAST_OF_DAY))
        if day == self._until:
            with clock.at(agenda.end):
                self._rounds()

    def _rounds(self) -> None:
        errands.sweep_round()
        self._desk.catch_up()
        _errands(self._tally, ())
        worker.run_until_empty()
        self._visits.look_into()


def _errands(tally: Tally, but: Collection[str] = IN_THE_EVENING) -> None:
    while run_next(but):
        tally.errands += 1
