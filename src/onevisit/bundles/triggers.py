"""The stream of a bundle is append-only by the database itself, as the record of cases is (casework.triggers)."""

from __future__ import annotations

from typing import Any

from django.db import connections

TABLE = "bundles_event"
MESSAGE = "the stream of bundles is append-only"

# SQLite's REPLACE deletes the row in its way without asking the trigger against DELETE.
_IN_THE_WAY = (
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR key = NEW.key "  # noqa: S608 — our own names only
    "OR (bundle_id = NEW.bundle_id AND seq = NEW.seq)) "
)
_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} {when}"
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for verb, when in (("UPDATE", ""), ("DELETE", ""), ("INSERT", _IN_THE_WAY))
)
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION bundles_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$"
)
_POSTGRESQL = (
    _FUNCTION,
    *(
        f"CREATE OR REPLACE TRIGGER {TABLE}_no_{name} BEFORE {when} ON {TABLE} "
        f"FOR EACH {each} EXECUTE FUNCTION bundles_append_only()"
        for name, when, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
    ),
)


def install(using: str = "default") -> None:
    """Make the triggers. Safe to call again."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def names() -> set[str]:
    """The triggers that have to be there."""
    sqlite = connections["default"].vendor == "sqlite"
    return {
        f"{TABLE}_no_{kind}"
        for kind in (("update", "delete", "insert") if sqlite else ("change", "truncate"))
    }


def present() -> set[str]:
    """Those that are there, and not put out of use."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        return {row[0] for row in cursor.fetchall()} & names()


def remove(using: str = "default") -> None:
    """Drop them: for tests that have to empty the table, and nothing else."""
    connection = connections[using]
    on = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    kinds = ("update", "delete", "insert") if connection.vendor == "sqlite" else ("change", "truncate")
    with connection.cursor() as cursor:
        for kind in kinds:
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{kind}{on}")


def after_migrate(*, using: str, **_: Any) -> None:
    """Called by Django after every `migrate`, because SQLite loses triggers when it rebuilds a table."""
    if TABLE in connections[using].introspection.table_names():
        install(using)
