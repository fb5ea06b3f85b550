"""How long serving one person takes: learnt from those served, and assumed until there are enough of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import median

from onevisit.rules.queueing.desks import Desk

ENOUGH = 20
"""Tickets from which the middle one says more than an assumption."""

LATEST = 100
"""How many of the latest are looked at: a desk that has become faster is so soon."""

DEFAULTS: Mapping[Desk, int] = {
    Desk.INVESTMENT: 20,
    Desk.PROPERTY: 20,
    Desk.COMMERCE: 15,
    Desk.PEOPLE: 10,
    Desk.HAND_OUT: 4,
    Desk.ENQUIRY: 6,
}
"""Minutes, all assumed until a hall has its own."""


@dataclass(frozen=True)
class Learnt:
    """Minutes that one person takes at a desk; `assumed` while there are fewer than `ENOUGH` samples."""

    minutes: float
    samples: int
    assumed: bool


def learn(desk: Desk, seconds: Collection[int]) -> Learnt:
    """The middle of the times measured (seconds of serving), or the assumption."""
    if len(seconds) < ENOUGH:
        return Learnt(float(DEFAULTS[desk]), len(seconds), assumed=True)
    return Learnt(max(0.5, median(seconds) / 60), len(seconds), assumed=False)
