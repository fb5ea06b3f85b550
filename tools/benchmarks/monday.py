"""A Monday morning in one hall: 40 windows, 2,000 people, the four hours compressed to as fast as the machine goes.

Everything goes through the real commands, each in its own transaction. The processes act as web processes: each has a
connection of its own, a share of the people who come and a share of the windows; any window calls whoever is first in
its line, whichever process took his ticket. Afterwards the record is read: no ticket may be lost or called twice.

By hand means: the statement that finds and marks the next one, and the line of history, sent by the bare driver in one
transaction without Django, rules or access.
"""

from __future__ import annotations

import heapq
import multiprocessing
import random
import secrets
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.db import connection, connections
from django.db.models import Count

from benchmarks import Figure
from factories import cases as make
from factories.posts import main_hall
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall, Window
from onevisit.platform.people.actors import NOBODY, Actor, ActorKind, Holding
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import WindowClass
from onevisit.rules.queueing import DEFAULTS, Desk, Priority
from onevisit.tickets import access, calling, commands
from onevisit.tickets.cards import TicketCard
from onevisit.tickets.commands import Wanted
from onevisit.tickets.models import Ticket, TicketAct
from onevisit.tickets.refusals import NobodyWaits

WINDOWS, PEOPLE, HOURS = 40, 2000, 4
PROCESSES = (1, 4)
HALL = "monday"
KINDS = {
    (WindowClass.PEOPLE.value,): (14, 0.40),
    (WindowClass.COMMERCE.value,): (11, 0.25),
    (WindowClass.PROPERTY.value,): (6, 0.10),
    (WindowClass.INVESTMENT.value,): (3, 0.05),
    ("out",): (4, 0.13),
    (): (2, 0.07),
}
"""Which windows there are, and the share of the people who come to them."""

PRIVILEGED, ABSENT = 0.12, 0.03
NINE = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
BY_HAND = 400


@dataclass(frozen=True)
class Sentence(Figure):
    """A figure that is said in words."""

    value: float = 0.0
    unit: str = ""

    def line(self) -> str:
        """The words."""
        return f"  {self.what}"


def run() -> list[Figure]:
    """Play the morning with one process and with four, then call by hand."""
    windows = _hall()
    figures: list[Figure] = []
    rates = {}
    for position, processes in enumerate(PROCESSES):
        nine = NINE + timedelta(days=position)
        taken, seconds = _morning(windows, nine, processes)
        figures += _figures(taken, processes)
        rates[processes] = PEOPLE / seconds
        figures.append(Figure(f"people, {_said(processes)}", rates[processes], "/s"))
        figures += _checked(nine, processes)
    command, bare = _beside(windows)
    figures.append(Figure("call next", command, "/s"))
    figures.append(Figure("call next by hand", bare, "/s"))
    figures.append(Figure("ratio", command / bare, "", "at least 0.3"))
    needed = PEOPLE / (HOURS * 3600)
    halls = int(min(rates.values()) / needed)
    figures.append(
        Sentence(
            f"This machine carries the Monday mornings of {halls} such halls at once: one needs {needed:.2f} people a "
            f"second, and it did {min(rates.values()):.0f}."
        )
    )
    return figures


def _said(processes: int) -> str:
    return "1 process" if processes == 1 else f"{processes} processes"


def _hall() -> list[Actor]:
    """A hall of forty windows, and whoever sits there."""
    like = Hall.objects.get(pk=main_hall())
    Hall.objects.create(
        key=HALL,
        name="星期一",
        level=like.level,
        division=like.division,
        organ=like.organ,
        hours="",
        address="",
    )
    person = make.staff(Role.CLERK, hall=main_hall()).person
    found = []
    for kind, (number, _) in KINDS.items():
        for _ in range(number):
            name, out = f"M{len(found) + 1:02}", kind == ("out",)
            classes = () if out else kind
            Window.objects.create(hall_id=HALL, number=name, name=name, classes=list(classes), hands_out=out)
            post = Holding(Role.CLERK, like.organ_id, hall=HALL, window=name, classes=classes, hands_out=out)
            found.append(Actor(ActorKind.STAFF, person, name, (post,)))
    return found


Times = dict[str, list[float]]


def _morning(windows: list[Actor], nine: datetime, processes: int) -> tuple[Times, float]:
    """Everybody comes, is called and served. Returns how long each act took, in milliseconds, and the whole."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()
    fork = multiprocessing.get_context("fork")
    barrier, results = fork.Barrier(processes), fork.SimpleQueue()
    still = fork.Value("i", PEOPLE)

    def child(number: int) -> None:
        share = _Share(windows[number::processes], nine, random.Random(number), still)  # noqa: S311 — a spread
        barrier.wait()
        started = time.perf_counter()
        share.work(PEOPLE // processes)
        results.put((dict(share.taken), started, time.perf_counter()))

    children = [fork.Process(target=child, args=(number,)) for number in range(processes)]
    for process in children:
        process.start()
    every = [results.get() for _ in children]
    for process in children:
        process.join()
        if process.exitcode:
            raise RuntimeError("a process of the benchmark failed; its traceback stands above")
    taken: Times = defaultdict(list)
    for times, _, _ in every:
        for act, values in times.items():
            taken[act].extend(values)
    return taken, max(end for _, _, end in every) - min(start for _, start, _ in every)


class _Share:
    """What one web process does: its people, and its windows."""

    def __init__(self, windows: list[Actor], nine: datetime, chance: random.Random, still: Any) -> None:
        self._windows, self._nine, self._chance, self._still = windows, nine, chance, still
        self._due: list[tuple[float, int, Callable[[float], None]]] = []
        self._order = count()
        self.taken: Times = defaultdict(list)

    def work(self, people: int) -> None:
        """Until nobody of the whole hall is left, whichever process took his ticket."""
        for _ in range(people):
            self._plan(self._chance.uniform(0, HOURS * 3600), self._come)
        for window in self._windows:
            self._plan(0, lambda second, window=window: self._call(window, second))
        while self._due and self._still.value > 0:
            second, _, act = heapq.heappop(self._due)
            act(second)

    def _plan(self, second: float, act: Callable[[float], None]) -> None:
        heapq.heappush(self._due, (second, next(self._order), act))

    def _do(
        self, name: str, command: Callable[..., TicketCard], *given: object, second: float, **more: object
    ) -> TicketCard:
        at = self._nine + timedelta(seconds=second)
        started = time.perf_counter()
        try:
            done = command(*given, at=at, key=secrets.token_hex(16), **more)
        except NobodyWaits:
            name = "call in vain"
            raise
        finally:
            self.taken[name].append((time.perf_counter() - started) * 1000)
        return done

    def _come(self, second: float) -> None:
        kind = self._chance.choices(list(KINDS), [share for _, share in KINDS.values()])[0]
        desk = Desk.HAND_OUT if kind == ("out",) else _desk(kind)
        privileged = self._chance.random() < PRIVILEGED
        priority = self._chance.choice([*Priority][1:]) if privileged else Priority.NONE
        self._do("take", commands.take, Wanted(HALL, desk, priority=priority), actor=NOBODY, second=second)

    def _call(self, window: Actor, second: float) -> None:
        try:
            ticket = self._do("call next", commands.call_next, actor=window, second=second)
        except NobodyWaits:
            self._plan(second + 60, lambda later: self._call(window, later))
            return
        if self._chance.random() < ABSENT:
            self._plan(second + 30, lambda later: self._gone(window, ticket, later))
        else:
            self._plan(second + 15, lambda later: self._begin(window, ticket, later))

    def _gone(self, window: Actor, ticket: TicketCard, second: float) -> None:
        self._do("recall", commands.recall, ticket.id, actor=window, second=second)
        self._do("not come", commands.not_come, ticket.id, actor=window, second=second + 30)
        self._finished(window, second + 31)

    def _begin(self, window: Actor, ticket: TicketCard, second: float) -> None:
        self._do("begin", commands.begin, ticket.id, actor=window, second=second)
        minutes = DEFAULTS[ticket.desk] * self._chance.lognormvariate(-0.9, 0.5)
        self._plan(second + 60 * minutes, lambda later: self._done(window, ticket, later))

    def _done(self, window: Actor, ticket: TicketCard, second: float) -> None:
        self._do("done", commands.done, ticket.id, actor=window, second=second)
        self._finished(window, second)

    def _finished(self, window: Actor, second: float) -> None:
        with self._still.get_lock():
            self._still.value -= 1
        self._plan(second + 5, lambda later: self._call(window, later))


def _desk(kind: tuple[str, ...]) -> Desk:
    post = Holding(Role.CLERK, "", classes=kind)
    return access.desks(post)[0]


def _figures(taken: Times, processes: int) -> list[Figure]:
    found = []
    for act in ("take", "call next", "begin", "done"):
        values = taken[act]
        ranks = statistics.quantiles(values, n=20)
        found += [
            Figure(f"{act}, {_said(processes)}, p50 of {len(values)}", statistics.median(values), "ms"),
            Figure(f"{act}, {_said(processes)}, p95", ranks[-1], "ms", "at most 50"),
            Figure(f"{act}, {_said(processes)}, longest", max(values), "ms"),
        ]
    longest = max(max(values) for values in taken.values())
    return [
        *found,
        Figure(
            f"longest transaction, {_said(processes)}, with its waiting", longest, "ms", _patience(processes)
        ),
    ]


def _patience(processes: int) -> str:
    """What is aimed at. Writers of SQLite come one after the other, and when they never rest one may be unlucky."""
    return "at most 1000" if processes == 1 or connection.vendor == "postgresql" else "no aim: nobody rests"


def _checked(nine: datetime, processes: int) -> list[Figure]:
    """Read the day back: everybody's number, and how often each ticket was called from its line."""
    day = clock.day_of(nine)
    tickets = Ticket.objects.filter(hall=HALL, day=day)
    ended = tickets.filter(state__in=["done", "absent"]).count()
    lost = PEOPLE - ended
    twice = TicketAct.objects.filter(ticket__hall=HALL, ticket__day=day, deed="call").values("ticket")
    doubled = twice.annotate(calls=Count("id")).filter(calls__gt=1).count()
    gaps = 0
    for series in tickets.values_list("series", flat=True).distinct():
        numbers = sorted(tickets.filter(series=series).values_list("seq", flat=True))
        gaps += numbers != list(range(1, len(numbers) + 1))
    if lost or doubled or gaps:
        raise RuntimeError(f"{lost} tickets lost, {doubled} called twice, {gaps} lines with gaps or twins")
    return [Figure(f"tickets lost or called twice, {_said(processes)}", lost + doubled, "", "none")]


def _beside(windows: list[Actor]) -> tuple[float, float]:
    """Calls a second by the command, and by hand."""
    nine = NINE + timedelta(days=len(PROCESSES))
    for _ in range(2 * BY_HAND):
        wanted = Wanted(HALL, Desk.PEOPLE)
        commands.take(wanted, actor=NOBODY, at=nine, key=secrets.token_hex(16))
    window, bare = windows[0], _bare(windows[0], nine)
    spent = [0.0, 0.0]
    for turn in range(2 * BY_HAND):
        # In turns, so that both meet the same disk.
        begun = time.perf_counter()
        called = bare() if turn % 2 else _by_command(window, nine)
        spent[turn % 2] += time.perf_counter() - begun
        _free(called)
    return BY_HAND / spent[0], BY_HAND / spent[1]


def _by_command(window: Actor, nine: datetime) -> int:
    return commands.call_next(actor=window, at=nine, key=secrets.token_hex(16)).id


def _free(ticket: int) -> None:
    Ticket.objects.filter(pk=ticket).update(state="done")


def _bare(window: Actor, nine: datetime) -> Callable[[], int]:
    """Calls the next one by the driver alone; returns the key of his ticket."""
    post, day = window.posts[0], clock.day_of(nine)
    desks = access.desks(post)
    mark = "%s" if connection.vendor == "postgresql" else "?"
    call = calling.sql(len(desks)).replace("%s", mark)
    columns = 'ticket_id, seq, deed, at, person_id, as_what, desk, "window", words, number, seconds, key'
    record = f"INSERT INTO tickets_ticketact ({columns}) VALUES ({', '.join([mark] * 12)})"  # noqa: S608 — our own
    values = calling.values(post, desks, day, nine)
    at = connection.ops.adapt_datetimefield_value(nine)
    connection.ensure_connection()
    raw = connection.connection

    def work() -> int:
        cursor = raw.cursor()
        cursor.execute("BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN")
        cursor.execute(call, values)
        (ticket, *_) = cursor.fetchall()[0]
        key = secrets.token_hex(16)
        cursor.execute(
            record, [ticket, 2, "call", at, window.person, "窗口", "D", post.window, "", "", 0, key]
        )
        cursor.execute("COMMIT")
        return int(ticket)

    return work
