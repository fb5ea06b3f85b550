"""The scenes of the ordinary course: who applied for what, when, and where it has got stuck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onevisit.rules.matters.vocabulary import Channel, Delivery

ONLINE, WINDOW, VILLAGE = Channel.ONLINE, Channel.WINDOW, Channel.VILLAGE
EVENING = -1
"""Instead of a number of days: last evening, so that it waits when the windows open."""

DIG = {"age": "settled", "pipes": "planned"}


@dataclass(frozen=True)
class Scene:
    """Somebody applies so many working days before the last; all goes quickly, but for the duties that are `held`.

    `fate` is what else is to become of it (see `fate.Fate`).
    """

    matter: str
    who: str
    back: int
    held: tuple[str, ...] = ()
    channel: Channel = ONLINE
    delivery: Delivery = Delivery.ELECTRONIC
    collect_at: str = ""
    fails: str = ""
    brisk: bool = True
    rates: bool | None = False
    answers: Mapping[str, str] = field(default_factory=dict)
    fate: Mapping[str, Any] = field(default_factory=dict)


SCENES = (
    # A road: waiting for all three organs, for each alone (one too late), for the decision, the permit, the hand.
    Scene(
        "dig-road", "bolu-shizheng", 1, ("review:municipal", "review:traffic", "review:planning"), answers=DIG
    ),
    Scene("dig-road", "hexie-dichan", 4, ("review:traffic",), answers=DIG),
    Scene("dig-road", "anjia-wuye", 3, ("review:planning",), answers=DIG),
    Scene("dig-road", "bengye", 5, ("review:municipal",), answers=DIG),
    Scene("dig-road", "guyao-taoci", 4, ("review:municipal",), answers=DIG),
    Scene("dig-road", "liuli-fang", 6, ("review:traffic", "review:planning"), answers=DIG),
    Scene("dig-road", "xin-cailiao", 6, ("decide:decide",), answers=DIG),
    Scene("dig-road", "bolu-shizheng", 2, ("issue",), answers=DIG),
    Scene(
        "dig-road",
        "guyao-taoci",
        9,
        ("hand-out",),
        delivery=Delivery.WINDOW,
        collect_at="district",
        answers=DIG,
    ),
    Scene("dig-road", "bolu-shizheng", 14, rates=True, answers=DIG),
    Scene("dig-road", "bolu-shizheng", EVENING, ("receive",), answers=DIG),
    # A restaurant, and what else waits at the windows of trade and of investment.
    Scene(
        "food-business-permit",
        "yanshan-renjia",
        EVENING,
        ("receive",),
        answers={"business": "catering", "premises": "rented"},
    ),
    Scene("food-business-permit", "xiaoshu-youeryuan", 5, ("receive",), answers={"business": "canteen"}),
    Scene("food-business-permit", "haoyu-minsu", 5, ("review:survey",), answers={"business": "catering"}),
    Scene("food-business-permit", "liuli-fang", 8, ("decide:decide",), answers={"business": "catering"}),
    Scene("food-business-permit", "guyao-taoci", 9, ("review:survey",), answers={"business": "canteen"}),
    Scene("fire-safety-check", "yanshan-renjia", 3, ("review:survey",)),
    Scene("sole-trader", "li-chunyan", 2, answers={"form": "family"}),
    Scene("public-place-hygiene", "haoyu-minsu", 2, ("accept",), answers={"place": "lodging"}),
    Scene("investment-filing", "xin-cailiao", EVENING, ("receive",), answers={"purpose": "new"}),
    Scene("occupy-road", "anjia-wuye", 5, ("receive",)),
    Scene("construction-permit", "hexie-dichan", 1, ("accept",)),
    # Results that lie ready: fresh, due today, two days too late.
    Scene(
        "property-transfer", "zheng-yanan", 2, ("hand-out",), delivery=Delivery.WINDOW, collect_at="district"
    ),
    Scene("property-transfer", "jiang-wei", 2, ("decide:decide",)),
    Scene(
        "property-transfer", "cheng-yuan", 10, ("hand-out",), delivery=Delivery.WINDOW, collect_at="district"
    ),
    Scene("sole-trader", "dong-xiaolong", 12, ("hand-out",), WINDOW, Delivery.WINDOW, "district"),
    Scene("food-workshop", "song-guixiang", 4, ("hand-out",), delivery=Delivery.COURIER),
    # A town, a village, and those who do not go on line.
    Scene("temporary-aid", "liang-zhigang", EVENING, ("receive",), answers={"urgent": "urgent"}),
    Scene("subsistence", "song-guixiang", 5, ("receive",)),
    Scene("old-age-card", "wang-guilan", 2, ("hand-out",), VILLAGE, Delivery.WINDOW, "near"),
    Scene(
        "medical-aid",
        "wang-guilan",
        6,
        ("review:town",),
        VILLAGE,
        Delivery.WINDOW,
        "near",
        answers={"person": "other"},
    ),
    Scene("resident-pension", "deng-aiying", 4, (), VILLAGE, Delivery.WINDOW, "near", rates=True),
    # Young people: done and not rated yet, under review (due today), just begun.
    Scene("marriage", "zhao-mingyue", 3, channel=WINDOW, delivery=Delivery.WINDOW),
    Scene("property-transfer", "zhao-mingyue", 1, ("review:examine",)),
    Scene("licence-renewal", "sun-hao", 1),
    Scene("household-move", "zhao-mingyue", EVENING, ("receive",)),
    # What nobody answered: the law accepts it after five working days.
    Scene("billboard", "liuli-fang", 14, ("receive",), brisk=False),
    Scene("freight", "shunda-huoyun", 8, ("receive",), brisk=False),
    # A refusal that still has to reach the applicant, and one that has.
    Scene("entertainment", "zeng-jun", 13, ("hand-out",), delivery=Delivery.WINDOW, fails="survey"),
    Scene("tobacco-retail", "xu-baoguo", 2, fails="survey", rates=True),
)
