"""What doors ask about visits at home. Staff see what `access.sees_visits` lets them, people their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from onevisit.assistance import access
from onevisit.assistance.models import HomeVisit, Line
from onevisit.assistance.queries import LineView
from onevisit.casework.pages import Page, page
from onevisit.catalogue.versions import in_force
from onevisit.platform import clock
from onevisit.platform.organs.models import Post
from onevisit.platform.organs.standing_in import held_on
from onevisit.platform.people.actors import Actor
from onevisit.rules.assistance import references
from onevisit.rules.assistance.home_visits import Deed, Half, Phase, Why, allowed
from onevisit.rules.assistance.reach import ACTS
from onevisit.rules.assistance.refusals import NoSuchVisit
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Act


@dataclass(frozen=True)
class VisitCard:
    """A visit at home in a list."""

    number: str
    party: str
    party_id: int
    matter: str
    matter_name: str
    hall: str
    hall_key: str
    why: str
    note: str
    address: str
    phone: str
    on: date
    half: Half
    phase: Phase
    who: tuple[str, ...]
    acts: tuple[str, ...]
    late: bool

    @property
    def spoken(self) -> str:
        """Its number as it is read out."""
        return references.spoken(self.number)


@dataclass(frozen=True)
class VisitView:
    """A visit with everything about it. `acts` are pairs of a key and its words; `seq` is how far its history goes."""

    card: VisitCard
    acts: tuple[tuple[str, str], ...]
    done: tuple[str, ...]
    photos: tuple[str, ...]
    words: str
    done_at: datetime | None
    lead: int | None
    companion: int | None
    possible: tuple[Deed, ...]
    lines: tuple[LineView, ...]
    seq: int


STATES = {
    "open": "还没有上门",
    "asked": "等安排",
    "planned": "已安排",
    "done": "已上门",
    "cancelled": "已取消",
}
"""How a list of visits can be narrowed."""


def _card(row: HomeVisit) -> VisitCard:
    return VisitCard(
        row.number,
        row.party.name,
        row.party_id,
        row.matter,
        row.matter_name,
        row.hall.name,
        row.hall_id,
        Why(row.why).label,
        row.note,
        row.address,
        row.phone,
        row.on,
        Half(row.half),
        Phase(row.phase),
        tuple(one.name for one in (row.lead, row.companion) if one is not None),
        tuple(ACTS[Act(one)] for one in row.acts),
        row.phase in _OPEN and row.on < clock.today(),
    )


_OPEN = (Phase.ASKED.value, Phase.PLANNED.value)


def _rows(rows: QuerySet[HomeVisit]) -> QuerySet[HomeVisit]:
    return rows.select_related("party", "hall", "lead", "companion")


def of_staff(actor: Actor, state: str = "open", number: int = 1) -> Page[VisitCard]:
    """Those that his posts let him see, the first day first."""
    rows = HomeVisit.objects.filter(access.sees_visits(actor))
    rows = rows.filter(phase__in=_OPEN) if state == "open" else rows.filter(phase=state)
    order = ("on", "half", "id") if state in ("open", "asked", "planned") else ("-on", "-id")
    return page(_rows(rows).order_by(*order), number, _card)


def counts(actor: Actor) -> dict[str, int]:
    """How many there are in each state. One statement."""
    rows = HomeVisit.objects.filter(access.sees_visits(actor)).values("phase").annotate(n=Count("pk"))
    found = {row["phase"]: row["n"] for row in rows}
    return found | {"open": sum(found.get(phase, 0) for phase in _OPEN)}


def mine_to_make(actor: Actor) -> tuple[VisitCard, ...]:
    """The visits that this person makes, the next first."""
    rows = HomeVisit.objects.filter(
        Q(lead=actor.person) | Q(companion=actor.person), phase=Phase.PLANNED.value
    )
    return tuple(_card(row) for row in _rows(rows).order_by("on", "half", "id")[:50])


def of_party(actor: Actor, number: int = 1) -> Page[VisitCard]:
    """Visits at one's own home, the newest first."""
    return page(_rows(HomeVisit.objects.filter(access.own_visits(actor))).order_by("-id"), number, _card)


def staff_view(actor: Actor, number: str) -> VisitView:
    """One for the staff; raises `NoSuchVisit`."""
    return _view(_find(HomeVisit.objects.filter(access.sees_visits(actor)), number))


def my_view(actor: Actor, number: str) -> VisitView:
    """One at one's own home; raises `NoSuchVisit`."""
    return _view(_find(HomeVisit.objects.filter(access.own_visits(actor)), number))


def _find(rows: QuerySet[HomeVisit], number: str) -> HomeVisit:
    row = _rows(rows).filter(number=number.upper()).first()
    if row is None:
        raise NoSuchVisit(number=number[:20])
    return row


def _view(row: HomeVisit) -> VisitView:
    lines = Line.objects.filter(visit=row).select_related("person").order_by("id")
    return VisitView(
        _card(row),
        tuple((one, ACTS[Act(one)]) for one in row.acts),
        tuple(row.done),
        tuple(row.photos),
        row.words,
        row.done_at,
        row.lead_id,
        row.companion_id,
        allowed(Phase(row.phase)),
        tuple(
            LineView(
                Deed(one.deed).label,
                one.at,
                one.person.name if one.person else "",
                one.as_what,
                one.words,
                "",
            )
            for one in lines
        ),
        row.seq,
    )


@dataclass(frozen=True)
class Goer:
    """Somebody who can be sent."""

    person: int
    name: str
    role: str
    where: str


def goers(view: VisitView, on: date) -> tuple[Goer, ...]:
    """Who can be sent to this home: those of the hall and of those next to it, and the matter's own reviewers."""
    hall, organ = view.card.hall_key, in_force(view.card.matter, clock.today()).matter.organ
    rows = Post.objects.filter(held_on(on), person__is_active=True).filter(
        Q(hall=hall)
        | Q(hall__parent=hall)
        | Q(hall__children=hall)
        | Q(organ__halls=hall, role=Role.REVIEWER.value)
        | Q(organ=organ, role=Role.REVIEWER.value)
    )
    found: dict[int, Goer] = {}
    for row in rows.select_related("person", "hall", "organ").order_by("hall__order", "id"):
        where = row.hall.name if row.hall else row.organ.short
        found.setdefault(row.person_id, Goer(row.person_id, row.person.name, Role(row.role).label, where))
    return tuple(found.values())
