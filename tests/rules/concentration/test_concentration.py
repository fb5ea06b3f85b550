"""三集中三到位 by itself: small districts in which one thing at a time is not in the hall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories.matters import matters
from onevisit.rules.concentration.definition import Grade, OrganStand, Place, Power, Seat, Unit
from onevisit.rules.concentration.measure import District, measure
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.definition import Counter, Matter, Presence
from onevisit.rules.matters.vocabulary import Act, Channel, Level, Means, Moment

HALL = Place("hall", "大厅", Level.DISTRICT, frozenset({"投资项目审批", "社会民生", "商事登记"}))
CENTRE = Place("centre", "便民服务中心", Level.TOWN, frozenset({"社会民生"}))
ROAD = matters()["dig-road"]
"""Decided by one organ, reviewed by that and two others, with a licence and a limit that may be prolonged."""


def seat(person: int, role: Role, organ: str, hall: str = "hall") -> Seat:
    return Seat(person, f"示例·{person}", role, organ, hall)


SEATS = (
    seat(1, Role.CHIEF, "enforcement"),
    seat(2, Role.REVIEWER, "enforcement"),
    seat(3, Role.HEAD, "enforcement", ""),
    seat(4, Role.REVIEWER, "traffic-police"),
    seat(5, Role.REVIEWER, "natural-resources"),
    seat(6, Role.HEAD, "government", ""),
)


def district(
    *, seats: tuple[Seat, ...] = SEATS, of: tuple[Matter, ...] = (ROAD,), **more: object
) -> District:
    organs = ("government", "enforcement", "traffic-police", "natural-resources", "industry")
    units = {key: Unit(key, key, "hall") for key in organs} | {"town-a": Unit("town-a", "甲镇", "centre")}
    values = {"units": units, "places": {"hall": HALL, "centre": CENTRE}, "government": "government", **more}
    return District(seats=seats, matters=of, **values)  # type: ignore[arg-type]


def stand(found: District, organ: str = "enforcement") -> OrganStand:
    return next(one for one in measure(found) if one.organ == organ)


def test_everything_there_is_three_in_place() -> None:
    found = stand(district())
    assert found.grade is Grade.FULL
    assert (found.matters_in, found.people_in, found.powers_in) == (1, 2, 6)
    assert [one.power for one in found.powers] == [
        Power.ACCEPT,
        *[Power.REVIEW] * 3,
        Power.DECIDE,
        Power.ISSUE,
    ]


def test_what_stays_with_a_head_is_listed_and_no_fault() -> None:
    (matter,) = stand(district()).matters
    assert {one.power for one in matter.reserved} == {Power.EXTEND, Power.REVOKE}
    assert all("没有授权窗口（《行政许可法》" in one.why for one in matter.reserved)
    assert matter.kept_back == ()
    in_hall = tuple(replace(one, hall="hall") if one.role is Role.HEAD else one for one in SEATS)
    assert stand(district(seats=in_hall)).matters[0].reserved == ()


def test_a_matter_at_the_organs_own_counter_is_out_and_says_where() -> None:
    own = replace(ROAD, counter=Counter("enforcement", "执法局一楼"))
    (matter,) = stand(district(of=(own,))).matters
    assert (matter.is_in, matter.out) == (False, "在执法局一楼受理")
    assert [one.power for one in matter.kept_back] == [Power.ACCEPT]
    in_hall = replace(ROAD, counter=Counter("", "大厅二楼"))
    assert stand(district(of=(in_hall,))).matters[0].is_in


def test_a_matter_no_window_takes_in_is_out() -> None:
    online = replace(ROAD, channels=(Channel.ONLINE,))
    assert stand(district(of=(online,))).matters[0].out == "不在窗口受理"
    empty = replace(HALL, staffed=frozenset({"社会民生"}))
    found = stand(district(places={"hall": empty, "centre": CENTRE})).matters[0]
    assert found.out == f"大厅没有有人值守的“{ROAD.window_class.value}”综合窗口"


def test_an_act_in_person_elsewhere_is_said_though_the_matter_is_in() -> None:
    test = Presence(Act.TEST, Moment.REVIEW, (Means.IN_PERSON,), counter=Counter("enforcement", "考场"))
    (matter,) = stand(district(of=(replace(ROAD, presences=(test,)),))).matters
    assert (matter.is_in, matter.elsewhere) == (True, ("考试、检验要到考场",))


@pytest.mark.parametrize(
    ("person", "powers"),
    [(1, {Power.DECIDE, Power.ISSUE}), (2, {Power.REVIEW}), (4, {Power.REVIEW})],
)
def test_who_sits_elsewhere_keeps_his_powers_there_and_is_named(person: int, powers: set[Power]) -> None:
    away = tuple(replace(one, hall="") if one.person == person else one for one in SEATS)
    found = stand(district(seats=away))
    kept = found.matters[0].kept_back
    assert {one.power for one in kept} == powers
    assert all(f"示例·{person}" in one.holders and "不在大厅" in one.why for one in kept)
    assert found.grade is Grade.PART


def test_who_sits_in_another_hall_is_not_in_his() -> None:
    away = tuple(replace(one, hall="centre") if one.person == 1 else one for one in SEATS)
    assert stand(district(seats=away)).people_in == 1


def test_one_of_two_reviewers_in_the_hall_brings_the_power_there_but_not_the_other_person() -> None:
    found = stand(district(seats=(*SEATS, seat(7, Role.REVIEWER, "enforcement", ""))))
    assert (found.powers_in, found.people_in, len(found.people)) == (6, 2, 3)
    assert found.grade is Grade.PART
    assert [one.name for one in found.people if not one.in_hall] == ["示例·7"]


def test_two_posts_of_one_person_count_once() -> None:
    found = stand(district(seats=(*SEATS, seat(2, Role.REVIEWER, "enforcement", ""))))
    assert len(found.people) == 2
    assert found.grade is Grade.FULL


def test_an_organ_without_people_or_without_matters_says_so() -> None:
    nobody = tuple(one for one in SEATS if one.organ != "enforcement")
    kept = stand(district(seats=nobody)).matters[0].kept_back
    assert {one.why for one in kept} == {"enforcement没有首席代表", "enforcement没有审查人员"}
    assert stand(district(), "industry").grade is Grade.NOTHING
    nothing = replace(ROAD, counter=Counter("enforcement", "自己的窗口"))
    assert stand(district(seats=(), of=(nothing,))).grade is Grade.NONE


def test_the_towns_matters_are_measured_in_each_towns_centre() -> None:
    card = matters()["food-stall"]
    people = (seat(8, Role.CHIEF, "town-a", "centre"), seat(9, Role.REVIEWER, "town-a", ""))
    found = stand(district(seats=people, of=(card,)), "town-a")
    assert (found.matters_in, found.people_in) == (1, 1)
    assert stand(district(seats=people, of=(card,))).matters == ()
    assert found.matters[0].kept_back == ()
    away = tuple(replace(one, hall="hall") for one in people)  # The district's hall is not the town's.
    kept = stand(district(seats=away, of=(card,)), "town-a").matters[0].kept_back
    assert {one.power for one in kept} == {Power.DECIDE, Power.ISSUE}


def test_a_towns_stage_in_a_matter_of_the_district_is_in_the_hall_when_every_town_has_it_there() -> None:
    pension = matters()["resident-pension"]
    organ = pension.organ
    units = {"town-a": Unit("town-a", "甲镇", "centre"), organ: Unit(organ, organ, "hall")}
    away = district(of=(pension,), seats=(seat(9, Role.REVIEWER, "town-a", ""),), units=units)
    whys = [one.why for one in stand(away, organ).matters[0].kept_back]
    assert "甲镇的审查人员不在便民服务中心" in whys
    there = district(of=(pension,), seats=(seat(9, Role.REVIEWER, "town-a", "centre"),), units=units)
    assert "甲镇的审查人员不在便民服务中心" not in [
        one.why for one in stand(there, organ).matters[0].kept_back
    ]
