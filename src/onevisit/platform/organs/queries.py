"""What others ask about organs, halls and posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from onevisit.platform.organs.models import Hall, Organ, Post, Window
from onevisit.platform.organs.standing_in import away, held, held_on
from onevisit.platform.people.actors import NOBODY, Actor, ActorKind, Holding
from onevisit.platform.people.models import Person, Representation
from onevisit.rules import leave
from onevisit.rules.district.definition import OrganKind, Role

TOWN_KINDS = (OrganKind.TOWN.value, OrganKind.SUBDISTRICT.value, OrganKind.ZONE.value)


@dataclass(frozen=True)
class OrganCard:
    """What pages show of an organ."""

    key: str
    name: str
    short: str
    head_name: str
    head_title: str
    phone: str
    kind: str
    level: str
    code: str
    parent: str | None
    formerly: tuple[str, ...]
    duties: str


def actor_of(person: Person | None, today: date) -> Actor:
    """The actor that an account is today, with posts and parties. Three statements, whatever he holds.

    His own posts come first: who may do something anyway does it under his own post. Then those of colleagues who are
    away and for whom he stands in, as long as his own posts fit for that.
    """
    if person is None or not person.is_active:
        return NOBODY
    posts = tuple(
        Post.objects.filter(held_on(today), Q(person=person) | Q(person__in=away(person.pk, today)))
        .select_related("organ", "hall", "person")
        .prefetch_related("hall__windows")
        .order_by("id")
    )
    own = [post for post in posts if post.person_id == person.pk]
    fit = [held(post) for post in own]
    posts = (*own, *(post for post in posts if post not in own and leave.covers(held(post), fit)))
    represented = Representation.objects.filter(
        Q(until=None) | Q(until__gte=today), person=person, since__lte=today
    ).values_list("party_id", flat=True)
    parties = (*([person.party_id] if person.party_id else []), *represented)
    below = _below(posts)
    holdings = tuple(_holding(post, below, person) for post in posts)
    kind = ActorKind.STAFF if holdings else ActorKind.APPLICANT
    return Actor(kind, person.pk, person.name, holdings, parties)


def _holding(post: Post, below: Mapping[str, tuple[str, ...]], person: Person) -> Holding:
    hall = post.hall
    window = next((one for one in hall.windows.all() if one.number == post.window), None) if hall else None
    role = Role(post.role)
    looks_over = ()
    if role is Role.HALL_HEAD and hall:
        looks_over = below.get(f"hall:{hall.key}", ())
    elif role is Role.HEAD:
        looks_over = below.get(f"organ:{post.organ_id}", ())
    return Holding(
        role,
        post.organ_id,
        post.organ.short,
        hall.key if hall else "",
        hall.name if hall else "",
        post.window,
        tuple(window.classes) if window else (),
        bool(window and window.hands_out),
        looks_over,
        post.person.name if post.person_id != person.pk else "",
    )


def _below(posts: tuple[Post, ...]) -> dict[str, tuple[str, ...]]:
    """For heads: every organ (or hall) under theirs. Asked only when there is a head among the posts."""
    found: dict[str, tuple[str, ...]] = {}
    if any(post.role == Role.HEAD for post in posts):
        pairs = list(Organ.objects.values_list("key", "parent_id"))
        for post in posts:
            found[f"organ:{post.organ_id}"] = _descendants(post.organ_id, pairs)
    if any(post.role == Role.HALL_HEAD for post in posts):
        pairs = list(Hall.objects.values_list("key", "parent_id"))
        for post in posts:
            if post.hall_id:
                found[f"hall:{post.hall_id}"] = _descendants(post.hall_id, pairs)
    return found


def _descendants(root: str, pairs: list[tuple[str, str | None]]) -> tuple[str, ...]:
    found, level = [], {root}
    while level := {key for key, parent in pairs if parent in level and key not in found}:
        found.extend(sorted(level))
    return tuple(found)


def organ_cards() -> dict[str, OrganCard]:
    """Every organ by key, in the district's order."""
    return {organ.key: _card(organ) for organ in Organ.objects.order_by("order")}


def _card(organ: Organ) -> OrganCard:
    return OrganCard(
        organ.key,
        organ.name,
        organ.short,
        organ.head_name,
        organ.head_title,
        organ.phone,
        organ.kind,
        organ.level,
        organ.code,
        organ.parent_id,
        tuple(organ.formerly),
        organ.duties,
    )


def towns() -> tuple[OrganCard, ...]:
    """Towns, subdistricts and the zone: those who stand for “town” in a definition."""
    return tuple(_card(organ) for organ in Organ.objects.filter(kind__in=TOWN_KINDS).order_by("order"))


def halls() -> tuple[Hall, ...]:
    """Every hall with its windows, in the district's order."""
    windows = Prefetch("windows", Window.objects.order_by("number"))
    return tuple(Hall.objects.select_related("organ").prefetch_related(windows).order_by("order"))


def hall(key: str) -> Hall | None:
    """One hall."""
    return Hall.objects.filter(key=key).first()


@dataclass(frozen=True)
class Colleague:
    """Somebody who holds a post in an organ."""

    person: int
    name: str
    roles: tuple[Role, ...]


def colleagues(organ: str, on: date) -> tuple[Colleague, ...]:
    """Everybody who holds a post in this organ on that day, in the order of the posts. One statement."""
    rows = Post.objects.filter(held_on(on), organ=organ, person__is_active=True).select_related("person")
    roles: dict[int, list[Role]] = {}
    names: dict[int, str] = {}
    for row in rows.order_by("id"):
        roles.setdefault(row.person_id, []).append(Role(row.role))
        names[row.person_id] = row.person.name
    return tuple(Colleague(key, names[key], tuple(found)) for key, found in roles.items())
