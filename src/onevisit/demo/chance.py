"""Chance that can be repeated: the same seed and names draw the same, on any machine and in any Python."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A source of draws. Each person, day and case has its own, so that one more draw here changes nothing there."""

    def __init__(self, *names: object) -> None:
        # Not for secrets: a demonstration that cannot be repeated could not be tested.
        self._random = random.Random("/".join(map(str, names)))  # noqa: S311

    def happens(self, share: float) -> bool:
        """True in this share of the draws."""
        return self._random.random() < share

    def whole(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(least, most)

    def between(self, least: float, most: float) -> float:
        """A number between the two."""
        return self._random.uniform(least, most)

    def around(self, middle: float, spread: float = 0.5) -> float:
        """A positive number, half of them below `middle`, with a long tail above: how long people take for things."""
        return middle * self._random.lognormvariate(0.0, spread)

    def one(self, choices: Sequence[T]) -> T:
        """One of these."""
        return self._random.choice(choices)

    def some(self, choices: Sequence[T], most: int) -> tuple[T, ...]:
        """One to `most` of these, in their order."""
        count = self.whole(1, max(1, min(most, len(choices))))
        return tuple(choices[index] for index in sorted(self._random.sample(range(len(choices)), count)))

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, as often as its weight says."""
        return self._random.choices(list(weights), list(weights.values()))[0]

    def salt(self) -> str:
        """Thirty-two hexadecimal digits, as contents are salted with."""
        return self._random.randbytes(16).hex()
