"""What the tests need from the machine: a private PostgreSQL, a Chromium, Chinese fonts.

Each is looked for, installed with apt when that is possible (root on Debian or Ubuntu), and otherwise named together
with the command that installs it. A missing one is a failure: a test that was not run proves nothing.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from kit import Failure, output, run, step

OLDEST_POSTGRESQL = 15
MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def chromium() -> str:
    """Return the path of a Chromium or Chrome: CHROMIUM if that is set, else the machine's own."""
    given = os.environ.get("CHROMIUM")
    if given:
        if not os.access(given, os.X_OK):
            raise Failure(f"CHROMIUM={given} is not a program. Set it to a Chromium, or unset it.")
        return given
    return _found_or_installed(
        _find_chromium, "chromium", "Chromium for the browser journeys", "brew install --cask google-chrome"
    )


def chinese_fonts() -> None:
    """Make sure that the browser can show Chinese: pictures of boxes would pass every other test."""
    if platform.system() == "Linux":
        _found_or_installed(_find_fonts, "fonts-noto-cjk", "Chinese fonts for the browser", "")


# What a test wrote is rolled back. A vacuum in the meantime would tell the planner that the tables are empty which the
# running test has just filled, and its joins would take minutes.
_FOR_TESTS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off"


@contextmanager
def postgresql(durable=False):
    """Give the URL of a PostgreSQL that lives as long as the block, or of the one in DATABASE_URL.

    `durable` makes it write to the disk as a real one does, for measuring; tests throw their data away.
    """
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        yield given
        return
    programs = Path(
        _found_or_installed(
            _find_postgresql, "postgresql", "PostgreSQL 15 or newer", "brew install postgresql@16"
        )
    )
    # A short path: the name of a socket may have about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="onevisit-pg-", dir="/tmp"))
    as_owner = _as_owner(folder)
    data, log = folder / "data", folder / "log"
    try:
        # -E and --locale: without them length('受理') is 6 on a machine whose locale is C.
        initdb = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]
        if platform.system() == "Darwin":
            initdb[-1] = "--locale=en_US.UTF-8"
        _quiet([*as_owner, *initdb, "--no-sync"], "PostgreSQL could not make a database.")
        # Nothing but the socket is opened.
        options = f"-k {folder} -c listen_addresses= -c max_connections=200 {'' if durable else _FOR_TESTS}"
        control = [*as_owner, programs / "pg_ctl", "-D", data, "-l", log, "-w"]
        _quiet([*control, "-o", options, "start"], f"PostgreSQL did not start, see {log}.")
        try:
            yield f"postgresql://postgres@/onevisit?host={folder}"
        finally:
            _quiet([*control, "-m", "immediate", "stop"], f"PostgreSQL did not stop, see {log}.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_owner(folder: Path):
    """Return what to put before a command so that it does not run as root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return []
    shutil.chown(str(folder), "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _quiet(command, hint: str) -> None:
    # Into a file, not a pipe: the server keeps its output open after pg_ctl has ended.
    with tempfile.TemporaryFile("w+") as out:
        try:
            run(command, hint, cwd="/tmp", stdout=out, stderr=subprocess.STDOUT)
        except Failure as fault:
            out.seek(0)
            raise Failure(f"{fault}\n{out.read()}") from None


def _find_chromium():
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = [shutil.which(name) for name in names] + [MAC_CHROME if Path(MAC_CHROME).exists() else None]
    return next((path for path in found if path), None)


def _find_fonts():
    # fc-list comes with the browser; a font that covers 博 covers the rest of what we write.
    return output(["fc-list", ":lang=zh-cn", "family"]) or None


def _find_postgresql():
    homes = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/opt/homebrew/opt").glob("postgresql@*/bin")]
    homes += [Path(path).parent for path in [shutil.which("initdb")] if path]
    versions = {home: output([home / "postgres", "--version"]) for home in homes}
    fit = {
        home: _major(text) for home, text in versions.items() if text and _major(text) >= OLDEST_POSTGRESQL
    }
    return str(max(fit, key=fit.get)) if fit else None


def _major(version: str) -> int:
    return int(version.split()[2].partition(".")[0])


def _found_or_installed(find, package: str, what: str, on_mac: str) -> str:
    found = find()
    if not found and shutil.which("apt-get") and os.geteuid() == 0:
        with step(f"{what}: apt-get install {package}"):
            apt = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
            quiet = {"env": apt, "stdout": subprocess.DEVNULL}
            run(["apt-get", "update", "-q"], "Check the network and /etc/apt/sources.list.", **quiet)
            command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", package]
            run(command, "Install it by hand, and start again.", **quiet)
        found = find()
    if not found:
        command = on_mac if platform.system() == "Darwin" else f"sudo apt-get install {package}"
        raise Failure(f"{what} is missing. Install it with: {command}")
    return found
