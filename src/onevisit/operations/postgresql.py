"""PostgreSQL: dumped by pg_dump from one snapshot, restored by pg_restore in one transaction."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from onevisit.operations import programs
from onevisit.operations.refusals import Impossible

MEMBER = "database.dump"
ASIDE = "onevisit_before_restore"
"""The schema in which the former content waits until the restored one has been verified."""

PATIENCE = 2.0  # seconds in which the server forgets a connection that was just closed


@contextmanager
def snapshot(place: Path) -> Iterator[str]:
    """Write the database of one instant to `place`; inside the block the default connection sees the same instant."""
    program = programs.find("pg_dump", _server())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (name,) = cursor.fetchone()
        options = [
            "--format=custom",
            f"--snapshot={name}",
            "--no-owner",
            "--no-privileges",
            f"--file={place}",
        ]
        programs.run(program, options, place.parent)
        yield program.version


@contextmanager
def placed(dump: Path, tool: str) -> Iterator[None]:
    """Restore into the database; what the block raises puts everything back as it was.

    What is there already waits in another schema until the block has ended well.
    """
    _refuse_interrupted()
    _refuse_while_served()
    program = programs.find("pg_restore", max(_server(), programs.major(tool)))
    schema = _schema()
    former = bool(connection.introspection.table_names())
    if former:
        _sql(f"ALTER SCHEMA {schema} RENAME TO {ASIDE}", f"CREATE SCHEMA {schema}")
    try:
        options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", str(dump)]
        programs.run(program, options, dump.parent)
        yield
    except BaseException:
        _sql(f"DROP SCHEMA {schema} CASCADE")
        _sql(f"ALTER SCHEMA {ASIDE} RENAME TO {schema}" if former else f"CREATE SCHEMA {schema}")
        raise
    if former:
        _sql(f"DROP SCHEMA {ASIDE} CASCADE")


def _refuse_interrupted() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [ASIDE])
        if cursor.fetchone():
            raise Impossible(
                f"上一次恢复中途断了，原来的数据还在模式 {ASIDE} 里。"
                f"请先用 psql 核对：要找回它，删去 public 后把 {ASIDE} 改名为 public；不要了，就删去 {ASIDE}。"
            )


def _refuse_while_served() -> None:
    deadline = time.monotonic() + PATIENCE
    while others := _others():
        if time.monotonic() > deadline:
            raise Impossible(
                f"还有 {others} 个连接在用这个数据库。请先停止服务（systemctl stop onevisit），再恢复。"
            )
        time.sleep(0.1)


def _others() -> int:
    """Connections of the service, which gives all of its own the same name; whoever else watches does no harm."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND application_name = current_setting('application_name')"
        )
        return int(cursor.fetchone()[0])


def _server() -> int:
    connection.ensure_connection()
    version: int = connection.pg_version  # type: ignore[attr-defined]
    return version // 10_000


def _schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        (name,) = cursor.fetchone()
    return str(name)


def _sql(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
