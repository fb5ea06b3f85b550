"""For each organ, what of its matters, people and powers is in the hall: from the definitions and the posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onevisit.rules.cases.procedure import REVIEWS, TOWN, decide_stage
from onevisit.rules.concentration.definition import (
    EXTENDED_BY,
    REVOKED_BY,
    MatterStand,
    OrganStand,
    PersonStand,
    Place,
    Power,
    PowerStand,
    Seat,
    Unit,
)
from onevisit.rules.district.definition import Role
from onevisit.rules.limits.limit import cited
from onevisit.rules.matters.courses import Approver
from onevisit.rules.matters.definition import Matter, Presence, Stage
from onevisit.rules.matters.vocabulary import Act, Channel, Kind, Level

APPROVAL = (Role.CHIEF, Role.REVIEWER)
"""审批人员: who decides and who reviews."""


ACTS: Mapping[Act, str] = {
    Act.IDENTITY: "核验身份",
    Act.SIGNATURE: "当面签字",
    Act.TEST: "考试、检验",
    Act.ORAL: "当面陈述",
    Act.COLLECT: "领取结果",
}
"""What the applicant has to do in person, in words."""


@dataclass(frozen=True)
class District:
    """Everything that is measured. `government` is the organ whose head may prolong where several organs handle it."""

    units: Mapping[str, Unit]
    places: Mapping[str, Place]
    seats: tuple[Seat, ...]
    matters: tuple[Matter, ...]
    government: str

    def sitting(self, organ: str, role: Role) -> tuple[tuple[Seat, ...], tuple[Seat, ...]]:
        """Who holds this role in this organ: in its hall, and elsewhere. Somebody with a seat in the hall is there."""
        held = [one for one in self.seats if one.organ == organ and one.role is role]
        place = self.units[organ].place if organ in self.units else ""
        there = {one.person for one in held if place and one.hall == place}
        inside = {one.person: one for one in held if one.person in there}
        outside = {one.person: one for one in held if one.person not in there}
        return tuple(inside.values()), tuple(outside.values())


def measure(district: District) -> tuple[OrganStand, ...]:
    """How each organ stands, in the order of the units. Matters of the towns are measured for each town."""
    return tuple(_organ(district, unit) for unit in district.units.values())


def _organ(district: District, unit: Unit) -> OrganStand:
    level = district.places[unit.place].level if unit.place else Level.DISTRICT
    own = [one for one in district.matters if one.organ == unit.key]
    if level is Level.TOWN:
        own += [one for one in district.matters if one.organ == TOWN and Level.TOWN in one.offered_at]
    matters = tuple(_matter(district, unit, one) for one in own)
    return OrganStand(unit.key, unit.place, matters, tuple(_people(district, unit.key)))


def _people(district: District, organ: str) -> Iterator[PersonStand]:
    for role in APPROVAL:
        inside, outside = district.sitting(organ, role)
        yield from (PersonStand(one.person, one.name, role, True) for one in inside)
        yield from (PersonStand(one.person, one.name, role, False) for one in outside)


def _matter(district: District, unit: Unit, matter: Matter) -> MatterStand:
    return MatterStand(
        matter.key,
        matter.name,
        _why_out(district, unit, matter),
        tuple(dict.fromkeys(_elsewhere(matter.presences))),
        Channel.ONLINE in matter.channels,
        tuple(_powers(district, unit, matter)),
    )


def _why_out(district: District, unit: Unit, matter: Matter) -> str:
    """Why no comprehensive window takes the matter in; "" if one does."""
    if matter.counter is not None and matter.counter.organ:
        return f"在{matter.counter.name or '部门自己的窗口'}受理"
    if Channel.WINDOW not in matter.channels:
        return "不在窗口受理"
    window_class = matter.window_class.value
    places = _places(district, unit, matter)
    if not places:
        return "没有对应的大厅"
    missing = [one.name for one in places if window_class not in one.staffed]
    if missing:
        return f"{'、'.join(missing[:3])}{'等' if len(missing) > 3 else ''}没有有人值守的“{window_class}”综合窗口"
    return ""


def _places(district: District, unit: Unit, matter: Matter) -> Sequence[Place]:
    """Where it has to be taken in: in the organ's hall, or, if it is not offered there, in every centre of a town."""
    own = district.places.get(unit.place)
    if own is not None and own.level in matter.offered_at:
        return (own,)
    return [
        one for one in district.places.values() if one.level is Level.TOWN and Level.TOWN in matter.offered_at
    ]


def _elsewhere(presences: Iterable[Presence]) -> Iterator[str]:
    for one in presences:
        if one.counter is not None and one.counter.organ:
            yield f"{ACTS[one.act]}要到{one.counter.name or '部门自己的场所'}"


def _powers(district: District, unit: Unit, matter: Matter) -> Iterator[PowerStand]:
    out = _why_out(district, unit, matter)
    yield PowerStand(Power.ACCEPT, unit.key, "", not out, (), out)
    for stage in matter.stages:
        if stage.kind in REVIEWS:
            organ = _organ_of(stage, district, unit)
            yield _power(district, Power.REVIEW, organ, Role.REVIEWER, stage.name)
    decider = _organ_of(decide_stage(matter), district, unit)
    yield _power(district, Power.DECIDE, decider, Role.CHIEF)
    yield _power(district, Power.ISSUE, decider, Role.CHIEF)
    rule = matter.prolongation
    if rule is not None:
        approver = district.government if rule.by is Approver.GOVERNMENT else decider
        yield _power(district, Power.EXTEND, approver, Role.HEAD, by_law=cited(EXTENDED_BY))
    if any(result.licence for result in matter.results):
        by_law = cited(REVOKED_BY) if matter.kind is Kind.LICENCE else ""
        yield _power(district, Power.REVOKE, decider, Role.HEAD, by_law=by_law)


def _organ_of(stage: Stage, district: District, unit: Unit) -> str:
    """Who works on a stage, as in a case. A town's stage in a matter of the district belongs to every town."""
    in_town = bool(unit.place) and district.places[unit.place].level is Level.TOWN
    return unit.key if not stage.organ or (stage.organ == TOWN and in_town) else stage.organ


def _power(
    district: District, power: Power, organ: str, role: Role, stage: str = "", by_law: str = ""
) -> PowerStand:
    if organ == TOWN:
        return _of_every_town(district, power, role, stage)
    inside, outside = district.sitting(organ, role)
    names = tuple(one.name for one in (inside or outside))
    short = district.units[organ].short if organ in district.units else organ
    if inside:
        return PowerStand(power, organ, stage, True, names, "")
    if power.reserved:
        why = f"由{short}{role.label}决定，没有授权窗口{by_law}"
    elif outside:
        why = f"{short}{role.label}不在大厅"
    else:
        why = f"{short}没有{role.label}"
    return PowerStand(power, organ, stage, False, names, why)


def _of_every_town(district: District, power: Power, role: Role, stage: str) -> PowerStand:
    """A power that whichever town it is has: in the hall when each of them has it in its centre."""
    towns = [
        one for one in district.units.values() if one.place and district.places[one.place].level is Level.TOWN
    ]
    missing = [one.short for one in towns if not district.sitting(one.key, role)[0]]
    if not missing:
        return PowerStand(power, TOWN, stage, True, (), "")
    named = "、".join(missing[:3]) + (f"等{len(missing)}个镇（街道）" if len(missing) > 3 else "")
    return PowerStand(power, TOWN, stage, False, (), f"{named}的{role.label}不在便民服务中心")
