"""How many commands a second `casework.commands.handle` carries out, beside its statements sent by hand.

The command is the acceptance of a case by a clerk: it appends an event, writes the case, takes away one work item and
makes one for each organ, and leaves a notice in the outbox. By hand means: the same statements with the values of
another case, sent by the bare driver in one transaction, without Django, rules, folding or hashing.
"""

from __future__ import annotations

import multiprocessing
import secrets
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

from benchmarks import Figure
from factories import cases as make
from onevisit.casework.models import Case
from onevisit.casework.projection import state_of
from onevisit.rules.cases import commands as c
from onevisit.rules.district.definition import Role

EACH = 150  # cases for each process
MOST = 4  # processes
FIRST_ID = 1_000_000  # so that the number of a row is never mistaken for another figure

Statement = tuple[str, Any]


def run() -> list[Figure]:
    """Measure handle() with 1 and 4 processes, and on PostgreSQL its statements by hand."""
    by_hand = connection.vendor == "postgresql"
    if by_hand:
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('casework_case', 'id'), %s)", [FIRST_ID])
    numbers = [_received() for _ in range((2 if by_hand else 1) * EACH * (1 + MOST) + 1)]
    statements = _record(numbers.pop())
    figures = [
        Figure("statements of one acceptance, aside from BEGIN and COMMIT", len(statements), "", "at most 8")
    ]
    for processes in (1, MOST):
        rate = _rate(_accept_all, [_take(numbers) for _ in range(processes)])
        figures.append(Figure(f"handle(), {processes} processes", rate, "/s"))
        if by_hand:
            replays = [_replays(statements, _take(numbers)) for _ in range(processes)]
            bare = _rate(_send_all, replays)
            figures.append(Figure(f"the same statements by hand, {processes} processes", bare, "/s"))
            figures.append(Figure(f"ratio, {processes} processes", rate / bare, "", "at least 0.3"))
    return figures


def _received() -> str:
    number = make.submitted()
    make.do(number, *_clerk(number, receives=True))
    return number


def _clerk(number: str, *, receives: bool) -> tuple[Any, Any]:
    case = Case.objects.get(number=number)
    clerk = make.staff(Role.CLERK, hall=case.hall_id, takes=case.window_class)
    if not receives:
        return clerk, c.Accept()
    post = next(held for held in clerk.posts if held.hall == case.hall_id)
    return clerk, c.Receive(post.hall, post.window, tuple(one.requirement for one in state_of(case).shown))


def _take(numbers: list[str]) -> list[str]:
    taken = numbers[-EACH:]
    del numbers[-EACH:]
    return taken


def _accept_all(numbers: list[str]) -> Callable[[], None]:
    clerk, accept = _clerk(numbers[0], receives=False)

    def work() -> None:
        for number in numbers:
            make.do(number, clerk, accept)

    return work


def _record(number: str) -> list[Statement]:
    clerk, accept = _clerk(number, receives=False)
    seen: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        make.do(number, clerk, accept)
    return seen


def _replays(statements: list[Statement], numbers: list[str]) -> list[list[Statement]]:
    """The recorded statements with the values of other cases."""
    ids = dict(Case.objects.filter(number__in=numbers).values_list("number", "id"))
    events, contents = _inserted(statements, "casework_event"), _inserted(statements, "casework_content")
    old_id, old_key = _first(events[0]), _first(events[4])
    old_ref = _first(contents[0])
    old_number = Case.objects.values_list("number", flat=True).get(pk=old_id)
    replays = []
    for number in numbers:
        new = {old_id: ids[number], old_key: secrets.token_hex(16), old_ref: secrets.token_hex(32)}

        def changed(value: Any, new: dict[Any, Any] = new, number: str = number) -> Any:
            if isinstance(value, (list, tuple)):
                return type(value)(changed(one) for one in value)
            if isinstance(value, str):
                return new.get(value, value).replace(old_number, number)
            return new.get(value, value) if isinstance(value, int) else value

        replays.append([(sql, changed(params)) for sql, params in statements])
    return replays


def _inserted(statements: list[Statement], table: str) -> Any:
    """The values that were written into a table: one a column, or a list a column for several rows."""
    return next(params for sql, params in statements if sql.startswith(f'INSERT INTO "{table}"'))


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, (list, tuple)) else value


def _send_all(replays: list[list[Statement]]) -> Callable[[], None]:
    connection.ensure_connection()
    bare = connection.connection  # psycopg's own, with the same settings

    def work() -> None:
        for statements in replays:
            with bare.transaction(), bare.cursor() as cursor:
                for sql, params in statements:
                    cursor.execute(sql, params)
                    if cursor.description:
                        cursor.fetchall()

    return work


def _rate(prepare: Callable[[Any], Callable[[], None]], shares: list[Any]) -> float:
    """Let one process work on each share, all starting together; return how many cases a second they did."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()
    fork = multiprocessing.get_context("fork")
    barrier, times = fork.Barrier(len(shares)), fork.SimpleQueue()

    def child(share: Any) -> None:
        work = prepare(share)
        barrier.wait()
        started = time.perf_counter()
        work()
        times.put((started, time.perf_counter()))

    children = [fork.Process(target=child, args=(share,)) for share in shares]
    for process in children:
        process.start()
    for process in children:
        process.join()
        if process.exitcode:
            raise RuntimeError("a process of the benchmark failed; its traceback stands above")
    taken = [times.get() for _ in shares]
    return sum(map(len, shares)) / (max(end for _, end in taken) - min(start for start, _ in taken))
