"""A restored house is the one that was backed up, and goes on from there; nothing is lost that was not named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import onevisit
from factories import cases as make
from onevisit import cli
from onevisit.casework import ledger, sealing, triggers
from onevisit.casework.models import Case, Event
from onevisit.operations import archive
from onevisit.operations.backup import backup
from onevisit.operations.manifest import Facts, Manifest
from onevisit.operations.refusals import Impossible
from onevisit.operations.restore import restore
from onevisit.platform.files import queries
from onevisit.platform.files.commands import keep_document
from operations.houses import DOCUMENT, House, Houses, rebuilt, rows, tree
from operations.test_backup import SHA

ROOT = Path(onevisit.__file__).parents[2]


def test_it_is_the_same_to_the_last_row_and_goes_on(houses: Houses, original: House, kept: Path) -> None:
    with original.entered():
        before = rows()
    with houses.empty().entered():
        done = restore(kept)
        assert (done.faults, done.lost, done.migrated) == ((), "", 0)
        assert rows() == before
        assert queries.content(SHA) == (DOCUMENT, "application/pdf")
        assert triggers.GUARD.present() == triggers.GUARD.names(connection.vendor)
        former = set(Case.objects.values_list("number", flat=True))
        assert make.submitted() not in former
        sealing.seal(make.NOON)
        assert ledger.verify().faults == ()


def test_the_commands_restore_for_another_process(houses: Houses, lived_in: House, tmp_path: Path) -> None:
    """As an operator types them, in processes of their own, down to the printed root."""
    path = tmp_path / "one.tar.gz"
    said = _onevisit(lived_in, "backup", str(path))
    root = said.rsplit("树根 ", 1)[1].strip()
    other = houses.empty()
    assert "记录完整" in _onevisit(other, "restore", str(path))
    size = str(archive.check(path).facts.leaves)
    assert "记录完整" in _onevisit(other, "ledger", "verify", "--size", size, "--root", root)


def _onevisit(house: House, *words: str) -> str:
    values = {**os.environ, "DATABASE_URL": house.url, "ONEVISIT_VAR": str(house.var)}
    values["PYTHONPATH"] = str(ROOT / "src")
    command = [sys.executable, "-m", "onevisit", *words]
    done = subprocess.run(command, env=values, cwd=house.var, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_house_with_something_in_it_is_refused_and_what_it_holds_is_named(
    houses: Houses, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = houses.furnished()
    with other.entered():
        number = make.submitted()
        before = rows()
        for more in ([], ["--force", "2"]):
            assert cli.main(["restore", str(kept), *more]) == 1
            said = capsys.readouterr().err
            assert "办件 1、事件 1、" in said
            assert "什么都没有恢复" in said
        assert rows() == before
        assert Case.objects.get().number == number
        assert not tree(other.var) & {f"files/{SHA[:2]}/{SHA[2:4]}/{SHA}"}


def test_what_was_named_is_given_up_with_its_files(
    houses: Houses, kept: Path, original: House, capsys: pytest.CaptureFixture[str]
) -> None:
    with original.entered():
        expected = rows()
    other = houses.furnished()
    with other.entered():
        former = keep_document(b"%PDF-1.4 of the former house\n%%EOF\n")
        make.submitted()
        assert cli.main(["restore", str(kept), "--force", "1"]) == 0
        assert "办件 1、事件 1、" in capsys.readouterr().out
        assert rows() == expected
        assert queries.content(SHA)[0] == DOCUMENT
    assert {Path(name).name for name in tree(other.var) if name.startswith("files/")} == {SHA}, former


def _other_facts(kept: Path, **changes: object) -> Path:
    """The same archive with a manifest that says something else of the database."""

    def change(held: dict[str, bytes]) -> None:
        read = archive.check(kept)
        facts = Facts(**{**vars(read.facts), **changes})  # type: ignore[arg-type]
        held["manifest.json"] = Manifest(**{**vars(read), "facts": facts}).encode()

    return rebuilt(kept, change)


def test_a_database_that_is_not_the_manifests_is_not_put_in_place(houses: Houses, kept: Path) -> None:
    """Found out when it is restored already: whatever was there before is there again."""
    counted = archive.check(kept).facts.rows
    wrong = _other_facts(kept, rows={**counted, "casework_event": 7})
    empty, full = houses.empty(), houses.furnished()
    with empty.entered():
        with pytest.raises(Impossible, match="casework_event 恢复出 12 行，清单上是 7 行"):
            restore(wrong)
        assert rows() == {}
        assert not list(empty.var.glob("files/*/*/*"))
        assert restore(kept).faults == (), "and the place can still be used"
    with full.entered():
        make.submitted()
        before = rows()
        with pytest.raises(Impossible, match="casework_event"):
            restore(wrong, giving_up=1)
        assert rows() == before
        make.submitted()
        assert restore(kept, giving_up=2).faults == ()


def test_another_root_than_the_manifests_is_reported(
    houses: Houses, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = archive.check(kept).facts
    for wrong in ({"root": "0" * 64}, {"leaves": facts.leaves + 1}, {"leaves": facts.leaves - 1}):
        with houses.empty().entered():
            assert cli.main(["restore", str(_other_facts(kept, **wrong))]) == 1
            said = capsys.readouterr().out
            assert f"封存 {facts.leaves} 叶" in said
            assert "处不符，请保全备份并上报" in said


def test_a_record_that_was_altered_before_the_backup_is_restored_and_reported(
    houses: Houses, lived_in: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.tar.gz"
    with lived_in.entered():
        triggers.GUARD.remove()
        event = Event.objects.order_by("id")[2]
        Event.objects.filter(pk=event.pk).update(body=event.body.replace('"seq":3', '"seq":4'))
        backup(path)
    with houses.empty().entered():
        assert cli.main(["restore", str(path)]) == 1
        assert "第3条：第3条的内容或者次序与摘要不符" in capsys.readouterr().out
        assert Case.objects.count() == 2, "it may be the only record that there is"
        assert triggers.GUARD.present() == triggers.GUARD.names(connection.vendor)


def test_a_backup_of_an_older_version_is_brought_up(houses: Houses, lived_in: House, tmp_path: Path) -> None:
    path = tmp_path / "one.tar.gz"
    with lived_in.entered():
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
        last = next(one for one, _ in reversed(plan) if type(one).__module__.startswith("onevisit."))
        before = next((name for app, name in last.dependencies if app == last.app_label), "zero")
        call_command("migrate", last.app_label, before, verbosity=0, interactive=False)
        assert str(last) not in backup(path).facts.migrations
    with houses.empty().entered():
        done = restore(path)
        assert (done.faults, done.migrated) == ((), len(plan) - len(done.manifest.facts.migrations))
        assert done.migrated >= 1
        call_command("migrate", check_unapplied=True, verbosity=0)


def test_a_backup_of_a_newer_version_is_refused(houses: Houses, kept: Path) -> None:
    facts = archive.check(kept).facts
    newer = _other_facts(kept, migrations=(*facts.migrations, "casework.9999_from_the_future"))
    with houses.empty().entered():
        with pytest.raises(Impossible, match=r"casework.9999_from_the_future.*先升级程序"):
            restore(newer)
        assert rows() == {}


def test_a_backup_of_the_other_engine_is_refused(houses: Houses, kept: Path) -> None:
    def change(held: dict[str, bytes]) -> None:
        other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
        held["manifest.json"] = Manifest(**{**vars(archive.check(kept)), "engine": other}).encode()

    with houses.empty().entered(), pytest.raises(Impossible, match="恢复到同一种数据库"):
        restore(rebuilt(kept, change))


def test_the_tables_of_another_program_are_left_alone(houses: Houses, kept: Path) -> None:
    with houses.empty().entered():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE somebody_elses (word text)")
        for named in (None, 0):
            with pytest.raises(Impossible, match="别的程序"):
                restore(kept, named)
        assert rows() == {"somebody_elses": []}


def test_a_file_that_was_missing_already_is_named_and_is_no_difference(
    houses: Houses, lived_in: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.tar.gz"
    for file in lived_in.var.glob("files/*/*/*"):
        file.unlink()
    with lived_in.entered():
        assert backup(path).missing == (SHA,)
    with houses.empty().entered():
        assert cli.main(["restore", str(path)]) == 0
        assert f"备份时就没有文件 {SHA}" in capsys.readouterr().out


def test_a_file_that_lies_there_damaged_is_replaced(houses: Houses, kept: Path) -> None:
    house = houses.empty()
    damaged = house.var / "files" / SHA[:2] / SHA[2:4] / SHA
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b"half of a f")
    with house.entered():
        restore(kept)
        assert queries.content(SHA)[0] == DOCUMENT
