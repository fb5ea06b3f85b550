"""What a bundle seems to ask twice is found, and what only sounds like it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories.matters import checked, matters
from onevisit.rules.bundles.alike import alike, check_alike
from onevisit.rules.bundles.composite import Composite, compose
from onevisit.rules.bundles.definition import Bundle, Kind, Part, Same
from onevisit.rules.catalogue_checks.registry import by_code
from onevisit.rules.findings import Severity

SHOP, TAX = "small-restaurant", "tax-registration"


def joined(*same: Same, unit: str = "人") -> Composite:
    each = {key: matters()[key] for key in (SHOP, TAX)}
    fields = tuple(replace(one, unit=unit) if one.key == "staff" else one for one in each[TAX].fields)
    each[TAX] = replace(each[TAX], fields=fields)
    bundle = Bundle(
        "b", "一件事", "示例。", each[SHOP].audience, each[SHOP].window_class,
        tuple(Part(key) for key in each), (), same=same,
    )  # fmt: skip
    return compose(bundle, {key: (one, 1) for key, one in each.items()})


def test_the_number_of_workers_is_asked_twice() -> None:
    (found,) = check_alike(joined())
    assert (found.code, found.severity) == ("bundle-alike", Severity.WARNING)
    assert "small-restaurant.staff" in found.message
    assert "tax-registration.staff" in found.message
    assert by_code[found.code].id == "D-026"


def test_nothing_is_said_of_what_was_made_one_or_cannot_be() -> None:
    same = Same(Kind.FIELD, "从业人数", (f"{SHOP}.staff", f"{TAX}.staff"))
    assert not list(check_alike(joined(same)))
    assert not list(check_alike(joined(unit="户")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("从业人员人数（连您自己）", "从业人数"),
        ("餐具怎样消毒", "餐具怎样清洗消毒"),
        ("项目总投资额", "项目总投资"),
        ("您开的是哪一种店？", "开哪一种店"),
    ],
)
def test_must_find(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("最多同时用餐人数", "最多同时容纳人数"),
        ("卫生负责人姓名", "财务负责人姓名"),
        ("母亲的公民身份号码", "父亲的公民身份号码"),
        ("姓名", "姓名"),
        ("税务登记表", "税务登记信息确认表"),
        ("名称", "公司名称（自主申报）"),
    ],
)
def test_must_not_find(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


def test_no_bundle_of_the_pack_asks_twice() -> None:
    assert not [one for one in checked().findings if one.code == "bundle-alike"]
