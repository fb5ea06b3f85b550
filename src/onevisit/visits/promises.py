"""What a guide promised, by the version that somebody applied under. Computed once a process for each situation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from onevisit.catalogue.versions import version
from onevisit.rules.appearances import promise
from onevisit.rules.matters.vocabulary import Channel, Delivery


def promised(
    matter: str, number: int, answers: Mapping[str, str], channel: Channel, delivery: Delivery
) -> int | None:
    """The visits promised by this version for these answers and this choice; None where nobody can get through."""
    return _promised(matter, number, tuple(sorted(answers.items())), channel, delivery)


@lru_cache(maxsize=4096)
def _promised(
    matter: str, number: int, answers: tuple[tuple[str, str], ...], channel: Channel, delivery: Delivery
) -> int | None:
    # A published version never changes, so that what was computed from it stays true.
    return promise(version(matter, number).matter, dict(answers), channel, delivery)


def forget() -> None:
    """Drop what is kept; for tests that make versions anew."""
    _promised.cache_clear()
