"""What doors ask about cases. Every answer is filtered by `access.visible` (staff) or `access.own` (applicants)."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Count, Exists, Expression, OuterRef, Q, QuerySet, Value, When

from onevisit.casework import access, collecting
from onevisit.casework.case_view import CaseView, case_view
from onevisit.casework.models import Case, Look, Seal, WorkItem
from onevisit.casework.pages import Page, page
from onevisit.casework.projection import state_of
from onevisit.casework.refusals import NoSuchCase
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.cases.facets import Document
from onevisit.rules.cases.phases import OPEN, Phase
from onevisit.rules.cases.procedure import DutyKind
from onevisit.rules.district.definition import Role
from onevisit.rules.identifiers import BadIdentifier, case_no, query_code

OPEN_PHASES = sorted(phase.value for phase in OPEN)


@dataclass(frozen=True)
class CaseCard:
    """A case in a list. `applicant_due_on` is the day by which its applicant has to do something, if he has to."""

    number: str
    matter: str
    matter_name: str
    applicant: str
    phase: Phase
    organ: str
    hall: str
    channel: str
    submitted_on: date
    due_on: date | None
    finished_on: date | None
    outcome: str
    rating: str
    overdue: bool
    applicant_due_on: date | None = None
    paused: bool = False


@dataclass(frozen=True)
class WorkCard:
    """Something to do, in the work list. `instead_of` names the absent colleague whose work it is, "" for one's own.

    `paused`: its clock stands still.
    """

    item: int
    number: str
    matter_name: str
    applicant: str
    kind: DutyKind
    stage: str
    organ: str
    hall: str
    since: date
    due_on: date
    provisional: bool
    overdue: bool
    claimed_by: str
    claimed_by_me: bool
    instead_of: str
    paused: bool


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty value narrows nothing. `text` is a number or part of a name."""

    text: str = ""
    phase: str = ""
    organ: str = ""
    hall: str = ""
    matter: str = ""
    channel: str = ""
    outcome: str = ""
    rating: str = ""
    due: str = ""
    course: str = ""
    since: date | None = None
    until: date | None = None
    order: str = "-submitted_on"


ORDERS: Mapping[str, tuple[str, ...]] = {
    "-submitted_on": ("-submitted_on", "-id"),
    "submitted_on": ("submitted_on", "id"),
    "due_on": ("due_on", "id"),
    "-due_on": ("-due_on", "-id"),
}


def cases(actor: Actor, filters: Filters, number: int = 1) -> Page[CaseCard]:
    """The cases that the actor's posts let him see."""
    rows = _narrow(Case.objects.filter(access.visible(actor)), filters)
    rows = rows.select_related("applicant", "organ", "hall").defer("state")
    return page(rows.order_by(*ORDERS.get(filters.order, ORDERS["-submitted_on"])), number, case_card)


def export_rows(actor: Actor, filters: Filters) -> Any:
    """The same list without pages, row by row, for an export."""
    rows = _narrow(Case.objects.filter(access.visible(actor)), filters)
    rows = rows.select_related("applicant", "organ", "hall").defer("state").order_by("-submitted_on", "-id")
    return (case_card(row) for row in rows.iterator(chunk_size=1000))


def my_cases(actor: Actor, number: int = 1) -> Page[CaseCard]:
    """The applicant's own, the newest first."""
    rows = Case.objects.filter(access.own(actor)).select_related("applicant", "organ", "hall").defer("state")
    return page(rows.order_by("-id"), number, case_card)


def _narrow(rows: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    exact = {
        "phase": filters.phase,
        "organ": filters.organ,
        "hall": filters.hall,
        "matter": filters.matter,
        "channel": filters.channel,
        "outcome": filters.outcome,
        "rating": filters.rating,
    }
    rows = rows.filter(**{key: value for key, value in exact.items() if value})
    if filters.text:
        rows = rows.filter(_about(filters.text))
    if filters.course:
        rows = rows.filter(_on_course(filters.course))
    if filters.since:
        rows = rows.filter(submitted_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(submitted_on__lte=filters.until)
    today = clock.today()
    if filters.due == "overdue":
        rows = rows.filter(phase__in=OPEN_PHASES, decided_on=None, due_on__lt=today, paused=False)
    elif filters.due == "today":
        rows = rows.filter(phase__in=OPEN_PHASES, decided_on=None, due_on=today)
    elif filters.due == "open":
        rows = rows.filter(phase__in=OPEN_PHASES)
    return rows


COURSES: Mapping[str, str] = {
    "correcting": "待补正",
    "paused": "暂停计时",
    "deferral": "容缺待补",
    "check": "承诺待核查",
}
"""What a list of cases can be narrowed to beside the phase: the course that a case is on."""


def _on_course(course: str) -> Q:
    if course == "correcting":
        return Q(phase=Phase.CORRECTING.value)
    if course == "paused":
        return Q(paused=True, phase__in=OPEN_PHASES)
    return Q(Exists(WorkItem.objects.filter(case=OuterRef("pk"), kind=DutyKind(course).value)))


def _about(text: str) -> Q:
    text = text.strip().replace("\0", "")[:60]
    digits = text.replace(" ", "")
    if digits.isdigit():
        return Q(number__startswith=digits)
    return Q(applicant__name__contains=text) | Q(matter_name__contains=text)


def case_card(row: Case) -> CaseCard:
    """A row with its organ, hall and applicant as lists show it."""
    return CaseCard(
        row.number,
        row.matter,
        row.matter_name,
        row.applicant.name,
        Phase(row.phase),
        row.organ.short,
        row.hall.name,
        row.channel,
        row.submitted_on,
        row.due_on,
        row.finished_on,
        row.outcome,
        row.rating,
        is_overdue(row),
        row.applicant_due_on,
        row.paused and row.phase in OPEN_PHASES,
    )


def is_overdue(row: Case) -> bool:
    """Whether the promise has passed and nothing was decided; what only waits to be fetched is not overdue."""
    undecided = row.phase in OPEN_PHASES and row.decided_on is None
    return undecided and not row.paused and row.due_on is not None and row.due_on < clock.today()


_STAND_STILL = (DutyKind.REVIEW.value, DutyKind.DECIDE.value)
"""Work whose clock stands still with that of the whole case."""

_AT_COUNTER = (DutyKind.RECEIVE, DutyKind.ACCEPT, DutyKind.DEFERRAL)
_OF_REVIEWER = (DutyKind.REVIEW, DutyKind.SPECIAL, DutyKind.CHECK, DutyKind.TAKE_OVER)
_OF_CHIEF = (DutyKind.DECIDE, DutyKind.ISSUE, DutyKind.SPECIAL, DutyKind.HEARING, DutyKind.TAKE_OVER)


def _my_work(actor: Actor) -> Q:
    """Work items that the actor can do something about."""
    found = Q(pk__in=[])
    for post in actor.posts:
        found |= _brought_by(post, actor)
    return found


def _brought_by(post: Holding, actor: Actor) -> Q:
    """The work items that a post brings; an empty condition for a post that brings none."""
    found = Q()
    if post.role is Role.CLERK:
        found |= Q(hall=post.hall, kind__in=_AT_COUNTER, window_class__in=post.classes)
    if post.role is Role.AGENT:
        seen = Case.objects.filter(access.of_agent(actor)).values("pk")
        found |= Q(hall=post.hall, kind__in=_AT_COUNTER, window_class__in=post.classes, case__in=seen)
    if post.hands_out:
        found |= Q(hall=post.hall, kind=DutyKind.HAND_OUT.value)
    if post.role is Role.REVIEWER:
        found |= Q(organ=post.organ, kind__in=_OF_REVIEWER)
    if post.role is Role.CHIEF:
        found |= Q(organ=post.organ, kind__in=_OF_CHIEF)
    if post.role is Role.HEAD:
        found |= Q(organ=post.organ, kind=DutyKind.REVOKE.value)
    return found


def _instead_of(actor: Actor) -> Expression:
    """For whom the actor does a work item: "" where a post of his own brings it, which stands before the others."""
    if actor.posts == actor.own_posts:
        return Value("")
    brought = [(_brought_by(post, actor), post.instead_of) for post in actor.posts]
    return Choose(*(When(items, then=Value(name)) for items, name in brought if items), default=Value(""))


def work(
    actor: Actor, *, kind: str = "", due: str = "", text: str = "", mine: bool = False, number: int = 1
) -> Page[WorkCard]:
    """What the actor has to do, the most urgent first."""
    today = clock.today()
    rows = WorkItem.objects.filter(_my_work(actor)).annotate(instead_of=_instead_of(actor))
    if kind:
        rows = rows.filter(kind=kind)
    if due == "overdue":
        rows = rows.filter(due_on__lt=today)
    elif due == "today":
        rows = rows.filter(due_on=today)
    if mine:
        rows = rows.filter(claimed_by=actor.person)
    if text:
        about = text.strip().replace("\0", "")[:60]
        is_number = about.replace(" ", "").isdigit()
        named = Q(case__applicant__name__contains=about) | Q(case__matter_name__contains=about)
        rows = rows.filter(Q(case__number__startswith=about.replace(" ", "")) if is_number else named)
    rows = rows.select_related("case__applicant", "organ", "hall", "claimed_by").defer("case__state")
    return page(rows.order_by("due_on", "id"), number, lambda row: _work_card(row, actor, today))


def _work_card(row: Any, actor: Actor, today: date) -> WorkCard:
    return WorkCard(
        row.pk,
        row.case.number,
        row.case.matter_name,
        row.case.applicant.name,
        DutyKind(row.kind),
        row.stage,
        row.organ.short,
        row.hall.name if row.hall else "",
        row.since,
        row.due_on,
        row.provisional,
        row.due_on < today,
        row.claimed_by.name if row.claimed_by else "",
        row.claimed_by_id is not None and row.claimed_by_id == actor.person,
        row.instead_of,
        row.case.paused and row.kind in _STAND_STILL,
    )


def work_counts(actor: Actor) -> dict[str, int]:
    """How much there is to do: by kind, and `overdue`, `today`, `all`. One statement."""
    today = clock.today()
    counts = {kind.value: Count("id", filter=Q(kind=kind.value)) for kind in DutyKind}
    return WorkItem.objects.filter(_my_work(actor)).aggregate(
        **{key.replace("-", "_"): value for key, value in counts.items()},
        overdue=Count("id", filter=Q(due_on__lt=today)),
        today=Count("id", filter=Q(due_on=today)),
        all=Count("id"),
    )


def may_do(actor: Actor, number: str) -> tuple[WorkCard, ...]:
    """What of this case's next steps this actor can do."""
    rows = WorkItem.objects.filter(_my_work(actor), case__number=number)
    rows = rows.annotate(instead_of=_instead_of(actor))
    rows = rows.select_related("case__applicant", "organ", "hall", "claimed_by").defer("case__state")
    return tuple(_work_card(row, actor, clock.today()) for row in rows.order_by("due_on", "id"))


def staff_view(actor: Actor, number: str, page_name: str) -> CaseView:
    """A case for one of the staff. That he looked is written down; `NoSuchCase` also when he may not know of it."""
    case = _find(Case.objects.filter(access.visible(actor)), number)
    if actor.person is not None:
        as_what = "、".join(dict.fromkeys(post.title for post in actor.posts))[:60]
        Look.objects.create(
            case=case, person_id=actor.person, as_what=as_what, page=page_name, at=clock.now()
        )
    return case_view(case, clock.today())


def my_view(actor: Actor, number: str) -> CaseView:
    """A case for its applicant; raises `NoSuchCase`."""
    return case_view(_find(Case.objects.filter(access.own(actor)), number), clock.today())


def track(number: str, code: str) -> CaseView:
    """A case for whoever holds its number and code; raises `NoSuchCase` without saying which of them is wrong."""
    try:
        number, code = str(case_no.check(number)), query_code.check(code)
    except BadIdentifier as bad:
        raise NoSuchCase(number=number[:20]) from bad
    case = _find(Case.objects.all(), number)
    if not hmac.compare_digest(case.query_code, code):
        raise NoSuchCase(number=number)
    return case_view(case, clock.today())


def party_of(number: str) -> int:
    """The party that applied: for whoever has shown number and code, and so may rate in its name."""
    return _find(Case.objects.all(), number).applicant_id


def _find(rows: QuerySet[Case], number: str) -> Case:
    case = rows.filter(number=number).select_related("organ", "hall", "applicant").first()
    if case is None:
        raise NoSuchCase(number=number[:20])
    return case


@dataclass(frozen=True)
class LookCard:
    """Somebody looked at a case."""

    who: str
    as_what: str
    page: str
    at: Any


def looks(number: str) -> tuple[LookCard, ...]:
    """Who looked at a case, the latest first; asked for by those who may see the case."""
    rows = Look.objects.filter(case__number=number).select_related("person").order_by("-at")[:200]
    return tuple(LookCard(row.person.name, row.as_what, row.page, row.at) for row in rows)


@dataclass(frozen=True)
class Root:
    """The newest seal: what a receipt prints of the log."""

    size: int
    root: str
    at: Any


def latest_root() -> Root | None:
    """The newest seal, or None before the first minute has passed."""
    seal = Seal.objects.order_by("-size").first()
    return Root(seal.size, seal.root, seal.sealed_at) if seal else None


def documents_to_render(number: str) -> tuple[Document, ...]:
    """The documents of a case that have no printed form yet: asked by the house itself."""
    state = state_of(_find(Case.objects.all(), number))
    return tuple(one for one in state.documents if not one.file)


def file_of(view: CaseView, sha256: str) -> bool:
    """Whether this file belongs to this case: a file is served only through a case that shows it."""
    state = view.state
    documents = (one.file for one in state.documents if one.file)
    return (
        any(sha256 in shown.refs for shown in state.shown)
        or sha256 in state.rendered.values()
        or sha256 in documents
        or (state.handed_out_on is not None and collecting.has_signature(view.number, sha256))
    )
