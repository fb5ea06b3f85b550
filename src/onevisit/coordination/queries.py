"""What doors ask about coordination: lists by `access`, and for a case what its page lets one see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from onevisit.casework.pages import Page, page
from onevisit.casework.refusals import NoSuchCase
from onevisit.casework.taking_part import taking_part
from onevisit.coordination import access, arbiters, terms
from onevisit.coordination.arbitration import speaks_in
from onevisit.coordination.cards import (
    DisagreementCard,
    Knowledge,
    Line,
    QuestionCard,
    disagreement_card,
    history,
    question_card,
)
from onevisit.coordination.carrying_out import reviser, to_revise
from onevisit.coordination.models import Disagreement, Question
from onevisit.coordination.reading import answering_organs
from onevisit.coordination.refusals import NoSuchConsultation
from onevisit.platform import clock
from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.coordination import disagreement as rules
from onevisit.rules.coordination import question as questions
from onevisit.rules.coordination.question import Deed
from onevisit.rules.coordination.terms import Span, Terms, due, terms_on
from onevisit.rules.district.definition import Role

OPEN = [one.value for one in rules.Phase if one.is_open]
ASKED = questions.Phase.ASKED.value

STATES: Mapping[str, str] = {
    "mine": "等我方答复",
    "up": "报到我这里",
    "ours": "我方提出",
    "waiting": "未答复",
    "overdue": "已超期",
    "answered": "已答复",
    "late": "超期答复",
    "all": "全部询问",
}
"""What the list of questions can be narrowed to."""


@dataclass(frozen=True)
class MayQuestion:
    """What this person can do with a question now."""

    answer: bool
    pass_on: bool
    withdraw: bool


@dataclass(frozen=True)
class MayDisagreement:
    """What this person can do with a disagreement now. `higher` is who would decide after the arbiter."""

    state: bool
    decide: bool
    send_up: bool
    settle: bool
    carry_out: bool
    higher: OrganCard | None


@dataclass(frozen=True)
class QuestionView:
    """A question with its history."""

    card: QuestionCard
    may: MayQuestion
    history: tuple[Line, ...]


@dataclass(frozen=True)
class DisagreementView:
    """A disagreement with its history, the terms under which it is decided, and who has to give an opinion again."""

    card: DisagreementCard
    may: MayDisagreement
    terms: Terms
    history: tuple[Line, ...]
    revising: tuple[str, ...]


@dataclass(frozen=True)
class CasePanel:
    """What the page of a case shows: everything consulted about it, and what this person may do here."""

    questions: tuple[tuple[QuestionCard, MayQuestion], ...]
    disagreements: tuple[DisagreementCard, ...]
    may_ask: bool
    may_raise: bool


@dataclass(frozen=True)
class Consulting:
    """What the applicant is told: who consults whom, and until when. Never the words."""

    about: str
    organs: tuple[str, ...]
    until: date


def knowledge() -> Knowledge:
    """What cards are made with. Three statements, or fewer."""
    return Knowledge(organ_cards(), terms.every(), calendar(), clock.today())


def of_case(actor: Actor, number: str) -> CasePanel:
    """What is consulted about a case, for who may see its page. Raises `NoSuchCase`."""
    known, part = knowledge(), taking_part(number)
    rows = [*_questions(Question.objects.filter(case=number)).order_by("id")]
    quarrels = _disagreements(Disagreement.objects.filter(case=number)).order_by("id")
    return CasePanel(
        tuple((card, may_question(actor, row, card)) for row in rows for card in [question_card(row, known)]),
        tuple(disagreement_card(row, known) for row in quarrels),
        part.is_open and access.asker(actor, part) is not None,
        part.is_open and speaks_in(actor, part) is not None,
    )


@dataclass(frozen=True)
class RaisingPanel:
    """What the page shows on which a disagreement is raised: for whom one speaks, and who disagrees already."""

    matter_name: str
    organ: OrganCard
    sees_case: bool
    against: tuple[OrganCard, ...]


def raising_panel(actor: Actor, number: str) -> RaisingPanel:
    """For whom the actor would raise a disagreement here. Raises `NoSuchCase` for who has nothing to do with it.

    `against` are the organs whose opinions contradict his, so that the page can begin with them.
    """
    part = taking_part(number)
    post = speaks_in(actor, part)
    if post is None:
        raise NoSuchCase(number=number)
    cards = organ_cards()
    said = [rules.Said(one.organ, one.stage, one.outcome) for one in part.voices]
    against = [cards[key] for key in part.organs if rules.contradicts(said, post.organ, key)]
    return RaisingPanel(part.matter_name, cards[post.organ], post.organ in part.organs, tuple(against))


def may_question(actor: Actor, row: Question, card: QuestionCard) -> MayQuestion:
    """What this person can do with a question now."""
    answers = card.is_open and access.answers(actor, row.to_organ_id, card.rung) is not None
    withdraws = card.is_open and access.withdraws(actor, row) is not None
    return MayQuestion(answers, answers and Deed.PASS_ON in card.possible, withdraws)


def question(actor: Actor, reference: str) -> QuestionView:
    """One that the actor may read; raises `NoSuchConsultation`."""
    row = _questions(Question.objects.filter(access.questions(actor), reference=reference)).first()
    if row is None:
        raise NoSuchConsultation(reference=reference[:20])
    known = knowledge()
    card = question_card(row, known)
    return QuestionView(card, may_question(actor, row, card), history(reference, known.organs))


def disagreement(actor: Actor, reference: str) -> DisagreementView:
    """One that the actor may read; raises `NoSuchConsultation`."""
    rows = Disagreement.objects.filter(access.disagreements(actor), reference=reference)
    row = _disagreements(rows).first()
    if row is None:
        raise NoSuchConsultation(reference=reference[:20])
    known = knowledge()
    card = disagreement_card(row, known)
    possible = rules.allowed(card.phase)
    higher = rules.above(arbiters.order(card.issue), access.sides(row), row.arbiter_id)
    wrong = to_revise(row)
    decides = Deed.DECIDE in possible and access.arbitrates(actor, row.arbiter_id) is not None
    may = MayDisagreement(
        Deed.STATE in possible and access.speaker(actor, (row.other_id,)) is not None,
        decides,
        decides and bool(higher),
        Deed.SETTLE in possible and access.speaker(actor, (row.raiser_id,)) is not None,
        bool(wrong) and reviser(actor, row, wrong) is not None,
        known.organs[higher] if higher else None,
    )
    made = terms_on(known.terms, clock.day_of(row.raised_at))
    revising = tuple(known.organs[one.organ].short for one in wrong)
    return DisagreementView(card, may, made, history(reference, known.organs), revising)


def list_questions(actor: Actor, state: str, *, organ: str = "", number: int = 1) -> Page[QuestionCard]:
    """The questions that the actor may read, the most urgent first where they wait, else the newest."""
    known = knowledge()
    rows = Question.objects.filter(access.questions(actor), _state(actor, state, known.today))
    if organ:
        rows = rows.filter(to_organ=organ)
    order = ("due_on", "id") if state in ("mine", "up", "waiting", "overdue") else ("-id",)
    return page(_questions(rows).order_by(*order), number, lambda row: question_card(row, known))


def _state(actor: Actor, state: str, today: date) -> Q:
    return {
        "mine": _to_answer(actor, today),
        "up": _told_up(actor, today),
        "ours": Q(from_organ__in=access.organs_of(actor)) | Q(from_hall__in=access.halls_of(actor)),
        "waiting": Q(phase=ASKED),
        "overdue": Q(phase=ASKED, due_on__lt=today),
        "answered": Q(phase=questions.Phase.ANSWERED.value),
        "late": Q(answered_on__gt=F("due_on")),
    }.get(state, Q())


def _to_answer(actor: Actor, today: date) -> Q:
    """What waits for this person's answer: as an officer all of his organ's, as a head what came up to him."""
    officer = [post.organ for post in actor.posts_as(*access.OFFICERS)]
    head = [post.organ for post in actor.posts_as(Role.HEAD)]
    return Q(phase=ASKED) & (Q(to_organ__in=officer) | Q(to_organ__in=head, chief_due_on__lt=today))


def _told_up(actor: Actor, today: date) -> Q:
    """What came up to this person because nobody had answered in time."""
    chief = [post.organ for post in actor.posts_as(Role.CHIEF)]
    head = [post.organ for post in actor.posts_as(Role.HEAD)]
    return Q(phase=ASKED) & (
        Q(to_organ__in=chief, due_on__lt=today) | Q(to_organ__in=head, chief_due_on__lt=today)
    )


def list_disagreements(
    actor: Actor, *, state: str = "", organ: str = "", arbiter: str = "", number: int = 1
) -> Page[DisagreementCard]:
    """The disagreements that the actor may read; `state`: mine (his turn), open, heard, decided, or all.

    `organ` narrows it to those in which it is a side, `arbiter` to those that it decides.
    """
    known = knowledge()
    rows = Disagreement.objects.filter(access.disagreements(actor), _turn(actor, state))
    if organ:
        rows = rows.filter(Q(raiser=organ) | Q(other=organ))
    if arbiter:
        rows = rows.filter(arbiter=arbiter)
    order = ("due_on", "id") if state in ("mine", "open", "heard") else ("-id",)
    return page(_disagreements(rows).order_by(*order), number, lambda row: disagreement_card(row, known))


def _turn(actor: Actor, state: str) -> Q:
    return {
        "mine": _my_turn(actor),
        "open": Q(phase__in=OPEN),
        "heard": Q(phase=rules.Phase.HEARD.value),
        "decided": Q(phase=rules.Phase.DECIDED.value),
    }.get(state, Q())


def _my_turn(actor: Actor) -> Q:
    speaks = [post.organ for post in actor.posts_as(*access.SPEAKERS)]
    decides = [post.organ for post in actor.posts_as(Role.HEAD)]
    return Q(phase=rules.Phase.RAISED.value, other__in=speaks) | Q(
        phase=rules.Phase.HEARD.value, arbiter__in=decides
    )


def waiting(actor: Actor) -> int:
    """How much of it waits for this person. At most two statements, none for who cannot have any."""
    if not actor.holds(*access.OFFICERS, Role.HEAD):
        return 0
    today = clock.today()
    count = Question.objects.filter(_to_answer(actor, today)).count()
    if actor.holds(*access.SPEAKERS):
        count += Disagreement.objects.filter(_my_turn(actor)).count()
    return count


def for_applicant(number: str) -> tuple[Consulting, ...]:
    """Who consults about a case now and until when, for its applicant. A constant number of statements."""
    asked = list(Question.objects.filter(case=number, phase=ASKED).order_by("id"))
    quarrels = list(Disagreement.objects.filter(case=number, phase__in=OPEN).order_by("id"))
    if not asked and not quarrels:
        return ()
    known = knowledge()

    def names(*keys: str) -> tuple[str, ...]:
        return tuple(known.organs[key].short for key in keys)

    consulted = (
        Consulting("正在互相核实情况", names(one.from_organ_id, one.to_organ_id), one.due_on) for one in asked
    )
    decided = (
        Consulting(
            f"意见有分歧，已提请{known.organs[one.arbiter_id].short}协调决定",
            names(one.raiser_id, one.other_id),
            _decided_by(one, known),
        )
        for one in quarrels
    )
    return (*consulted, *decided)


def _decided_by(row: Disagreement, known: Knowledge) -> date:
    """The last day of the decision, whichever step runs now."""
    if row.phase == rules.Phase.HEARD.value:
        return row.due_on
    made = terms_on(known.terms, clock.day_of(row.raised_at))
    return due(made, Span.DECISION, row.due_on, known.calendar)


def organs_to_ask(on: date, but: str = "") -> tuple[OrganCard, ...]:
    """The organs in which somebody answers, in the district's order."""
    answering = answering_organs(on)
    return tuple(card for card in organ_cards().values() if card.key in answering and card.key != but)


def terms_today() -> Terms:
    """The terms for what begins today."""
    return terms.on(clock.today())


def _questions(rows: QuerySet[Question]) -> QuerySet[Question]:
    return rows.select_related("from_hall", "asked_by", "answered_by")


def _disagreements(rows: QuerySet[Disagreement]) -> QuerySet[Disagreement]:
    return rows.select_related("question", "raised_by", "other_by", "decided_by")
