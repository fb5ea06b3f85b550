"""Visits that the definition makes without need, and words about coming that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Set

from onevisit.rules.catalogue_checks.bases import body_alone, needs_coming
from onevisit.rules.catalogue_checks.check import OPTIMISE, ORDER, Check, warns
from onevisit.rules.findings import Finding
from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.matters.definition import Counter, Matter, Presence, Requirement
from onevisit.rules.matters.vocabulary import Act, Channel, Delivery, MadeBy, Moment, Way

_VISITS = "浙江省保障“最多跑一次”改革规定第二条、第六条"
_FORMAT = "事项定义的格式"

WINDOW_RESULT = warns(
    "M-122",
    "window-only-result",
    "结果只能到窗口领，而它本来可以寄送或者网上下载",
    "送达方式加上 courier（快递）或者 electronic（网上下载）；法律要求本人领取的，写一个 act: collect 的到场动作和条文",
    _VISITS,
)
BY_POST = warns(
    "M-123",
    "no-way-from-afar",
    "没有一样东西非要到场，却既不能网上申请、也不能邮寄申请",
    "申请方式加上 online（网上）或者 post（邮寄）",
    f"事项数据校验规则第4条；{_VISITS}",
)
NOT_ONLINE = warns(
    "M-124",
    "not-online",
    "不能网上申请，也没有写法律上的理由",
    "申请方式加上 online；法律要求当面申请的，写一个只能本人到场的动作和条文（presences）",
    f"{ORDER} 五（五）网上办理全覆盖",
)
WEEKDAYS = Check(
    "M-151",
    "bad-weekdays",
    "窗口开放的星期写错了",
    "星期写成 1 到 7 的整数（1 是星期一），每天一次，至少一天",
    _FORMAT,
)
ANNOUNCED = Check(
    "M-152",
    "announced-alone",
    "由部门指定的地点少于两处",
    "只有一处的，写在 counter 里；有几处的，都写进 announced",
    _FORMAT,
)
PERSONS = Check(
    "M-153",
    "persons-alone",
    "要一起到场的人少于两个（也不是别处一起到场的人之一），或者同一个人写了两遍",
    "只要申请人自己到场的，删去 persons；要一起到场的，每人写一个称呼（男方、女方）",
    _FORMAT,
)
FRESH = Check(
    "M-154",
    "bad-fresh",
    "材料的有效天数是负数",
    "写开具后多少天内有效；一直有效的写 0 或者不写",
    _FORMAT,
)
ERRAND = Check(
    "M-155",
    "errand-of-organ",
    "部门出具的材料写成了私人那里取的",
    "删去 errand，在 issued_by 写明出具部门；真是私人、企业出具的，made_by 改为 applicant 或者 intermediary",
    _FORMAT,
)
KEPT = Check(
    "M-156",
    "kept-without-original",
    "写了收走原件，却不收原件",
    "证明方式加上 original，或者删去 kept",
    _FORMAT,
)
COPIES = Check(
    "M-157",
    "bad-copies",
    "份数或者容缺天数少于一",
    "份数至少 1 份，容缺至少 1 个工作日",
    _FORMAT,
)
WAIVED = warns(
    "M-158",
    "waivable-without-basis",
    "写成申请人可以放弃的权利，却没有写这项权利的依据",
    "写明给申请人这项权利的条文（basis）；不是权利而是必须做的，删去 waivable",
    f"行政许可法第三十六条、第四十七条；{OPTIMISE}第三十六条",
)
CHECKS = (
    WINDOW_RESULT,
    BY_POST,
    NOT_ONLINE,
    WEEKDAYS,
    ANNOUNCED,
    PERSONS,
    FRESH,
    ERRAND,
    KEPT,
    COPIES,
    WAIVED,
)

_LAST_DAY = 7


def check(matter: Matter, catalogue: Catalogue) -> Iterator[Finding]:
    """Note visits without need and contradictions about coming."""
    del catalogue  # All of it is in the matter itself.
    yield from _results(matter)
    yield from _channels(matter)
    if matter.counter is not None:
        yield from _counter(matter.counter, "counter")
    parties = {name for one in matter.presences if len(one.persons) > 1 for name in one.persons}
    for number, presence in enumerate(matter.presences):
        yield from _presence(presence, parties, f"presences[{number}]")
    for number, one in enumerate(matter.requirements):
        yield from _requirement(one, f"requirements[{number}]")


def _channels(matter: Matter) -> Iterator[Finding]:
    lawful = any(
        body_alone(one) and one.at is Moment.SUBMIT and one.basis is not None for one in matter.presences
    )
    if not matter.channels or Channel.ONLINE in matter.channels or lawful:
        return
    if Channel.POST not in matter.channels and not needs_coming(matter):
        yield BY_POST.at("channels", "没有一样东西非要到场，却既不能网上申请、也不能邮寄申请")
    else:
        yield NOT_ONLINE.at("channels", "不能网上申请，要有法律上的理由")


def _results(matter: Matter) -> Iterator[Finding]:
    if _comes_anyway(matter):
        return
    for number, result in enumerate(matter.results):
        if set(result.delivery) == {Delivery.WINDOW}:
            yield WINDOW_RESULT.at(
                f"results[{number}].delivery", f"“{result.name}”只能到窗口领取，要为它跑一次"
            )


def _comes_anyway(matter: Matter) -> bool:
    """Whether the applicant is there when the result is, because an act in person brings him at that moment."""
    moments = {Moment.COLLECT} | ({Moment.SUBMIT} if matter.at_once else set())
    return any(
        (one.at in moments or one.act is Act.COLLECT) and body_alone(one)
        for one in matter.presences
        if one.basis is not None and not one.waivable
    )


def _counter(counter: Counter, path: str) -> Iterator[Finding]:
    days = counter.weekdays
    if not days or len(set(days)) != len(days) or any(not 1 <= day <= _LAST_DAY for day in days):
        shown = "、".join(str(day) for day in days) or "（空）"
        yield WEEKDAYS.at(f"{path}.weekdays", f"开放的星期写成了{shown}，应是1到7、每天一次、至少一天")


def _presence(presence: Presence, parties: Set[str], path: str) -> Iterator[Finding]:
    if presence.counter is not None:
        yield from _counter(presence.counter, f"{path}.counter")
    for number, counter in enumerate(presence.announced):
        yield from _counter(counter, f"{path}.announced[{number}]")
    if len(presence.announced) == 1 or len(set(presence.announced)) != len(presence.announced):
        yield ANNOUNCED.at(f"{path}.announced", "由部门指定的地点至少要有两处，而且各不相同")
    alone = len(presence.persons) == 1 and presence.persons[0] not in parties
    if alone or len(set(presence.persons)) != len(presence.persons):
        yield PERSONS.at(f"{path}.persons", "要一起到场的至少是两个不同的人")
    if presence.waivable and presence.basis is None:
        yield WAIVED.at(f"{path}.basis", "可以放弃的权利没有写依据")


def _requirement(one: Requirement, path: str) -> Iterator[Finding]:
    if one.fresh < 0:
        yield FRESH.at(f"{path}.fresh", f"“{one.name}”的有效天数不能是{one.fresh}")
    if one.errand and one.made_by is MadeBy.ORGAN:
        yield ERRAND.at(f"{path}.errand", f"“{one.name}”由部门出具，不会在“{one.errand}”那里取得")
    if one.kept and all(way.way is not Way.ORIGINAL for way in one.evidence):
        yield KEPT.at(f"{path}.kept", f"“{one.name}”要收走原件，却没有“original”这种证明方式")
    if one.copies < 1:
        yield COPIES.at(f"{path}.copies", f"“{one.name}”的份数不能是{one.copies}")
    if one.defer is not None and one.defer.days < 1:
        yield COPIES.at(f"{path}.defer.days", f"“{one.name}”容缺的天数不能是{one.defer.days}")
