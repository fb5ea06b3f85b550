"""The parts of the bootstrap that decide whether something is done again, or deleted."""

import sqlite3
import sys
from pathlib import Path

import pytest

import bootstrap
import environment
import frontend
import kit


def test_a_fingerprint_sees_every_change(tmp_path: Path) -> None:
    folder, file = tmp_path / "folder", tmp_path / "folder" / "a.css"
    folder.mkdir()
    seen = {kit.fingerprint(folder)}
    for change in (
        lambda: file.write_text("a"),
        lambda: file.write_text("b"),
        lambda: file.rename(folder / "b.css"),
        (folder / "b.css").unlink,
    ):
        seen.add(kit.fingerprint(folder))
        change()
    assert len(seen) == 4
    assert kit.fingerprint(folder) in seen
    assert kit.fingerprint("x") != kit.fingerprint("y")


def test_only_the_same_mark_counts_as_finished(tmp_path: Path) -> None:
    assert not kit.stamped(tmp_path, "one")
    kit.stamp(tmp_path, "one")
    assert kit.stamped(tmp_path, "one")
    assert not kit.stamped(tmp_path, "two")


def test_a_finished_folder_replaces_the_former_with_all_its_files(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, name in ((old, "former"), (new, "latter")):
        folder.mkdir()
        (folder / name).touch()
    kit.replace_folder(new, old)
    assert [file.name for file in old.iterdir()] == ["latter"]
    assert not new.exists()


def test_an_empty_database_file_is_none(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    assert not bootstrap.has_tables(file)
    assert not file.exists(), "looking must not make one"
    file.touch()
    assert not bootstrap.has_tables(file)
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert bootstrap.has_tables(file)
    bootstrap.delete_database(file)
    assert not file.exists()


def test_a_folder_that_may_hold_real_data_is_not_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "VAR", tmp_path)
    with pytest.raises(kit.Failure, match="Delete that one yourself"):
        bootstrap.nothing_real()


def test_a_database_given_by_the_operator_is_not_reset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///real")
    with pytest.raises(kit.Failure, match="DATABASE_URL is set"):
        bootstrap.reset()


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(kit.Failure, match="write a number from 1 to 65535"):
        bootstrap.check_port()


def test_a_program_that_is_missing_or_fails_is_named_with_the_hint() -> None:
    with pytest.raises(kit.Failure, match=r"no-such-program is not on this machine\. Install it\."):
        kit.run(["no-such-program"], "Install it.")
    with pytest.raises(kit.Failure, match=r"`false` ended with code 1\. Look\."):
        kit.run(["false"], "Look.")


def test_an_unknown_icon_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = tmp_path / "icons.txt"
    names.write_text("# ours\nhome\nno-such-icon\n")
    (tmp_path / "home.svg").write_text('<svg class="icon"><path d="M0 0" />\n</svg>')
    monkeypatch.setattr(frontend, "ICON_NAMES", names)
    monkeypatch.setattr(frontend, "ROOT", tmp_path)
    with pytest.raises(kit.Failure, match="no-such-icon"):
        frontend.make_sprite(tmp_path, tmp_path / "sprite.svg")
    names.write_text("home\n")
    frontend.make_sprite(tmp_path, tmp_path / "sprite.svg")
    assert '<symbol id="home"' in (tmp_path / "sprite.svg").read_text()


def test_a_python_without_venv_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "output", lambda _command: None)
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda _name: None)
    version = "{}.{}".format(*sys.version_info)
    with pytest.raises(kit.Failure, match=rf"apt-get install python{version}-venv"):
        environment._make_venv()


def test_an_old_python_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(kit.shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; .* is 3\.9") as ended:
        kit.use_new_python()
    assert "apt-get install" in str(ended.value)


def test_two_at_once_do_not_prepare_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kit, "VAR", tmp_path)
    with kit.preparing(), pytest.raises(kit.Failure, match="Another make"), kit.preparing():
        pass
    with kit.preparing():
        pass
