"""Other streams that are sealed and verified with those of cases: registered here by the capabilities that keep them.

They cannot be imported from here. Their numbers are never those of cases, so that a leaf says by itself whose it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Line = tuple[str, int, str]
"""Number, sequence number and hash of one line."""


@dataclass(frozen=True)
class Fault:
    """Something in the record that cannot have come about by itself."""

    where: str
    what: str


@dataclass(frozen=True)
class Stream:
    """One kind of streams.

    `take` locks what is not sealed of at most so many, marks it as sealed and returns it, in the caller's transaction;
    `logged` are the hashes of all lines; `faults` what a verification finds.
    """

    name: str
    take: Callable[[int], list[Line]]
    logged: Callable[[], Mapping[tuple[str, int], str]]
    faults: Callable[[], Iterator[Fault]]


_streams: dict[str, Stream] = {}


def register(stream: Stream) -> None:
    """Seal and verify this one too. Called once, in `AppConfig.ready`."""
    _streams[stream.name] = stream


def registered() -> tuple[Stream, ...]:
    """All of them, in one order."""
    return tuple(_streams[name] for name in sorted(_streams))
