"""What the registers know of a pack's invented applicants. All of it is made up, and says so by its source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onevisit.rules.calendar import chinese_date
from onevisit.rules.district.definition import Applicant
from onevisit.rules.district.pack import Pack
from onevisit.rules.identifiers import citizen

SOURCE = "演示数据（虚构）"
FORMER = date(2021, 6, 1)
"""The day from which every licence of the demonstration is good; made up like the rest."""

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entry:
    """What a resource knows about the party with this identifier."""

    identifier: str
    resource: str
    subject: str
    facts: Facts


@dataclass(frozen=True)
class Held:
    """A licence that the party with this identifier has from before."""

    identifier: str
    type: str
    subject: str
    number: str
    issuer: str
    valid_from: date
    facts: Facts


@dataclass(frozen=True)
class Demonstration:
    """Everything to be entered."""

    entries: tuple[Entry, ...]
    licences: tuple[Held, ...]


def of(pack: Pack) -> Demonstration:
    """The entries for a pack's applicants, of the resources and licence types that the pack has."""
    names = {one.login: one.name for one in pack.applicants}
    resources = {one.key: one.name for one in pack.resources}
    entries = tuple(
        Entry(one.identifier, key, resources[key], facts)
        for one in pack.applicants
        for key, facts in _known(one, names).items()
        if key in resources
    )
    return Demonstration(entries, tuple(_held(pack)))


def _held(pack: Pack) -> Iterator[Held]:
    types = {one.key: one for one in pack.licence_types}
    organs = {one.key: one.name for one in pack.organs}
    for applicant in pack.applicants:
        for key in applicant.holds:
            kind = types[key]
            number, shown = _number(applicant, key)
            issuer = organs.get(kind.issuer, kind.issuer)  # One outside the district has only its own name.
            facts = (
                ("持证人", applicant.name),
                ("证号", shown),
                ("颁发机构", issuer),
                ("有效期起", chinese_date(FORMER)),
                ("数据来源", SOURCE),
            )
            yield Held(applicant.identifier, key, kind.name, number, issuer, FORMER, facts)


def _number(applicant: Applicant, key: str) -> tuple[str, str]:
    """The number of a licence, and how it is shown. Identity cards and business licences bear the holder's own."""
    if key == "id-card":
        return applicant.identifier, citizen.mask(applicant.identifier)
    if key == "business-licence":
        return applicant.identifier, applicant.identifier
    digest = hashlib.sha256(f"{key}/{applicant.identifier}".encode()).hexdigest()
    made_up = f"示例{int(digest[:10], 16) % 10**10:010}"
    return made_up, made_up


def _known(applicant: Applicant, names: Mapping[str, str]) -> dict[str, Facts]:
    found = _of_enterprise(applicant, names) if applicant.legal else _of_person(applicant)
    return {key: (*facts, ("数据来源", SOURCE)) for key, facts in found.items()}


def _of_person(one: Applicant) -> dict[str, Facts]:
    number = citizen.check(one.identifier)
    found: dict[str, Facts] = {
        "population": (
            ("姓名", one.name),
            ("公民身份号码", citizen.mask(one.identifier)),
            ("性别", "男" if number.male else "女"),
            ("出生日期", chinese_date(number.born_on)),
            ("核对结果", "姓名和号码一致"),
        ),
        "residences": (("现住址", one.address),),
    }
    if "household-book" in one.holds:
        found["household"] = (("户口所在地", one.address), ("与户主的关系", "本人是户主"))
    if "social-security-card" in one.holds:
        found["social-insurance"] = (("参加的险种", "城乡居民基本养老保险"), ("缴费状态", "正常"))
        found["medical-enrolment"] = (("参保类型", "城乡居民基本医疗保险"), ("缴费状态", "正常"))
    if "property-certificate" in one.holds:
        found["property-register"] = (("坐落", one.address), ("用途", "住宅"), ("抵押、查封", "无"))
    if "marriage-certificate" in one.holds:
        found["marriages"] = (("婚姻状况", "已婚"), ("登记地", "本区"))
    if "driving-licence" in one.holds:
        cars = "名下1辆，检验有效" if "vehicle-licence" in one.holds else "名下没有机动车"
        found["driving-records"] = (("准驾车型", "C1"), ("未处理的违法", "无"), ("机动车", cars))
    return found


def _of_enterprise(one: Applicant, names: Mapping[str, str]) -> dict[str, Facts]:
    found: dict[str, Facts] = {
        "market-entities": (
            ("名称", one.name),
            ("统一社会信用代码", one.identifier),
            ("住所", one.address),
            ("法定代表人", names[one.legal]),
            ("登记状态", "存续（在营、开业）"),
        ),
    }
    for word, more in _TRADES.items():
        if word in one.name:
            found |= more
    return found


_PLANNING: Facts = (("文件", "建设工程规划许可证"), ("编号", "示例〔2026〕第001号"), ("状态", "有效期内"))
_HEALTH: Facts = (("从业人员", "全部检查合格"), ("检查日期", "一年以内"))
_FIRE: Facts = (("消防验收", "合格"), ("抽查", "未被抽中"))
_TRADES: Mapping[str, dict[str, Facts]] = {
    "市政工程": {"planning-approvals": _PLANNING},
    "房地产": {
        "planning-approvals": _PLANNING,
        "project-filings": (("投资项目代码", "示例代码"), ("状态", "已备案")),
        "drawing-reviews": (("施工图审查", "合格"), ("消防设计审查", "合格")),
    },
    "餐饮": {"health-checks": _HEALTH, "fire-acceptance": _FIRE},
    "药房": {"health-checks": _HEALTH, "pharmacists": (("执业药师", "1名，注册有效"),)},
    "货运": {"vehicle-tests": (("综合性能检测", "合格"), ("技术等级", "一级"))},
    "幼儿园": {"health-checks": _HEALTH, "fire-acceptance": _FIRE},
}
"""By a word in the name, what an enterprise of that trade would have on record."""
