"""What pages show of questions and disagreements, with the clocks that say why a day is the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from onevisit.coordination.models import Disagreement, Happening, Question, Told
from onevisit.platform import clock
from onevisit.platform.organs.queries import OrganCard
from onevisit.rules.calendar import Calendar
from onevisit.rules.coordination import disagreement, question
from onevisit.rules.coordination.disagreement import Holds, Issue, Stand
from onevisit.rules.coordination.question import Deed, Rung, ladder
from onevisit.rules.coordination.terms import Span, Terms, terms_on
from onevisit.rules.coordination.terms import clock as clock_of
from onevisit.rules.coordination.texts import spoken
from onevisit.rules.limits import Reading


@dataclass(frozen=True)
class Knowledge:
    """What every card is made with: asked of the database once a page."""

    organs: Mapping[str, OrganCard]
    terms: tuple[Terms, ...]
    calendar: Calendar
    today: date


@dataclass(frozen=True)
class QuestionCard:
    """A question. `clock` is that of the answer; `rung` is whose it is today, whether or not the round came by."""

    reference: str
    spoken: str
    case: str
    matter_name: str
    asker: OrganCard
    from_hall: str
    asked: OrganCard
    text: str
    phase: question.Phase
    asked_at: datetime
    asked_by: str
    rung: Rung
    passed: int
    clock: Reading
    answer: str
    answered_at: datetime | None
    answered_by: str
    took: int | None
    seq: int

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes an answer."""
        return self.phase is question.Phase.ASKED

    @property
    def possible(self) -> tuple[Deed, ...]:
        """What may be done with it now, by whomever."""
        return question.allowed(self.phase, self.passed)


@dataclass(frozen=True)
class Position:
    """What one side says, and on which articles; `at` is None as long as it has said nothing."""

    organ: OrganCard
    text: str
    articles: str
    at: datetime | None
    by: str


@dataclass(frozen=True)
class DisagreementCard:
    """A disagreement with both positions. `clock` is that of the present step; of a decided one, that of its end."""

    reference: str
    spoken: str
    case: str
    matter_name: str
    issue: Issue
    question: str
    raiser: Position
    other: Position
    phase: disagreement.Phase
    arbiter: OrganCard
    clock: Reading
    holds: Holds | None
    decision: str
    binding: str
    decided_at: datetime | None
    decided_by: str
    took: int | None
    seq: int

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet."""
        return self.phase.is_open

    @property
    def waits_for(self) -> OrganCard:
        """Whose turn it is."""
        return self.other.organ if self.phase is disagreement.Phase.RAISED else self.arbiter

    @property
    def held(self) -> str:
        """Whose position holds, in words."""
        if self.holds is None:
            return ""
        return {
            Holds.RAISER: f"支持{self.raiser.organ.short}的意见",
            Holds.OTHER: f"支持{self.other.organ.short}的意见",
            Holds.NEITHER: "双方意见都不采纳，按本决定办理",
        }[self.holds]


@dataclass(frozen=True)
class Line:
    """A line of the history, and who was told of it."""

    deed: Deed
    at: datetime
    who: str
    as_what: str
    organ: str
    words: str
    told: tuple[str, ...]


def question_card(row: Question, known: Knowledge) -> QuestionCard:
    """A question whose people and hall have been read with it."""
    made = terms_on(known.terms, row.since)
    reading = clock_of(
        made, Span.ANSWER, row.since, known.calendar, today=known.today, stopped_on=row.answered_on
    )
    open_rung = ladder(made, row.since, known.calendar).rung(known.today)
    is_open = row.phase == question.Phase.ASKED.value
    return QuestionCard(
        row.reference,
        spoken(row.reference),
        row.case,
        row.matter_name,
        known.organs[row.from_organ_id],
        row.from_hall.name if row.from_hall else "",
        known.organs[row.to_organ_id],
        row.text,
        question.Phase(row.phase),
        row.asked_at,
        row.asked_by.name,
        open_rung if is_open else Rung(row.rung),
        row.passed,
        reading,
        row.answer,
        row.answered_at,
        row.answered_by.name if row.answered_by else "",
        row.took,
        row.seq,
    )


def disagreement_card(row: Disagreement, known: Knowledge) -> DisagreementCard:
    """A disagreement whose people have been read with it."""
    phase = disagreement.Phase(row.phase)
    span = Stand(phase, row.arbiter_id, row.since).span()
    stopped = row.decided_on if phase is not disagreement.Phase.SETTLED else row.since
    reading = clock_of(
        terms_on(known.terms, clock.day_of(row.raised_at)),
        span,
        row.since,
        known.calendar,
        today=known.today,
        stopped_on=stopped,
    )
    return DisagreementCard(
        row.reference,
        spoken(row.reference),
        row.case,
        row.matter_name,
        Issue(row.issue),
        row.question.reference if row.question else "",
        Position(known.organs[row.raiser_id], row.position, row.articles, row.raised_at, row.raised_by.name),
        Position(
            known.organs[row.other_id],
            row.other_position,
            row.other_articles,
            row.other_at,
            row.other_by.name if row.other_by else "",
        ),
        phase,
        known.organs[row.arbiter_id],
        reading,
        Holds(row.holds) if row.holds else None,
        row.decision,
        row.binding,
        row.decided_at,
        row.decided_by.name if row.decided_by else "",
        row.took,
        row.seq,
    )


def history(reference: str, organs: Mapping[str, OrganCard]) -> tuple[Line, ...]:
    """What happened to it, the first line first. Two statements."""
    told: dict[int, list[str]] = {}
    for one in Told.objects.filter(reference=reference).select_related("person").order_by("seq", "id"):
        told.setdefault(one.seq, []).append(f"{one.person.name}（{one.as_what}）")
    rows = Happening.objects.filter(reference=reference).select_related("person").order_by("seq")
    return tuple(
        Line(
            Deed(row.deed),
            row.at,
            row.person.name if row.person else "",
            row.as_what,
            organs[row.organ_id].short,
            row.words,
            tuple(told.get(row.seq, ())),
        )
        for row in rows
    )
