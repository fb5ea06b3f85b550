"""What has changed between two versions: everything, in words, at its place, and nothing that has not."""

from __future__ import annotations

import copy
import re
import typing
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.definitions import CONDITION, LAW, Spot, full, others, spots
from factories.matters import matters
from onevisit.rules.differences import SECTIONS, Change, Names, condition_words, differences
from onevisit.rules.differences.labels import SWITCHES, enum_words, label_of
from onevisit.rules.limits import Unit
from onevisit.rules.matters.conditions import ALWAYS, parse
from onevisit.rules.matters.conditions import Any as AnyOf
from onevisit.rules.matters.definition import (
    Evidence,
    Fee,
    Matter,
    Presence,
    Requirement,
    Validity,
)
from onevisit.rules.matters.vocabulary import Act, Channel, MadeBy, Means, Moment, Way

FOOD = matters()["food-business-permit"]
FULL = full()
RENTED = "“经营场所是自己的，还是租来的？”答“租用或借用”"
SPOTS = tuple(spot for spot in spots(FULL) if next(others(spot), None) is not None)
READ = re.compile(r"^[^\n]+。$")
FROM_CODE = re.compile(r"None|True|False|<|>|\(|'|object|_")
"""What only code says, and no person."""


def test_the_full_matter_has_every_part() -> None:
    """Or the test below would not try it."""
    parts = {part for spot in spots(FULL) for part in re.findall(r"[a-z_]+", spot.path)}
    inside = {"length", "unit", "counts_from"}  # of limits, which are one thing to people
    assert {name for kind in shapes() for name in typing.get_type_hints(kind)} <= parts | inside


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.path)
def test_every_single_change_is_said_at_its_place(spot: Spot) -> None:
    for other in others(spot):
        changed = spot.put(other)
        found = differences(FULL, changed)
        assert found, (spot.path, other)
        section = SECTIONS[re.split(r"[.\[]", spot.path)[0]]
        for one in found:
            assert one.section == section
            assert READ.fullmatch(one.text), one.text
            assert not FROM_CODE.search(one.text), one.text
            assert "由“”" not in one.text
            assert not re.search(r"由(.+)改为\1。$", one.text), one.text
        if spot.name not in ("key", "ask", "law", "article", "paragraph", "item", "act", "at", "kind", "way"):
            places = {one.path for one in found}
            shared = [path for path in places if path.startswith(spot.path) or spot.path.startswith(path)]
            assert len(shared) == len(places), (spot.path, places)


@pytest.mark.parametrize("key", matters())
def test_the_same_definition_twice_has_no_difference(key: str) -> None:
    assert differences(matters()[key], copy.deepcopy(matters()[key])) == ()


@settings(max_examples=150)
@given(st.sampled_from(sorted(matters())), st.sampled_from(sorted(matters())))
def test_two_matters_differ_the_same_way_in_both_directions(one: str, other: str) -> None:
    there, back = differences(matters()[one], matters()[other]), differences(matters()[other], matters()[one])
    assert bool(there) is (one != other)
    count = lambda found, change: sum(each.change is change for each in found)  # noqa: E731
    assert count(there, Change.ADDED) == count(back, Change.REMOVED)
    assert count(there, Change.REMOVED) == count(back, Change.ADDED)
    assert all(READ.fullmatch(each.text) for each in there)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(SPOTS),
        min_size=2,
        max_size=5,
        unique_by=lambda spot: spot.path.split(".")[0].split("[")[0],
    )
)
def test_several_changes_are_all_said(chosen: list[Spot]) -> None:
    """Changes of different parts stand beside each other: none hides another."""
    changed = FULL
    for spot in chosen:
        top = re.split(r"[.\[]", spot.path)[0]
        changed = replace(changed, **{top: getattr(spot.put(next(others(spot))), top)})
    alone = [difference for spot in chosen for difference in differences(FULL, spot.put(next(others(spot))))]
    assert sorted(one.path for one in differences(FULL, changed)) == sorted(one.path for one in alone)


def change(**parts: object) -> list[str]:
    """What is said of these changes to the food permit."""
    names = Names(
        {"market": "市场监管局"}, {"business-licence": "营业执照"}, {"market-entities": "市场主体登记信息"}
    )
    return [one.text for one in differences(FOOD, replace(FOOD, **parts), names)]


def test_the_sentences_are_those_that_a_person_would_write() -> None:
    lease = next(one for one in FOOD.requirements if one.key == "lease")
    others = [one for one in FOOD.requirements if one.key != "lease"]
    assert change(requirements=tuple(others)) == ["取消材料“经营场所租赁（借用）合同”。"]
    shared = replace(lease, evidence=(Evidence(Way.SHARED, resource="market-entities"), *lease.evidence))
    requirements = tuple(shared if one is lease else one for one in FOOD.requirements)
    assert change(requirements=requirements) == [
        "新增材料“经营场所租赁（借用）合同”的证明方式“部门共享数据，免提交（市场主体登记信息）”。"
    ]
    lighter = replace(lease, when=parse("premises == rented and not business == canteen"), commitment=True)
    assert change(requirements=tuple(lighter if one is lease else one for one in FOOD.requirements)) == [
        f"材料“经营场所租赁（借用）合同”的适用情形由{RENTED}改为{RENTED}，并且不是（“您打算做哪一种？”答“单位食堂”）。",
        "材料“经营场所租赁（借用）合同”改为可以告知承诺。",
    ]
    limit = replace(FOOD.limits.promised, length=5)
    assert change(limits=replace(FOOD.limits, promised=limit)) == ["承诺期限由8个工作日改为5个工作日。"]
    assert change(channels=(*FOOD.channels, Channel.VILLAGE)) == ["新增申请方式“村（社区）代办”。"]
    assert change(channels=FOOD.channels[::-1]) == ["申请方式的顺序改为“邮寄申请”、“窗口申请”、“网上申请”。"]
    assert change(conditions=("办公场所", *FOOD.conditions[1:])) == [
        f"办理条件由“{FOOD.conditions[0]}”改为“办公场所”。"
    ]
    permit = replace(
        FOOD.results[0], valid=Validity(0, FOOD.results[0].valid.basis if FOOD.results[0].valid else None)
    )
    assert change(results=(permit,)) == ["结果“食品经营许可证”的有效期由5年改为长期。"]
    added = Requirement("photo", "照片", MadeBy.APPLICANT, (Evidence(Way.UPLOAD),), LAW, copies=2)
    assert change(requirements=(*FOOD.requirements, added)) == [
        "新增材料“照片”（出具人：申请人；证明方式：上传扫描件或照片；依据：《行政许可法》第四十二条第一款；份数：2份）。"
    ]
    assert change(flagship=False) == ["本事项不再列为重点事项。"]
    fee = Fee("cost", "工本费", "本", LAW, Decimal(10))
    assert change(fees=(fee,)) == [
        "新增收费“工本费”（单位：本；依据：《行政许可法》第四十二条第一款；金额：10元）。"
    ]


def test_one_of_three_like_acts_that_goes_is_the_one_that_is_named() -> None:
    tests = tuple(Presence(Act.TEST, Moment.REVIEW, (Means.IN_PERSON,), note=f"科目{n}") for n in "一二三")
    with_tests = replace(FOOD, presences=tests)
    found = differences(with_tests, replace(FOOD, presences=(tests[0], tests[2])))
    assert [(one.change, one.path) for one in found] == [(Change.REMOVED, "presences[1]")]


def test_a_condition_is_said_with_its_brackets() -> None:
    words = condition_words(
        parse("premises == rented and (business in (sales, canteen) or area == no)"), FOOD.situations
    )
    assert words == (
        "“经营场所是自己的，还是租来的？”答“租用或借用”，并且（“您打算做哪一种？”答“卖散装食品、熟食、糕点（食品销售）”"
        "或“单位食堂”，或者“经营场所有多大？”答“no”）"
    )
    assert condition_words(ALWAYS, ()) == "任何情形"
    assert condition_words(AnyOf(()), ()) == "没有一种情形"


def shapes() -> set[type]:
    """Every class of which a definition is made."""
    found: set[type] = set()

    def visit(hint: Any) -> None:
        if is_dataclass(hint) and hint not in found and hint not in CONDITION:
            found.add(hint)
            for inner in typing.get_type_hints(hint).values():
                visit(inner)
        for inner in typing.get_args(hint):
            visit(inner)

    visit(Matter)
    return found


def test_every_part_of_a_definition_has_a_name_and_every_choice_a_word() -> None:
    assert set(SECTIONS) == {one.name for one in fields(Matter)}
    for kind in shapes():
        for name, hint in typing.get_type_hints(kind).items():
            assert isinstance(label_of(kind, name), str), (kind, name)
            if hint is bool:
                assert f"{kind.__name__}.{name}" in SWITCHES, (kind, name)
            for each in (hint, *typing.get_args(hint)):
                if isinstance(each, type) and issubclass(each, Enum) and each is not Unit:  # Unit.say
                    assert not any(re.search("[a-z]", enum_words(one)) for one in each), each
