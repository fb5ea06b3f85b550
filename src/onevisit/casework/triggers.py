"""Append-only, by the database itself: what a program can forget, or somebody with a console can try, fails here.

Made again after every migration, because SQLite loses triggers when it rebuilds a table.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

TABLES = ("casework_event", "casework_leaf", "casework_seal")
MESSAGE = "the record is append-only"

_KEYS = {
    "casework_event": "id = NEW.id OR (case_id = NEW.case_id AND seq = NEW.seq) OR key = NEW.key",
    "casework_leaf": '"index" = NEW."index" OR (number = NEW.number AND seq = NEW.seq)',
    "casework_seal": "size = NEW.size",
}
"""How a row can stand in the way of another. SQLite's REPLACE deletes such rows without asking the DELETE trigger."""


def names(vendor: str) -> set[str]:
    """The triggers that have to be there."""
    kinds = ("update", "delete", "insert") if vendor == "sqlite" else ("change", "truncate")
    return {f"{table}_no_{kind}" for table in TABLES for kind in kinds}


def present(using: str = "default") -> set[str]:
    """The triggers that are there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        return {row[0] for row in cursor.fetchall()} & names(connection.vendor)


def install(using: str = "default") -> None:
    """Make those that are missing. Safe to call again."""
    connection = connections[using]
    statements = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Drop them: for tests that have to empty the tables, and nothing else."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name in sorted(names(connection.vendor)):
            table = name.rsplit("_no_", 1)[0]
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def after_migrate(*, using: str, **_: Any) -> None:
    """Called by Django after every `migrate`."""
    tables = connections[using].introspection.table_names()
    if all(table in tables for table in TABLES):
        install(using)


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"{_IN_THE_WAY.format(table=table, keys=_KEYS[table]) if verb == 'INSERT' else ''}"
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for table in TABLES
        for verb in ("UPDATE", "DELETE", "INSERT")
    ]


_IN_THE_WAY = "WHEN EXISTS (SELECT 1 FROM {table} WHERE {keys}) "


def _postgresql() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION casework_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    made = [function]
    for table in TABLES:
        for name, when, each in (
            ("change", "UPDATE OR DELETE", "ROW"),
            ("truncate", "TRUNCATE", "STATEMENT"),
        ):
            made.append(
                f"CREATE OR REPLACE TRIGGER {table}_no_{name} BEFORE {when} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION casework_append_only()"
            )
    return made
