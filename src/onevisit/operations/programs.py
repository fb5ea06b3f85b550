"""PostgreSQL's own programs: which of those on the machine fits the server, and how they are told where it is."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from onevisit.operations.refusals import Impossible

HOMES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/opt/homebrew/opt/libpq/bin")
"""Where Debian and Homebrew keep the programs of several versions, outside of PATH."""


@dataclass(frozen=True)
class Program:
    """One of PostgreSQL's programs, and its version as it says it."""

    path: str
    version: str

    @property
    def major(self) -> int:
        """The version that decides what it can talk to."""
        return major(self.version)


def major(version: str) -> int:
    """The 15 of `pg_dump (PostgreSQL) 15.20 (Debian …)`; 0 where there is none."""
    found = re.search(r"\(PostgreSQL\) (\d+)", version)
    return int(found[1]) if found else 0


def find(name: str, at_least: int) -> Program:
    """The oldest program that is not older than `at_least`. Raises `Impossible` with the package to install."""
    places = [
        shutil.which(name),
        *(str(home / name) for pattern in HOMES for home in Path("/").glob(pattern[1:])),
    ]
    found = [Program(path, _version(path)) for path in places if path and Path(path).exists()]
    fit = [program for program in found if program.major >= at_least]
    if fit:
        return min(fit, key=lambda program: program.major)
    package = f"apt-get install postgresql-client-{at_least}"
    if not found:
        raise Impossible(f"没有找到 {name}，它随 PostgreSQL 客户端安装。请运行 {package} 后重试。")
    newest = max(program.major for program in found)
    raise Impossible(f"{name} 是 {newest} 版，这里需要 {at_least} 版或更新的。请运行 {package} 后重试。")


def run(program: Program, options: Sequence[str], folder: Path) -> None:
    """Run it against the database of the default connection. `folder` takes the password, where others cannot read.

    Raises `Impossible` with the first error that it printed; the lines after that may quote personal data.
    """
    command = [program.path, "--no-password", f"--dbname={_address(folder)}", *options]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if "error:" in line]
        raise Impossible(f"{Path(program.path).name} 没有做完：{errors[0] if errors else done.returncode}")


def _version(path: str) -> str:
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout.strip()


def _address(folder: Path) -> str:
    """What was configured, for PostgreSQL's own library; the driver's may know parameters that it does not."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    parameters: dict[str, Any] = connection.get_connection_params()  # type: ignore[attr-defined]
    chosen = {name: value for name, value in parameters.items() if name in known}
    password = chosen.pop("password", "")
    if password:
        # Not on the command line, which every user of the machine can read.
        secret = folder / "passfile"
        secret.touch(0o600)
        secret.write_text("*:*:*:*:" + re.sub(r"([\\:])", r"\\\1", password))
        chosen["passfile"] = str(secret)
    return make_conninfo(**chosen)
