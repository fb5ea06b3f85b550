"""Every place in a definition at which something can change, and other values that could stand there. No database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Any

from factories.matters import matters
from onevisit.rules.basis import Basis
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.conditions import ALWAYS, All, Is, Not, parse
from onevisit.rules.matters.conditions import Any as AnyOf
from onevisit.rules.matters.courses import Act as LicenceAct
from onevisit.rules.matters.courses import (
    Approver,
    Concern,
    Courses,
    Demand,
    Pledge,
    Prolongation,
    Quota,
    Risk,
    Special,
    SpecialKind,
)
from onevisit.rules.matters.definition import (
    Counter,
    Deferral,
    Fee,
    Field,
    Matter,
    Presence,
)
from onevisit.rules.matters.vocabulary import Act, FieldType, Means, Moment

LAW = Basis("行政许可法", "42", 1)
CONDITION = (Is, Not, All, AnyOf)
Put = Callable[[Any], Matter]
WHOLE = (Basis, Limit, *CONDITION)
"""Values that are one thing to people, though they have parts."""


def full() -> Matter:
    """A matter in which no part is missing, so that every part can change."""
    food = matters()["food-business-permit"]
    everything = replace(
        food.requirements[1],
        key="everything",
        name="样样都有的材料",
        defer=Deferral(5, LAW),
        when=parse("premises == rented"),
        errand="房东",
        fresh=30,
    )
    ground = Counter("police", "车管所", (1, 3))
    presence = Presence(
        Act.TEST,
        Moment.REVIEW,
        (Means.IN_PERSON,),
        ALWAYS,
        LAW,
        "科目一",
        ("男方", "女方"),
        ground,
        (ground,),
    )
    fees = (
        Fee("cost", "工本费", "本", LAW, Decimal(10), note="每本"),
        Fee("use", "占用费", "平方米", LAW, None, "按面积计收"),
    )
    courses = Courses(
        special=(Special(SpecialKind.HEARING, 20, LAW, "要听证"), Special(SpecialKind.TESTING, 10, LAW)),
        interested=Demand(LAW, "相邻的人"),
        hearing=Demand(LAW),
        extension=Prolongation(10, Approver.ORGAN, LAW),
        quota=Quota(5, LAW, "year"),
        risks=(Risk.HEALTH, Risk.PUBLIC_SAFETY),
        pledge=Pledge(statutory=LAW),
        concerns=Concern("food-permit", LicenceAct.RENEWAL),
    )
    return replace(
        food,
        requirements=(*food.requirements, everything),
        presences=(*food.presences, presence),
        fields=(*food.fields, Field("choice", "选哪个", FieldType.CHOICE, options={"a": "甲", "b": "乙"})),
        fees=fees,
        courses=courses,
        counter=ground,
    )


@dataclass(frozen=True)
class Spot:
    """A place in a definition where one value stands, and how to put another there."""

    path: str
    value: Any
    owner: type
    name: str
    put: Put


def spots(matter: Matter) -> Iterator[Spot]:
    """Every value of a definition, down to the smallest, with the lists themselves."""
    return _spots(matter, "", Matter, "", lambda new: new)


def _spots(value: Any, path: str, owner: type, name: str, put: Put) -> Iterator[Spot]:
    if is_dataclass(value) and not isinstance(value, WHOLE):
        for one in fields(value):
            at = f"{path}.{one.name}" if path else one.name
            inner = partial(_put_field, value, one.name, put)
            yield from _spots(getattr(value, one.name), at, type(value), one.name, inner)
        return
    yield Spot(path, value, owner, name, put)
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            if is_dataclass(item):
                yield from _spots(
                    item, f"{path}[{number}]", owner, name, partial(_put_item, value, number, put)
                )


def _put_field(owner: Any, name: str, put: Put, new: Any) -> Matter:
    return put(replace(owner, **{name: new}))


def _put_item(items: tuple[Any, ...], number: int, put: Put, new: Any) -> Matter:
    return put((*items[:number], new, *items[number + 1 :]))


def others(spot: Spot) -> Iterator[Any]:
    """Other values that could stand there. A law always has a name."""
    return (other for other in _others(spot.value) if other or spot.name != "law")


def _others(value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, Enum):
        yield from (one for one in type(value) if one is not value)
    elif isinstance(value, (int, Decimal)):
        yield value + 1
    elif isinstance(value, str):
        yield from (f"{value}改", "") if value else ("改",)
    elif isinstance(value, Basis):
        yield replace(value, article="99")
    elif isinstance(value, Limit):
        unit = Unit.MONTHS if value.unit is Unit.AT_ONCE else value.unit
        yield replace(value, length=value.length + 1, unit=unit)
        yield replace(value, name=f"{value.name}改")
        yield replace(value, basis=Basis("别的法", "1"))
    elif isinstance(value, CONDITION):
        yield Not(value)
        yield All((value, Is("premises", ("owned",))))
    else:
        yield from _other_lists(value)


def _other_lists(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield value | {"zz": "新的一项"}
        if value:
            yield {key: f"{label}改" for key, label in value.items()}
            yield dict(list(value.items())[1:])
    elif isinstance(value, tuple) and value:
        yield value[1:]
        if repr(value) != repr(value[::-1]):
            yield value[::-1]
