"""How long one will wait: an interval, and none where nobody serves.

With c windows at work, each taking m minutes a person, somebody with n people before him waits until n + 1 people have
been finished: a sum of n + 1 gaps of m/c minutes on average. Times at a counter scatter about as widely as they are
long, so the sum is Gamma distributed with shape n + 1; the interval holds four people of five (its quantiles by Wilson
and Hilferty's cube, exact to a few per cent). A window that serves two lines may call from the other one: the lower end
counts only those certain to be called before, the upper end everybody who may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, sqrt

from onevisit.rules.cases.refusals import NotNow

_TENTH = 1.2815515655446004
"""The quantile of the normal distribution beyond which lies a tenth."""

FORGETS = 3
"""Beyond so many hours nobody should rely on a number."""


@dataclass(frozen=True)
class Ahead:
    """Who is called before: `certain` in his own line, `possible` with those whom the same windows may call instead.

    `windows` are at work for this line, `idle` of them have nobody before them; `minutes` is one person's time.
    """

    certain: int
    possible: int
    windows: int
    idle: int
    minutes: float


@dataclass(frozen=True)
class Forecast:
    """Minutes from `low` to `high`, which four people of five will find right."""

    low: int
    high: int

    @property
    def words(self) -> str:
        """What people see."""
        if self.high <= 1:
            return "马上就到"
        if self.high > FORGETS * 60:
            return f"{FORGETS}小时以上" if self.low >= FORGETS * 60 else f"{self.low}分钟以上"
        if self.low < 1:
            return f"{self.high}分钟以内"
        return f"{self.low}到{self.high}分钟"

    @property
    def said(self) -> str:
        """As part of a sentence."""
        return self.words if self.high <= 1 else f"大约要等{self.words}"


class NobodyServes(NotNow):
    """No window of this line is at work, so that nothing can be said."""

    what = "现在没有窗口在办这一类业务，无法预计等候时间"
    remedy = "窗口开始叫号后会自动显示；急的话，请到咨询导办台说明。"


def forecast(ahead: Ahead) -> Forecast:
    """How long somebody with these people before him will wait. Raises `NobodyServes`."""
    if ahead.windows < 1:
        raise NobodyServes
    if ahead.possible < ahead.idle:
        return Forecast(0, 1)
    gap = ahead.minutes / ahead.windows
    low = gap * _quantile(max(0, ahead.certain - ahead.idle) + 1, -_TENTH)
    high = gap * _quantile(max(0, ahead.possible - ahead.idle) + 1, _TENTH)
    return Forecast(_down(low), max(1, _up(high)))


def _quantile(shape: int, normal: float) -> float:
    """Of the Gamma distribution with this shape and scale 1."""
    third = 1 / (9 * shape)
    return shape * float(max(0.0, 1 - third + normal * sqrt(third)) ** 3)


def _down(minutes: float) -> int:
    return floor(minutes) if minutes < 20 else floor(minutes / 5) * 5


def _up(minutes: float) -> int:
    return ceil(minutes) if minutes < 20 else ceil(minutes / 5) * 5
