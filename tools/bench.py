"""`make bench`: measures on PostgreSQL (writing to the disk as a real one does), and on SQLite for the record.

    bench.py              everything
    bench.py handle       one benchmark or several of tools/benchmarks/
    bench.py journeys     those that need no database are measured once

Not part of the tests: what it prints depends on the machine. Each line says what was aimed at.
"""

from __future__ import annotations

import os
import shutil
import tempfile

import environment
import services
from benchmarks import ORDER, PURE
from kit import PYTHON, ROOT, main, preparing, run, say


def work(arguments) -> int:
    """Measure without a database, then on both engines."""
    names = arguments or [*PURE, *ORDER]
    pure, others = ([name for name in names if (name in PURE) is needed] for needed in (True, False))
    with preparing():
        environment.ensure("dev")
    # Beside the project, not in the system's temporary folder, which may be in memory.
    folder = tempfile.mkdtemp(prefix="bench-", dir=str(ROOT / "var"))
    try:
        if pure:
            measure("No database", f"sqlite:///{folder}/none.sqlite3", folder, pure)
        if others:
            with services.postgresql(durable=True) as url:
                measure("PostgreSQL", url, folder, others)
            measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", folder, others)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def measure(engine: str, url: str, folder: str, names) -> None:
    """Run these benchmarks on one engine, in a process of their own."""
    say(f"\n{engine}")
    values = dict(
        os.environ, DATABASE_URL=url, ONEVISIT_VAR=folder, PYTHONPATH=f"{ROOT / 'tools'}:{ROOT / 'tests'}"
    )
    values["DJANGO_SETTINGS_MODULE"] = "onevisit.config.settings"
    run([PYTHON, "-m", "benchmarks", *names], "The lines above say why.", env=values)


if __name__ == "__main__":
    main(work)
