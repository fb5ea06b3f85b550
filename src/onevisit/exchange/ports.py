"""What we ask of systems outside, in our own words. An answer names its register; who knows nothing answers nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from onevisit.rules.parcels import Direction, Stand


class Purpose(StrEnum):
    """Why a register is asked: written down with every enquiry (个人信息保护法 Art. 6)."""

    APPLY = "apply"
    REVIEW = "review"
    IDENTITY = "identity"

    @property
    def label(self) -> str:
        """What people see."""
        return {"apply": "申请时免交材料", "review": "审查时核对", "identity": "实名核验"}[self.value]


@dataclass(frozen=True)
class Known:
    """What a register knows. `ref` is the hash under which a case refers to it; `facts` are labels with values."""

    ref: str
    register: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    as_of: date


@dataclass(frozen=True)
class KnownLicence(Known):
    """A licence that a party holds and that is good on the day asked for."""

    number: str
    issuer: str
    valid_to: date | None


@dataclass(frozen=True)
class IdentityAnswer:
    """Whether name and number belong to one real person. `reason` says why not."""

    verified: bool
    register: str
    reason: str = ""


@dataclass(frozen=True)
class Sender:
    """Who sent a parcel, and where what has to be given back goes."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True)
class Parcel:
    """What is sent by courier, and to whom. `case` is the number of the case that it belongs to.

    `carrier` and `carrier_number` are those of a label that a courier has already stuck on it. `contents` are pairs of
    a key and a name; `hall` is where it leaves or arrives; `about` is the name of the matter.
    """

    case: str
    recipient: str
    phone: str
    address: str
    direction: Direction = Direction.OUT
    carrier: str = ""
    carrier_number: str = ""
    sender: Sender = Sender("", "", "")
    contents: tuple[tuple[str, str], ...] = ()
    hall: str = ""
    about: str = ""


@dataclass(frozen=True)
class Mark:
    """Where a parcel stood from an instant on, who says so, and in which words."""

    stand: Stand
    label: str
    at: datetime
    as_what: str
    words: str = ""


@dataclass(frozen=True)
class Waybill:
    """A parcel as the courier knows it."""

    number: str
    register: str


class Identity(Protocol):
    """实名核验."""

    register: str

    def verify(self, name: str, identifier: str) -> IdentityAnswer:
        """Whether a citizen of this name has this number."""


class SharedData(Protocol):
    """数据共享."""

    register: str

    def ask(self, resources: Sequence[str], party: int) -> Mapping[str, Known]:
        """What these resources know about a party; a resource that knows nothing is not in the answer."""


class ELicences(Protocol):
    """电子证照."""

    register: str

    def held(self, types: Sequence[str], party: int, on: date) -> Mapping[str, KnownLicence]:
        """The licence of each type that a party holds on a day; a type that it has not is not in the answer."""


class Courier(Protocol):
    """快递."""

    register: str

    def take(self, parcel: Parcel, key: str) -> Waybill:
        """Register a parcel; asked again with the same `key`, the first waybill is the answer."""

    def trace(self, numbers: Sequence[str]) -> Mapping[str, tuple[Mark, ...]]:
        """What is known of the way of each of these waybills, the latest last."""
