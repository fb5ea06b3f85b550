"""The consistency of what the public guide says: the rules of standards 2.9 that the definition has the data for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onevisit.rules.catalogue_checks.check import warns
from onevisit.rules.catalogue_checks.names import plain
from onevisit.rules.findings import Finding
from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Kind, ResultKind, StageKind

_RULES = "事项数据校验规则"

RESULT_KIND = warns(
    "M-161",
    "result-kind",
    "结果的名称和结果类型对不上",
    "名称以“证、证书、执照、簿”结尾的，类型写“证照”（登记簿、登记证书也可以写“登记”）；以“批复、决定、批准书”结尾的，写“批文”",
    f"{_RULES}第2条",
)
NO_TYPE = warns(
    "M-162",
    "licence-without-type",
    "结果是证照，却没有写证照类型，发不出电子证照",
    "在 licence_types 登记这种证照，在结果里写 licence",
    "国务院令第716号第十条；GB/T 36902-2018",
)
STAGES = warns(
    "M-163",
    "licence-without-review",
    "行政许可没有审查环节（受理、审核、审批、办结、送达五个环节缺审核）",
    "在受理和决定之间写上审查（review）或者现场核查（survey）；当场就能决定的，写 at_once: true",
    f"{_RULES}第10条；行政许可法第三十四条",
)
CONDITIONS = warns(
    "M-164",
    "no-conditions",
    "行政许可没有写办理条件",
    "按规定条件的条文，一条一条写进 conditions",
    f"{_RULES}第13条；行政许可法第三十条",
)
MATERIALS = warns(
    "M-165",
    "no-materials",
    "没有写申请材料，连申请表也没有",
    "至少写一项申请表（way: form）；不用申请材料的，写明由系统生成的申请",
    f"{_RULES}第13条；行政许可法第二十九条、第三十条",
)
CHECKS = (RESULT_KIND, NO_TYPE, STAGES, CONDITIONS, MATERIALS)

_BRACKETED = re.compile(r"\([^()]*\)")
_LICENCE_NAME = re.compile(r"(?:证|证书|执照|户口簿)$")
_APPROVAL_NAME = re.compile(r"(?:批复|批准书|决定书|批文|核准文件|准予.*决定)$")


def check(matter: Matter, catalogue: Catalogue) -> Iterator[Finding]:
    """Note where the guide would say two different things, or nothing."""
    del catalogue  # All of it is in the matter itself.
    for number, result in enumerate(matter.results):
        name = _BRACKETED.sub("", plain(result.name))
        if _LICENCE_NAME.search(name) and result.kind not in (ResultKind.LICENCE, ResultKind.REGISTER):
            yield RESULT_KIND.at(f"results[{number}].kind", f"“{result.name}”是证，类型却写成“{result.kind}”")
        elif _APPROVAL_NAME.search(name) and result.kind is not ResultKind.APPROVAL:
            yield RESULT_KIND.at(
                f"results[{number}].kind", f"“{result.name}”是批文，类型却写成“{result.kind}”"
            )
        if result.kind is ResultKind.LICENCE and not result.licence:
            yield NO_TYPE.at(f"results[{number}].licence", f"“{result.name}”是证照，却没有写证照类型")
    if not matter.requirements:
        yield MATERIALS.at("requirements", "没有写申请材料，连申请表也没有")
    if matter.kind is not Kind.LICENCE:
        return
    if not matter.conditions:
        yield CONDITIONS.at("conditions", "行政许可没有写办理条件")
    examining = {StageKind.FIRST_REVIEW, StageKind.REVIEW, StageKind.SURVEY}
    if not matter.at_once and not examining & {stage.kind for stage in matter.stages}:
        yield STAGES.at("stages", "行政许可受理以后直接决定，没有审查环节")
