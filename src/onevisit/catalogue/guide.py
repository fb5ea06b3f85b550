"""办事指南: everything that the guide of a matter says, in one situation, as a value that any door can show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from onevisit.catalogue.cards import MatterCard
from onevisit.catalogue.journeys import Journeys
from onevisit.platform.organs.queries import OrganCard
from onevisit.rules.limits import Unit
from onevisit.rules.matters.definition import Matter, Question
from onevisit.rules.matters.vocabulary import Delivery, Way


@dataclass(frozen=True)
class Citation:
    """An article as it is printed, and the law it stands in: its full title, who made it, its number if it has one."""

    text: str
    title: str
    issued_by: str
    document: str
    version: str


@dataclass(frozen=True)
class GroundLine:
    """设定依据: the article, and what it says in our words."""

    citation: Citation
    says: str


@dataclass(frozen=True)
class QuestionLine:
    """A situation question. `answer` is the key of the chosen option; `asked` is False while an earlier one is open."""

    key: str
    ask: str
    help: str
    options: Mapping[str, str]
    answer: str
    asked: bool


@dataclass(frozen=True)
class WayLine:
    """One way to show a requirement. `source` names the licence type or data resource, `holder` who keeps it."""

    way: Way
    label: str
    source: str = ""
    holder: str = ""


@dataclass(frozen=True)
class RequirementLine:
    """A requirement in this situation. `depends` says on what, where that is not answered yet; else it is ""."""

    key: str
    name: str
    made_by: str
    issuer: str
    ways: tuple[WayLine, ...]
    required: bool
    copies: int
    note: str
    defer_days: int
    commitment: bool
    citation: Citation | None
    depends: str


@dataclass(frozen=True)
class StageLine:
    """A stage, who works on it and for how long."""

    key: str
    name: str
    kind: str
    organ: str
    limit: str
    note: str
    citation: Citation | None
    depends: str


@dataclass(frozen=True)
class LimitLine:
    """A limit in words, in numbers, and the article."""

    words: str
    length: int
    unit: Unit
    citation: Citation | None


@dataclass(frozen=True)
class FeeLine:
    """A fee. `amount` is None where `standard` says how it is worked out; `words` is what people read of either."""

    key: str
    name: str
    words: str
    amount: Decimal | None
    unit: str
    note: str
    citation: Citation
    depends: str


@dataclass(frozen=True)
class ResultLine:
    """A result: what it is, how long it is good, and how it comes."""

    key: str
    name: str
    kind: str
    licence: str
    validity: str
    delivery: tuple[Delivery, ...]
    citation: Citation | None


@dataclass(frozen=True)
class RefusalLine:
    """A lawful reason to decline or refuse."""

    text: str
    citation: Citation


@dataclass(frozen=True)
class HallLine:
    """A place that takes the matter in, with the windows that do. Address and hours as the hall has them."""

    key: str
    name: str
    level: str
    address: str
    hours: str
    phone: str
    windows: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """The guide of a matter on a day, in the situation that `answers` describe.

    `complete` says that nothing in it depends on an open question any more. `organ` is None for a matter that each town
    handles for its own. `task_code` is the 31-character 实施编码, "" where there is no one organ. `assumed` are the
    places in the definition that the district has still to confirm, with where they were taken from: for editors.
    """

    matter: Matter
    card: MatterCard
    version: int
    since: date
    batch: int | None
    task_code: str
    organ: OrganCard | None
    answers: Mapping[str, str]
    complete: bool
    grounds: tuple[GroundLine, ...]
    questions: tuple[QuestionLine, ...]
    requirements: tuple[RequirementLine, ...]
    stages: tuple[tuple[StageLine, ...], ...]
    statutory: LimitLine
    promised: LimitLine
    fees: tuple[FeeLine, ...]
    results: tuple[ResultLine, ...]
    refusals: tuple[RefusalLine, ...]
    faq: tuple[Question, ...]
    halls: tuple[HallLine, ...]
    journeys: Journeys
    assumed: tuple[tuple[str, str], ...]

    @property
    def phone(self) -> str:
        """咨询电话 of the organ, "" for the towns' common matters (each hall has its own)."""
        return self.organ.phone if self.organ else ""
