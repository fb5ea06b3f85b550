"""PostgreSQL's programs: the right one is chosen, and a missing one is named with what to install."""

from __future__ import annotations

from pathlib import Path

import pytest

from onevisit.operations import programs
from onevisit.operations.refusals import Impossible


def installed(folder: Path, version: int) -> Path:
    """A folder with a pg_dump that says it is of this version."""
    place = folder / str(version) / "bin"
    place.mkdir(parents=True)
    script = place / "pg_dump"
    script.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.4 (Debian {version}.4-1)'\n")
    script.chmod(0o755)
    return place


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has only what a test installs."""
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setattr(programs, "HOMES", (f"{tmp_path}/*/bin",))
    return tmp_path


def test_a_missing_program_is_named_with_its_package(machine: Path) -> None:
    with pytest.raises(Impossible, match=r"没有找到 pg_dump.*apt-get install postgresql-client-16"):
        programs.find("pg_dump", 16)


def test_one_that_is_older_than_the_server_is_refused(machine: Path) -> None:
    installed(machine, 14)
    installed(machine, 15)
    with pytest.raises(Impossible, match=r"pg_dump 是 15 版，这里需要 16 版.*postgresql-client-16"):
        programs.find("pg_dump", 16)


def test_of_several_the_nearest_is_taken(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer pg_restore may speak of settings that an older server does not know."""
    monkeypatch.setenv("PATH", str(installed(machine, 17)))
    installed(machine, 14)
    expected = installed(machine, 16) / "pg_dump"
    found = programs.find("pg_dump", 15)
    assert (found.path, found.major) == (str(expected), 16)


def test_the_version_is_read_as_the_programs_print_it() -> None:
    assert programs.major("pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)") == 15
    assert programs.major("pg_restore (PostgreSQL) 17beta1") == 17
    assert programs.major("SQLite 3.40.1") == 0
