"""What an appearance in person is (到场记录), what may be ruled about it, and the visit (跑动) it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class Purpose(StrEnum):
    """For what somebody came (standards 4.2; a hearing and a signature are told apart from the rest)."""

    SUBMIT = "submit"
    SUPPLY = "supply"
    VERIFY = "verify"
    SIGN = "sign"
    HEARING = "hearing"
    COLLECT = "collect"
    OTHER = "other"

    @property
    def label(self) -> str:
        """What people see."""
        return _PURPOSES[self]


_PURPOSES = dict(
    zip(Purpose, ("提交申请", "补正材料", "核验", "签字", "听证", "领取结果", "其他事"), strict=True)
)


class Cause(StrEnum):
    """Through whose doing he had to come once more; the ordinary appearance is nobody's doing."""

    NONE = "none"
    AGENCY = "agency"
    APPLICANT = "applicant"

    @property
    def label(self) -> str:
        """What people see."""
        return {"none": "正常办理", "agency": "部门原因", "applicant": "申请人原因"}[self.value]


class Standing(StrEnum):
    """How a visit counts: it is measured, or is put down to the applicant, or was his free choice."""

    COUNTS = "counts"
    APPLICANT = "applicant"
    CHOSEN = "chosen"

    @property
    def label(self) -> str:
        """What people see."""
        return {"counts": "计入考核", "applicant": "申请人原因", "chosen": "自愿到场"}[self.value]


@dataclass(frozen=True)
class Ruling:
    """What a supervisor ruled about an appearance, with the reason. `void`: the applicant was not there at all."""

    purpose: Purpose
    required: bool
    cause: Cause
    void: bool
    reason: str


@dataclass(frozen=True)
class Appearance:
    """The applicant, or his private proxy, appeared for a case.

    `key` tells it from every other; `place` is the key of a hall, or the words for another place; `day` the day of
    `at` in the district. `foreseen` says that the promise of the guide has this appearance in it. `why` says in words
    why it was required or chosen.
    """

    key: int
    case: str
    party: int
    place: str
    at: datetime
    day: date
    purpose: Purpose
    required: bool
    cause: Cause
    foreseen: bool
    why: str
    void: bool = False

    @property
    def counts(self) -> bool:
        """Whether the State Council's figure has it: required, and not through the applicant's own doing.

        What an authority caused was required of him, whatever other road was open.
        """
        return self.cause is Cause.AGENCY or (self.required and self.cause is Cause.NONE)

    def under(self, ruling: Ruling) -> Appearance:
        """The same as it stands after a ruling. What somebody caused was in no promise."""
        return replace(
            self,
            purpose=ruling.purpose,
            required=ruling.required,
            cause=ruling.cause,
            foreseen=self.foreseen and ruling.cause is Cause.NONE,
            why=ruling.reason,
            void=ruling.void,
        )


@dataclass(frozen=True)
class Visit:
    """跑动: one coming, with everything that was done there then. Its appearances stand in the order of time."""

    appearances: tuple[Appearance, ...]

    @property
    def first(self) -> Appearance:
        """With what it began."""
        return self.appearances[0]

    @property
    def day(self) -> date:
        """The day in the district."""
        return self.first.day

    @property
    def place(self) -> str:
        """The key of the hall, or the words for another place."""
        return self.first.place

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """For what he came, each once."""
        return tuple(dict.fromkeys(one.purpose for one in self.appearances))

    @property
    def standing(self) -> Standing:
        """It counts if anything in it does; else it is the applicant's doing if anything in it is."""
        if any(one.counts for one in self.appearances):
            return Standing.COUNTS
        if any(one.cause is Cause.APPLICANT for one in self.appearances):
            return Standing.APPLICANT
        return Standing.CHOSEN

    @property
    def cause(self) -> Cause:
        """Whose doing it was. He would have come anyway where anything in it was ordinary and required."""
        causes = {one.cause for one in self.appearances}
        if any(one.counts and one.cause is Cause.NONE for one in self.appearances):
            return Cause.NONE
        return next(one for one in (Cause.AGENCY, Cause.APPLICANT, Cause.NONE) if one in causes)

    @property
    def foreseen(self) -> bool:
        """Whether the promise has it in it: he came for something that was foreseen."""
        return any(one.foreseen for one in self.appearances)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in words, each once: of what makes the visit count as it does, not of what was done beside it."""
        telling = [one for one in self.appearances if one.counts]
        if not telling:
            telling = [one for one in self.appearances if one.cause is Cause.APPLICANT]
        return tuple(dict.fromkeys(one.why for one in telling or self.appearances if one.why))
