"""Courses that the law does not allow: each is found, named by its place, with the article in the sentence."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from factories.matters import checked
from onevisit.rules.district.checks import check_pack
from onevisit.rules.matters.courses import Approver, Handling, SpecialKind
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.parse import parse_matter
from onevisit.rules.matters.vocabulary import Since, StageKind

Data = dict[str, Any]
BASIS = {"law": "行政许可法", "article": "45"}
EXPERTS = {"kind": "expert-review", "days": 10, "basis": BASIS}


def definition(key: str) -> Data:
    return copy.deepcopy(dict(next(e for e in checked().pack.matters if e.matter.key == key).data))


def matter(key: str) -> Matter:
    return next(e.matter for e in checked().pack.matters if e.matter.key == key)


def said(data: Data) -> dict[tuple[str, str], str]:
    """Path and code of each error, with its sentence."""
    found = parse_matter(data).findings
    return {(one.path, one.code): one.message for one in found if one.severity == "error"}


def courses(**those: object) -> Callable[[Data], None]:
    return lambda data: data.setdefault("courses", {}).update(those)


def stage(at: int, **those: object) -> Callable[[Data], None]:
    return lambda data: data["stages"][at].update(those)


def all_of(*changes: Callable[[Data], None]) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        for one in changes:
            one(data)

    return change


def limited(**limit: object) -> Callable[[Data], None]:
    return lambda data: data["limits"].update(statutory=limit, promised={"working_days": 1})


def committing(data: Data) -> None:
    data["requirements"][1].update(commitment=True)


def of_another_kind(data: Data) -> None:
    data.update(kind="公共服务", codes={"basic": "002031308000", "test": True})


FAULTS: list[tuple[str, str, Callable[[Data], object], tuple[str, str], str]] = [
    (
        "forwarded, but nobody reviews first",
        "rural-planning",
        stage(1, kind="review"),
        ("courses.handling", "one-first-review"),
        "现在有0个",
    ),
    (
        "two first reviews",
        "rural-planning",
        stage(2, kind="first-review", organ="housing"),
        ("courses.handling", "one-first-review"),
        "现在有2个",
    ),
    (
        "a first review that goes nowhere",
        "rural-planning",
        courses(handling="single"),
        ("stages[1].kind", "not-forwarded"),
        "第三十五条",
    ),
    (
        "a first review by who decides",
        "rural-planning",
        stage(1, organ="natural-resources"),
        ("stages[1].organ", "same-organ"),
        "第三十五条",
    ),
    (
        "a first review by nobody",
        "rural-planning",
        lambda d: d["stages"][1].pop("organ"),
        ("stages[1].organ", "missing"),
        "初审",
    ),
    (
        "a first review without end",
        "rural-planning",
        lambda d: d["stages"][1].pop("limit"),
        ("stages[1].limit", "missing"),
        "第四十三条",
    ),
    (
        "a first review of 21 working days",
        "rural-planning",
        stage(1, limit={"working_days": 21}),
        ("stages[1].limit", "first-review-too-long"),
        "不得超过20个工作日",
    ),
    (
        "a first review of a month",
        "rural-planning",
        stage(1, limit={"months": 1}),
        ("stages[1].limit", "first-review-too-long"),
        "第四十三条",
    ),
    (
        "a first review that nobody waits for",
        "rural-planning",
        stage(2, after=["accept"]),
        ("stages[1]", "not-awaited"),
        "落空",
    ),
    (
        "joint, but alone",
        "food-business-permit",
        courses(handling="joint"),
        ("courses.handling", "joint-alone"),
        "第二十六条",
    ),
    (
        "46 working days together",
        "dig-road",
        limited(working_days=46, basis={"law": "行政许可法", "article": "42", "paragraph": 2}),
        ("limits.statutory", "longer-than-law"),
        "只给45个工作日",
    ),
    (
        "45 working days alone",
        "dig-road",
        courses(handling="single"),
        ("limits.statutory", "longer-than-law"),
        "只给20个工作日",
    ),
    (
        "two months alone",
        "food-business-permit",
        limited(months=2, basis={"law": "行政许可法", "article": "42", "paragraph": 1}),
        ("limits.statutory", "longer-than-law"),
        "只给20个工作日",
    ),
    (
        "one procedure twice",
        "dig-road",
        courses(special=[EXPERTS, EXPERTS]),
        ("courses.special[1].kind", "duplicate-special"),
        "专家评审",
    ),
    (
        "a hearing among the procedures",
        "dig-road",
        courses(special=[{**EXPERTS, "kind": "hearing"}]),
        ("courses.special[0].kind", "hearing-in-special"),
        "interested",
    ),
    (
        "a procedure of no day",
        "dig-road",
        courses(special=[{**EXPERTS, "days": 0}]),
        ("courses.special[0].days", "bad-length"),
        "至少1个工作日",
    ),
    (
        "a procedure that no law orders",
        "dig-road",
        courses(special=[{"kind": "testing", "days": 5}]),
        ("courses.special[0].basis", "missing"),
        "basis",
    ),
    (
        "a procedure beyond the eight",
        "dig-road",
        courses(special=[{**EXPERTS, "kind": "lunch"}]),
        ("courses.special[0].kind", "unknown-choice"),
        "lunch",
    ),
    (
        "an extension that no law gives",
        "food-business-permit",
        courses(extension={"length": 10, "by": "organ"}),
        ("courses.extension.basis", "missing"),
        "basis",
    ),
    (
        "an extension of nothing",
        "food-business-permit",
        courses(extension={"length": 0, "by": "organ", "basis": BASIS}),
        ("courses.extension.length", "bad-length"),
        "至少为1",
    ),
    (
        "an extension of what is done at once",
        "investment-filing",
        courses(extension={"length": 1, "by": "organ", "basis": BASIS}),
        ("courses.extension", "nothing-to-extend"),
        "当场",
    ),
    (
        "a joint matter prolonged by one organ",
        "dig-road",
        courses(extension={"length": 15, "by": "organ", "basis": BASIS}),
        ("courses.extension.by", "wrong-approver"),
        "本级人民政府负责人",
    ),
    (
        "a word where lives depend on the proof",
        "food-business-permit",
        committing,
        ("requirements[1].commitment", "excluded-commitment"),
        "人身健康",
    ),
    (
        "the same without the article that opens it",
        "fire-safety-check",
        lambda d: d["courses"].pop("pledge"),
        ("requirements[7].commitment", "excluded-commitment"),
        "pledge.statutory",
    ),
    (
        "a quota of none",
        "fireworks-retail",
        lambda d: d["courses"]["quota"].update(number=0),
        ("courses.quota.number", "bad-length"),
        "至少为1",
    ),
    (
        "a quota a month",
        "fireworks-retail",
        lambda d: d["courses"]["quota"].update(per="month"),
        ("courses.quota.per", "unknown-choice"),
        "month",
    ),
    (
        "a renewal of what has no end",
        "food-business-permit-renewal",
        lambda d: d["results"][0].pop("valid"),
        ("results[0].valid", "renewal-without-validity"),
        "不用延续",
    ),
    (
        "a renewal for ever",
        "food-business-permit-renewal",
        lambda d: d["results"][0]["valid"].update(years=0),
        ("results[0].valid", "renewal-without-validity"),
        "不用延续",
    ),
    (
        "a renewal of another licence",
        "food-business-permit-renewal",
        lambda d: d["courses"]["concerns"].update(licence="drug-permit"),
        ("results", "nothing-renewed"),
        "drug-permit",
    ),
    (
        "a renewal that is no licence",
        "food-business-permit-renewal",
        of_another_kind,
        ("courses.concerns.act", "not-a-licence"),
        "第五十条",
    ),
]


@pytest.mark.parametrize(
    ("key", "change", "fault", "says"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_an_unlawful_course_is_found_where_it_is(
    key: str, change: Callable[[Data], object], fault: tuple[str, str], says: str
) -> None:
    data = definition(key)
    assert said(data) == {}, "sound before the change"
    change(data)
    assert says in said(data)[fault]


SOUND: list[tuple[str, str, Callable[[Data], object]]] = [
    ("a first review of 20 days", "rural-planning", stage(1, limit={"days": 20})),
    ("procedures of two kinds", "dig-road", courses(special=[EXPERTS, {**EXPERTS, "kind": "testing"}])),
    ("a risk without a commitment", "food-business-permit", courses(risks=["health", "environment"])),
    ("a commitment without a risk", "food-business-permit", all_of(courses(risks=[]), committing)),
    (
        "45 working days alone, by a law of its own",
        "dig-road",
        all_of(
            courses(handling="single"),
            limited(working_days=45, basis={"law": "取水许可和水资源费征收管理条例", "article": "19"}),
        ),
    ),
    ("a change of what has no end", "institution-change", lambda d: None),
]


@pytest.mark.parametrize(("key", "change"), [row[1:] for row in SOUND], ids=[row[0] for row in SOUND])
def test_a_lawful_course_is_left_alone(key: str, change: Callable[[Data], object]) -> None:
    data = definition(key)
    change(data)
    assert said(data) == {}


def test_a_licence_type_that_nobody_issues_is_found_in_the_pack() -> None:
    pack = checked().pack
    entry = next(e for e in pack.matters if e.matter.key == "food-business-permit-change")
    data: Data = copy.deepcopy(dict(entry.data))
    data["courses"]["concerns"]["licence"] = "moon-permit"
    changed = parse_matter(data).matter
    assert changed is not None
    others = tuple(e for e in pack.matters if e is not entry)
    spoilt = (*others, type(entry)(**{**vars(entry), "matter": changed, "data": data}))
    found = check_pack(type(pack)(**{**vars(pack), "matters": spoilt}))
    assert [(one.path, one.code) for one in found if "moon-permit" in one.message] == [
        ("courses.concerns.licence", "unknown-licence")
    ]


def test_the_district_uses_every_course() -> None:
    """One real matter at least for each, so that the guides and the demonstration can show it."""
    matters = [entry.matter for entry in checked().pack.matters]
    assert {one.courses.handling for one in matters} == set(Handling)
    assert {one.limits.since for one in matters} == set(Since)
    assert {one.courses.concerns.act for one in matters if one.courses.concerns} == {"change", "renewal"}
    assert any(one.courses.quota for one in matters)
    assert any(one.courses.hearing for one in matters)
    assert any(one.courses.interested for one in matters)
    assert any(one.courses.pledge.statutory for one in matters)
    kinds = {special.kind for one in matters for special in one.courses.special}
    assert {SpecialKind.EXPERT_REVIEW, SpecialKind.TESTING} <= kinds
    assert {one.organ for one in matter("rural-planning").stages if one.kind is StageKind.FIRST_REVIEW} == {
        "town"
    }


@pytest.mark.parametrize(
    ("key", "length", "by"),
    [
        ("investment-approval", 40, Approver.ORGAN),
        ("government-information", 20, Approver.ORGAN),
        ("reconsideration", 30, Approver.ORGAN),
        ("tobacco-retail", 4, Approver.ORGAN),
        ("passport", 15, Approver.ORGAN),
        ("sole-trader", 3, Approver.ORGAN),
        ("dig-road", 15, Approver.GOVERNMENT),
        ("food-business-permit", 10, Approver.ORGAN),
    ],
)
def test_by_how_much_a_limit_may_be_prolonged(key: str, length: int, by: Approver) -> None:
    prolongation = matter(key).prolongation
    assert prolongation is not None
    assert (prolongation.length, prolongation.by) == (length, by)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("food-business-permit-renewal", "15个工作日"),
        ("pesticide-renewal", "90日"),
        ("drug-retail-renewal", "6个月"),
        ("labour-dispatch-renewal", "60日"),
    ],
)
def test_how_long_before_the_expiry_a_renewal_is_applied_for(key: str, says: str) -> None:
    concern = matter(key).courses.concerns
    assert concern is not None
    assert says in concern.before.say()
