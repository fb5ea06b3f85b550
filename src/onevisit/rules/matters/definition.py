"""What a matter is (实施清单), as frozen values. Read this with one file of `districts/boshan/matters` beside it.

Field names are the keys of the YAML. What has no default has to be there. What the law says carries its `basis`;
what the district has to confirm carries `assumed` in the data (kept beside the definition, see `provenance`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from onevisit.rules.basis import Basis
from onevisit.rules.limits import Limit
from onevisit.rules.matters.conditions import ALWAYS, Condition
from onevisit.rules.matters.courses import XKF, Approver, Courses, Handling, Prolongation
from onevisit.rules.matters.readers import read_basis, read_condition, read_key, read_limit
from onevisit.rules.matters.vocabulary import (
    Act,
    Audience,
    Channel,
    Delivery,
    FieldType,
    Kind,
    Level,
    MadeBy,
    Means,
    Moment,
    ResultKind,
    Since,
    StageKind,
    Way,
    WindowClass,
)

_KEY = {"read": read_key}
_BASIS = {"read": read_basis}
_WHEN = {"read": read_condition}


@dataclass(frozen=True)
class Ground:
    """设定依据: an article that gives the organ this power, and what it says in our own words."""

    law: str
    article: str
    says: str
    paragraph: int | None = None
    item: int | None = None

    @property
    def basis(self) -> Basis:
        """The article alone."""
        return Basis(self.law, self.article, self.paragraph, self.item)


@dataclass(frozen=True)
class Codes:
    """The 12-digit basic code of the national catalogue, and a local one. `test` marks a code that is not official."""

    basic: str
    test: bool = False
    local: str = ""


@dataclass(frozen=True)
class Themes:
    """服务主题 of the national lists (standards 2.5), as three-digit codes."""

    person: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()


@dataclass(frozen=True)
class Situation:
    """A question whose answer decides what applies. Asked only `when` earlier answers make it sensible."""

    key: str = field(metadata=_KEY)
    ask: str
    options: Mapping[str, str]
    when: Condition = field(default=ALWAYS, metadata=_WHEN)
    help: str = ""


@dataclass(frozen=True)
class Field:
    """One thing that the form asks. `source` names where the value is already known (`applicant.name`)."""

    key: str = field(metadata=_KEY)
    label: str
    type: FieldType
    required: bool = True
    when: Condition = field(default=ALWAYS, metadata=_WHEN)
    options: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    help: str = ""
    max: int = 200
    source: str = ""


@dataclass(frozen=True)
class Evidence:
    """One way to show a requirement: which licence type, or which shared data resource, where it is one of those."""

    way: Way
    licence: str = ""
    resource: str = ""


@dataclass(frozen=True)
class Deferral:
    """容缺: the requirement may be supplied later, within so many working days."""

    days: int
    basis: Basis | None = field(default=None, metadata=_BASIS)


@dataclass(frozen=True)
class Counter:
    """Where one has to come, if not to the comprehensive window: an organ's own office, a test ground, certain days.

    `organ` is whose place it is (a key, or a name outside the district); "" is the hall itself. `weekdays` are ISO
    weekdays (1 is Monday).
    """

    organ: str = ""
    name: str = ""
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Requirement:
    """Something that has to be shown. The first way in `evidence` is the one that we would like people to use.

    `errand` names the private person or place where it is got (房东, 照相馆); `fresh` is how many days it is good for
    from the day it was made (0: without end); `kept` says that the original is taken in and not given back; `held`
    that whoever is in the situation that asks for it has it already (the deed of one who says that he owns).
    """

    key: str = field(metadata=_KEY)
    name: str
    made_by: MadeBy
    evidence: tuple[Evidence, ...]
    basis: Basis | None = field(default=None, metadata=_BASIS)
    issued_by: str = ""
    when: Condition = field(default=ALWAYS, metadata=_WHEN)
    required: bool = True
    copies: int = 1
    note: str = ""
    defer: Deferral | None = None
    commitment: bool = False
    errand: str = ""
    fresh: int = 0
    kept: bool = False
    held: bool = False


@dataclass(frozen=True)
class Presence:
    """An act that needs the applicant's body, and what can stand in for it.

    `persons` are those who have to be there together (男方 and 女方); empty, the applicant alone. `counter` is where,
    if not at the matter's own. `announced` are the places of which the authority names one, only in its stage.
    `waivable` marks a right that the applicant may leave unused (a hearing): it does not gate a promise. `rest` is how
    many days have to pass after the act before it (学习驾驶证明满十日后才能考科目二).
    """

    act: Act
    at: Moment
    means: tuple[Means, ...]
    when: Condition = field(default=ALWAYS, metadata=_WHEN)
    basis: Basis | None = field(default=None, metadata=_BASIS)
    note: str = ""
    persons: tuple[str, ...] = ()
    counter: Counter | None = None
    announced: tuple[Counter, ...] = ()
    waivable: bool = False
    rest: int = 0


@dataclass(frozen=True)
class Stage:
    """环节: a part of the handling. Stages `after` the same one run beside each other."""

    key: str = field(metadata=_KEY)
    name: str
    kind: StageKind
    organ: str = ""
    limit: Limit | None = field(default=None, metadata={"read": read_limit})
    after: tuple[str, ...] = ()
    when: Condition = field(default=ALWAYS, metadata=_WHEN)
    basis: Basis | None = field(default=None, metadata=_BASIS)
    checks: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Validity:
    """How long a result is good for. `years` 0 means without end."""

    years: int
    basis: Basis | None = field(default=None, metadata=_BASIS)


@dataclass(frozen=True)
class Result:
    """结果: what the applicant is given. `licence` is the key of a licence type when it is a document with a life."""

    key: str = field(metadata=_KEY)
    name: str
    kind: ResultKind
    delivery: tuple[Delivery, ...]
    licence: str = ""
    valid: Validity | None = None
    basis: Basis | None = field(default=None, metadata=_BASIS)


@dataclass(frozen=True)
class Limits:
    """法定时限 and 承诺时限. Both count from acceptance, or from the receipt of the application where a law says so."""

    statutory: Limit = field(metadata={"read": read_limit})
    promised: Limit = field(metadata={"read": read_limit})
    since: Since = Since.ACCEPTANCE


@dataclass(frozen=True)
class Fee:
    """收费: yuan per unit, or `standard` in words where the amount is worked out case by case. Never without basis."""

    key: str = field(metadata=_KEY)
    name: str
    unit: str
    basis: Basis = field(metadata=_BASIS)
    amount: Decimal | None = None
    standard: str = ""
    when: Condition = field(default=ALWAYS, metadata=_WHEN)
    note: str = ""


@dataclass(frozen=True)
class RefusalGround:
    """A lawful reason to decline or refuse, from which the deciding person chooses."""

    key: str = field(metadata=_KEY)
    text: str
    basis: Basis = field(metadata=_BASIS)


@dataclass(frozen=True)
class Question:
    """常见问题: what people ask, and the answer."""

    ask: str
    answer: str


@dataclass(frozen=True)
class Matter:
    """One matter as it stands in one version."""

    key: str = field(metadata=_KEY)
    name: str
    codes: Codes
    kind: Kind
    organ: str
    audience: tuple[Audience, ...]
    window_class: WindowClass
    offered_at: tuple[Level, ...]
    basis: tuple[Ground, ...]
    conditions: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    stages: tuple[Stage, ...]
    results: tuple[Result, ...]
    limits: Limits
    channels: tuple[Channel, ...]
    summary: str
    at_once: bool = False
    aliases: tuple[str, ...] = ()
    themes: Themes = Themes()
    life_events: tuple[str, ...] = ()
    situations: tuple[Situation, ...] = ()
    fields: tuple[Field, ...] = ()
    presences: tuple[Presence, ...] = ()
    fees: tuple[Fee, ...] = ()
    refusals: tuple[RefusalGround, ...] = ()
    questions: tuple[Question, ...] = ()
    courses: Courses = field(default_factory=Courses)
    counter: Counter | None = None
    """Where one comes for this matter, if not to the comprehensive window of its class."""
    flagship: bool = False

    def stage(self, key: str) -> Stage:
        """The stage with this key; raises KeyError where the definition has none."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(key)

    def requirement(self, key: str) -> Requirement | None:
        """The requirement with this key, if there is one."""
        return next((one for one in self.requirements if one.key == key), None)

    @property
    def prolongation(self) -> Prolongation | None:
        """By how much the limit may be prolonged: the matter's own rule, or that of the limit of 行政许可法 Art. 42.

        A limit that another law sets is prolonged only as that law says.
        """
        basis = self.limits.statutory.basis
        general = (
            self.kind is Kind.LICENCE and basis is not None and (basis.law, basis.article) == (XKF, "42")
        )
        if self.courses.extension is not None or not general:
            return self.courses.extension
        if self.courses.handling is Handling.JOINT:
            return Prolongation(15, Approver.GOVERNMENT, Basis(XKF, "42", 2))
        return Prolongation(10, Approver.ORGAN, Basis(XKF, "42", 1))
