"""The five reductions: what is counted, what became less, what became more, and how it went over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.matters import matters, situations
from onevisit.rules.basis import Basis
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.conditions import parse
from onevisit.rules.matters.definition import Evidence, Fee, Matter
from onevisit.rules.matters.vocabulary import Way
from onevisit.rules.reductions import (
    Amount,
    Burden,
    Comparison,
    Point,
    Quantity,
    Reduction,
    burden,
    by_organ,
    compare,
    future_words,
    history,
    of_organ,
    open_words,
    reduced_words,
    summary,
)
from onevisit.rules.reductions.burden import is_carried, working_days
from onevisit.rules.reductions.quantities import number

FOOD = matters()["food-business-permit"]
LAW = Basis("行政许可法", "58", 1)
DAY = date(2026, 1, 5)


def cost(matter: Matter, visits: int | None = 1) -> Burden:
    return burden(matter, visits=visits, from_nothing=2, days=10)


def plain(key: str, organ: str = "market", **amounts: Amount | None) -> Burden:
    """A burden of ones, but for what is named."""
    every: dict[Quantity, Amount | None] = dict.fromkeys(Quantity, 1)
    return Burden(key, key, organ, every | {Quantity[name]: amount for name, amount in amounts.items()})


@pytest.mark.parametrize("key", matters())
def test_the_worst_situation_is_found_as_by_trying_them_all(key: str) -> None:
    """Against the plainest way to count: every situation, one after the other."""
    matter = matters()[key]
    every = list(situations(matter))

    def most(items: tuple[object, ...]) -> int:
        return max(sum(one.when.holds(known) for one in items) for known in every)  # type: ignore[attr-defined]

    found = cost(matter)
    asked = tuple(one for one in matter.requirements if one.required)
    assert found[Quantity.MATERIALS] == most(asked)
    assert found[Quantity.CARRIED] == most(tuple(one for one in asked if is_carried(one)))
    assert found[Quantity.STEPS] == most(matter.stages)
    charged = tuple(one for one in matter.fees if one.amount != 0)
    assert found[Quantity.FEES] == most(charged)
    assert found[Quantity.YUAN] == max(
        sum((one.amount or Decimal(0) for one in charged if one.when.holds(known)), Decimal(0))
        for known in every
    )


def test_questions_on_which_nothing_depends_cost_no_time() -> None:
    """Forty of them would be a million million situations."""
    asked = tuple(replace(FOOD.situations[0], key=f"q{n}") for n in range(40))
    many = replace(FOOD, situations=(*FOOD.situations, *asked))
    assert cost(many).amounts == cost(FOOD).amounts


def test_what_a_food_permit_costs() -> None:
    found = cost(FOOD)
    assert {one: found[one] for one in (Quantity.MATERIALS, Quantity.CARRIED, Quantity.STEPS)} == {
        # The canteen let to a contractor in rented rooms: form, registration, lease, contract, layout, equipment
        # and rules.
        Quantity.MATERIALS: 7,
        Quantity.CARRIED: 3,  # the lease, the contract, the layout
        Quantity.STEPS: 4,
    }
    assert (found[Quantity.PROMISED], found[Quantity.STATUTORY], found[Quantity.FEES]) == (8, 20, 0)


def test_a_material_is_carried_only_where_nothing_else_shows_it() -> None:
    lease = next(one for one in FOOD.requirements if one.key == "lease")
    assert is_carried(lease)
    for way in (Way.FORM, Way.E_LICENCE, Way.SHARED, Way.ZONE):
        assert not is_carried(replace(lease, evidence=(*lease.evidence, Evidence(way))))
    assert not is_carried(replace(lease, commitment=True))


@pytest.mark.parametrize(
    ("length", "unit", "days"),
    [(0, Unit.AT_ONCE, 0), (20, Unit.WORKING_DAYS, 20), (7, Unit.DAYS, 5), (30, Unit.DAYS, 22), (1, Unit.MONTHS, 22),
     (1, Unit.DAYS, 1), (2, Unit.MONTHS, 43)],
)  # fmt: skip
def test_limits_in_other_units_are_compared_in_working_days(length: int, unit: Unit, days: int) -> None:
    assert working_days(Limit(length, unit, None, "期限")) == days


def test_a_fee_is_counted_where_it_is_charged() -> None:
    fixed = Fee("cost", "工本费", "本", LAW, Decimal("7.50"))
    other = Fee("copy", "复印费", "页", LAW, Decimal(2), when=parse("premises == rented"))
    never = Fee("none", "免收", "件", LAW, Decimal(0))
    by_rule = Fee("use", "占用费", "平方米", LAW, None, "按面积计收", when=parse("premises == owned"))
    found = cost(replace(FOOD, fees=(fixed, other, never, by_rule)))
    assert (found[Quantity.FEES], found[Quantity.YUAN]) == (2, Decimal("9.50"))


def test_each_reduction_shows_in_its_own_quantity_only() -> None:
    lease = next(one for one in FOOD.requirements if one.key == "lease")
    limit = replace(FOOD.limits.promised, length=5)
    shorter = replace(FOOD, limits=replace(FOOD.limits, promised=limit))
    fewer = replace(FOOD, requirements=tuple(one for one in FOOD.requirements if one.key != "layout"))
    shared = replace(lease, evidence=(Evidence(Way.SHARED, resource="leases"), *lease.evidence))
    lighter = replace(FOOD, requirements=tuple(shared if one is lease else one for one in FOOD.requirements))
    stages = tuple(replace(one, after=("review",)) if one.key == "decide" else one for one in FOOD.stages)
    shorter_way = replace(FOOD, stages=tuple(one for one in stages if one.key != "survey"))
    for after, expected in (
        (shorter, {Quantity.PROMISED: 3}),
        (fewer, {Quantity.MATERIALS: 1, Quantity.CARRIED: 1}),
        (lighter, {Quantity.CARRIED: 1}),
        (shorter_way, {Quantity.STEPS: 1}),
    ):
        found = Comparison(cost(FOOD), cost(after))
        assert {one: found.saved(one) for one in Quantity if found.saved(one)} == expected
        assert found.changed
    assert Comparison(cost(FOOD), cost(FOOD, 0)).saved(Quantity.VISITS) == 1
    assert not Comparison(cost(FOOD), cost(FOOD)).changed


def test_a_matter_that_went_counts_as_a_matter_and_as_nothing_else() -> None:
    found = summary(
        compare({"a": plain("a", MATERIALS=9), "b": plain("b")}, {"b": plain("b"), "c": plain("c")})
    )
    assert (found.before, found.after, found.gone, found.new, found.changed) == (2, 2, 1, 1, 2)
    assert all(total.saved == 0 and total.matters == 1 for total in found.totals.values())


def test_an_increase_is_never_hidden_in_a_sum() -> None:
    before = {"a": plain("a", MATERIALS=9), "b": plain("b", MATERIALS=2), "c": plain("c", MATERIALS=None)}
    after = {"a": plain("a", MATERIALS=4), "b": plain("b", MATERIALS=4), "c": plain("c", MATERIALS=3)}
    total = summary(compare(before, after)).totals[Quantity.MATERIALS]
    assert (total.before, total.after, total.less, total.more, total.saved) == (11, 8, 5, 2, 3)
    assert (total.matters, total.unknown, total.eased, total.burdened) == (2, 1, 1, 1)


def test_what_a_batch_reduced_is_said_with_what_it_increased() -> None:
    before = {"a": plain("a", MATERIALS=9), "b": plain("b", MATERIALS=2), "c": plain("c"), "d": plain("d")}
    after = {"a": plain("a", MATERIALS=4, YUAN=Decimal("0.5")), "b": plain("b", MATERIALS=4), "c": plain("c")}
    said = reduced_words(summary(compare(before, after)))
    assert said[Reduction.MATERIALS] == ("材料：1个事项共减5件，1个事项共增2件",)
    assert said[Reduction.FEES] == ("定额收费：1个事项共减0.5元",)
    assert said[Reduction.MATTERS] == ("取消1项，由4项变为3项",)
    assert said[Reduction.TIME] == said[Reduction.STEPS] == said[Reduction.VISITS] == ("没有变化",)
    assert list(said) == list(Reduction)


def test_a_comparison_of_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="one side"):
        Comparison(None, None)


amounts = st.none() | st.integers(0, 9)
burdens = st.builds(
    lambda organ, each: Burden("", "", organ, dict(zip(Quantity, each, strict=True))),
    st.sampled_from(["market", "housing"]),
    st.lists(amounts, min_size=len(Quantity), max_size=len(Quantity)),
)
states = st.dictionaries(st.sampled_from("abcdef"), burdens)


@given(states, states)
def test_the_books_balance(before: Mapping[str, Burden], after: Mapping[str, Burden]) -> None:
    each = compare(before, after)
    found = summary(each)
    assert (found.before, found.after) == (len(before), len(after))
    assert found.before - found.gone + found.new == found.after
    back = summary(compare(after, before))
    organs = by_organ(each)
    for quantity, total in found.totals.items():
        assert total.before - total.after == total.saved == total.less - total.more
        assert (back.totals[quantity].less, back.totals[quantity].more) == (total.more, total.less)
        assert sum(one.totals[quantity].saved for one in organs.values()) == total.saved
        assert total.matters + total.unknown == len(set(before) & set(after))
    assert sum(one.gone for one in organs.values()) == found.gone


@settings(max_examples=50)
@given(st.lists(states, min_size=1, max_size=5))
def test_what_was_saved_over_time_is_the_sum_of_what_each_day_saved(each: list[dict[str, Burden]]) -> None:
    points = [Point(date(2026, 1, n + 1), (n + 1,), state) for n, state in enumerate(each)]
    chapters = history(reversed(points))
    assert [one.point for one in chapters] == points
    assert (chapters[0].summary, chapters[0].comparisons) == (None, ())
    for quantity in Quantity:
        summaries = [one.summary for one in chapters if one.summary]
        assert chapters[-1].saved[quantity] == sum(one.totals[quantity].saved for one in summaries)
        per_organ = [history(of_organ(points, organ)) for organ in ("market", "housing")]
        parts = [chapters[-1].saved[quantity] for chapters in per_organ if chapters]
        assert sum(parts) == chapters[-1].saved[quantity]


def test_a_matter_that_moved_belongs_to_the_organ_that_has_it_now() -> None:
    points = [
        Point(DAY, (1,), {"a": plain("a", "market", MATERIALS=5), "b": plain("b", "market")}),
        Point(date(2026, 6, 1), (2,), {"a": plain("a", "housing", MATERIALS=3), "b": plain("b", "market")}),
    ]
    (_, market), (_, housing) = (history(of_organ(points, organ)) for organ in ("market", "housing"))
    assert market.summary
    assert (market.summary.gone, market.summary.before) == (0, 1)
    assert housing.summary
    assert housing.summary.totals[Quantity.MATERIALS].saved == 2
    assert set(by_organ(compare(points[0].burdens, points[1].burdens))) == {"housing", "market"}


def test_the_average_is_over_the_matters_that_have_a_number() -> None:
    state = {"a": plain("a", VISITS=1), "b": plain("b", VISITS=2), "c": plain("c", VISITS=None)}
    (only,) = history([Point(DAY, (1,), state)])
    assert (only.average[Quantity.VISITS], only.matters) == (Decimal("1.5"), 3)
    (empty,) = history([Point(DAY, (), {})])
    assert empty.average[Quantity.VISITS] is None


def test_what_a_draft_means_for_cases_to_come() -> None:
    before = plain(
        "a", VISITS=2, CARRIED=5, PROMISED=20, STATUTORY=30, YUAN=Decimal("12.50"), FROM_NOTHING=None
    )
    after = plain("a", VISITS=1, CARRIED=6, PROMISED=20, STATUTORY=20, YUAN=Decimal(0), FROM_NOTHING=3)
    assert future_words(Comparison(before, after), 240) == (
        "跑动（材料齐全）由2次减为1次；按过去十二个月收到的240件算，一年少跑240次。",
        "跑动（从零开始）由算不出上限变为3次。",
        "要自己带的材料由5件增为6件；按过去十二个月收到的240件算，一年多带240件。",
        "法定期限由30个工作日减为20个工作日。",
        "定额收费由12.5元减为0元；按过去十二个月收到的240件算，一年少收3000元。",
    )
    assert future_words(Comparison(before, after), 0)[0] == "跑动（材料齐全）由2次减为1次。"
    assert future_words(Comparison(before, before), 3) == ("跑动、材料、环节、期限、收费都没有变化。",)
    assert future_words(Comparison(None, after), 0) == ("这是新增的事项，没有现行版本可以比较。",)
    assert future_words(Comparison(before, None), 5) == ("事项撤下后不再受理；过去十二个月收到5件。",)


def test_what_becomes_of_open_cases() -> None:
    assert open_words({}, 0) == ("现在没有在办的件。",)
    assert open_words({2: 9, 1: 3}, 1) == (
        "现有12件在办：第1版3件、第2版9件。公布以后仍各按提交时的版本办完，材料、环节、期限、收费都不变。",
        "另有1份申请正在填写、还没有提交；公布以后，网上的按新版本接着填，窗口的按新版本重新录入。",
    )


def test_amounts_are_written_without_needless_zeros() -> None:
    assert [number(one) for one in (100, Decimal("7.50"), Decimal("1E+2"), Decimal("0.10"), Decimal(30))] == [
        "100", "7.5", "100", "0.1", "30",
    ]  # fmt: skip


def test_every_quantity_has_a_name_a_unit_and_a_reduction() -> None:
    assert len({one.label for one in Quantity}) == len(Quantity)
    assert {one.reduction.label for one in Quantity} | {"减事项"} == {
        "减跑动", "减事项", "减材料", "减环节", "减时间", "减收费",
    }  # fmt: skip
    assert Quantity.VISITS.say(None) == "算不出上限"
