"""How many places of a slot can be booked, and why: a number that can be explained to whoever finds it too small.

The share that is kept for those who come without an appointment follows a rule of another province that this district
takes as its model (浙江省保障“最多跑一次”改革规定 Art. 12: no daily quota unless appointments are offered). Here
it is kept in any case: nobody who comes in office hours is sent away because he did not book.
"""

from __future__ import annotations

from dataclasses import dataclass

from onevisit.rules.basis import Basis

MODEL = Basis("浙江省保障“最多跑一次”改革规定", "12")
"""What the share for walk-ins is modelled on; it is no law of this province."""


@dataclass(frozen=True)
class Service:
    """How many minutes a window needs for one person, and where that is known from.

    `measured` is how many services it was learnt from; 0 means that it is assumed.
    """

    minutes: int
    measured: int = 0

    @property
    def said(self) -> str:
        """Where the minutes come from, in words."""
        if self.measured:
            return f"从最近{self.measured}次办理中得出"
        return "还没有足够的办理记录，按假定值，待本区确认"


@dataclass(frozen=True)
class Staffing:
    """The windows of a desk on a day, by number, and those of them at which somebody is on duty."""

    windows: tuple[str, ...]
    staffed: tuple[str, ...]

    @property
    def away(self) -> tuple[str, ...]:
        """Windows at which nobody is on duty that day."""
        return tuple(one for one in self.windows if one not in self.staffed)


@dataclass(frozen=True)
class Terms:
    """How a hall divides its time. `walk_in_percent` of what a slot can serve is kept for those who just come.

    All of it is assumed until the district has confirmed it; every derivation says so.
    """

    slot_minutes: int = 60
    walk_in_percent: int = 40
    assumed: bool = True


@dataclass(frozen=True)
class Capacity:
    """How many places can be booked, and the steps that lead there."""

    places: int
    steps: tuple[str, ...]


def capacity(desk: str, staffing: Staffing, minutes: int, service: Service, terms: Terms) -> Capacity:
    """The places of a slot of so many minutes at the windows of one desk.

    Whole people are counted at each window: what is left of a slot after the last of them serves nobody. The share
    for walk-ins is rounded up. Raises ValueError where a service takes no time.
    """
    if service.minutes < 1:
        raise ValueError(f"a service takes at least one minute, not {service.minutes}")
    each = minutes // service.minutes
    all_served = len(staffing.staffed) * each
    kept = -(-all_served * terms.walk_in_percent // 100)
    places = all_served - kept
    doubt = "，待本区确认" if terms.assumed else ""
    steps = (
        f"{desk}窗口{len(staffing.windows)}个（{'、'.join(staffing.windows)}）" + _duty(staffing),
        f"时段{minutes}分钟，每件约{service.minutes}分钟（{service.said}），一个窗口能办{each}件",
        f"{len(staffing.staffed)}个窗口 × {each}件 = {all_served}件",
        f"留{terms.walk_in_percent}%给现场取号的人（参照{MODEL.cite()}{doubt}），留{kept}件",
        f"可以预约{places}个",
    )
    return Capacity(places, steps)


def _duty(staffing: Staffing) -> str:
    if not staffing.away:
        return "，当天都有人在岗"
    return f"，当天在岗{len(staffing.staffed)}个，{'、'.join(staffing.away)}没有人在岗"


def closed(reason: str) -> Capacity:
    """No places, because the hall is closed then."""
    return Capacity(0, (f"这个时段大厅不办理预约：{reason}", "可以预约0个"))
