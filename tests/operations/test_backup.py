"""What a backup holds, who may read it, and what is said when it cannot be made."""

from __future__ import annotations

import hashlib
import json
import tarfile
from pathlib import Path

import pytest

from onevisit import cli
from onevisit.casework import sealing
from onevisit.operations import archive
from onevisit.operations.backup import backup
from onevisit.operations.refusals import Impossible
from onevisit.platform.files import store
from operations.houses import DOCUMENT, House, Houses, tree

SHA = hashlib.sha256(DOCUMENT).hexdigest()


def test_it_holds_the_database_the_files_and_a_manifest_of_all_hashes(kept: Path, original: House) -> None:
    manifest = archive.check(kept)
    assert {f"files/{SHA}"} == {name for name in manifest.members if name.startswith("files/")}
    with tarfile.open(kept) as tar:
        assert {*manifest.members, "manifest.json"} == set(tar.getnames())
        for name, member in manifest.members.items():
            data = tar.extractfile(name).read()  # type: ignore[union-attr]
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (member.sha256, member.size)
    with original.entered():
        seal = sealing.latest()
        assert seal
        assert (manifest.facts.leaves, manifest.facts.root) == (seal.size, seal.root)
    assert manifest.facts.count("casework_case") == 2
    assert manifest.facts.count("casework_event") == seal.size + 1
    assert "casework.0001_initial" in manifest.facts.migrations


def test_only_its_owner_reads_it_and_nothing_lies_beside_it(kept: Path, original: House) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not [path for path in original.var.iterdir() if path.name.startswith(".")]


def test_the_secret_key_is_not_in_it(lived_in: House, tmp_path: Path) -> None:
    key = "k" * 64
    (lived_in.var / "secret-key").write_text(key)
    path = tmp_path / "one.tar.gz"
    with lived_in.entered():
        backup(path)
    with tarfile.open(path) as tar:
        assert not [info.name for info in tar if key.encode() in tar.extractfile(info).read()]  # type: ignore[union-attr]


def test_nothing_is_overwritten_and_a_folder_has_to_be_there(original: House, kept: Path) -> None:
    before = kept.read_bytes()
    with original.entered():
        with pytest.raises(Impossible, match="已经存在"):
            backup(kept)
        with pytest.raises(Impossible, match="没有文件夹"):
            backup(kept.parent / "nowhere" / "one.tar.gz")
    assert kept.read_bytes() == before


def test_an_empty_database_is_no_backup(houses: Houses, tmp_path: Path) -> None:
    path = tmp_path / "one.tar.gz"
    with houses.empty().entered(), pytest.raises(Impossible, match="DATABASE_URL"):
        backup(path)
    assert not path.exists()


def test_what_fails_half_way_leaves_nothing(
    lived_in: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_sha256: str) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "read", full)
    with lived_in.entered(), pytest.raises(OSError, match="No space left"):
        backup(tmp_path / "one.tar.gz")
    assert tree(tmp_path) == {f"{lived_in.var.name}/{name}" for name in tree(lived_in.var)}


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x")])
def test_a_file_that_the_disk_lost_is_named_and_the_rest_is_kept(
    lived_in: House, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage
) -> None:
    path = tmp_path / "one.tar.gz"
    with lived_in.entered():
        damage(store.path_of(SHA))
        assert cli.main(["backup", str(path)]) == 1
    assert SHA in capsys.readouterr().err
    assert archive.check(path).missing == (SHA,)


def test_the_command_says_what_was_kept(
    lived_in: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.tar.gz"
    with lived_in.entered():
        assert cli.main(["backup", str(path)]) == 0
        said = capsys.readouterr().out
        assert cli.main(["backup", str(path)]) == 1
    facts = archive.check(path).facts
    assert "办件 2、" in said
    assert facts.root in said
    assert "已经存在" in capsys.readouterr().err


def test_the_manifest_is_for_people_too(kept: Path) -> None:
    with tarfile.open(kept) as tar:
        read = json.loads(tar.extractfile("manifest.json").read())  # type: ignore[union-attr]
    assert read["format"] == 1
    assert read["version"]
    assert read["made_at"].endswith("+08:00")
    assert read["tool"].startswith(("SQLite 3", "pg_dump (PostgreSQL) "))
