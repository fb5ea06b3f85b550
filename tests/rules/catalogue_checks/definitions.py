"""A small district in which everything is in order, and how to change one thing in it. No pack, no files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onevisit.rules.basis import Basis
from onevisit.rules.findings import Finding
from onevisit.rules.journeys.catalogue import Catalogue, Licence
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.conditions import Condition, parse
from onevisit.rules.matters.definition import (
    Codes,
    Evidence,
    Ground,
    Limits,
    Matter,
    Presence,
    Question,
    Requirement,
    Result,
    Situation,
    Stage,
)
from onevisit.rules.matters.vocabulary import (
    Act,
    Audience,
    Channel,
    Delivery,
    Kind,
    Level,
    MadeBy,
    Means,
    Moment,
    ResultKind,
    StageKind,
    Way,
    WindowClass,
)

LAW = Basis("食品安全法", "35")
ANYHOW = (Delivery.ELECTRONIC, Delivery.COURIER, Delivery.WINDOW)
ORGANS = {
    "market": "区市场监管局",
    "police": "公安分局",
    "health": "区卫健局",
    "civil": "区民政局",
    "land": "区自然资源局",
}
RESOURCES = {"population": "人口基础信息", "entities": "市场主体登记信息", "checks": "健康检查信息"}
LICENCES = {
    "id-card": Licence("id-card", "居民身份证", "police", frozenset({Audience.PERSON})),
    "household-book": Licence("household-book", "户口簿", "police", frozenset({Audience.PERSON})),
    "business-licence": Licence("business-licence", "营业执照", "market", frozenset({Audience.ENTERPRISE})),
    "property": Licence("property", "不动产权证书", "land"),
    "birth": Licence("birth", "出生医学证明", "health"),
    "death": Licence("death", "死亡医学证明", "health"),
    "food-permit": Licence("food-permit", "食品经营许可证", "market"),
    "drug-permit": Licence("drug-permit", "药品经营许可证", "market"),
}


def when(text: str) -> Condition:
    """A condition as an editor writes it."""
    return parse(text)


def ways(*written: str) -> tuple[Evidence, ...]:
    """`form`, `upload`, `e_licence:id-card`, `shared:population` …"""
    found = []
    for one in written:
        way, _, key = one.partition(":")
        licence, resource = (key, "") if way == "e_licence" else ("", key)
        found.append(Evidence(Way(way), licence, resource))
    return tuple(found)


def paper(key: str, name: str, *written: str, **more: Any) -> Requirement:
    """A requirement; the applicant's own unless `issued_by` or `made_by` says otherwise."""
    made_by = MadeBy.ORGAN if "issued_by" in more else MadeBy.APPLICANT
    values: dict[str, Any] = {"made_by": made_by, "basis": LAW, **more}
    return Requirement(key=key, name=name, evidence=ways(*(written or ("upload", "original"))), **values)


def stage(key: str, kind: StageKind, name: str = "", days: int = 1, **more: Any) -> Stage:
    """A stage of so many working days, with its article."""
    values: dict[str, Any] = {"limit": working(days), "basis": LAW, **more}
    return Stage(key=key, name=name or key, kind=kind, **values)


def working(days: int, basis: Basis | None = None) -> Limit:
    """A limit in working days."""
    return Limit(days, Unit.WORKING_DAYS, basis, "期限")


def act(*means: Means, what: Act = Act.IDENTITY, at: Moment = Moment.SUBMIT, **more: Any) -> Presence:
    """An act in person."""
    return Presence(what, at, means or (Means.ONLINE_IDENTITY, Means.AGENT, Means.IN_PERSON), **more)


APPLICATION = paper("application", "食品经营许可申请书", "form")
REGISTRATION = paper(
    "registration",
    "营业执照",
    "e_licence:business-licence",
    "shared:entities",
    "original",
    issued_by="market",
)
STAGES = (
    stage("accept", StageKind.ACCEPT, "受理", 5, organ=""),
    stage("review", StageKind.REVIEW, "审查", 3, organ="market", after=("accept",)),
    stage("decide", StageKind.DECIDE, "决定", 2, organ="market", after=("review",)),
)
SOUND = Matter(
    key="food",
    name="食品经营许可",
    codes=Codes("000131301000", test=True),
    kind=Kind.LICENCE,
    organ="market",
    audience=(Audience.ENTERPRISE,),
    window_class=WindowClass.COMMERCE,
    offered_at=(Level.DISTRICT,),
    basis=(Ground("食品安全法", "35", "从事餐饮服务要取得许可"),),
    conditions=("有与经营的食品相适应的场所",),
    requirements=(APPLICATION, REGISTRATION),
    stages=STAGES,
    results=(Result("permit", "食品经营许可证", ResultKind.LICENCE, ANYHOW, "food-permit"),),
    limits=Limits(working(20, Basis("行政许可法", "42", 1)), working(8)),
    channels=(Channel.ONLINE, Channel.WINDOW),
    summary="开饭店前取得许可。",
    presences=(act(),),
    questions=(Question("要多久？", "八个工作日。"),),
    situations=(
        Situation("premises", "场所是", {"owned": "自有", "rented": "租用"}),
        Situation("kind", "做什么", {"meals": "餐饮", "sales": "销售"}),
    ),
)


def matter(*more: Requirement, **changes: Any) -> Matter:
    """The sound matter with further requirements and other values."""
    return replace(SOUND, **{"requirements": (*SOUND.requirements, *more), **changes})


def second(*more: Requirement, **changes: Any) -> Matter:
    """Another sound matter."""
    return matter(*more, **{"key": "drug", "name": "药品经营许可", **changes})


def among(*matters: Matter, **changes: Any) -> Catalogue:
    """The small district with these matters."""
    whole = Catalogue({one.key: one for one in matters}, LICENCES, ORGANS, RESOURCES)
    return replace(whole, **changes)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Code and place of each finding."""
    return [(one.code, one.path) for one in findings]
