"""What doors ask about questions. Staff see what `access.visible` lets them, askers what `access.own` does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from onevisit.casework.pages import Page, page
from onevisit.catalogue.search import search
from onevisit.platform import clock
from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.questions import access, promises
from onevisit.questions.models import Happening, Question
from onevisit.questions.reading import answering_organs, find, first_stop
from onevisit.rules.calendar import Calendar
from onevisit.rules.limits import Reading
from onevisit.rules.questions import Deed, Phase, Promise, allowed, answer_by, promise_on, spoken

PUBLIC_PAGE = 20
"""Published questions on a page."""

_HITS = 5
"""Matters that a colloquial word may mean when published questions are looked for."""


@dataclass(frozen=True)
class QuestionCard:
    """A question in a list of those who may see it whole. `clock` says by when it is answered, and why."""

    reference: str
    title: str
    matter: str
    matter_name: str
    organ: str
    organ_name: str
    phase: Phase
    anonymous: bool
    published: bool
    asked_at: datetime
    clock: Reading

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes an answer."""
        return self.phase is Phase.ASKED


@dataclass(frozen=True)
class HappeningView:
    """A line of the history."""

    deed: Deed
    at: datetime
    who: str
    as_what: str
    organ: str
    words: str


@dataclass(frozen=True)
class QuestionView:
    """A question with everything about it. `asker` is "" where nobody signed in; `seq` is how far its history goes."""

    card: QuestionCard
    spoken: str
    code: str
    text: str
    asker: str
    answer: str
    answered_at: datetime | None
    answered_by: str
    organ: OrganCard
    public_title: str
    public_text: str
    public_answer: str
    published_at: datetime | None
    promise: Promise
    history: tuple[HappeningView, ...]
    possible: tuple[Deed, ...]
    seq: int


@dataclass(frozen=True)
class PublicCard:
    """A published question: the organ's words, and nothing about who asked."""

    id: int
    title: str
    text: str
    answer: str
    matter: str
    matter_name: str
    organ_name: str
    asked_on: date
    answered_on: date
    published_at: datetime


@dataclass(frozen=True)
class OrganFigures:
    """How an organ answers, with its responsible head beside (clause 6a). `late` counts answers that came too late."""

    organ: str
    organ_name: str
    head: str
    waiting: int
    overdue: int
    answered: int
    late: int
    published: int


def mine(actor: Actor, number: int = 1) -> Page[QuestionCard]:
    """One's own, the newest first."""
    return _cards(Question.objects.filter(access.own(actor)).order_by("-id"), number)


def my_view(actor: Actor, reference: str) -> QuestionView:
    """One of one's own; raises `NoSuchQuestion`."""
    return _view(find(reference, actor, own=True))


def track(reference: str, code: str, actor: Actor) -> QuestionView:
    """The question of whoever holds its reference and code; raises `NoSuchQuestion` without saying which is wrong."""
    return _view(find(reference, actor, code or "-", own=True))


def staff_view(actor: Actor, reference: str) -> QuestionView:
    """A question for the staff that may read it; raises `NoSuchQuestion`."""
    return _view(find(reference, actor, own=False))


def may_answer(actor: Actor, view: QuestionView) -> bool:
    """Whether this person answers for the organ that was asked."""
    return view.organ.key in access.organs_of(actor)


STATES = {
    "waiting": "待答复",
    "overdue": "已超期",
    "answered": "已答复",
    "late": "超期答复",
    "published": "已公开",
    "withdrawn": "已撤回",
}
"""What a list can be narrowed to."""


def to_answer(actor: Actor, number: int = 1) -> Page[QuestionCard]:
    """What the actor's organs still have to answer, the most urgent first."""
    rows = Question.objects.filter(phase=Phase.ASKED.value, organ__in=access.organs_of(actor))
    return _cards(rows.order_by("due_on", "id"), number)


def waiting(actor: Actor) -> int:
    """How many questions wait for an answer by this person's organs. One statement."""
    return Question.objects.filter(phase=Phase.ASKED.value, organ__in=access.organs_of(actor)).count()


def questions(
    actor: Actor, *, state: str = "", organ: str = "", text: str = "", number: int = 1
) -> Page[QuestionCard]:
    """Every question that the actor may read: those that wait most urgently first, then the newest."""
    rows = Question.objects.filter(access.visible(actor), _state(state, clock.today()))
    if organ:
        rows = rows.filter(organ=organ)
    if text:
        about = text.strip().replace("\0", "")[:60]
        plain = about.replace(" ", "").upper()
        rows = rows.filter(
            Q(title__contains=about) | Q(matter_name__contains=about) | Q(reference__startswith=plain)
        )
    order = ("due_on", "id") if state in ("waiting", "overdue") else ("-asked_at", "-id")
    return _cards(rows.order_by(*order), number)


def _state(state: str, today: date) -> Q:
    return {
        "waiting": Q(phase=Phase.ASKED.value),
        "overdue": Q(phase=Phase.ASKED.value, due_on__lt=today),
        "answered": Q(phase=Phase.ANSWERED.value),
        "late": Q(answered_on__gt=F("due_on")),
        "published": Q(published_at__isnull=False),
        "withdrawn": Q(phase=Phase.WITHDRAWN.value),
    }.get(state, Q())


def figures(actor: Actor) -> tuple[OrganFigures, ...]:
    """How each organ answers that the actor reads, in the district's order; organs without questions are left out."""
    today = clock.today()
    counts = {
        "waiting": Count("id", filter=_state("waiting", today)),
        "overdue": Count("id", filter=_state("overdue", today)),
        "answered": Count("id", filter=_state("answered", today)),
        "late": Count("id", filter=_state("late", today)),
        "published": Count("id", filter=_state("published", today)),
    }
    rows = Question.objects.filter(access.visible(actor)).values("organ").annotate(**counts).order_by("organ")
    found = {row.pop("organ"): row for row in rows}
    return tuple(
        OrganFigures(card.key, card.short, f"{card.head_name} {card.head_title}", **found[card.key])
        for card in organ_cards().values()
        if card.key in found
    )


def published(text: str = "", matter: str = "", number: int = 1) -> Page[PublicCard]:
    """What everybody may read, the newest first. `text` may be any word for a matter, such as 开饭店."""
    rows = Question.objects.filter(published_at__isnull=False).select_related("organ")
    if matter:
        rows = rows.filter(matter=matter)
    about = text.strip().replace("\0", "")[:60]
    if about:
        hits = search(about, on=clock.today(), limit=_HITS).hits
        rows = rows.filter(
            Q(public_title__contains=about)
            | Q(public_text__contains=about)
            | Q(public_answer__contains=about)
            | Q(matter__in=[hit.card.key for hit in hits])
        )
    return page(rows.order_by("-published_at", "-id"), number, _public, PUBLIC_PAGE)


def organs_to_ask(on: date) -> tuple[OrganCard, ...]:
    """The organs that somebody answers for, in the district's order."""
    answering = answering_organs(on)
    return tuple(card for card in organ_cards().values() if card.key in answering)


def organ_that_passes_on() -> OrganCard:
    """The organ that gets what names nobody."""
    return organ_cards()[first_stop()]


def promise_today() -> Promise:
    """What is promised to who asks today."""
    return promises.on(clock.today())


def promised() -> Sequence[Promise]:
    """Every promise, the earliest first."""
    return promises.every()


def _cards(rows: QuerySet[Question], number: int) -> Page[QuestionCard]:
    days, made, today = calendar(), promises.every(), clock.today()
    return page(rows.select_related("organ"), number, lambda row: _card(row, days, made, today))


def _card(row: Question, days: Calendar, made: Iterable[Promise], today: date) -> QuestionCard:
    promise = promise_on(tuple(made), row.asked_on)
    stopped = row.answered_on or row.withdrawn_on
    return QuestionCard(
        row.reference,
        row.title,
        row.matter,
        row.matter_name,
        row.organ_id,
        row.organ.short,
        Phase(row.phase),
        row.person_id is None,
        row.published_at is not None,
        row.asked_at,
        answer_by(promise, row.asked_on, days, today=today, stopped_on=stopped),
    )


def _view(row: Question) -> QuestionView:
    made = promises.every()
    cards = organ_cards()
    card = _card(row, calendar(), made, clock.today())
    lines = Happening.objects.filter(question=row).select_related("person").order_by("seq")
    return QuestionView(
        card=card,
        spoken=spoken(row.reference),
        code=row.code,
        text=row.text,
        asker=row.party.name if row.party else row.person.name if row.person else "",
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        organ=cards[row.organ_id],
        public_title=row.public_title,
        public_text=row.public_text,
        public_answer=row.public_answer,
        published_at=row.published_at,
        promise=promise_on(made, row.asked_on),
        history=tuple(
            HappeningView(
                Deed(one.deed),
                one.at,
                one.person.name if one.person else "",
                one.as_what,
                cards[one.organ_id].short,
                one.words,
            )
            for one in lines
        ),
        possible=allowed(card.phase, published=card.published),
        seq=row.seq,
    )


def _public(row: Question) -> PublicCard:
    if row.answered_on is None or row.published_at is None:
        raise TypeError(f"{row.reference} is published without having been answered")
    return PublicCard(
        row.pk,
        row.public_title,
        row.public_text,
        row.public_answer,
        row.matter,
        row.matter_name,
        row.organ.short,
        row.asked_on,
        row.answered_on,
        row.published_at,
    )
