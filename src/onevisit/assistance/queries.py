"""What doors ask about authorisations and agents. Staff see what `access.visible` lets them, principals their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from onevisit.assistance import access
from onevisit.assistance.agents import for_matter, place_of, valid
from onevisit.assistance.messages import code_of, sms
from onevisit.assistance.models import Authorisation, Line
from onevisit.casework.pages import Page, page
from onevisit.catalogue.versions import all_in_force
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.assistance import references
from onevisit.rules.assistance.authorisation import TRIES, Deed, Given, Kind, Phase, Scope, Standing, standing
from onevisit.rules.assistance.refusals import NoSuchAuthorisation
from onevisit.rules.identifiers import citizen
from onevisit.rules.matters.definition import Matter

__all__ = ["place_of"]


@dataclass(frozen=True)
class AuthorisationCard:
    """An authorisation in a list. `matters` are names; empty where it is for all of `window_class`."""

    number: str
    principal: str
    principal_id: int
    kind: Kind
    agent: str
    hall: str
    matters: tuple[str, ...]
    scope: Scope
    since: date
    until: date
    given: Given | None
    standing: Standing
    made_at: datetime

    @property
    def spoken(self) -> str:
        """Its number as it is read out."""
        return references.spoken(self.number)

    @property
    def what(self) -> str:
        """For what, in words."""
        return "、".join(self.matters) or f"所有“{self.scope.window_class}”类事项"

    @property
    def is_valid(self) -> bool:
        """Whether somebody may act under it today."""
        return self.standing is Standing.VALID

    @property
    def can_end(self) -> bool:
        """Whether there is still something to take back."""
        return self.standing in (Standing.VALID, Standing.COMING)


@dataclass(frozen=True)
class LineView:
    """A line of a history. `case` is the number of the case in which something was done, "" where none was."""

    deed: str
    at: datetime
    who: str
    as_what: str
    words: str
    case: str


@dataclass(frozen=True)
class AuthorisationView:
    """An authorisation with everything about it. `code_until` is set while a code waits to be told."""

    card: AuthorisationCard
    masked: str
    phone: str
    papers: tuple[str, ...]
    code_until: datetime | None
    tries_left: int
    lines: tuple[LineView, ...]


def _cards(rows: QuerySet[Authorisation], number: int) -> Page[AuthorisationCard]:
    names = _names()
    rows = rows.select_related("principal", "hall").prefetch_related("covered")
    return page(rows, number, lambda row: _card(row, names))


def _names() -> Mapping[str, str]:
    return {one.matter.key: one.matter.name for one in all_in_force(clock.today())}


def _card(row: Authorisation, names: Mapping[str, str]) -> AuthorisationCard:
    matters = tuple(one.matter for one in row.covered.all())
    return AuthorisationCard(
        row.number,
        row.principal.name,
        row.principal_id,
        Kind(row.kind),
        row.agent_name,
        row.hall.name if row.hall else "",
        tuple(names.get(key, key) for key in matters),
        Scope(matters, row.window_class, row.bundle),
        row.since,
        row.until,
        Given(row.given) if row.given else None,
        standing(Phase(row.phase), row.since, row.until, clock.today()),
        row.made_at,
    )


def covering(actor: Actor, party: int, matter: Matter) -> tuple[AuthorisationCard, ...]:
    """Under which authorisations this agent may do this matter for this party today, the longest first."""
    rows = for_matter(
        valid(clock.today()).filter(access.of_agent(actor), principal=party),
        matter.key,
        matter.window_class.value,
    )
    names = _names()
    found = rows.select_related("principal", "hall").prefetch_related("covered").order_by("-until", "-id")
    return tuple(_card(row, names) for row in found)


def waiting_for_code(actor: Actor, party: int, matter: Matter) -> AuthorisationView | None:
    """The request of this agent that still waits for the principal's code."""
    rows = for_matter(
        Authorisation.objects.filter(access.of_agent(actor), principal=party, phase=Phase.ASKED.value),
        matter.key,
        matter.window_class.value,
    ).filter(until__gte=clock.today())
    row = rows.select_related("principal", "hall").prefetch_related("covered").order_by("-id").first()
    return _view(row) if row is not None else None


def of_agent(actor: Actor, number: int = 1, *, current: bool = True) -> Page[AuthorisationCard]:
    """The agent's authorisations, those that end first before the others; or those that are over."""
    today = clock.today()
    rows = Authorisation.objects.filter(access.of_agent(actor))
    live = Q(phase__in=[Phase.GIVEN.value, Phase.ASKED.value], until__gte=today)
    rows = rows.filter(live).order_by("until", "id") if current else rows.exclude(live).order_by("-id")
    return _cards(rows, number)


def mine(actor: Actor, number: int = 1) -> Page[AuthorisationCard]:
    """Those that one gave, or is asked for, the newest first."""
    return _cards(Authorisation.objects.filter(access.own(actor)).order_by("-id"), number)


def asked_of(actor: Actor) -> tuple[AuthorisationView, ...]:
    """What one is asked for and has not answered, each with the code that was sent."""
    rows = Authorisation.objects.filter(
        access.own(actor), phase=Phase.ASKED.value, until__gte=clock.today()
    ).select_related("principal", "hall")
    return tuple(_view(row) for row in rows.prefetch_related("covered").order_by("-id")[:10])


def code_for(actor: Actor, number: str) -> str:
    """The code of a request, for its principal alone; "" once it is used or too old. Raises `NoSuchAuthorisation`."""
    row = Authorisation.objects.filter(access.own(actor), number=number).first()
    if row is None:
        raise NoSuchAuthorisation(number=number[:20])
    if row.phase != Phase.ASKED.value or row.code_until is None or clock.now() > row.code_until:
        return ""
    return code_of(row)


def my_view(actor: Actor, number: str) -> AuthorisationView:
    """One of one's own; raises `NoSuchAuthorisation`."""
    return _view(_find(Authorisation.objects.filter(access.own(actor)), number))


def staff_view(actor: Actor, number: str) -> AuthorisationView:
    """One for the staff that may read it; raises `NoSuchAuthorisation`."""
    return _view(_find(Authorisation.objects.filter(access.visible(actor)), number))


def view_at_window(actor: Actor, number: str, identifier: str) -> AuthorisationView:
    """One that somebody who has shown his number at a window may take back. Raises `NoSuchAuthorisation`."""
    rows = Authorisation.objects.filter(principal__identifier=identifier)
    return _view(_find(rows if actor.holds(*access.WINDOWS) else rows.none(), number))


def view_of_case(number: str, case: str) -> AuthorisationView:
    """The one under which somebody acted in a case: for those who have found out that they may see the case.

    Raises `NoSuchAuthorisation`.
    """
    acted = Line.objects.filter(case__number=case).values("authorisation")
    return _view(_find(Authorisation.objects.filter(pk__in=acted), number))


def _find(rows: QuerySet[Authorisation], number: str) -> Authorisation:
    row = (
        rows.filter(number=number.upper())
        .select_related("principal", "hall")
        .prefetch_related("covered")
        .first()
    )
    if row is None:
        raise NoSuchAuthorisation(number=number[:20])
    return row


def _view(row: Authorisation) -> AuthorisationView:
    lines = Line.objects.filter(authorisation=row).select_related("person", "case").order_by("id")
    waits = row.phase == Phase.ASKED.value
    return AuthorisationView(
        _card(row, _names()),
        citizen.mask(row.principal.identifier),
        row.principal.phone,
        tuple(row.papers),
        row.code_until if waits else None,
        max(TRIES - row.tries, 0),
        tuple(_line(one, Deed(one.deed).label) for one in lines),
    )


def _line(row: Line, deed: str) -> LineView:
    who = row.person.name if row.person else ""
    return LineView(deed, row.at, who, row.as_what, row.words, row.case.number if row.case else "")


@dataclass(frozen=True)
class ActedFor:
    """That an agent did something in a case, under which authorisation."""

    number: str
    agent: str
    as_what: str
    what: str
    given: Given | None
    until: date
    standing: Standing
    at: datetime


def of_case(number: str) -> tuple[ActedFor, ...]:
    """Who acted in a case, under which authorisation: for those who may see the case. One statement."""
    rows = Line.objects.filter(case__number=number, authorisation__isnull=False)
    today, found = clock.today(), []
    for row in rows.select_related("authorisation", "person").order_by("id"):
        word = row.authorisation
        if word is None:
            continue
        given = Given(word.given) if word.given else None
        stands = standing(Phase(word.phase), word.since, word.until, today)
        who = row.person.name if row.person else ""
        found.append(ActedFor(word.number, who, row.as_what, row.words, given, word.until, stands, row.at))
    return tuple(found)


def of_principal(actor: Actor, identifier: str) -> tuple[AuthorisationCard, ...]:
    """What somebody who shows his number has given and can take back: for the windows that take it down."""
    if not actor.holds(*access.WINDOWS, *access.AGENTS):
        return ()
    rows = Authorisation.objects.filter(
        principal__identifier=identifier, phase=Phase.GIVEN.value, until__gte=clock.today()
    )
    names = _names()
    found = rows.select_related("principal", "hall").prefetch_related("covered").order_by("-id")
    return tuple(_card(row, names) for row in found[:50])


def private_agents(party: int, matter: Matter) -> tuple[AuthorisationCard, ...]:
    """The private proxies whom this party has authorised for this matter today: shown where the party is served."""
    rows = for_matter(
        valid(clock.today()).filter(principal=party, kind=Kind.PRIVATE.value),
        matter.key,
        matter.window_class.value,
    )
    names = _names()
    return tuple(
        _card(row, names) for row in rows.select_related("principal", "hall").prefetch_related("covered")
    )


def sms_register() -> str:
    """What stands behind the port of texts, as the screen names it."""
    return sms().register
