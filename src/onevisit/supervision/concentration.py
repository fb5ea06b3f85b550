"""三集中三到位 (clause 5.3a) on a day: the posts, windows and definitions of that day, measured by rules/concentration.

Supervisors only. It names officials and says where they sit, which is of use to whoever runs the hall; what applicants
need of it, where each matter is taken in, stands in the guides for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from onevisit.catalogue.versions import all_in_force
from onevisit.platform.organs.models import Hall, Post, Window
from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.platform.organs.standing_in import held_on
from onevisit.platform.people.actors import Actor
from onevisit.rules.concentration.definition import MatterStand, OrganStand, Place, PowerStand, Seat, Unit
from onevisit.rules.concentration.measure import APPROVAL, District, measure
from onevisit.rules.district.definition import OrganKind, Role
from onevisit.rules.matters.vocabulary import Level

COUNTED = (*APPROVAL, Role.HEAD, Role.CLERK)
"""The posts that are looked at."""


@dataclass(frozen=True)
class OrganRow:
    """An organ with its responsible head (clause 6a), its hall, and how it stands."""

    card: OrganCard
    hall: str
    stand: OrganStand


@dataclass(frozen=True)
class Missing:
    """One thing that is not in the hall, for a list and for a spreadsheet. `kept` marks what stays out by rule."""

    organ: str
    kind: str
    matter: str
    power: str
    who: str
    why: str
    kept: bool


def rows(actor: Actor, on: date) -> tuple[OrganRow, ...]:
    """Every organ that the actor supervises, as it stood on a day, in the district's order."""
    cards = organ_cards()
    halls = {hall.key: hall for hall in Hall.objects.order_by("order")}
    stands = measure(_district(cards, halls, on))
    mine = _mine(actor)
    return tuple(
        OrganRow(cards[one.organ], halls[one.place].name if one.place else "", one)
        for one in stands
        if mine is None or one.organ in mine[0] or one.place in mine[1]
    )


def row(actor: Actor, organ: str, on: date) -> OrganRow | None:
    """One of them; None for an organ that the actor does not supervise."""
    return next((one for one in rows(actor, on) if one.card.key == organ), None)


def _mine(actor: Actor) -> tuple[frozenset[str], frozenset[str]] | None:
    """The organs and the halls that the actor looks over; None for all."""
    if actor.holds(Role.INQUIRY):
        return None
    organs = {key for post in actor.posts_as(Role.HEAD) for key in (post.organ, *post.below)}
    halls = {key for post in actor.posts_as(Role.HALL_HEAD) for key in (post.hall, *post.below)}
    return frozenset(organs), frozenset(halls - {""})


def _district(cards: dict[str, OrganCard], halls: dict[str, Hall], on: date) -> District:
    posts = list(
        Post.objects.filter(held_on(on), role__in=[one.value for one in COUNTED], person__is_active=True)
        .select_related("person")
        .order_by("organ__order", "id")
    )
    seats = tuple(
        Seat(one.person_id, one.person.name, Role(one.role), one.organ_id, one.hall_id or "") for one in posts
    )
    manned = {(one.hall_id, one.window) for one in posts if one.role == Role.CLERK.value}
    staffed: dict[str, set[str]] = {key: set() for key in halls}
    for window in Window.objects.filter(hall__in=halls):
        if (window.hall_id, window.number) in manned:
            staffed[window.hall_id].update(window.classes)
    places = {
        key: Place(key, hall.name, Level(hall.level), frozenset(staffed[key]))
        for key, hall in halls.items()
        if hall.level != Level.VILLAGE.value
    }
    units = {
        key: Unit(key, card.short, _place(card, places, halls))
        for key, card in cards.items()
        if card.kind != OrganKind.VILLAGE.value
    }
    matters = tuple(one.matter for one in all_in_force(on))
    government = next((key for key, card in cards.items() if card.kind == OrganKind.GOVERNMENT.value), "")
    return District(units, places, seats, matters, government)


def _place(card: OrganCard, places: dict[str, Place], halls: dict[str, Hall]) -> str:
    """The hall of an organ: a town's own centre, and the district's hall for every other."""
    if card.level == Level.DISTRICT.value:
        return next((key for key, place in places.items() if place.level is Level.DISTRICT), "")
    return next((key for key in places if halls[key].organ_id == card.key), "")


def missing(found: Iterable[OrganRow]) -> Iterator[Missing]:
    """Everything that is not in the hall, by name: matters, people, powers; and what stays with a head by rule."""
    for one in found:
        short = one.card.short
        for matter in one.stand.matters:
            if not matter.is_in:
                yield Missing(short, "事项", matter.name, "", "", matter.out, kept=False)
            for why in matter.elsewhere:
                yield Missing(short, "环节", matter.name, "", "", why, kept=False)
        for person in one.stand.people:
            if not person.in_hall:
                role = person.role.label
                yield Missing(
                    short, "人员", "", role, person.name, f"{role}不在{one.hall or '大厅'}", kept=False
                )
        for matter in one.stand.matters:
            for power in (*matter.kept_back, *matter.reserved):
                yield _power(short, matter, power)


def _power(organ: str, matter: MatterStand, power: PowerStand) -> Missing:
    label = f"{power.power.label}（{power.stage}）" if power.stage else power.power.label
    return Missing(
        organ, "权限", matter.name, label, "、".join(power.holders), power.why, kept=power.power.reserved
    )
