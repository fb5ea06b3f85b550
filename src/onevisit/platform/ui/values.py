"""What the components are given. Views make these; templates only place them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from onevisit.rules.matters.definition import Field
from onevisit.rules.matters.vocabulary import FieldType


class Tone(StrEnum):
    """What a colour says. Never the colour alone: every tone stands beside words or an icon."""

    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    MUTED = "muted"


class Place(StrEnum):
    """Where a step of a journey takes place. An errand to somebody private stands in the lane of home, marked."""

    HOME = "home"
    ERRAND = "errand"
    HALL = "hall"
    ORGANS = "organs"

    @property
    def label(self) -> str:
        """What people see."""
        return {"home": "在家", "errand": "自己跑", "hall": "到现场", "organs": "部门之间"}[self.value]

    @property
    def hint(self) -> str:
        """What it means for the applicant."""
        return {
            "home": "网上、手机",
            "errand": "不算到政府跑动",
            "hall": "您要到场",
            "organs": "您不用跑",
        }[self.value]

    @property
    def icon(self) -> str:
        """The icon of the place."""
        return {"home": "home", "errand": "route", "hall": "walk", "organs": "arrows-exchange"}[self.value]

    @property
    def lane(self) -> int:
        """Which lane of the picture it stands in, from 0."""
        return {"home": 0, "errand": 0, "hall": 1, "organs": 2}[self.value]


LANES = (Place.HOME, Place.HALL, Place.ORGANS)
"""The lanes of the picture: home, hall, behind the counter."""


@dataclass(frozen=True)
class JourneyStep:
    """One step from nothing to the result.

    `visit` is the number of the visit that it belongs to, 0 for none; `begins` is False for a later step of the same
    visit. `day` counts from 1; `earliest` says that somebody else fixes the day. `of` names what has to be got first,
    where the step is for that. `why` says why one has to come again, `laws` by which article one has to come at all.
    """

    place: Place
    text: str
    details: tuple[str, ...] = ()
    visit: int = 0
    begins: bool = True
    day: int = 0
    earliest: bool = False
    where: str = ""
    of: str = ""
    carried: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    why: str = ""
    laws: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A line of a definition list. `source` is where the value came from, `assumed` that it is to be confirmed."""

    label: str
    value: object
    source: str = ""
    assumed: bool = False
    note: str = ""
    href: str = ""
    copy: bool = False


class Course(StrEnum):
    """Whether something has happened, is happening, or is still to come."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True)
class Event:
    """A point of a timeline."""

    text: str
    at: datetime | date | None = None
    who: str = ""
    note: str = ""
    course: Course = Course.DONE
    tone: Tone | None = None
    href: str = ""

    @property
    def is_instant(self) -> bool:
        """Whether an hour is known."""
        return isinstance(self.at, datetime)


@dataclass(frozen=True)
class Link:
    """A place to go to. `count` stands beside it; `current` says that one is there."""

    label: str
    href: str
    icon: str = ""
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class NavGroup:
    """Links under a heading, such as all that one post can do."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Control:
    """One question of a form, with what was typed and what is wrong with it. Values are texts, as drafts keep them.

    `begins`: the page is opened to be typed in here (a card reader types too), so the focus is here; of one control.
    """

    name: str
    label: str
    type: FieldType = FieldType.TEXT
    value: str = ""
    error: str = ""
    help: str = ""
    required: bool = True
    options: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    max: int = 200
    source: str = ""
    autocomplete: str = "off"
    begins: bool = False

    @classmethod
    def of(
        cls, question: Field, value: str = "", *, error: str = "", source: str = "", autocomplete: str = "off"
    ) -> Control:
        """The control of a field in a matter's definition.

        `source` names where `value` was filled in from. `autocomplete` is "off" unless people answer about themselves
        (see `own_autocomplete`): a clerk's browser must not offer the numbers of those who came before.
        """
        return cls(
            question.key, question.label, question.type, value, error, question.help, question.required,
            question.options, question.unit, question.max, source, autocomplete,
        )  # fmt: skip

    @property
    def id(self) -> str:
        """The element's id; of its first option if it has several."""
        return f"id_{self.name}_0" if self.choices else f"id_{self.name}"

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        """What can be chosen, if it is a choice."""
        if self.type is FieldType.YES_NO:
            return (("yes", "是"), ("no", "否"))
        return tuple(self.options.items()) if self.type is FieldType.CHOICE else ()

    @property
    def described_by(self) -> str:
        """The ids of help and error, for aria-describedby."""
        parts = (("help", self.help), ("source", self.source), ("error", self.error))
        return " ".join(f"id_{self.name}_{part}" for part, text in parts if text)

    @property
    def input(self) -> Mapping[str, str]:
        """Attributes of the input element that belong to its type."""
        return _INPUTS.get(self.type, {"type": "text"})


_INPUTS: Mapping[FieldType, Mapping[str, str]] = {
    FieldType.NUMBER: {"type": "text", "inputmode": "decimal"},
    FieldType.DATE: {"type": "date"},
    FieldType.PHONE: {"type": "tel", "inputmode": "tel"},
    FieldType.CITIZEN_ID: {
        "type": "text",
        "inputmode": "text",
        "spellcheck": "false",
        "autocapitalize": "characters",
    },
    FieldType.USCC: {
        "type": "text",
        "inputmode": "text",
        "spellcheck": "false",
        "autocapitalize": "characters",
    },
}

_OWN: Mapping[str, str] = {
    "applicant.name": "name",
    "applicant.phone": "tel",
    "applicant.address": "street-address",
}


def own_autocomplete(source: str) -> str:
    """The autocomplete token (WCAG 1.3.5) of a field about the person who fills it in, by its `source`."""
    return _OWN.get(source, "off")
