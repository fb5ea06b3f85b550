"""History and payments never change, and of a line neither its amount nor what it is for, by the database itself."""

from __future__ import annotations

from typing import Any

from django.db import connections

from onevisit.payments.models import Happening, Line, Payment
from onevisit.platform.append_only import AppendOnly

MESSAGE = "what was paid is append-only"
GUARD = AppendOnly(MESSAGE, (Happening, Payment))

LINES = Line._meta.db_table
_FIXED = "order_id, charge_id, fen"
"""What of a line stands for ever; whether it is live, and what went back, does not."""

_OF_LINES = {
    "sqlite": (("fixed", f"UPDATE OF {_FIXED}", "ROW"), ("kept", "DELETE", "ROW")),
    "postgresql": (
        ("fixed", f"UPDATE OF {_FIXED}", "ROW"),
        ("kept", "DELETE", "ROW"),
        ("whole", "TRUNCATE", "STATEMENT"),
    ),
}


def install(using: str = "default") -> None:
    """Make the triggers. Safe to call again."""
    GUARD.install(using)
    connection = connections[using]
    sqlite = connection.vendor == "sqlite"
    make = "CREATE TRIGGER IF NOT EXISTS" if sqlite else "CREATE OR REPLACE TRIGGER"
    with connection.cursor() as cursor:
        for name, when, each in _OF_LINES[connection.vendor]:
            stop = (
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
                if sqlite
                else f"FOR EACH {each} EXECUTE FUNCTION {GUARD.function}()"
            )
            cursor.execute(f"{make} {LINES}_{name} BEFORE {when} ON {LINES} {stop}")


def remove(using: str = "default") -> None:
    """Drop them: for tests that try what is without them, and nothing else."""
    GUARD.remove(using)
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, _, _ in _OF_LINES[connection.vendor]:
            on = "" if connection.vendor == "sqlite" else f" ON {LINES}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {LINES}_{name}{on}")


def after_migrate(*, using: str, **_: Any) -> None:
    """Called by Django after every `migrate`, because SQLite loses triggers when it rebuilds a table."""
    if {*GUARD.tables, LINES} <= set(connections[using].introspection.table_names()):
        install(using)
