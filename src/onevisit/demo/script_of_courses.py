"""The scenes beside the ordinary course: one of each at least, and those that wait for whoever signs in."""

from __future__ import annotations

from onevisit.demo.fate import Listening, Mail, Promise, Reply
from onevisit.demo.script import DIG, VILLAGE, WINDOW, Scene
from onevisit.rules.cases.courses import LicenceAct
from onevisit.rules.matters.vocabulary import Channel, Delivery

COURIER = Delivery.COURIER
RENTED = {"premises": "rented"}
BY_COMMITMENT = {"route": "commitment"}

COURSES = (
    # Told once what is missing: waiting for a citizen, lying before a window, never answered, answered in vain.
    Scene("small-restaurant", "li-chunyan", 18, ("correct",), WINDOW, fate={"lacks": Reply.ALL}),
    Scene("food-business-permit", "liuli-fang", 1, ("receive",), Channel.POST, fate={"lacks": Reply.ALL}),
    Scene("sole-trader", "jiang-wei", 28, (), WINDOW, fate={"lacks": Reply.NEVER}),
    Scene("freight", "zhang-daqing", 27, (), WINDOW, fate={"lacks": Reply.NEVER}),
    Scene("hotel", "haoyu-minsu", 12, (), WINDOW, fate={"lacks": Reply.SHORT}),
    Scene("animal-clinic", "shen-xue", 16, (), WINDOW, fate={"lacks": Reply.UNHEARD}),
    Scene("tobacco-retail", "tang-meihua", 9, (), WINDOW, fate={"lacks": Reply.PARTS}),
    # Something may come later: waiting for a citizen, lapsed at a window, revoked.
    Scene("tobacco-retail", "li-chunyan", 1, ("supply",), answers=RENTED, fate={"defers": True}),
    Scene("food-workshop", "wu-yuexia", 8, ("deferral",), fate={"defers": True, "supplies": False}),
    Scene("teacher-qualification", "gao-ting", 20, (), fate={"defers": True, "supplies": False}),
    Scene("teacher-qualification", "su-qing", 9, (), fate={"defers": True}),
    # Promised instead of proved: kept, mended, broken (the head has still to revoke it), broken and repaired.
    Scene(
        "public-place-hygiene",
        "yuan-decai",
        24,
        ("revoke:revoke",),
        answers=BY_COMMITMENT,
        fate={"commits": Promise.BROKEN},
    ),
    Scene(
        "fire-safety-check",
        "hexie-dichan",
        27,
        (),
        answers=BY_COMMITMENT,
        fate={"commits": Promise.REPAIRED},
    ),
    Scene("hr-service", "hongye-renli", 16, (), fate={"commits": Promise.MENDED}),
    Scene("public-place-hygiene", "zhu-lei", 6, (), answers=BY_COMMITMENT, fate={"commits": Promise.KEPT}),
    # Time that does not count: running, over in time, two at once and longer than announced.
    Scene("investment-approval", "hexie-dichan", 6, (), fate={"special": 1, "pauses": "land"}),
    Scene("investment-approval", "guyao-taoci", 24, (), fate={"special": 1}),
    Scene("procurement-complaint", "liuli-fang", 25, (), fate={"special": 2, "slow": True}),
    # Prolonged by the head of the organ, and by the head of the government.
    Scene("drug-retail", "kangning-yaofang", 14, (), fate={"extended": True}),
    Scene("dig-road", "bengye", 9, (), answers=DIG, fate={"extended": True}),
    # Who has to be heard: a hearing to be called, one that may still be asked for, one held, by law, waived.
    Scene("billboard", "yanshan-renjia", 4, ("hearing",), fate={"listening": Listening.HELD}),
    Scene("billboard", "anjia-wuye", 2, (), fate={"listening": Listening.SILENT}),
    Scene("billboard", "haoyu-minsu", 20, (), fate={"listening": Listening.OTHERS}),
    Scene("entertainment", "zhao-mingyue", 17, (), fate={"listening": Listening.SILENT}),
    Scene("hotel", "yuan-decai", 21, (), fails="survey", fate={"listening": Listening.HELD}),
    Scene("drug-retail", "zheng-yanan", 12, (), fails="survey", fate={"listening": Listening.WAIVED}),
    # What was granted years ago and runs out; one that nobody decided, so that the law did.
    Scene("food-business-permit-renewal", "bengye", 20, ("decide:decide",)),
    Scene("food-business-permit-renewal", "haoyu-minsu", 6, ("review:review",)),
    Scene("drug-retail-renewal", "kangning-yaofang", 13),
    Scene("labour-dispatch-renewal", "hongye-renli", 7),
    Scene("pesticide-renewal", "yuanquan-mihoutao", 9),
    Scene("investment-extension", "xin-cailiao", 5),
    # What an organ does to what it granted.
    Scene("small-restaurant", "cao-liping", 24, (), fate={"act": LicenceAct.SUSPEND}),
    Scene("food-stall", "luo-xiaofang", 13, (), fate={"act": LicenceAct.CANCEL}),
    Scene("freight", "chen-tiezhu", 19, (), fate={"act": LicenceAct.REVOKE}),
    Scene("occupy-road", "hexie-dichan", 15, (), fate={"act": LicenceAct.RECALL}),
    # Looked at by the town first, which passes it on.
    Scene(
        "temporary-aid", "liu-fulai", 12, (), VILLAGE, Delivery.WINDOW, "near", answers={"urgent": "normal"}
    ),
    # Other ends: taken back, not ours and passed on, a lie, nobody left to decide for; parcels that come back.
    Scene("household-move", "luo-xiaofang", 8, ("review:leave",), fate={"withdrawn": True}),
    Scene("dig-road", "shunda-huoyun", 4, (), answers=DIG, fate={"elsewhere": True}),
    Scene("food-stall", "xiao-hongmei", 7, (), WINDOW, fate={"false": True}),
    Scene(
        "subsistence",
        "peng-lanying",
        9,
        ("review:survey",),
        VILLAGE,
        Delivery.WINDOW,
        "near",
        fate={"ends": True},
    ),
    Scene("sole-trader", "ma-chengjun", 14, (), delivery=COURIER, fate={"returned": Mail.FETCHED}),
    Scene("licence-replacement", "zhu-lei", 15, (), delivery=COURIER, fate={"returned": Mail.NOTICE}),
)
"""Played after those of the ordinary course."""
