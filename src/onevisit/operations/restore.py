"""Make a house of a backup again: check it, put it in its place, migrate it, and prove that nothing differs."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.management import call_command

from onevisit.casework import ledger
from onevisit.casework.triggers import GUARD
from onevisit.operations import archive, connecting, engines, facts
from onevisit.operations.engines import Engine
from onevisit.operations.manifest import Manifest
from onevisit.operations.refusals import Impossible
from onevisit.platform.files import queries, store

NAMES = {
    "casework_case": "办件",
    "casework_event": "事件",
    "casework_draft": "草稿",
    "licences_licence": "证照",
    "files_storedfile": "文件",
    "people_person": "账号",
}
"""The tables of which an operator is told what he would lose."""


@dataclass(frozen=True)
class Restored:
    """What was restored, how many migrations it needed, what was lost for it, and what the record's check found."""

    manifest: Manifest
    migrated: int
    lost: str
    faults: tuple[str, ...]


def restore(path: Path, giving_up: int | None = None) -> Restored:
    """Restore a backup into an empty database. Raises `Impossible`, and then nothing has changed.

    A database with content is replaced only if `giving_up` is the number of cases that are lost with it. Faults of
    the *record* do not undo a restore: a damaged record may be the only one there is, and the report names them.
    """
    manifest = archive.check(path)
    with connecting.alone():
        return _restore(path, manifest, giving_up)


def _restore(path: Path, manifest: Manifest, giving_up: int | None) -> Restored:
    engine = engines.current()
    _refuse_unfit(manifest, engine)
    lost, abandoned = _losses(giving_up)
    engine.beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".onevisit-restore-", dir=engine.beside) as folder:
        database = Path(folder, engine.member)
        with _unpacked(path, database), engine.placed(database, manifest.tool):
            _compare(manifest)
            migrated = _migrate(manifest)
            faults = _verify(manifest)
    for sha256 in abandoned - {name.removeprefix(archive.FILES) for name in manifest.members}:
        store.path_of(sha256).unlink(missing_ok=True)
    return Restored(manifest, migrated, lost, faults)


def _refuse_unfit(manifest: Manifest, engine: Engine) -> None:
    if manifest.engine != engine.name:
        raise Impossible(
            f"这份备份来自 {manifest.engine}，DATABASE_URL 指的是 {engine.name}。请恢复到同一种数据库。"
        )
    if engine.member not in manifest.members:
        raise Impossible(f"备份里没有数据库（{engine.member}），什么都没有恢复。请换一份备份。")
    newer = facts.unknown(manifest.facts.migrations)
    if newer:
        raise Impossible(
            f"这份备份是 {manifest.version} 版做的，有本程序不认识的数据库改动（{newer[0]} 等 {len(newer)} 处）。"
            "请先升级程序，再恢复。"
        )


def _losses(giving_up: int | None) -> tuple[str, set[str]]:
    """What the database holds, as a sentence, and its files; refused unless the operator has named it."""
    rows = facts.rows()
    if not rows:
        return "", set()
    if "casework_case" not in rows:
        raise Impossible("这个数据库里是别的程序的表，不能恢复到这里。请检查 DATABASE_URL。")
    lost = describe(rows)
    cases = rows["casework_case"]
    if giving_up is None:
        raise Impossible(
            f"数据库不是空的：{lost}。什么都没有恢复。请恢复到空的数据库；"
            f"要放弃上面这些内容，用 --force {cases} 写明放弃的办件数。"
        )
    if giving_up != cases:
        raise Impossible(
            f"--force 写的是 {giving_up} 个办件，数据库里有 {cases} 个：{lost}。什么都没有恢复。"
            "请核对是不是这个数据库。"
        )
    return lost, set(queries.kept())


def describe(rows: Mapping[str, int]) -> str:
    """What a database with these rows holds, in words."""
    return "、".join(f"{name} {rows.get(table, 0)}" for table, name in NAMES.items())


@contextmanager
def _unpacked(path: Path, database: Path) -> Iterator[None]:
    """Write the database to its draft and the files to their places; what the block raises takes new files back."""
    fresh: list[Path] = []
    try:
        for name, source in archive.members(path):
            if name == database.name:
                _write(database, source)
            elif name.startswith(archive.FILES):
                _keep(name.removeprefix(archive.FILES), source, fresh)
        yield
    except BaseException:
        for place in fresh:
            place.unlink(missing_ok=True)
        raise


def _write(database: Path, source: IO[bytes]) -> None:
    with database.open("xb") as out:
        shutil.copyfileobj(source, out, archive.CHUNK)
        out.flush()
        os.fsync(out.fileno())


def _keep(sha256: str, source: IO[bytes], fresh: list[Path]) -> None:
    place = store.path_of(sha256)
    if not place.exists():
        fresh.append(place)
    try:
        store.read(sha256)
    except store.MissingFile:
        place.unlink(missing_ok=True)  # what lies there, if anything, is something else
        store.write(source.read())


def _compare(manifest: Manifest) -> None:
    """Hold the database against the manifest before anything works on it."""
    rows = facts.rows()
    for table in sorted(rows.keys() | manifest.facts.rows.keys()):
        expected, found = manifest.facts.count(table), rows.get(table, 0)
        if expected != found:
            raise Impossible(
                f"表 {table} 恢复出 {found} 行，清单上是 {expected} 行，什么都没有恢复。请换一份备份。"
            )


def _migrate(manifest: Manifest) -> int:
    """Bring it to the form of this program, with its triggers; answers how many migrations that took."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    GUARD.install()
    return len(set(facts.migrations()) - set(manifest.facts.migrations))


def _verify(manifest: Manifest) -> tuple[str, ...]:
    """Everything in the record that is not as it was sealed, or not as the manifest says."""
    report = ledger.verify((manifest.facts.leaves, manifest.facts.root))
    faults = [f"{fault.where}：{fault.what}" for fault in report.faults]
    found, expected = (report.leaves, report.root), (manifest.facts.leaves, manifest.facts.root)
    if found != expected:
        faults.append(f"封存 {found[0]} 叶、树根 {found[1]}，清单上是 {expected[0]} 叶、树根 {expected[1]}")
    return tuple(faults)
