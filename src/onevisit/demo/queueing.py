"""Tickets: whoever is received at a window or fetches his result there has taken one, was called and served.

A reception is planned without its queue, so the ticket is told afterwards: taken and called some minutes before, at the
window where it was. Who booked a time takes his ticket when he comes and is called by whichever window is free. In the
hour before the play ends, when it ends today, more people come than are served: the display of the hall is alive.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from onevisit.catalogue.versions import all_in_force
from onevisit.demo.chance import Chance
from onevisit.demo.course import Course
from onevisit.demo.desk import Desk as Desks
from onevisit.demo.office import BACK, DAY, LUNCH, MORNING, OPENS, at
from onevisit.platform import clock
from onevisit.platform.organs.queries import halls
from onevisit.platform.people.actors import NOBODY, Actor
from onevisit.rules.cases import events as e
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery
from onevisit.rules.queueing import DEFAULTS, Desk, Priority, State, desk_of, desks_of, has_tickets
from onevisit.tickets import commands, queries
from onevisit.tickets.cards import TicketCard
from onevisit.tickets.commands import Wanted
from onevisit.tickets.refusals import NobodyWaits, WindowBusy

OLD, DISABLED, SERVICE = 70, 0.02, 0.03
"""Who has priority: from which age, and the shares of the others."""

EVERY = 20
"""Minutes after which free windows call whoever has come with an appointment."""

CROWD = 50
"""Minutes before the end in which people come, one a minute and more."""

LINES = {
    Desk.PEOPLE: 42,
    Desk.COMMERCE: 24,
    Desk.PROPERTY: 14,
    Desk.INVESTMENT: 5,
    Desk.HAND_OUT: 11,
    Desk.ENQUIRY: 8,
}
"""How often people come for what, of about a hundred."""

LEAST = timedelta(seconds=40)
"""Nobody is sooner done."""

SAID = 0.7
"""The share of those who say at the printer what they come for."""

AWAY = 0.05
"""The share of those who are not there when they are called."""

Place = tuple[str, str]


class Queueing:
    """The queues of all halls that hand out tickets."""

    def __init__(self, desks: Desks, until: date) -> None:
        self._desks, self._agenda, self._staff, self._until = desks, desks.agenda, desks.staff, until
        self._windows: dict[str, dict[str, tuple[Desk, ...]]] = {}
        for hall in halls():
            windows = {
                one.number: desks_of(one.classes, hands_out=one.hands_out) for one in hall.windows.all()
            }
            if has_tickets(len(windows)):
                self._windows[hall.key] = windows
        self._serving: dict[Place, int] = {}
        self._begun: dict[Place, datetime] = {}
        self._free: dict[Place, datetime] = {}
        self._came: dict[tuple[str, Desk], datetime] = {}
        self._count = 0
        desks.reacts(e.Received, self._received)
        desks.reacts(e.HandedOut, self._handed_out)

    def plan_day(self, day: date, *, working: bool) -> None:
        """The windows call all day; before the end of the last day the hall fills."""
        end = self._agenda.end
        if working:
            for minute in range(0, DAY, EVERY):
                then = OPENS + minute if minute < MORNING else BACK + minute - (LUNCH - OPENS)
                self._agenda.plan(at(day, then), self._call_all)
        if day == self._until == clock.day_of(end) and clock.day_of(clock.now()) <= day:
            self._crowd(day, end)

    # --- whoever comes for a case

    def _received(self, course: Course, event: e.Received) -> None:
        if course.visit.channel is Channel.WINDOW:
            desk = desk_of(course.matter.window_class)
            self._told(course, event.hall, event.window, desk, course.chance.around(7, 0.4))

    def _handed_out(self, course: Course, event: e.HandedOut) -> None:
        if event.way is Delivery.WINDOW and event.hall and event.window:
            self._told(course, event.hall, event.window, Desk.HAND_OUT, course.chance.around(3, 0.3))

    def _told(self, course: Course, hall: str, window: str, desk: Desk, minutes: float) -> None:
        """The ticket of somebody who is at this window now, from the printer on."""
        actor = self._staff.at_window(hall, window)
        if actor is None or desk not in self._windows.get(hall, {}).get(window, ()):
            return
        now, place, chance = clock.now(), (hall, window), course.chance
        latest = now - timedelta(seconds=20)
        self._finish(place, now - timedelta(seconds=90))
        last = self._came.get((hall, desk), now - timedelta(hours=1))
        begun = min(
            latest,
            max(now - timedelta(minutes=minutes), self._free.get(place, last), last + timedelta(seconds=60)),
        )
        called = begun - timedelta(seconds=15)
        came = max(last, called - timedelta(minutes=chance.around(6, 0.7)))
        self._came[hall, desk] = came
        wanted = Wanted(hall, desk, course.matter.key, course.matter.name, self._priority(course))
        mine = commands.take(wanted, actor=NOBODY, at=came, key=self._key("take"))
        ticket = self._called(actor, place, mine, called)
        if ticket is None:
            return
        commands.begin(ticket.id, actor=actor, at=begun, key=self._key("begin"))
        self._begun[place] = begun
        commands.handled(actor, course.number, at=now)
        self._serve(place, ticket.id, now + timedelta(seconds=chance.whole(20, 150)))

    def _priority(self, course: Course) -> Priority:
        who, chance = course.visit.applicant, course.chance
        if who.is_person and who.age >= OLD:
            return Priority.ELDERLY
        draw = chance.between(0, 1)
        return (
            Priority.DISABLED
            if draw < DISABLED
            else Priority.SERVICE
            if draw < DISABLED + SERVICE
            else Priority.NONE
        )

    def _called(self, actor: Actor, place: Place, mine: TicketCard, called: datetime) -> TicketCard | None:
        """Call until it is his turn: those who wait with an appointment come before him, and are soon done."""
        hall, window = place
        for _ in range(20):
            ticket = commands.call_next(
                actor=actor, at=called, key=self._key("call"), hall=hall, window=window
            )
            if ticket.id == mine.id:
                return ticket
            commands.begin(ticket.id, actor=actor, at=called, key=self._key("begin"))
            commands.done(ticket.id, actor=actor, at=called, key=self._key("done"))
        return None

    # --- whoever waits

    def _call_all(self) -> None:
        """Every window that is free calls one, if somebody waits."""
        for hall in self._windows:
            self._call_in(hall)

    def _call_in(self, hall: str) -> None:
        lines = queries.lines_waiting(hall, clock.today())
        for window, desks in self._windows[hall].items():
            if lines and (hall, window) not in self._serving and lines & {*desks}:
                self._call((hall, window))

    def _call(self, place: Place) -> None:
        hall, window = place
        actor, now = self._staff.at_window(hall, window), clock.now()
        if actor is None:
            return
        try:
            ticket = commands.call_next(actor=actor, at=now, key=self._key("call"), hall=hall, window=window)
        except (NobodyWaits, WindowBusy):
            return
        self._serving[place] = ticket.id
        chance = Chance(self._desks.seed, "ticket", ticket.day, ticket.hall, ticket.number)
        if chance.happens(AWAY):
            self._then(40, partial(commands.recall, ticket.id, actor=actor), "recall")
            self._agenda.plan(now + timedelta(seconds=80), partial(self._absent, place, ticket.id, actor))
            return
        self._then(20, partial(commands.begin, ticket.id, actor=actor), "begin")
        minutes = DEFAULTS[ticket.desk] * chance.around(0.6, 0.5)
        self._serve(place, ticket.id, now + timedelta(minutes=1 + minutes))

    def _then(self, seconds: int, command: Callable[..., object], name: str) -> None:
        then = clock.now() + timedelta(seconds=seconds)
        self._agenda.plan(then, lambda: command(at=then, key=self._key(name)))  # type: ignore[func-returns-value]

    def _absent(self, place: Place, ticket: int, actor: Actor) -> None:
        commands.not_come(ticket, actor=actor, at=clock.now(), key=self._key("absent"))
        self._serving.pop(place, None)

    def _serve(self, place: Place, ticket: int, until: datetime) -> None:
        self._serving[place] = ticket
        self._agenda.plan(until, partial(self._over, place, ticket))

    def _over(self, place: Place, ticket: int) -> None:
        if self._serving.get(place) == ticket:
            self._finish(place, clock.now())

    def _finish(self, place: Place, instant: datetime) -> None:
        """Whoever is at a window is done, if he has not left it."""
        ticket, actor = self._serving.pop(place, None), self._staff.at_window(*place)
        if ticket is None or actor is None:
            return
        instant = min(clock.now(), max(instant, self._begun.pop(place, instant) + LEAST))
        self._free[place] = instant
        if queries.state_of(ticket) is State.CALLED:
            commands.begin(ticket, actor=actor, at=instant, key=self._key("begin"))
        commands.done(ticket, actor=actor, at=instant, key=self._key("done"))

    # --- the last hour of the last day

    def _crowd(self, day: date, end: datetime) -> None:
        chance, hall = Chance(self._desks.seed, "crowd", day), next(iter(self._windows), "")
        begin = max(at(day, 1), end - timedelta(minutes=CROWD))
        minutes = int((end - begin).total_seconds()) // 60
        matters: dict[Desk, list[Matter]] = {}
        for version in all_in_force(day):
            matters.setdefault(desk_of(version.matter.window_class), []).append(version.matter)
        for minute in range(minutes):
            for _ in range(chance.weighted({0: 2, 1: 5, 2: 4, 3: 1})):
                instant = begin + timedelta(minutes=minute, seconds=chance.whole(0, 59))
                desk = chance.weighted(
                    {desk: often for desk, often in LINES.items() if desk in self._desks_of(hall)}
                )
                priority = chance.weighted({Priority.NONE: 20, **dict.fromkeys(list(Priority)[1:], 1)})
                said = chance.one(matters[desk]) if desk in matters and chance.happens(SAID) else None
                about, name = (said.key, said.name) if said else ("", "")
                wanted = Wanted(hall, desk, about, name, priority)
                self._agenda.plan(instant, partial(self._somebody, wanted))
            self._agenda.plan(begin + timedelta(minutes=minute, seconds=30), partial(self._call_in, hall))
        # Those who are called now have not come to the window yet.
        self._agenda.plan(end - timedelta(seconds=5), partial(self._call_in, hall))

    def _desks_of(self, hall: str) -> set[Desk]:
        return {desk for desks in self._windows[hall].values() for desk in desks}

    def _somebody(self, wanted: Wanted) -> None:
        commands.take(wanted, actor=NOBODY, at=clock.now(), key=self._key("take"))

    def _key(self, name: str) -> str:
        self._count += 1
        return f"demo/{self._desks.seed}/ticket/{self._count}/{name}"
