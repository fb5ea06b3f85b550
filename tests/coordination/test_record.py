"""The history keeps what happened, whatever anybody sends to the database."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from coordination import consulting as co
from onevisit.coordination import triggers
from onevisit.coordination.models import Happening

pytestmark = pytest.mark.django_db


def refused(sql: str) -> None:
    before = list(Happening.objects.order_by("id").values_list())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert list(Happening.objects.order_by("id").values_list()) == before


def test_nobody_changes_or_takes_away_a_line() -> None:
    co.answered(co.asked())
    refused("UPDATE coordination_happening SET words = '改过'")
    refused("DELETE FROM coordination_happening")


def test_nobody_puts_another_line_in_its_place() -> None:
    reference = co.asked()
    line = Happening.objects.get(reference=reference)
    columns = "id, reference, seq, deed, at, as_what, organ_id, words, key"
    values = f"{line.pk + 1}, '{reference}', 1, 'answer', '2026-11-23', '谁', 'approval', '', 'other'"
    verb = "REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    refused(f"{verb} coordination_happening ({columns}) VALUES ({values})")


def test_the_table_is_not_emptied_at_once() -> None:
    co.asked()
    if connection.vendor == "postgresql":
        refused("TRUNCATE coordination_happening CASCADE")
    else:
        refused("DELETE FROM coordination_happening WHERE 1")


def test_a_migration_brings_the_triggers_back() -> None:
    triggers.GUARD.remove()
    triggers.GUARD.after_migrate(using="default")
    co.asked()
    refused("DELETE FROM coordination_happening")
