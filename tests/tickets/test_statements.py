"""What a command costs: the statements that it sends, the same however long the line is; and the order in SQL."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from casework.test_statements import sent
from factories import cases as make
from factories.posts import main_hall
from onevisit.platform import clock
from onevisit.platform.people.actors import NOBODY
from onevisit.rules.queueing import Desk, Priority, order
from onevisit.tickets import access, calling, commands, queries
from onevisit.tickets.cards import standing
from onevisit.tickets.commands import Wanted
from onevisit.tickets.models import Ticket, TicketAct
from tickets import hall

pytestmark = pytest.mark.django_db


def taking(priority: Priority) -> Callable[[], object]:
    wanted = Wanted(main_hall(), Desk.PEOPLE, priority=priority)
    return lambda: commands.take(wanted, actor=NOBODY, at=hall.at(), key=make.key())


def test_taking_sends_four_statements_and_five_with_priority() -> None:
    shapes = [
        "SELECT organs_window",
        "INSERT tickets_series",
        "INSERT tickets_ticket",
        "INSERT tickets_ticketact",
    ]
    for _ in range(2):
        for _ in range(12):
            hall.taken()
        assert sent(taking(Priority.NONE)) == shapes
        assert sent(taking(Priority.ELDERLY)) == [*shapes[:2], "SELECT tickets_ticket", *shapes[2:]]


def test_calling_sends_three_and_every_other_deed_as_many() -> None:
    clerk = hall.sitting("D01")
    acted = ["SELECT tickets_ticket", "UPDATE tickets_ticket", "INSERT tickets_ticketact"]
    for people in (1, 60):
        for number in range(people):
            hall.taken(minutes=number / 60)

        def call() -> None:
            commands.call_next(actor=clerk, at=hall.at(5), key=make.key())

        shapes = sent(call)
        assert [shapes[0], len(shapes), shapes[-1]] == [
            "INSERT tickets_windowday",
            3,
            "INSERT tickets_ticketact",
        ]
        one = Ticket.objects.get(window="D01", state="called").pk
        for deed in (commands.recall, commands.begin, commands.done):
            found = sent(partial(deed, one, actor=clerk, at=hall.at(6), key=make.key()))
            assert found == acted, deed


def test_the_pages_cost_the_same_however_many_wait() -> None:
    def costs() -> list[int]:
        with clock.at(hall.at(30)):
            return [
                len(sent(lambda: queries.board(main_hall()))),
                len(sent(lambda: queries.my_window(hall_clerk))),
                len(sent(lambda: queries.of_code(first.code))),
                len(sent(lambda: queries.hall_day(head, main_hall(), clock.today()))),
                len(sent(lambda: queries.service_minutes(main_hall(), Desk.PEOPLE))),
            ]

    first, hall_clerk, head = hall.taken(), hall.sitting("D01"), hall.head()
    hall.taken()
    hall.called("D02")
    few = costs()
    for _ in range(40):
        hall.taken(Desk.COMMERCE)
    hall.called("C01")
    hall.taken(priority=Priority.ELDERLY)
    assert costs() == few == [5, 5, 6, 7, 1]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_in_sql_is_that_of_the_rule(seed: int) -> None:
    """Whoever comes, however: windows call exactly in the order that the pure rule gives."""
    chance = random.Random(seed)
    clerk, now = hall.sitting("D01"), 0.0
    for _ in range(40):
        now += chance.choice((0, 0.5, 2, 5))
        promised = hall.at(now + chance.randint(-30, 90)) if chance.random() < 0.3 else None
        hall.taken(Desk.PEOPLE, now, chance.choice([*Priority, Priority.NONE]), promised_at=promised)
        if chance.random() < 0.4:
            row = commands.call_next(actor=clerk, at=hall.at(now), key=make.key())
            commands.begin(row.id, actor=clerk, at=hall.at(now), key=make.key())
            if chance.random() < 0.3:
                commands.park(row.id, "去复印", actor=clerk, at=hall.at(now), key=make.key())
                commands.unpark(row.id, actor=clerk, at=hall.at(now), key=make.key())
            else:
                commands.done(row.id, actor=clerk, at=hall.at(now), key=make.key())
    waiting = [standing(row) for row in Ticket.objects.filter(state="waiting")]
    called = []
    while len(called) < len(waiting):
        row = commands.call_next(actor=clerk, at=hall.at(now), key=make.key())
        called.append(row.id)
        commands.begin(row.id, actor=clerk, at=hall.at(now), key=make.key())
        commands.done(row.id, actor=clerk, at=hall.at(now), key=make.key())
    assert called == [one.id for one in order(waiting)]


def test_the_line_is_read_from_its_index() -> None:
    """Not proved by a plan on an empty table: PostgreSQL is told that reading everything is dear."""
    post = access.window(hall.sitting("D01"))
    for _ in range(50):
        hall.taken()
    desks = access.desks(post)
    values = calling.values(post, desks, clock.day_of(hall.NINE), hall.at())
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(explain + calling.sql(len(desks)), values)
        plan = "\n".join(str(row) for row in cursor.fetchall())
    assert "ticket_line" in plan
    assert "TEMP B-TREE" not in plan, "nothing is sorted"
    assert "Sort" not in plan


def test_a_window_holds_one_ticket_by_the_database_itself() -> None:
    hall.serving("D01")
    other = hall.taken()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=other.id).update(state="called", window="D01", called_at=hall.at(3))


def test_the_history_is_append_only_by_the_database_itself() -> None:
    hall.serving("D01")
    table = TicketAct._meta.db_table
    own = f"TRUNCATE {table}"
    if connection.vendor == "sqlite":
        own = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    connection.check_constraints()  # PostgreSQL empties no table on whose rows something is still to be checked
    before = list(TicketAct.objects.order_by("id").values())
    for statement in (f"UPDATE {table} SET words = 'x'", f"DELETE FROM {table}", own):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert list(TicketAct.objects.order_by("id").values()) == before
