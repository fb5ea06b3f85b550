"""For each check a small definition that has exactly this one fault: it is found, where it is, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from onevisit.rules.basis import Basis
from onevisit.rules.catalogue_checks import check_one
from onevisit.rules.catalogue_checks.registry import check_of, mend_of
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.courses import Courses, Handling
from onevisit.rules.matters.definition import Counter, Deferral, Fee, Field, Limits, Matter, Result
from onevisit.rules.matters.vocabulary import (
    Act,
    Channel,
    Delivery,
    FieldType,
    MadeBy,
    Means,
    Moment,
    ResultKind,
    Since,
    StageKind,
)
from rules.catalogue_checks.definitions import (
    ANYHOW,
    LAW,
    SOUND,
    STAGES,
    act,
    among,
    matter,
    paper,
    stage,
    told,
    when,
    working,
)

ACCEPT, REVIEW, DECIDE = STAGES
FORWARDED = Courses(handling=Handling.FORWARDED)
STATUTORY = SOUND.limits.statutory


def field(key: str, label: str, **more: str) -> Field:
    return Field(key, label, FieldType.TEXT, **more)  # type: ignore[arg-type]


ONE: dict[str, tuple[str, str, Matter]] = {
    "a first review without basis": (
        "forwarding-without-basis",
        "stages[1].basis",
        matter(
            stages=(
                ACCEPT,
                stage(
                    "town", StageKind.FIRST_REVIEW, "镇街审查", organ="town", after=("accept",), basis=None
                ),
                replace(REVIEW, after=("town",)),
                DECIDE,
            ),
            courses=FORWARDED,
        ),
    ),
    "a forwarding in the dress of a review": (
        "forwarding-without-basis",
        "stages[1].basis",
        matter(stages=(ACCEPT, replace(REVIEW, name="初审并上报", basis=None), DECIDE)),
    ),
    "a town that reviews for the district, called a review": (
        "forwarding-without-basis",
        "stages[1].basis",
        matter(
            stages=(
                ACCEPT,
                stage("town", StageKind.REVIEW, "核对", organ="town", after=("accept",), basis=None),
                replace(REVIEW, after=("town",)),
                DECIDE,
            )
        ),
    ),
    "another organ is asked without basis": (
        "consulting-without-basis",
        "stages[2].basis",
        matter(
            stages=(
                ACCEPT,
                REVIEW,
                stage("police", StageKind.REVIEW, "治安审查", organ="police", after=("accept",), basis=None),
                replace(DECIDE, after=("review", "police")),
            )
        ),
    ),
    "a paper without basis": (
        "material-without-basis",
        "requirements[2].basis",
        matter(paper("layout", "场所布局图", basis=None)),
    ),
    "an intermediary's paper without basis": (
        "intermediary-without-basis",
        "requirements[2].basis",
        matter(paper("noise", "边界噪声情况", made_by=MadeBy.INTERMEDIARY, basis=None)),
    ),
    "an intermediary's paper in the dress of one's own": (
        "intermediary-without-basis",
        "requirements[2].basis",
        matter(paper("noise", "边界噪声监测报告", basis=None)),
    ),
    "in person, and nobody says why": (
        "presence-without-basis",
        "presences[0]",
        matter(presences=(act(Means.IN_PERSON),)),
    ),
    "in person or at home, on an article that lets agents in": (
        "presence-without-basis",
        "presences[0]",
        matter(presences=(act(Means.IN_PERSON, Means.HOME_VISIT, basis=Basis("行政许可法", "29", 2)),)),
    ),
    "a fee on the article that forbids fees": (
        "fee-without-basis",
        "fees[0].basis",
        matter(fees=(Fee("card", "工本费", "本", Basis("行政许可法", "59"), Decimal(10)),)),
    ),
    "“other materials”": ("catch-all", "requirements[2].name", matter(paper("more", "其它有关材料"))),
    "what the organ asks for besides": (
        "catch-all",
        "requirements[2].name",
        matter(paper("more", "登记机关要求提交的材料")),
    ),
    "which document": (
        "vague-material",
        "requirements[2].name",
        matter(paper("land", "使用土地的有关证明文件")),
    ),
    "…等材料": ("vague-material", "requirements[2].name", matter(paper("bills", "发票、清单等材料"))),
    "other conditions": (
        "catch-all-condition",
        "conditions[0]",
        matter(conditions=("符合法律、法规规定的其他条件",)),
    ),
    "the same paper under two keys": (
        "asked-twice",
        "requirements[3]",
        matter(paper("layout", "场所布局图"), paper("plan", "场所布局图（复印件）")),
    ),
    "the same question twice in the form": (
        "asked-twice",
        "fields[1]",
        matter(fields=(field("size", "经营面积"), field("area", "经营面积"))),
    ),
    "who the applicant is": ("asks-the-known", "fields[0]", matter(fields=(field("name", "申请人姓名"),))),
    "the district's own paper": (
        "organ-on-paper",
        "requirements[2].evidence",
        matter(paper("record", "收养登记证明", issued_by="civil")),
    ),
    "a licence of the district that somebody called the applicant's own": (
        "organ-on-paper",
        "requirements[2].evidence",
        matter(paper("birth", "出生医学证明")),
    ),
    "stages that do not fit": (
        "stages-exceed-promise",
        "limits.promised",
        matter(stages=(ACCEPT, replace(REVIEW, limit=working(7)), DECIDE)),
    ),
    "stages that do not fit in one situation": (
        "stages-exceed-promise",
        "limits.promised",
        matter(
            stages=(
                ACCEPT,
                REVIEW,
                stage(
                    "survey",
                    StageKind.SURVEY,
                    "核查",
                    7,
                    organ="market",
                    after=("accept",),
                    when=when("kind == meals"),
                ),
                replace(DECIDE, after=("review", "survey")),
            )
        ),
    ),
    "counted from receipt, the acceptance is in it": (
        "stages-exceed-promise",
        "limits.promised",
        matter(limits=replace(SOUND.limits, since=Since.RECEIPT)),
    ),
    "a month of stages in working days": (
        "stages-exceed-promise",
        "limits.promised",
        matter(stages=(ACCEPT, replace(REVIEW, limit=Limit(1, Unit.MONTHS, None, "期限")), DECIDE)),
    ),
    "a promise of forty working days on thirty days of the law": (
        "promise-too-long",
        "limits.promised",
        matter(limits=Limits(Limit(30, Unit.DAYS, LAW, "期限"), working(40))),
    ),
    "a promise of three months on forty-five working days": (
        "promise-too-long",
        "limits.promised",
        matter(limits=Limits(working(45, LAW), Limit(4, Unit.MONTHS, None, "期限"))),
    ),
    "a promise that the Spring Festival breaks": (
        "promise-may-be-too-long",
        "limits.promised",
        matter(limits=Limits(Limit(15, Unit.DAYS, LAW, "期限"), working(8))),
    ),
    "a statutory limit without article": (
        "limit-without-basis",
        "limits.statutory.basis",
        matter(limits=Limits(working(20), working(8))),
    ),
    "a result that nobody sends": (
        "window-only-result",
        "results[0].delivery",
        matter(results=(replace(SOUND.results[0], delivery=(Delivery.WINDOW,)),)),
    ),
    "no visit is needed, and no other way is open": (
        "no-way-from-afar",
        "channels",
        matter(channels=(Channel.WINDOW, Channel.VILLAGE)),
    ),
    "by post, but not on line": ("not-online", "channels", matter(channels=(Channel.POST, Channel.WINDOW))),
    "an original to be shown, and so not on line": (
        "not-online",
        "channels",
        matter(paper("book", "存折", "original"), channels=(Channel.WINDOW,)),
    ),
    "an eighth day of the week": (
        "bad-weekdays",
        "counter.weekdays",
        matter(counter=Counter("police", "车管所", (1, 8))),
    ),
    "a counter that never opens": (
        "bad-weekdays",
        "presences[0].counter.weekdays",
        matter(presences=(act(counter=Counter("police", "车管所", ())),)),
    ),
    "one place to choose from": (
        "announced-alone",
        "presences[0].announced",
        matter(presences=(act(announced=(Counter("police", "考场"),)),)),
    ),
    "a place to choose from that opens on day 0": (
        "bad-weekdays",
        "presences[0].announced[1].weekdays",
        matter(presences=(act(announced=(Counter("police", "甲"), Counter("police", "乙", (0,)))),)),
    ),
    "together with nobody": (
        "persons-alone",
        "presences[0].persons",
        matter(presences=(act(persons=("男方",)),)),
    ),
    "twice the same": (
        "persons-alone",
        "presences[0].persons",
        matter(presences=(act(persons=("男方", "男方")),)),
    ),
    "good for less than nothing": (
        "bad-fresh",
        "requirements[2].fresh",
        matter(paper("photo", "照片", fresh=-30)),
    ),
    "an organ's paper at a private person's": (
        "errand-of-organ",
        "requirements[1].errand",
        matter(requirements=(SOUND.requirements[0], replace(SOUND.requirements[1], errand="房东"))),
    ),
    "kept, but never shown": (
        "kept-without-original",
        "requirements[2].kept",
        matter(paper("lease", "租赁合同", "upload", kept=True)),
    ),
    "no copy at all": ("bad-copies", "requirements[2].copies", matter(paper("lease", "租赁合同", copies=0))),
    "deferred by no day": (
        "bad-copies",
        "requirements[2].defer.days",
        matter(paper("lease", "租赁合同", defer=Deferral(0))),
    ),
    "a right without an article": (
        "waivable-without-basis",
        "presences[0].basis",
        matter(presences=(act(Means.IN_PERSON, what=Act.ORAL, at=Moment.REVIEW, waivable=True),)),
    ),
    "a certificate that is no certificate": (
        "result-kind",
        "results[0].kind",
        matter(results=(Result("permit", "食品经营许可证", ResultKind.OTHER, ANYHOW, "food-permit"),)),
    ),
    "an approval that is no approval": (
        "result-kind",
        "results[1].kind",
        matter(results=(*SOUND.results, Result("reply", "关于立项的批复", ResultKind.REGISTER, ANYHOW))),
    ),
    "a licence without its type": (
        "licence-without-type",
        "results[0].licence",
        matter(results=(Result("permit", "食品经营许可证", ResultKind.LICENCE, ANYHOW),)),
    ),
    "decided without a look": (
        "licence-without-review",
        "stages",
        matter(stages=(ACCEPT, replace(DECIDE, after=("accept",)))),
    ),
    "no conditions": ("no-conditions", "conditions", matter(conditions=())),
    "no materials": ("no-materials", "requirements", matter(requirements=())),
    "no such organ": (
        "unknown-organ",
        "stages[1].organ",
        matter(stages=(ACCEPT, replace(REVIEW, organ="nobody", basis=LAW), DECIDE)),
    ),
    "no such licence type": (
        "unknown-licence",
        "results[0].licence",
        matter(results=(replace(SOUND.results[0], licence="nothing"),)),
    ),
    "no such resource": (
        "unknown-resource",
        "requirements[2].evidence[0].resource",
        matter(paper("lease", "租赁合同", "shared:nothing", "upload")),
    ),
}


@pytest.mark.parametrize("fault", ONE)
def test_one_matter_has_exactly_this_fault(fault: str) -> None:
    code, path, spoilt = ONE[fault]
    found = check_one(spoilt, among())
    assert told(found) == [(code, path)]
    assert found[0].severity is check_of(found[0]).severity
    assert mend_of(found[0])
