"""A chain over the entries of one stream: each hash covers the entry and the hash before.

Whoever alters, swaps, inserts or removes an entry breaks a link, unless he writes all that follows anew;
that, and a missing tail, is what the head kept with the case and the tree of `merkle` are for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

__all__ = ["GENESIS", "BrokenLink", "Entry", "broken_links", "link"]

# Hashes for different purposes must never coincide, so each begins with what it is for.
_DOMAIN = b"onevisit/record/chain/1\0"

GENESIS = sha256(_DOMAIN).digest()
"""The hash before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is stored: its number in the stream from 1, its text, and the hash it was given."""

    seq: int
    body: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A place where the chain does not hold, and a sentence about it. `seq` is the entry's number."""

    seq: int
    why: str


def link(previous: bytes, body: str) -> bytes:
    """The 32-byte hash of an entry that follows `previous`. Raises ValueError if that is no such hash,
    or if `body` is no text that UTF-8 can write.
    """
    if len(previous) != len(GENESIS):
        raise ValueError(f"上一条的摘要应为{len(GENESIS)}字节，现为{len(previous)}字节。")
    return sha256(_DOMAIN + previous + body.encode()).digest()


def broken_links(
    entries: Iterable[Entry], previous: bytes = GENESIS, after: int = 0
) -> tuple[BrokenLink, ...]:
    """Every place where `entries`, in the order in which they are stored, do not follow from `previous`.

    `after` is the number of the entry whose hash `previous` is. After a break the stored hash is taken
    as given, so that one altered entry is one finding and not all that follow.
    """
    broken: list[BrokenLink] = []
    for entry in entries:
        if entry.seq <= after:
            why = f"第{entry.seq}条出现在第{after}条之后，次序不对或者重复。"
            broken.append(BrokenLink(entry.seq, why))
        elif entry.seq > after + 1:
            last = "" if entry.seq == after + 2 else f"至{entry.seq - 1}"
            broken.append(BrokenLink(after + 1, f"第{after + 1}{last}条缺失。"))
        elif _digest(previous, entry.body) != entry.digest:
            why = f"第{entry.seq}条的内容或者次序与摘要不符，记录被改动过。"
            broken.append(BrokenLink(entry.seq, why))
        previous, after = entry.digest, max(after, entry.seq)
    return tuple(broken)


def _digest(previous: bytes, body: str) -> bytes | None:
    """The link, or None where a stored hash or text is so damaged that none can follow from it."""
    try:
        return link(previous, body)
    except ValueError:
        return None
