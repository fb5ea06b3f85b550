"""Write a backup: the database of one instant, the files it refers to, and a manifest, while the service runs."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable
from pathlib import Path

import onevisit
from onevisit.operations import archive, engines, facts, sqlite
from onevisit.operations.manifest import Manifest
from onevisit.operations.refusals import Impossible
from onevisit.platform import clock
from onevisit.platform.files import queries, store


def backup(path: Path) -> Manifest:
    """Write everything that cannot be made again into a new file that only its owner reads.

    A file that the disk has lost stands in the manifest as missing; the rest is backed up nevertheless. Raises
    `Impossible`, and then there is no new file.
    """
    path = path.absolute()
    if path.exists():
        raise Impossible(f"{path} 已经存在，没有覆盖。请换一个文件名，例如带上日期。")
    if not path.parent.is_dir():
        raise Impossible(f"没有文件夹 {path.parent}。请先建立它，只让运维人员能读。")
    engine = engines.current()
    with tempfile.TemporaryDirectory(prefix=".onevisit-backup-", dir=path.parent) as folder:
        database, draft = Path(folder, engine.member), Path(folder, "archive")
        with engine.snapshot(database) as tool:
            if not facts.migrations():
                raise Impossible("数据库是空的，没有什么可以备份。请检查 DATABASE_URL。")
            held, kept = facts.read(), queries.kept()
        with archive.writing(draft) as writer:
            with database.open("rb") as source:
                writer.add(engine.member, source)
            # After the database: whatever it refers to was on the disk before it was referred to.
            missing = _add_files(writer, kept)
            written = Manifest(
                version=onevisit.__version__,
                made_at=clock.now().astimezone(clock.DISTRICT).isoformat(timespec="seconds"),
                engine=engine.name,
                tool=tool,
                facts=held,
                members=dict(writer.members),
                missing=missing,
            )
            writer.close(written)
        draft.replace(path)
        sqlite.sync_folder(path.parent)
    return written


def _add_files(writer: archive.Writer, kept: Iterable[str]) -> tuple[str, ...]:
    missing = []
    for sha256 in kept:
        try:
            data = store.read(sha256)
        except store.MissingFile:
            missing.append(sha256)
        else:
            writer.add(f"{archive.FILES}{sha256}", io.BytesIO(data))
    return tuple(missing)
