"""What the database holds that the default connection leads to."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from onevisit.casework import sealing
from onevisit.operations.manifest import Facts
from onevisit.rules.record.merkle import Frontier


def read() -> Facts:
    """Everything that a manifest says of a database. Needs the present form of the log's tables."""
    seal = sealing.latest()
    size, root = (seal.size, seal.root) if seal else (0, Frontier().root().hex())
    return Facts(migrations(), rows(), size, root)


def migrations() -> tuple[str, ...]:
    """The migrations applied, as `app.name`; none in an empty database."""
    return tuple(sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations()))


def rows() -> Mapping[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        counted = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 (a table's own name)
            (counted[table],) = cursor.fetchone()
        return counted


def unknown(applied: tuple[str, ...]) -> list[str]:
    """Those of the migrations that this program does not know: they come from a newer one."""
    on_disk = MigrationLoader(None).disk_migrations
    known = {key for one, migration in on_disk.items() for key in (one, *migration.replaces)}
    return sorted(set(applied) - {".".join(key) for key in known})
