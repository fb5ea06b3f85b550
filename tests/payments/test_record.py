"""What was paid never changes, by the database itself: history, payments, and the amounts of lines."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from onevisit.payments.models import Line, Order, Payment
from payments import paying

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def paid() -> Order:
    """A paid order."""
    row = paying.paid_online(paying.accepted())
    # The test's own transaction has foreign keys still to check, before which PostgreSQL would not even try.
    connection.check_constraints()
    return row


def refused(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payments_happening SET words = 'x'",
        "DELETE FROM payments_happening",
        "UPDATE payments_payment SET fen = 1",
        "DELETE FROM payments_payment",
        "UPDATE payments_line SET fen = 1",
        "DELETE FROM payments_line",
    ],
)
def test_the_database_refuses_to_change_or_delete(paid: Order, statement: str) -> None:
    refused(statement)


@pytest.mark.parametrize("table", ["payments_happening", "payments_payment"])
def test_nor_is_it_written_over_or_emptied(paid: Order, table: str) -> None:
    if connection.vendor == "sqlite":
        refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    else:
        refused(f"TRUNCATE {table}")


def test_an_order_is_paid_once_whoever_writes_it(paid: Order) -> None:
    twin = Payment.objects.get(order=paid)
    twin.pk, twin.reference = None, "another"
    # SQLite's trigger is asked before its constraint.
    with (
        pytest.raises(DatabaseError, match=r"append-only|payment"),
        transaction.atomic(),
    ):
        twin.save(force_insert=True)


def test_a_charge_stands_in_one_live_order_only(paid: Order) -> None:
    line = Line.objects.get(order=paid)
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.create(order=paid, charge=line.charge, fen=line.fen)


def test_what_went_back_is_written_beside_and_never_more_than_was_paid(paid: Order) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.filter(order=paid).update(returned=1001)
