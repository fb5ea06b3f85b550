"""The parts of a district pack other than its matters. Field names are the keys of the YAML files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.matters.readers import read_basis, read_key
from onevisit.rules.matters.vocabulary import Audience, Level, WindowClass

_KEY = {"read": read_key}


class OrganKind(StrEnum):
    """What kind of body handles matters (clause 3a of the order)."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    DISPATCHED = "dispatched"
    INSTITUTION = "institution"
    TOWN = "town"
    SUBDISTRICT = "subdistrict"
    ZONE = "zone"
    VILLAGE = "village"
    VERTICAL = "vertical"

    @property
    def label(self) -> str:
        """What people see."""
        return _ORGAN_KINDS[self]


_ORGAN_KINDS = {
    OrganKind.GOVERNMENT: "区政府",
    OrganKind.DEPARTMENT: "区政府工作部门",
    OrganKind.DISPATCHED: "派出机构",
    OrganKind.INSTITUTION: "承担行政职能的事业单位",
    OrganKind.TOWN: "镇人民政府",
    OrganKind.SUBDISTRICT: "街道办事处",
    OrganKind.ZONE: "开发区管委会",
    OrganKind.VILLAGE: "村（社区）",
    OrganKind.VERTICAL: "垂直管理部门",
}


class Role(StrEnum):
    """What a post lets its holder do. Exactly what each role may do stands in the `access.py` of each capability."""

    CLERK = "clerk"
    HANDOUT = "handout"
    REVIEWER = "reviewer"
    CHIEF = "chief"
    HEAD = "head"
    HALL_HEAD = "hall-head"
    INQUIRY = "inquiry"
    EDITOR = "editor"
    LEGAL = "legal"
    AGENT = "agent"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """What people see."""
        return _ROLES[self]


_ROLES = {
    Role.CLERK: "综合窗口人员",
    Role.HANDOUT: "出件窗口人员",
    Role.REVIEWER: "审查人员",
    Role.CHIEF: "首席代表",
    Role.HEAD: "主要负责人",
    Role.HALL_HEAD: "大厅负责人",
    Role.INQUIRY: "督查人员",
    Role.EDITOR: "事项管理员",
    Role.LEGAL: "合法性审查人员",
    Role.AGENT: "村（社区）代办员",
    Role.ADMIN: "平台管理员",
}


@dataclass(frozen=True)
class Division:
    """行政区划: 6, 9 or 12 digits. `local` marks a code that the statistical list does not have."""

    code: str
    name: str
    level: Level
    parent: str = ""
    local: bool = False


@dataclass(frozen=True)
class Law:
    """A law, regulation or rule that definitions may cite by its short name, and how many articles it has."""

    name: str
    title: str
    articles: int
    issued_by: str = ""
    version: str = ""
    document: str = ""


@dataclass(frozen=True)
class Head:
    """第一责任人: the responsible head, shown wherever the organ's figures are (clause 6a)."""

    name: str
    title: str


@dataclass(frozen=True)
class Organ:
    """实施主体. `code` is its unified social credit code; `test_code` says that it is not a real one.

    `mark` is its 机关代字, which the numbers of its documents begin with: 博市监〔2026〕12号.
    """

    key: str = field(metadata=_KEY)
    name: str
    short: str
    mark: str
    kind: OrganKind
    level: Level
    division: str
    code: str
    head: Head
    parent: str = ""
    test_code: bool = False
    formerly: tuple[str, ...] = ()
    duties: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Window:
    """窗口: takes in every matter of its class, or (no class) hands out results."""

    number: str
    name: str
    classes: tuple[WindowClass, ...] = ()
    hands_out: bool = False


@dataclass(frozen=True)
class Hall:
    """大厅、便民服务中心、便民服务点."""

    key: str = field(metadata=_KEY)
    name: str
    level: Level
    division: str
    organ: str
    address: str
    hours: str
    windows: tuple[Window, ...]
    phone: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Post:
    """岗位: a role in an organ, and (for those who sit there) in a hall at a window."""

    role: Role
    organ: str
    hall: str = ""
    window: str = ""


@dataclass(frozen=True)
class Member:
    """One of the staff. `login` is the name he signs in with; `demo` accounts are shown to whoever runs the demo."""

    login: str = field(metadata=_KEY)
    name: str
    posts: tuple[Post, ...]
    demo: str = ""


@dataclass(frozen=True)
class LicenceType:
    """证照类型 (GB/T 36902): what organs issue, or what applicants already hold. `code` has 21 characters.

    `held_by` are the audiences of which everybody has it from the start (身份证: 自然人), so that nobody fetches it.
    """

    key: str = field(metadata=_KEY)
    name: str
    code: str
    issuer: str
    test_code: bool = False
    held_by: tuple[Audience, ...] = ()
    basis: Basis | None = field(default=None, metadata={"read": read_basis})


@dataclass(frozen=True)
class Resource:
    """数据资源: something that an organ knows, and may share."""

    key: str = field(metadata=_KEY)
    name: str
    holder: str
    says: str


@dataclass(frozen=True)
class LifeEvent:
    """人生事 or 经营事: how people think of what they need. `icon` is a name in the icon set."""

    key: str = field(metadata=_KEY)
    name: str
    audience: str
    icon: str
    order: int = 100


@dataclass(frozen=True)
class Applicant:
    """A made-up citizen or enterprise of the demonstration. `legal` is the person who acts for the enterprise."""

    login: str = field(metadata=_KEY)
    name: str
    identifier: str
    phone: str
    address: str
    legal: str = ""
    holds: tuple[str, ...] = ()
    demo: str = ""


@dataclass(frozen=True)
class Arbitration:
    """协调: which organs' heads decide a disagreement of this kind (`rules.coordination.disagreement.Issue`), in order.

    Who is a side himself is passed over; the last one is above all others. `confirmed` once the district has said so.
    """

    issue: str = field(metadata=_KEY)
    organs: tuple[str, ...]
    confirmed: bool = False


Words = Mapping[str, tuple[str, ...]]
"""Colloquial words to the keys of the matters that people mean by them (开饭店 → food-business-permit)."""
