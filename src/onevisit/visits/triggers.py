"""Appearances, rulings and findings are append-only by the database itself, as the record of cases is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connections

TABLES = {
    "visits_appearance": "id = NEW.id OR key = NEW.key OR (case_id = NEW.case_id AND seq = NEW.seq)",
    "visits_ruling": (
        "id = NEW.id OR key = NEW.key OR (appearance_id = NEW.appearance_id AND number = NEW.number)"
    ),
    "visits_finding": "id = NEW.id OR key = NEW.key",
}
"""Each with the row that SQLite's REPLACE would take out of the way without asking the trigger against DELETE."""

MESSAGE = "the record of visits is append-only"
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION visits_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$"
)


def _sqlite() -> Iterator[str]:
    for table, in_the_way in TABLES.items():
        when = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {in_the_way}) "  # noqa: S608 — our own names only
        for verb, only in (("UPDATE", ""), ("DELETE", ""), ("INSERT", when)):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} {only}"
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )


def _postgresql() -> Iterator[str]:
    yield _FUNCTION
    for table in TABLES:
        for name, when, each in (
            ("change", "UPDATE OR DELETE", "ROW"),
            ("truncate", "TRUNCATE", "STATEMENT"),
        ):
            yield (
                f"CREATE OR REPLACE TRIGGER {table}_no_{name} BEFORE {when} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION visits_append_only()"
            )


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
    with connection.cursor() as cursor:
        for table in TABLES:
            for kind in kinds:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{kind}{'' if sqlite else f' ON {table}'}")


def after_migrate(*, using: str, **_: Any) -> None:
    """Called by Django after every `migrate`, because SQLite loses triggers when it rebuilds a table."""
    if set(TABLES) <= set(connections[using].introspection.table_names()):
        install(using)
