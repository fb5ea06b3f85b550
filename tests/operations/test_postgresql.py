"""What is special about a database on a server."""

from __future__ import annotations

import subprocess
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from factories import cases as make
from onevisit.casework.models import Case
from onevisit.operations import postgresql, programs
from onevisit.operations.backup import backup
from onevisit.operations.refusals import Impossible
from onevisit.operations.restore import restore
from operations.houses import House, Houses, rows


def schemas() -> set[str]:
    """The schemas that are not the server's own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema'")
        return {name for (name,) in cursor.fetchall()}


def test_a_database_in_use_is_not_replaced(houses: Houses, kept: Path) -> None:
    house = houses.furnished()
    with psycopg.connect(house.url) as served:
        assert served.info.get_parameters()["application_name"] == "onevisit"
        with house.entered(), pytest.raises(Impossible, match="systemctl stop onevisit"):
            restore(kept, 0)
    with house.entered():
        assert restore(kept, 0).faults == ()
        assert schemas() == {"public"}


def test_an_interrupted_restore_is_not_run_over(houses: Houses, kept: Path) -> None:
    """Killed between two steps: the former content waits in its own schema until somebody has looked."""
    house = houses.furnished()
    with house.entered():
        number = make.submitted()
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER SCHEMA public RENAME TO {postgresql.ASIDE}")
            cursor.execute("CREATE SCHEMA public")
        with pytest.raises(Impossible, match=f"原来的数据还在模式 {postgresql.ASIDE}"):
            restore(kept)
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public")
            cursor.execute(f"ALTER SCHEMA {postgresql.ASIDE} RENAME TO public")
        assert Case.objects.get().number == number


def test_a_dump_that_cannot_be_restored_leaves_the_former_content(
    houses: Houses, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = programs.run

    def cut(program: programs.Program, options: list[str], folder: Path) -> None:
        dump = Path(options[-1])
        dump.write_bytes(dump.read_bytes()[:-2000])
        run(program, options, folder)

    monkeypatch.setattr(programs, "run", cut)
    for house, named in ((houses.furnished(), 0), (houses.empty(), None)):
        with house.entered():
            before = rows()
            with pytest.raises(Impossible, match="pg_restore 没有做完：pg_restore: error:"):
                restore(kept, named)
            assert rows() == before
            assert schemas() == {"public"}


def test_a_restored_house_can_be_backed_up_and_restored_again(
    houses: Houses, original: House, kept: Path, tmp_path: Path
) -> None:
    """A schema that was replaced is not the one that the server made; pg_dump says so, and it must not matter."""
    again = tmp_path / "again.tar.gz"
    with original.entered():
        before = rows()
    with houses.furnished().entered():
        restore(kept, 0)
        backup(again)
    with houses.empty().entered():
        assert restore(again).faults == ()
        assert rows() == before


def test_the_password_is_never_on_a_command_line(
    lived_in: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = r"a:b\c d'e"
    seen = []
    run = subprocess.run

    def watching(command: list[str], **more: object) -> subprocess.CompletedProcess[str]:
        if "--version" not in command:
            (file,) = [word for word in command[2].split() if word.startswith("passfile=")]
            secret = Path(file.removeprefix("passfile="))
            seen.append((" ".join(command), secret.read_text(), secret.stat().st_mode & 0o777))
        return run(command, **more)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(subprocess, "run", watching)
    with lived_in.entered():
        connection.settings_dict["PASSWORD"] = password
        backup(tmp_path / "one.tar.gz")
    ((command, secret, mode),) = seen
    assert password not in command
    assert secret == r"*:*:*:*:a\:b\\c d'e"
    assert mode == 0o600
    assert not list(tmp_path.rglob("passfile"))
