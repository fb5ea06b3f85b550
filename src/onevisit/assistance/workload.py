"""Who the agents are, and how much each has to do: for principals who choose one, and for those who look after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from onevisit.assistance.agents import valid
from onevisit.assistance.models import HomeVisit
from onevisit.casework import filings
from onevisit.platform import clock
from onevisit.platform.organs.models import Post
from onevisit.platform.organs.standing_in import held_on
from onevisit.platform.people.actors import Actor
from onevisit.rules.assistance import home_visits as visits
from onevisit.rules.district.definition import Role


@dataclass(frozen=True)
class AgentCard:
    """An agent whom one can authorise: his post, name, and the point where he works."""

    post: int
    name: str
    hall: str
    hall_key: str
    address: str
    phone: str
    town: str


def agents(day: date) -> tuple[AgentCard, ...]:
    """Everybody who acts for others on this day, in the order of the halls. One statement."""
    rows = Post.objects.filter(
        held_on(day), role=Role.AGENT.value, hall__isnull=False, person__is_active=True
    )
    found = []
    for row in rows.select_related("person", "hall__parent").order_by("hall__order", "id"):
        if row.hall is None:
            continue
        town = row.hall.parent.name if row.hall.parent else ""
        found.append(
            AgentCard(
                row.pk,
                row.person.name,
                row.hall.name,
                row.hall_id or "",
                row.hall.address,
                row.hall.phone,
                town,
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class Workload:
    """How much an agent has to do and has done: every number opens into what it counts."""

    agent: AgentCard
    valid: int
    filed: int
    open: int
    planned: int
    visited: int


def workload(actor: Actor, since: date) -> tuple[Workload, ...]:
    """The agents below this person, with what they did from `since` on. Five statements, however many there are."""
    today = clock.today()
    below = _below(actor)
    posts = [one for one in agents(today) if below is None or one.hall_key in below]
    people = dict(Post.objects.filter(pk__in=[one.post for one in posts]).values_list("pk", "person"))
    held = valid(today).filter(agent__in=people.values()).values("agent").annotate(n=Count("pk"))
    words = {row["agent"]: row["n"] for row in held}
    filed = filings.counts(people.values(), since)
    gone = HomeVisit.objects.filter(lead__in=people.values())
    rows = gone.values("lead").annotate(
        planned=Count("pk", filter=Q(phase=visits.Phase.PLANNED.value)),
        done=Count("pk", filter=Q(phase=visits.Phase.DONE.value, on__gte=since)),
    )
    went = {row["lead"]: (row["planned"], row["done"]) for row in rows}
    return tuple(
        Workload(
            one,
            words.get(people[one.post], 0),
            *filed.get(people[one.post], (0, 0)),
            *went.get(people[one.post], (0, 0)),
        )
        for one in posts
    )


def _below(actor: Actor) -> set[str] | None:
    """The halls that this person looks over; None for all."""
    if actor.holds(Role.INQUIRY):
        return None
    halls = {hall for post in actor.posts_as(Role.HALL_HEAD) for hall in (post.hall, *post.below)}
    organs = {organ for post in actor.posts_as(Role.HEAD) for organ in (post.organ, *post.below)}
    clerks = {post.hall for post in actor.posts_as(Role.CLERK)}
    rows = Post.objects.filter(role=Role.AGENT.value).filter(
        Q(hall__organ__in=sorted(organs))
        | Q(hall__parent__organ__in=sorted(organs))
        | Q(hall__parent__in=sorted(clerks))
    )
    return halls | set(rows.values_list("hall", flat=True))
