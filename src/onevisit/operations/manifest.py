"""The manifest: what a backup holds, so that it can be checked before anything is restored from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from onevisit.operations.refusals import Impossible

FORMAT = 1
"""Of the archive. A program reads this one and those before it."""

MEMBER = "manifest.json"


@dataclass(frozen=True)
class Facts:
    """What a database holds: its migrations as `app.name`, the rows of each table, the newest seal of the log."""

    migrations: tuple[str, ...]
    rows: Mapping[str, int]
    leaves: int
    root: str

    def count(self, table: str) -> int:
        """Rows of a table; none in one that is not there."""
        return self.rows.get(table, 0)


@dataclass(frozen=True)
class Member:
    """One file of the archive: SHA-256 and bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """`engine` and `tool` say what wrote the database's member; `missing` are files that the disk had lost by then."""

    version: str
    made_at: str
    engine: str
    tool: str
    facts: Facts
    members: Mapping[str, Member]
    missing: tuple[str, ...]

    def encode(self) -> bytes:
        """As it stands in the archive."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()


def decode(data: bytes) -> Manifest:
    """Read what `encode` wrote. Raises `Impossible`."""
    try:
        read = json.loads(data)
        known = read.pop("format") <= FORMAT
        if known:
            facts, members = read.pop("facts"), read.pop("members")
            return Manifest(
                **{**read, "missing": tuple(read["missing"])},
                facts=Facts(**{**facts, "migrations": tuple(facts["migrations"])}),
                members={name: Member(**one) for name, one in members.items()},
            )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Impossible("备份里的清单读不懂，什么都没有恢复。请换一份备份。") from fault
    raise Impossible("这份备份是更新的版本做的。请先升级程序，再恢复。")
