"""Makes a database with the real district in it, and runs the benchmarks named."""

from __future__ import annotations

import importlib
import logging
import sys
from datetime import date
from pathlib import Path

import benchmarks
from onevisit import cli


def main(names: list[str]) -> None:
    """Print the figures as they come."""
    if not set(names) <= set(benchmarks.PURE):
        prepare()
    logging.disable(logging.CRITICAL)  # a line for each request would bury the figures
    for name in names:
        for figure in importlib.import_module(f"benchmarks.{name}").run():
            print(figure.line(), flush=True)


def prepare() -> None:
    """Migrate and load; PostgreSQL's database itself is made first."""
    cli.set_up()
    from django.db import connection

    from onevisit.catalogue.pack import load_pack

    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:  # as Django's own tests make theirs
            cursor.execute(f"CREATE DATABASE {connection.settings_dict['NAME']}")
    cli.main(["migrate"])
    load_pack(Path(__file__).parents[2] / "districts" / "boshan", date(2025, 1, 1))


main(sys.argv[1:])
