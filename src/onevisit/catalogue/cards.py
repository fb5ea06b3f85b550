"""What a list shows of a matter, and the words for what a definition says in codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onevisit.rules.district.checks import TOWN
from onevisit.rules.journeys import Catalogue, Interval, figures
from onevisit.rules.limits import Limit
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Level

CHANNELS: Mapping[Channel, str] = {
    Channel.ONLINE: "网上申请",
    Channel.WINDOW: "窗口申请",
    Channel.POST: "邮寄申请",
    Channel.VILLAGE: "村（社区）代办",
}
"""申请方式, as people see them."""

LEVELS: Mapping[Level, str] = {
    Level.DISTRICT: "区大厅",
    Level.TOWN: "镇（街道）便民服务中心",
    Level.VILLAGE: "村（社区）便民服务点",
}
"""The three levels of halls, as people see them."""

TOWN_NAME = "镇（街道、开发区）"
"""The organ of a matter that each town handles for its own."""


@dataclass(frozen=True)
class MatterCard:
    """One matter in a list. `visits` is what can be promised to everybody: the upper end with everything in hand.

    Where no upper end was found, it is the lower one, and `unbounded` says so. `one_visit`: published as 最多跑一次.
    `organ` is the key of the responsible organ (“town” for a matter of the towns) and `organ_name` its short name;
    `promised` is the promised limit in words; `letter` the first letter of the name's pinyin, in capitals.
    """

    key: str
    name: str
    summary: str
    kind: str
    organ: str
    organ_name: str
    audience: tuple[str, ...]
    promised: str
    at_once: bool
    channels: tuple[Channel, ...]
    offered_at: tuple[Level, ...]
    life_events: tuple[str, ...]
    visits: int
    unbounded: bool
    one_visit: bool
    letter: str
    version: int

    @property
    def channel_names(self) -> tuple[str, ...]:
        """The ways to apply, in words."""
        return tuple(CHANNELS[one] for one in self.channels)


def card_of(
    matter: Matter,
    number: int,
    pinyin: str,
    organ_names: Mapping[str, str],
    visits: Interval | None,
    *,
    one_visit: bool,
) -> MatterCard:
    """The card of a matter in version `number`, given the pinyin of its name and the organs' short names.

    `visits` is what was computed when the version was published; None, where that was before numbers were kept, has it
    computed now: with everything in hand it depends on no other matter.
    """
    computed = figures(matter, Catalogue()).in_hand.visits if visits is None else visits
    return MatterCard(
        key=matter.key,
        name=matter.name,
        summary=matter.summary,
        kind=matter.kind.value,
        organ=matter.organ,
        organ_name=TOWN_NAME if matter.organ == TOWN else organ_names[matter.organ],
        audience=tuple(one.value for one in matter.audience),
        promised=length_of(matter.limits.promised),
        at_once=matter.at_once,
        channels=matter.channels,
        offered_at=matter.offered_at,
        life_events=matter.life_events,
        visits=computed.low if computed.high is None else computed.high,
        unbounded=computed.high is None,
        one_visit=one_visit,
        letter=next((one for one in pinyin.upper() if "A" <= one <= "Z"), ""),
        version=number,
    )


def length_of(limit: Limit) -> str:
    """A limit in words without its basis: 8个工作日, 当场办结."""
    return limit.unit.say(limit.length) if limit.length else "当场办结"
