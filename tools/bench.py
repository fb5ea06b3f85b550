"""`make bench`: measures on PostgreSQL (writing to the disk as a real one does), and on SQLite for the record.

    bench.py              everything
    bench.py handle       one benchmark or several of tools/benchmarks/

Not part of the tests: what it prints depends on the machine. Each line says what was aimed at.
"""

from __future__ import annotations

import os
import shutil
import tempfile

import environment
import services
from kit import PYTHON, ROOT, main, preparing, run, say


def work(arguments) -> int:
    """Measure on both engines."""
    with preparing():
        environment.ensure("dev")
    # Beside the project, not in the system's temporary folder, which may be in memory.
    folder = tempfile.mkdtemp(prefix="bench-", dir=str(ROOT / "var"))
    try:
        with services.postgresql(durable=True) as url:
            measure("PostgreSQL", url, folder, arguments)
        measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", folder, arguments)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def measure(engine: str, url: str, folder: str, arguments) -> None:
    """Run the benchmarks of one engine in a process of their own."""
    say(f"\n{engine}")
    values = dict(
        os.environ, DATABASE_URL=url, ONEVISIT_VAR=folder, PYTHONPATH=f"{ROOT / 'tools'}:{ROOT / 'tests'}"
    )
    values["DJANGO_SETTINGS_MODULE"] = "onevisit.config.settings"
    run([PYTHON, "-m", "benchmarks", *arguments], "The lines above say why.", env=values)


if __name__ == "__main__":
    main(work)
