"""History, payments and the amounts of lines never change, by the database itself (as casework.triggers does it)."""

from __future__ import annotations

from typing import Any

from django.db import connections

HISTORY, PAID, LINES = "payments_happening", "payments_payment", "payments_line"
TABLES = (HISTORY, PAID)
MESSAGE = "what was paid is append-only"

_IN_THE_WAY = {
    HISTORY: "id = NEW.id OR key = NEW.key OR (order_id = NEW.order_id AND seq = NEW.seq)",
    PAID: "id = NEW.id OR order_id = NEW.order_id OR (way = NEW.way AND reference = NEW.reference)",
}
"""How a row can stand in the way of another: SQLite's REPLACE deletes it without asking the DELETE trigger."""

_FIXED = "order_id, charge_id, fen"
"""What of a line stands for ever; whether it is live, and what went back, does not."""


def install(using: str = "default") -> None:
    """Make the triggers. Safe to call again."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Drop them: for tests that have to empty the tables, and nothing else."""
    connection = connections[using]
    sqlite = connection.vendor == "sqlite"
    kinds = ("update", "delete", "insert") if sqlite else ("change", "truncate")
    names = [(table, f"{table}_no_{kind}") for table in TABLES for kind in kinds]
    names += [
        (LINES, f"{LINES}_{kind}") for kind in (("fixed", "kept") if sqlite else ("fixed", "kept", "whole"))
    ]
    with connection.cursor() as cursor:
        for table, name in names:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{'' if sqlite else f' ON {table}'}")


def after_migrate(*, using: str, **_: Any) -> None:
    """Called by Django after every `migrate`, because SQLite loses triggers when it rebuilds a table."""
    if {*TABLES, LINES} <= set(connections[using].introspection.table_names()):
        install(using)


def _sqlite() -> list[str]:
    stop = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    made = [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} {when}{stop}"
        for table in TABLES
        for verb, when in (
            ("UPDATE", ""),
            ("DELETE", ""),
            ("INSERT", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {_IN_THE_WAY[table]}) "),  # noqa: S608 — our own names only
        )
    ]
    made.append(f"CREATE TRIGGER IF NOT EXISTS {LINES}_fixed BEFORE UPDATE OF {_FIXED} ON {LINES} {stop}")
    made.append(f"CREATE TRIGGER IF NOT EXISTS {LINES}_kept BEFORE DELETE ON {LINES} {stop}")
    return made


def _postgresql() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION payments_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    wanted = [
        (table, f"{table}_no_{name}", when, each)
        for table in TABLES
        for name, when, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
    ]
    wanted += [
        (LINES, f"{LINES}_fixed", f"UPDATE OF {_FIXED}", "ROW"),
        (LINES, f"{LINES}_kept", "DELETE", "ROW"),
        (LINES, f"{LINES}_whole", "TRUNCATE", "STATEMENT"),
    ]
    return [
        function,
        *(
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {when} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION payments_append_only()"
            for table, name, when, each in wanted
        ),
    ]
