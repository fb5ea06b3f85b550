"""Who enters authorisations, who reads them, and who plans and makes visits at home."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from onevisit.assistance.agents import to
from onevisit.assistance.models import Authorisation, HomeVisit
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.assistance.home_visits import Deed
from onevisit.rules.assistance.refusals import NoAgentPost, NotYourVisit
from onevisit.rules.district.definition import Role

AGENTS = (Role.AGENT,)
"""They act for others under an authorisation."""

WINDOWS = (Role.CLERK, Role.HALL_HEAD)
"""They take down that somebody who stands there, or calls, takes his word back."""

PLANNERS = (Role.CLERK, Role.HALL_HEAD, Role.HEAD)
"""They plan visits at home: of their hall, heads those of the halls and organs below."""

LOOKS_OVER = (Role.HALL_HEAD, Role.HEAD, Role.INQUIRY)
"""They see how much agents have to do."""


def post_of(actor: Actor, hall: str = "") -> Holding:
    """The post under which somebody acts for others (at this hall, if one is named). Raises `NoAgentPost`."""
    for post in actor.posts_as(*AGENTS):
        if hall in ("", post.hall):
            return post
    raise NoAgentPost


def of_agent(actor: Actor) -> Q:
    """The authorisations that this agent may use."""
    return to(actor, actor.posts_as(*AGENTS))


def visible(actor: Actor) -> Q:
    """The authorisations that his posts let him read: his own as agent, those entered in his halls, or all."""
    if actor.holds(Role.INQUIRY):
        return Q()
    return of_agent(actor) | Q(hall__in=_halls(actor, WINDOWS)) | Q(hall__organ__in=_organs(actor))


def takes_down(actor: Actor, row: Authorisation, shown: str) -> bool:
    """Whether a window may take down that this is over: it may read it, or was shown its principal's number."""
    if shown and shown == row.principal.identifier:
        return True
    return Authorisation.objects.filter(visible(actor), pk=row.pk).exists()


def own(actor: Actor) -> Q:
    """Those that he gave, or that were given in the name of a party of his."""
    return Q(principal__in=actor.parties)


def _halls(actor: Actor, roles: Sequence[Role]) -> list[str]:
    posts = actor.posts_as(*roles)
    below = [hall for post in posts if post.role is Role.HALL_HEAD for hall in post.below]
    return sorted({*(post.hall for post in posts if post.hall), *below})


def _organs(actor: Actor) -> list[str]:
    """The organs that a head looks over."""
    return sorted({organ for post in actor.posts_as(Role.HEAD) for organ in (post.organ, *post.below)})


def plans(actor: Actor) -> Q:
    """The visits at home that he may plan."""
    return Q(hall__in=_halls(actor, (Role.CLERK, Role.HALL_HEAD))) | Q(hall__organ__in=_organs(actor))


def goes(actor: Actor) -> Q:
    """The visits at home that he makes, or that are left to the agent of his point."""
    halls = [post.hall for post in actor.posts_as(*AGENTS)]
    return Q(lead=actor.person) | Q(companion=actor.person) | Q(hall__in=sorted(halls))


def sees_visits(actor: Actor) -> Q:
    """The visits at home that he may read."""
    if actor.holds(Role.INQUIRY):
        return Q()
    return plans(actor) | goes(actor)


def own_visits(actor: Actor) -> Q:
    """Visits at one's own home, or at that of a party in whose name one acts."""
    return Q(party__in=actor.parties)


def authorise_visit(actor: Actor, row: HomeVisit, deed: Deed) -> str:
    """As what somebody does this to a visit. Raises `NotYourVisit`.

    Planning is for whoever sees to the hall, and for the agent of the point; going and telling what was done there is
    for those who went.
    """
    if deed is Deed.CANCEL and row.party_id in actor.parties:
        return "本人"
    halls = {*_halls(actor, (Role.CLERK, Role.HALL_HEAD)), *(post.hall for post in actor.posts_as(*AGENTS))}
    if deed in (Deed.PLAN, Deed.CANCEL, Deed.ASK):
        if row.hall_id in halls or row.hall.organ_id in _organs(actor):
            return title(actor)
        raise NotYourVisit(deed=deed.label, who=f"{row.hall.name}的窗口人员、代办员或者负责人")
    if actor.person is not None and actor.person in (row.lead_id, row.companion_id):
        return title(actor)
    raise NotYourVisit(deed=deed.label, who="安排去的人")


def title(actor: Actor) -> str:
    """The post that stands in the history."""
    return next((post.title for post in actor.posts), "本人")[:60]
