"""Tests whose transactions are real: everything is committed for all to see, and taken out again afterwards.

Other tests roll back to the district that was loaded once for their process. Those that need several connections
cannot; for them the rows of that district are written down, and whatever stands beside them goes when a test ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

_CHUNK = 500


@dataclass(frozen=True)
class Baseline:
    """The keys of all rows that stand when no test runs, by model."""

    keys: dict[type[Model], frozenset[Any]]

    @classmethod
    def taken(cls) -> Baseline:
        """Of the database as it is now."""
        return cls({model: _keys(model) for model in _models()})

    def grown(self) -> list[type[Model]]:
        """The models of which there are more rows, or fewer."""
        counts = _counts()
        return [model for model, keys in self.keys.items() if counts[model] != len(keys)]

    def restore(self) -> None:
        """Take out every row that is not one of these. Raises AssertionError where one of these is missing."""
        assert "test" in str(connection.settings_dict["NAME"]), "never on anybody's real database"
        with _unguarded(), connection.cursor() as cursor:
            for model in self.grown():
                _empty(cursor, model, self.keys[model])
        assert not self.grown(), "a test took away what the pack loads"


def _models() -> list[type[Model]]:
    return [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]


def _keys(model: type[Model]) -> frozenset[Any]:
    return frozenset(model._base_manager.values_list("pk", flat=True))


def _counts() -> dict[type[Model], int]:
    models = _models()
    one = "SELECT {place}, COUNT(*) FROM {table}"
    asked = " UNION ALL ".join(
        one.format(place=place, table=_table(model)) for place, model in enumerate(models)
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {models[place]: count for place, count in cursor.fetchall()}


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _empty(cursor: Any, model: type[Model], keep: frozenset[Any]) -> None:
    table = _table(model)
    if not keep:
        cursor.execute(f"DELETE FROM {table}")
        return
    field = model._meta.pk
    name = connection.ops.quote_name(field.column)
    more = [field.get_db_prep_value(one, connection) for one in _keys(model) - keep]
    for start in range(0, len(more), _CHUNK):
        some = more[start : start + _CHUNK]
        cursor.execute(f"DELETE FROM {table} WHERE {name} IN ({', '.join(['%s'] * len(some))})", some)


@contextmanager
def _unguarded() -> Iterator[None]:
    """No trigger and no foreign key is asked: the only way past what makes the record append-only."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            standing = cursor.fetchall()
            for name, _ in standing:
                cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            with connection.constraint_checks_disabled():
                yield
        finally:
            with connection.cursor() as cursor:
                for _, sql in standing:
                    cursor.execute(sql)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = origin")
