"""What is asked without an article: 初审转报 (clause 5.1b), materials (5.1c), intermediaries (5.10c), coming, fees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onevisit.rules.catalogue_checks.check import OPTIMISE, ORDER, Check, warns
from onevisit.rules.district.checks import TOWN
from onevisit.rules.findings import Finding
from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.matters.course_checks import deciding_organ
from onevisit.rules.matters.courses import XKF
from onevisit.rules.matters.definition import Matter, Presence, Requirement, Stage
from onevisit.rules.matters.vocabulary import Act, Channel, MadeBy, Means, StageKind, Way

FORWARDING = Check(
    "M-101",
    "forwarding-without-basis",
    "初审、转报环节没有法定依据",
    "写明规定由下级先行审查的条文（basis）；没有条文的，取消这个环节，由有决定权的部门直接受理",
    f"{ORDER} 五（一）清理初审转报；行政许可法第三十五条",
)
CONSULTING = warns(
    "M-102",
    "consulting-without-basis",
    "要别的部门审查、踏勘，没有写明依据",
    "写明要求征求这个部门意见的条文（basis）；没有条文的，取消这个环节，或者改用共享数据核对",
    f"{ORDER} 五（一）；{OPTIMISE}第十八条",
)
MATERIAL = warns(
    "M-111",
    "material-without-basis",
    "材料没有写明依据",
    "写明要求这份材料的条文（basis）；没有法律、法规或者国务院决定依据的，取消这份材料",
    f"{ORDER} 五（一）清理无谓证明；行政许可法第三十一条；{OPTIMISE}第四十五条",
)
INTERMEDIARY = Check(
    "M-112",
    "intermediary-without-basis",
    "只有中介机构才能出具的材料没有法定依据",
    "写明法律、法规或者国务院决定的条文（basis）；没有的，不得作为办理条件，取消它，或者改由部门自己委托、自己付费",
    f"{ORDER} 五（十）清理前置中介；{OPTIMISE}第四十三条",
)
PRESENCE = warns(
    "M-121",
    "presence-without-basis",
    "要本人到场，却没有条文要求本人到场，也没有给替代办法",
    "加上网上实名核验、电子签名、视频或者代理人；法律确实要求本人到场的，写明条文（basis）",
    "行政许可法第二十九条第二款；浙江省保障“最多跑一次”改革规定第十条",
)
GENERAL_FEE = warns(
    "M-131",
    "fee-without-basis",
    "收费引用的条文没有设立这项收费",
    "引用设立这项收费的法律、行政法规，或者批准收费标准的文件；没有的，取消收费",
    "行政许可法第五十八条、第五十九条",
)
CHECKS = (FORWARDING, CONSULTING, MATERIAL, INTERMEDIARY, PRESENCE, GENERAL_FEE)

_FORWARDS = re.compile(r"初审|转报|上报|呈报|逐级|报送")
_BY_INTERMEDIARY = re.compile(
    r"(?:检测|检验|监测|评估|评价|鉴定|审计|验资|测绘|论证)(?:报告|意见|结论|成果)|公证书|鉴定书|验资证明"
)
_PAPER = frozenset({Way.UPLOAD, Way.ORIGINAL})
_NO_SUBSTITUTE = frozenset({Means.IN_PERSON, Means.HOME_VISIT})
"""A visit by officials at home is for those who cannot come: it is nobody's choice."""
_BY_PROXY = frozenset({("行政许可法", "29"), ("电子签名法", "14"), ("在线政务服务规定", "8")})
"""Articles that let somebody else, or a signature from afar, stand in for the applicant."""
_SETS_NO_FEE = frozenset({(XKF, "58"), (XKF, "59"), (XKF, "75")})
_ACTS = {
    Act.IDENTITY: "核验身份",
    Act.SIGNATURE: "签字",
    Act.TEST: "测试",
    Act.ORAL: "当面陈述",
    Act.COLLECT: "领取",
}


def check(matter: Matter, catalogue: Catalogue) -> Iterator[Finding]:
    """Note what rests on nothing."""
    yield from _stages(matter, catalogue)
    for number, one in enumerate(matter.requirements):
        if one.basis is None:
            yield _requirement(one, f"requirements[{number}].basis")
    for number, presence in enumerate(matter.presences):
        if body_alone(presence) and not presence.waivable and not _demands_the_body(presence):
            path, act = f"presences[{number}]", _ACTS[presence.act]
            reason = "没有写依据" if presence.basis is None else f"{presence.basis.cite()}允许由他人代为办理"
            yield PRESENCE.at(path, f"“{act}”只能本人到场，{reason}，也没有给替代办法")
    for number, fee in enumerate(matter.fees):
        if (fee.basis.law, fee.basis.article) in _SETS_NO_FEE:
            yield GENERAL_FEE.at(
                f"fees[{number}].basis", f"“{fee.name}”引用{fee.basis.cite()}，而这一条没有设立任何收费"
            )


def _stages(matter: Matter, catalogue: Catalogue) -> Iterator[Finding]:
    decides = deciding_organ(matter)
    for number, stage in enumerate(matter.stages):
        if stage.basis is not None:
            continue
        path = f"stages[{number}].basis"
        if _forwards(stage, decides):
            yield FORWARDING.at(path, f"初审、转报环节“{stage.name}”没有法定依据，不能公布")
        elif stage.kind in (StageKind.REVIEW, StageKind.SURVEY) and stage.organ not in ("", decides):
            organ = catalogue.organ_name(stage.organ)
            yield CONSULTING.at(path, f"“{stage.name}”要{organ}办理，没有写明依据")


def _forwards(stage: Stage, decides: str) -> bool:
    """Whether a stage is a first review: by its kind, by its name, or because a town reviews for a higher organ."""
    if stage.kind is StageKind.FIRST_REVIEW:
        return True
    if stage.kind is not StageKind.REVIEW:
        return False
    return _FORWARDS.search(stage.name) is not None or (stage.organ == TOWN and decides != TOWN)


def _requirement(one: Requirement, path: str) -> Finding:
    if only_by_intermediary(one):
        return INTERMEDIARY.at(path, f"“{one.name}”只有中介机构才能出具，却没有法定依据")
    return MATERIAL.at(path, f"材料“{one.name}”没有写明依据；没有法定依据的证明应当取消")


def only_by_intermediary(one: Requirement) -> bool:
    """Whether a requirement that cannot be left out can be met by what an intermediary makes, and by nothing else.

    Also one that is written down as the applicant's own, but is called what only an intermediary makes (检测报告).
    """
    made = one.made_by is MadeBy.INTERMEDIARY or (
        one.made_by is MadeBy.APPLICANT and _BY_INTERMEDIARY.search(one.name) is not None
    )
    return made and one.required and not one.commitment and {way.way for way in one.evidence} <= _PAPER


def body_alone(presence: Presence) -> bool:
    """Whether nothing stands in for the applicant's own body."""
    return bool(presence.means) and set(presence.means) <= _NO_SUBSTITUTE


def _demands_the_body(presence: Presence) -> bool:
    basis = presence.basis
    return basis is not None and (basis.law, basis.article) not in _BY_PROXY


def needs_coming(matter: Matter) -> bool:
    """Whether something in the definition itself cannot be done from afar: an act in person, or an original to show."""
    if any(body_alone(one) and not one.waivable for one in matter.presences):
        return True
    return Channel.POST not in matter.channels and any(
        one.required and not one.commitment and {way.way for way in one.evidence} == {Way.ORIGINAL}
        for one in matter.requirements
    )
