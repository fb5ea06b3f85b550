"""`make run`, `make reset`, `make clean`: from a fresh clone to a running demonstration district.

    bootstrap.py run     make what is missing, then serve
    bootstrap.py install only the packages and static files, for a real installation
    bootstrap.py reset   delete the demonstration's data, then run
    bootstrap.py clean   delete everything that the tools made

It can be interrupted anywhere and started again: every part is made beside its place, moved there when it is whole,
and stamped last. The database is built under another name and renamed: an `onevisit.sqlite3` with tables is whole.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import sqlite3
import subprocess
from datetime import datetime, timedelta, timezone

import environment
import frontend
from kit import PYTHON, ROOT, VAR, VENV, Failure, fingerprint, main, preparing, run, say, stamp, stamped, step

DATABASE = VAR / "onevisit.sqlite3"
BUILDING = VAR / "building.sqlite3"
DISTRICT = ROOT / "districts" / "boshan"
DAYS = "30"  # working days of business that the demonstration has behind it
ONEVISIT = [PYTHON, "-m", "onevisit"]
SEE_ABOVE = "The lines above say why."


def work(arguments) -> int:
    """Do what the one argument says."""
    tasks = {"run": start, "install": install, "reset": reset, "clean": clean}
    if len(arguments) != 1 or arguments[0] not in tasks:
        raise Failure(f"Say one of: {', '.join(tasks)}.")
    return tasks[arguments[0]]()


def start() -> int:
    """Make what is missing, and become the server."""
    check_port()
    with preparing():
        prepare_program()
        prepare_database()
    os.environ["ONEVISIT_VAR"] = str(VAR)
    say("→ Starting the server")
    command = [*map(str, ONEVISIT), "serve"]
    os.execv(command[0], command)


def install() -> int:
    """Make all that is not data: docs/operators/install.md goes on from there."""
    with preparing():
        prepare_program()
    say("→ Installed. The settings are described in docs/operators/settings.md")
    return 0


def prepare_program() -> None:
    """Make the environment, the front-end files and the collected static files."""
    environment.ensure("base")
    frontend.ensure()
    collect_static()


def reset() -> int:
    """Delete what the demonstration stored, and start anew."""
    if os.environ.get("DATABASE_URL"):
        raise Failure(
            "DATABASE_URL is set: make reset deletes only its own SQLite file. Empty that database yourself."
        )
    check_port()
    with preparing():
        nothing_real()
        delete_database(DATABASE)
        delete_database(BUILDING)
        shutil.rmtree(VAR / "files", ignore_errors=True)
    say("→ The demonstration's data is deleted")
    return start()


def clean() -> int:
    """Delete everything that the tools made: the environment, and the data folder with the demonstration."""
    nothing_real()
    for folder in (VENV, VAR):
        shutil.rmtree(folder, ignore_errors=True)
    say("→ .venv and var are deleted")
    return 0


def nothing_real() -> None:
    """Refuse to delete a data folder that may hold real cases, or one that is being served."""
    if VAR != ROOT / "var":
        raise Failure(
            f"ONEVISIT_VAR is {VAR}: only the demonstration's own folder is deleted here. Delete that one yourself."
        )
    VAR.mkdir(exist_ok=True)
    with (VAR / "serving").open("w") as lock:  # held by `onevisit serve`
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failure(
                "OneVisit is being served from var/. End it first, with Ctrl-C in its window."
            ) from None


def check_port() -> None:
    """Say at once, not after minutes of work, that the port is taken."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Failure(f"PORT={port}: write a number from 1 to 65535, as in PORT=8001 make run")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as fault:
            raise Failure(
                f"{host}:{port} cannot be served ({fault.strerror or fault}).\n"
                "Perhaps OneVisit runs already in another window: end it there with Ctrl-C.\n"
                f"Or choose another port: PORT={int(port) % 65535 + 1} make run"
            ) from None


def collect_static() -> None:
    """Gather the static files of all apps under hashed names, when one of them has changed."""
    folders = sorted((ROOT / "src").rglob("static"))
    mark = fingerprint(*folders, frontend.FRONTEND / ".stamp", VENV / ".stamp")
    target = VAR / "static"
    if stamped(target, mark):
        return
    with step("Static files into var/static"):
        django("manage", "collectstatic", "--noinput", "--clear", "--verbosity", "0")
        stamp(target, mark)


def prepare_database() -> None:
    """Bring the database up to date; make the demonstration's if there is none."""
    if os.environ.get("DATABASE_URL"):
        with step("The database at DATABASE_URL"):
            django("migrate")
        say("  It is yours, so nothing is loaded into it. To fill an empty one:")
        say("    .venv/bin/onevisit load districts/boshan && .venv/bin/onevisit play --days 30")
        return
    if has_tables(DATABASE):
        django("migrate")
        return
    delete_database(DATABASE)
    delete_database(BUILDING)
    url = f"sqlite:///{BUILDING}"
    until = (
        datetime.now(timezone(timedelta(hours=8))).date().isoformat()
    )  # the district's day, wherever we are
    with step("A new database in var/"):
        django("migrate", url=url)
    with step("The district in districts/boshan"):
        django("load", DISTRICT, url=url)
    with step(f"The last {DAYS} working days of business, until {until}"):
        django("play", "--days", DAYS, "--until", until, url=url)
    connection = sqlite3.connect(str(BUILDING))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # everything into the one file that is renamed
    connection.close()
    BUILDING.rename(DATABASE)
    delete_database(BUILDING)


def has_tables(file) -> bool:
    """Return whether an SQLite file holds something; many a Django command leaves an empty one behind."""
    if not file.exists():
        return False
    connection = sqlite3.connect(str(file))
    try:
        return connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
    finally:
        connection.close()


def delete_database(file) -> None:
    """Delete an SQLite file and what lies beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def django(*arguments, url=None) -> None:
    """Run a command of ours with the data folder, and with another database if one is given."""
    values = dict(os.environ, ONEVISIT_VAR=str(VAR))
    if url:
        values["DATABASE_URL"] = url
    run([*ONEVISIT, *arguments], SEE_ABOVE, env=values, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    main(work)
