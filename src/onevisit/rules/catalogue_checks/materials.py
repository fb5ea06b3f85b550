"""Materials that should not be asked for as they are (clause 5.1c): vague ones, twice, or on paper though shared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from onevisit.rules.catalogue_checks.check import OPTIMISE, ORDER, Check, warns
from onevisit.rules.catalogue_checks.names import mentions, plain, stem, whose
from onevisit.rules.catalogue_checks.worlds import together
from onevisit.rules.district.checks import TOWN
from onevisit.rules.findings import Finding
from onevisit.rules.journeys.catalogue import Catalogue, Licence
from onevisit.rules.matters.definition import Evidence, Field, Matter, Requirement
from onevisit.rules.matters.vocabulary import MadeBy, Way

_CLEARED = f"{ORDER} 五（一）清理无谓证明"

CATCH_ALL = Check(
    "M-113",
    "catch-all",
    "设了“其他材料”这样的兜底条款",
    "把确实需要的材料逐项写出来，写不出的取消",
    f"{_CLEARED}；行政许可法第三十条；{OPTIMISE}第三十六条",
)
VAGUE = warns(
    "M-114",
    "vague-material",
    "材料名称含糊，申请人不知道要交哪一份",
    "写出是哪一份材料；有几种都可以的，在名称或者备注里逐种列出",
    f"{_CLEARED}；行政许可法第三十条",
)
VAGUE_CONDITION = warns(
    "M-115",
    "catch-all-condition",
    "办理条件里有“其他条件”这样的兜底条款",
    "写出是哪些条件，或者写出规定它们的条文",
    "行政许可法第三十条；国发〔2018〕27号（消除模糊语言和兜底条款）",
)
TWICE = warns(
    "M-116",
    "asked-twice",
    "一个事项把同一样东西要了两遍",
    "合并成一项；确实是两样的，把名称写得分得开",
    f"{_CLEARED}；行政许可法第三十一条",
)
KNOWN = warns(
    "M-117",
    "asks-the-known",
    "表格问的是申请时已经知道的内容",
    "删去这一栏，或者写明已知来源（source），由系统填好，申请人只核对",
    "在线政务服务规定第七条；国办函〔2016〕108号",
)
ON_PAPER = warns(
    "M-118",
    "organ-on-paper",
    "本区部门出具的材料，只收申请人拿来的纸质件或者扫描件",
    "加上 e_licence（电子证照）或者 shared（共享数据），放在第一位；法律要求收回原件的，写明 kept: true；"
    "不是本区部门出具的，issued_by 写出出具单位的全称",
    f"{_CLEARED}；在线政务服务规定第七条；{OPTIMISE}第三十七条",
)
SHARED = warns(
    "C-101",
    "shared-elsewhere",
    "别的事项已经用电子证照或者共享数据取得的材料，这里还要申请人自己交",
    "照那个事项的写法，加上同样的电子证照或者共享数据，放在第一位",
    f"{_CLEARED}；在线政务服务规定第七条",
)
CHECKS = (CATCH_ALL, VAGUE, VAGUE_CONDITION, TWICE, KNOWN, ON_PAPER, SHARED)

_THING = "(?:材料|资料|证明|证明材料|证明文件|文件|证件|手续|图纸)"
_CATCH_ALL = re.compile(
    rf"(?:其他|其它)(?:的|有关|相关|必要|所需|需要|应当|依法|提交|提供|要求|规定)*{_THING}(?:$|[(])|"
    rf"(?:要求|认为需要|认为必要)(?:提供|提交|补充)?的{_THING}(?:$|[(])"
)
_VAGUE = re.compile(
    rf"(?:有关|相关|必要|必需|所需|等)(?:的)?(?:证明)?{_THING}$|(?:视情况|根据需要|视需要|按要求)"
)
"""A name that goes on in brackets says there which ones are meant."""
_OPEN_CONDITION = re.compile(
    r"(?:规定|要求|认为需要|认为必要)的?(?:其他|其它)(?:条件|情形|要求)|(?:其他|其它)条件$"
)
_KNOWN_LABELS: Mapping[str, str] = {
    **dict.fromkeys(("姓名", "申请人姓名", "申请人名称", "申请人"), "申请人的名称"),
    **dict.fromkeys(
        ("公民身份号码", "身份证号", "身份证号码", "申请人公民身份号码", "申请人身份证号"), "公民身份号码"
    ),
    **dict.fromkeys(("联系电话", "手机号", "手机号码", "申请人电话", "申请人联系电话"), "申请人的电话"),
}
"""Labels of what every application begins with: the applicant's name, number and telephone."""

_FROM_AFAR = frozenset({Way.E_LICENCE, Way.SHARED, Way.ZONE, Way.FORM})
Shared = Mapping[tuple[str, str], tuple[tuple[Evidence, Matter], ...]]
"""A document (its issuer and the stem of its name) → how and where it is got without the applicant, by two at most."""


def check(matter: Matter, catalogue: Catalogue, shared: Shared) -> Iterator[Finding]:
    """Note materials that should not be asked for, or not like this. `shared` is that of `shared_in`."""
    yield from _vague(matter)
    yield from _twice(matter)
    yield from _known(matter)
    yield from _on_paper(matter, catalogue, shared)


def shared_in(catalogue: Catalogue) -> Shared:
    """What matters already get without the applicant; two of them are enough to find one that is another."""
    found: dict[tuple[str, str], tuple[tuple[Evidence, Matter], ...]] = {}
    for matter in catalogue.matters.values():
        for one in matter.requirements:
            way = next((way for way in one.evidence if way.way in (Way.E_LICENCE, Way.SHARED)), None)
            key = (one.issued_by, stem(one.name))
            uses = found.get(key, ())
            if way is not None and len(uses) < 2 and all(other is not matter for _, other in uses):
                found[key] = (*uses, (way, matter))
    return found


def _vague(matter: Matter) -> Iterator[Finding]:
    for number, one in enumerate(matter.requirements):
        path = f"requirements[{number}].name"
        if _CATCH_ALL.search(plain(one.name)):
            yield CATCH_ALL.at(path, f"“{one.name}”是兜底条款，请逐项写明")
        elif _VAGUE.search(plain(one.name)):
            yield VAGUE.at(path, f"“{one.name}”没有说清要交哪一份")
    for number, condition in enumerate(matter.conditions):
        if _OPEN_CONDITION.search(plain(condition)):
            yield VAGUE_CONDITION.at(f"conditions[{number}]", f"“{condition}”是兜底条款，申请人无从对照")


def _twice(matter: Matter) -> Iterator[Finding]:
    for (_, first), (at, second) in combinations(enumerate(matter.requirements), 2):
        if (
            first.key != second.key
            and _same(first, second, matter)
            and together(matter, first.when, second.when)
        ):
            yield TWICE.at(f"requirements[{at}]", f"“{second.name}”和“{first.name}”是同一样东西，要了两遍")
    for (_, one), (at, other) in combinations(enumerate(matter.fields), 2):
        if one.key != other.key and _same_label(one, other) and together(matter, one.when, other.when):
            yield TWICE.at(f"fields[{at}]", f"表格里“{other.label}”问了两遍")


def _same(first: Requirement, second: Requirement, matter: Matter) -> bool:
    """Whether two requirements are one document, as far as that is certain."""
    if first.kept != second.kept:
        return False  # What is handed back is the paper, not what it says.
    if plain(first.name) == plain(second.name):
        return True
    one, other = licences_of(first), licences_of(second)
    if one and other and not one & other:
        return False
    maker = (first.made_by, first.issued_by)
    if maker != (second.made_by, second.issued_by):
        return False
    # A person has one identity card: whoever shows it twice was asked twice. A house may have several certificates.
    once = (
        len(one) == 1
        and one == other
        and whose(first.name) == whose(second.name)
        and _personal(first, second)
    )
    return once or (first.made_by is MadeBy.ORGAN and stem(first.name) == stem(second.name))


def _personal(first: Requirement, second: Requirement) -> bool:
    return all(stem(one.name) in ("身份", "户口簿", "户籍", "营业执照") for one in (first, second))


def _same_label(one: Field, other: Field) -> bool:
    return plain(one.label) == plain(other.label)


def _known(matter: Matter) -> Iterator[Finding]:
    for number, field in enumerate(matter.fields):
        what = _KNOWN_LABELS.get(plain(field.label))
        if what and not field.source:
            yield KNOWN.at(f"fields[{number}]", f"“{field.label}”：每份申请开头已经有{what}，不必再问")


def _on_paper(matter: Matter, catalogue: Catalogue, shared: Shared) -> Iterator[Finding]:
    for number, one in enumerate(matter.requirements):
        ways = {way.way for way in one.evidence}
        surrendered = one.kept and ways == {Way.ORIGINAL}
        if not ways or ways & _FROM_AFAR or surrendered:
            continue
        path = f"requirements[{number}].evidence"
        uses = shared.get((one.issued_by, stem(one.name)), ())
        twin = next(((way, other) for way, other in uses if other.key != matter.key), None)
        if twin is not None:
            way, other = twin
            yield SHARED.at(
                path,
                f"“{one.name}”在“{other.name}”里用{_named(way, catalogue)}取得，这里还要申请人自己交",
                f"加上 {_written(way)}，放在第一位",
            )
            continue
        licence = _licence_called(one, catalogue)
        issuer = licence.issuer if licence else one.issued_by if one.made_by is MadeBy.ORGAN else ""
        if issuer == TOWN or issuer in catalogue.organs:
            organ = "本部门" if issuer == matter.organ else catalogue.organ_name(issuer)
            mend = f"加上 {{way: e_licence, licence: {licence.key}}}，放在第一位" if licence else ""
            yield ON_PAPER.at(path, f"“{one.name}”由{organ}出具，却只收申请人拿来的纸质件或者扫描件", mend)


def _licence_called(one: Requirement, catalogue: Catalogue) -> Licence | None:
    """The licence type that a requirement asks for by its name."""
    for licence in catalogue.licences.values():
        if one.made_by is MadeBy.ORGAN:
            called = licence.issuer == one.issued_by and mentions(one.name, licence.name)
        else:
            called = plain(one.name) == plain(licence.name)
        if called:
            return licence
    return None


def licences_of(one: Requirement) -> frozenset[str]:
    """The licence types that show a requirement."""
    return frozenset(way.licence for way in one.evidence if way.licence)


def _named(way: Evidence, catalogue: Catalogue) -> str:
    if way.licence:
        return f"电子证照“{catalogue.licence_name(way.licence)}”"
    return f"共享数据“{catalogue.resources.get(way.resource, way.resource)}”"


def _written(way: Evidence) -> str:
    detail = f"licence: {way.licence}" if way.licence else f"resource: {way.resource}"
    return f"{{way: {way.way.value}, {detail}}}"
