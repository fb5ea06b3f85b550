"""What was written about words and visits is changed by nobody, not even past the code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from factories import agents
from onevisit.assistance import triggers
from onevisit.assistance.models import Line

pytestmark = pytest.mark.usefixtures("noon")


def statement(sql: str) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return run


def test_a_line_is_neither_changed_nor_taken_out_nor_written_over() -> None:
    agents.authorised(agents.agent(), agents.citizen(), "old-age-card")
    line = Line.objects.get()
    copy = "SELECT id, deed, at, as_what, '改了', key, authorisation_id, case_id, person_id, visit_id"
    columns = "id, deed, at, as_what, words, key, authorisation_id, case_id, person_id, visit_id"
    attempts = [
        lambda: Line.objects.update(words="改了"),
        lambda: Line.objects.all().delete(),
        statement("DELETE FROM assistance_line"),
        statement("UPDATE assistance_line SET words = '改了'"),
    ]
    if connection.vendor == "sqlite":
        attempts.append(statement(f"REPLACE INTO assistance_line ({columns}) {copy} FROM assistance_line"))
    else:
        statement("SET CONSTRAINTS ALL IMMEDIATE")()  # else the transaction of the test itself is in the way
        attempts.append(statement("TRUNCATE assistance_line CASCADE"))
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    assert Line.objects.get().words == line.words


def test_the_triggers_are_made_again_after_every_migration() -> None:
    triggers.GUARD.remove()
    triggers.GUARD.after_migrate(using="default")
    agents.authorised(agents.agent(), agents.citizen(), "old-age-card")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Line.objects.all().delete()
