"""Tables that only grow, by the database itself: what a program forgets, or somebody tries at a console, fails here.

On SQLite, `REPLACE` takes the rows in its way out without asking the trigger against DELETE. So there an INSERT is
refused as well where a row with one of its unique keys stands; the keys are read from the model, so that a new one
cannot be forgotten. PostgreSQL needs a trigger against TRUNCATE instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Model, UniqueConstraint

_SQLITE = ("update", "delete", "insert")
_POSTGRESQL = (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))


@dataclass(frozen=True)
class AppendOnly:
    """The tables of some models of one app that nobody changes: `message` is what the database says who tries."""

    message: str
    models: tuple[type[Model], ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """Their names in the database."""
        return tuple(one._meta.db_table for one in self.models)

    @property
    def function(self) -> str:
        """The name of PostgreSQL's function that refuses; other triggers of the same app may call it too."""
        return f"{self.models[0]._meta.app_label}_append_only"

    def names(self, vendor: str) -> set[str]:
        """The triggers that have to be there."""
        kinds = _SQLITE if vendor == "sqlite" else tuple(one[0] for one in _POSTGRESQL)
        return {f"{table}_no_{kind}" for table in self.tables for kind in kinds}

    def present(self, using: str = "default") -> set[str]:
        """Those that are there, and not put out of use."""
        connection = connections[using]
        return standing(connection) & self.names(connection.vendor)

    def missing(self, using: str = "default") -> list[str]:
        """Those that should be there and are not, by name."""
        return sorted(self.names(connections[using].vendor) - self.present(using))

    def install(self, using: str = "default") -> None:
        """Make those that are missing. Safe to call again."""
        connection = connections[using]
        with connection.cursor() as cursor:
            for statement in self._statements(connection):
                cursor.execute(statement)

    def remove(self, using: str = "default") -> None:
        """Drop them: for tests that try what the record tells without them, and nothing else."""
        connection = connections[using]
        with connection.cursor() as cursor:
            for name in sorted(self.names(connection.vendor)):
                on = "" if connection.vendor == "sqlite" else f" ON {name.rsplit('_no_', 1)[0]}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")

    def after_migrate(self, *, using: str, **_: Any) -> None:
        """Called by Django after every `migrate`, because SQLite loses triggers when it rebuilds a table."""
        if set(self.tables) <= set(connections[using].introspection.table_names()):
            self.install(using)

    def _statements(self, connection: BaseDatabaseWrapper) -> Iterator[str]:
        if connection.vendor != "sqlite":
            yield refusing(self.function, self.message)
        for model in self.models:
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                for kind in _SQLITE:
                    when = f"WHEN {in_the_way(model, connection)} " if kind == "insert" else ""
                    yield (
                        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{kind} BEFORE {kind.upper()} ON {table} {when}"
                        f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
                    )
            else:
                for kind, verb, each in _POSTGRESQL:
                    yield (
                        f"CREATE OR REPLACE TRIGGER {table}_no_{kind} BEFORE {verb} ON {table} "
                        f"FOR EACH {each} EXECUTE FUNCTION {self.function}()"
                    )


def standing(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of all triggers of this database that are in use."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        return {row[0] for row in cursor.fetchall()}


def refusing(function: str, message: str) -> str:
    """The statement that makes PostgreSQL's trigger function of this name, which refuses whatever calls it."""
    return (
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation'; END $$"
    )


def in_the_way(model: type[Model], connection: BaseDatabaseWrapper) -> str:
    """SQLite's condition that a row stands which shares a unique key with the one that comes."""
    meta = model._meta
    whole = [_same(model, [one.name]) for one in meta.local_concrete_fields if one.unique]
    unique = [one for one in meta.constraints if isinstance(one, UniqueConstraint)]
    more = [_same(model, fields_of(one)) + _where(model, one, connection) for one in unique]
    return f"EXISTS (SELECT 1 FROM {meta.db_table} WHERE {' OR '.join(whole + more)})"  # noqa: S608 — our own names only


def fields_of(key: UniqueConstraint) -> tuple[str, ...]:
    """The names of the fields of a key, however it was written. Raises TypeError at one that is no plain field."""
    if key.fields:
        return tuple(key.fields)
    if not all(isinstance(one, F) for one in key.expressions):
        raise TypeError(f"{key.name}: a key of an append-only table is made of fields")
    return tuple(one.name for one in key.expressions)


def _same(model: type[Model], names: Iterable[str]) -> str:
    columns = [model._meta.get_field(name).column for name in names]  # type: ignore[union-attr]
    return " AND ".join(f'"{one}" = NEW."{one}"' for one in columns)


def _where(model: type[Model], key: UniqueConstraint, connection: BaseDatabaseWrapper) -> str:
    """What else must hold of a key that is unique only under a condition, as Django writes it for the index."""
    if key.condition is None:
        return ""
    editor = connection.SchemaEditorClass(connection)  # type: ignore[misc]
    return f" AND {key._get_condition_sql(model, editor)}"  # type: ignore[attr-defined]
