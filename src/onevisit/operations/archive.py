"""The file of a backup: a gzipped tar of the database, `files/<sha256>` and, last, the manifest with all the hashes.

The manifest comes last because the hashes are known only then; a file that was cut off has none.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from onevisit.operations import manifest
from onevisit.operations.manifest import Manifest, Member
from onevisit.operations.refusals import Impossible

FILES = "files/"
CHUNK = 1024 * 1024


class Writer:
    """Adds members and remembers their hashes."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, Member] = {}

    def add(self, name: str, source: IO[bytes]) -> None:
        """Add all of an open file."""
        info = tarfile.TarInfo(name)
        info.size = source.seek(0, io.SEEK_END)
        info.mode = 0o600
        source.seek(0)
        hashing = _Hashing(source)
        self._tar.addfile(info, hashing)
        self.members[name] = Member(hashing.digest.hexdigest(), info.size)

    def close(self, content: Manifest) -> None:
        """Add the manifest, after which nothing comes."""
        self.add(manifest.MEMBER, io.BytesIO(content.encode()))


class _Hashing(io.RawIOBase):
    """Passes a file on to the tar and hashes what goes by."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.digest.update(data)
        return data


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write a new archive that only its owner reads (0600); what has left the block is on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        with gzip.GzipFile("", "wb", fileobj=out) as zipped, tarfile.open(fileobj=zipped, mode="w|") as tar:
            yield Writer(tar)
        out.flush()
        os.fsync(out.fileno())


def check(path: Path) -> Manifest:
    """Read all of it once and hold it against its manifest. Raises `Impossible`, naming what is damaged."""
    if not path.is_file():
        raise Impossible(f"没有文件 {path}。请检查路径。")
    found: dict[str, Member] = {}
    content = None
    try:
        for name, source in members(path):
            if name in found:
                raise Impossible(f"备份里“{name}”出现两次，什么都没有恢复。请换一份备份。")
            if name == manifest.MEMBER:
                content = manifest.decode(source.read())
                continue
            found[name] = _measure(source)
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as damage:
        raise Impossible(f"备份 {path} 已损坏，读不到末尾，什么都没有恢复。请换一份备份。") from damage
    if content is None:
        raise Impossible(f"备份 {path} 不完整（没有清单），什么都没有恢复。请换一份备份。")
    for name in sorted(found.keys() | content.members.keys()):
        if found.get(name) != content.members.get(name):
            raise Impossible(f"备份里的“{name}”与清单不符，什么都没有恢复。请换一份备份。")
    return content


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Each member's name and its bytes, to be read before the next is asked for."""
    with gzip.open(path) as unzipped:
        with tarfile.open(fileobj=unzipped, mode="r|") as tar:
            for info in tar:
                source = tar.extractfile(info)
                if source is None:
                    raise Impossible(f"备份里的“{info.name}”不是普通文件，什么都没有恢复。请换一份备份。")
                yield info.name, source
        # The tar ends before the file does; what follows holds the checksum of the whole.
        while unzipped.read(CHUNK):
            pass


def _measure(source: IO[bytes]) -> Member:
    digest, size = hashlib.sha256(), 0
    while data := source.read(CHUNK):
        digest.update(data)
        size += len(data)
    return Member(digest.hexdigest(), size)
