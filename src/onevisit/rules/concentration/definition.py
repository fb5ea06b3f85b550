"""What is measured, and what comes of it: seats, places, and each matter, person and power with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Level


class Power(StrEnum):
    """What has to be done with a matter's cases, each by whoever is entitled to it."""

    ACCEPT = "accept"
    REVIEW = "review"
    DECIDE = "decide"
    ISSUE = "issue"
    EXTEND = "extend"
    REVOKE = "revoke"

    @property
    def label(self) -> str:
        """What people see."""
        return _POWERS[self]

    @property
    def reserved(self) -> bool:
        """Whether it stays with a head by rule: listed as not delegated, and no fault of the organ."""
        return self in (Power.EXTEND, Power.REVOKE)


_POWERS = {
    Power.ACCEPT: "受理",
    Power.REVIEW: "审查",
    Power.DECIDE: "决定",
    Power.ISSUE: "制证",
    Power.EXTEND: "延长期限",
    Power.REVOKE: "撤销、撤回",
}

EXTENDED_BY = Basis("行政许可法", "42", 1)
"""经本行政机关负责人批准，可以延长: the law itself names the head (or the head of the government)."""

REVOKED_BY = Basis("行政许可法", "69")
"""The organ that decided, or the one above it, revokes; this platform lets only the head do it."""


@dataclass(frozen=True)
class Place:
    """A hall, and the classes of which somebody takes in matters at its comprehensive windows."""

    key: str
    name: str
    level: Level
    staffed: frozenset[str]


@dataclass(frozen=True)
class Seat:
    """A post with the person who holds it; `hall` is "" for one who does not sit in a hall."""

    person: int
    name: str
    role: Role
    organ: str
    hall: str


@dataclass(frozen=True)
class Unit:
    """An organ and the hall in which it has to be concentrated: the district's, or its own centre. "" for none."""

    key: str
    short: str
    place: str


@dataclass(frozen=True)
class PowerStand:
    """A power over a matter: whether whoever holds it sits in the hall. `stage` names the review, of `organ`."""

    power: Power
    organ: str
    stage: str
    in_hall: bool
    holders: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class MatterStand:
    """A matter: whether the hall takes it in (or why not), what has to be done elsewhere, and its powers."""

    key: str
    name: str
    out: str
    elsewhere: tuple[str, ...]
    online: bool
    powers: tuple[PowerStand, ...]

    @property
    def is_in(self) -> bool:
        """Whether a comprehensive window of the hall takes it in."""
        return not self.out

    @property
    def kept_back(self) -> tuple[PowerStand, ...]:
        """The powers that could be in the hall and are not."""
        return tuple(one for one in self.powers if not one.in_hall and not one.power.reserved)

    @property
    def reserved(self) -> tuple[PowerStand, ...]:
        """The powers that stay with a head by rule."""
        return tuple(one for one in self.powers if not one.in_hall and one.power.reserved)


@dataclass(frozen=True)
class PersonStand:
    """One of the approval staff, and whether he sits in the hall."""

    person: int
    name: str
    role: Role
    in_hall: bool


class Grade(StrEnum):
    """How far an organ is concentrated."""

    FULL = "full"
    PART = "part"
    NONE = "none"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        """What people see."""
        return {"full": "三到位", "part": "部分到位", "none": "没有到位", "nothing": "没有事项"}[self.value]


@dataclass(frozen=True)
class OrganStand:
    """An organ with everything of its own."""

    organ: str
    place: str
    matters: tuple[MatterStand, ...]
    people: tuple[PersonStand, ...]

    @property
    def matters_in(self) -> int:
        """How many of its matters the hall takes in."""
        return sum(one.is_in for one in self.matters)

    @property
    def online(self) -> int:
        """How many of its matters can be applied for on line."""
        return sum(one.online for one in self.matters)

    @property
    def people_in(self) -> int:
        """How many of its approval staff sit in the hall."""
        return sum(one.in_hall for one in self.people)

    @property
    def powers(self) -> tuple[PowerStand, ...]:
        """Every power over its matters that could be in the hall."""
        return tuple(one for matter in self.matters for one in matter.powers if not one.power.reserved)

    @property
    def powers_in(self) -> int:
        """How many of them are."""
        return sum(one.in_hall for one in self.powers)

    @property
    def reserved(self) -> int:
        """How many powers stay with a head by rule."""
        return sum(len(one.reserved) for one in self.matters)

    @property
    def grade(self) -> Grade:
        """Everything there, something, nothing of what there is; or no matter at all."""
        if not self.matters:
            return Grade.NOTHING
        there = (self.matters_in, self.people_in, self.powers_in)
        if there == (len(self.matters), len(self.people), len(self.powers)):
            return Grade.FULL
        return Grade.PART if any(there) else Grade.NONE
