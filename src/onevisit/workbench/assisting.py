"""What the agent's pages share: what can be done at his point, his draft with its principal, and the word for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse

from onevisit.assistance import queries
from onevisit.assistance.commands import Word
from onevisit.assistance.queries import AuthorisationCard, place_of
from onevisit.casework.drafts import DraftView
from onevisit.catalogue.search import search
from onevisit.catalogue.versions import all_in_force
from onevisit.platform import access, clock
from onevisit.platform.organs.queries import organ_cards
from onevisit.platform.people.actors import Holding
from onevisit.platform.ui.values import Link, Tone
from onevisit.rules.assistance.authorisation import USUAL, Scope, Standing, Term
from onevisit.rules.assistance.reach import How, Place, Route, Survey, survey
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.definition import Matter
from onevisit.workbench.web import day_in, typed

TONES = {How.AGENT: Tone.OK, How.PHONE: Tone.ACCENT, How.HOME: Tone.INFO, How.COME: Tone.MUTED}
ICONS = {How.AGENT: "circle-check", How.PHONE: "device-mobile", How.HOME: "home", How.COME: "walk"}
STANDINGS = {
    Standing.VALID: (Tone.OK, "circle-check"),
    Standing.ASKED: (Tone.WARN, "hourglass"),
    Standing.COMING: (Tone.INFO, "calendar-event"),
}
SCOPES = {"matter": "只办这一件事", "class": "这一类的事都替他办"}


@dataclass(frozen=True)
class Offer:
    """A matter as an agent sees it: what holds at best, and at worst where it depends on the situation."""

    matter: Matter
    survey: Survey
    organ: str = ""

    @property
    def best(self) -> How:
        """The least trouble that it can be."""
        return self.survey.best.how

    @property
    def tone(self) -> Tone:
        """Its colour."""
        return TONES[self.best]

    @property
    def icon(self) -> str:
        """Its icon."""
        return ICONS[self.best]

    @property
    def can_begin(self) -> bool:
        """Whether an agent can hand it in, here or on line."""
        return self.survey.best.route in (Route.POINT, Route.ONLINE)

    @property
    def route(self) -> str:
        """Which way it takes, in words."""
        return self.survey.best.route.label if self.survey.best.route else ""


def place(post: Holding) -> Place:
    """Where he works, as the rules look at it."""
    return place_of(post)


def offers(post: Holding, text: str) -> list[Offer]:
    """What can be done for others at this point, the least trouble first; narrowed by whatever people call it."""
    today, here = clock.today(), place(post)
    matters = {one.matter.key: one.matter for one in all_in_force(today)}
    if text:
        found = search(text, on=today, limit=30)
        return [
            Offer(matters[hit.card.key], survey(matters[hit.card.key], here))
            for hit in found.hits
            if hit.card.key in matters
        ]
    every = [Offer(one, survey(one, here)) for one in matters.values()]
    order = tuple(How)
    return sorted(every, key=lambda one: (order.index(one.best), not _here(one), one.matter.name))


def tabs(found: Sequence[Offer], how: str) -> list[Link]:
    """How many matters there are of each kind; each leads to all of them."""
    address = reverse("workbench:assist")
    counts = Counter(one.best for one in found)
    return [
        Link(one.label, f"{address}?how={one.value}#offers", ICONS[one], counts[one], one.value == how)
        for one in How
    ]


def _here(one: Offer) -> bool:
    return one.survey.best.route is Route.POINT


def may_begin(post: Holding, matter: Matter) -> bool:
    """Whether the holder of a post takes in this matter: a clerk of its class, or an agent to whom it can be left."""
    if post.role is not Role.AGENT:
        return matter.window_class in post.classes
    return Offer(matter, survey(matter, place(post))).can_begin


@dataclass(frozen=True)
class Given:
    """What was typed about a word: for what, until when, and how it is given."""

    scope: str = "matter"
    until: str = ""
    how: str = "paper"

    @property
    def last(self) -> date | None:
        """The last day, if it is one."""
        return day_in(self.until)


def read(request: HttpRequest) -> Given:
    """From the form, with what it proposes where nothing was typed."""
    until = typed(request, "until") if "until" in request.POST else usual_end()
    scope = typed(request, "scope")
    return Given(scope if scope in SCOPES else "matter", until, typed(request, "how") or "paper")


def town_of(post: Holding) -> str:
    """The town whose matters are applied for here: an agent's point belongs to the one above his village."""
    above = organ_cards()[post.organ].parent if post.role is Role.AGENT else None
    return above or post.organ


def usual_end() -> str:
    """The day that a form proposes."""
    return (clock.today() + USUAL).isoformat()


def word(given: Given, draft: DraftView, papers: tuple[str, ...] = ()) -> Word:
    """What is authorised. A day that is none ends before it begins, which the rules refuse with their own sentence."""
    today = clock.today()
    matter = draft.matter
    scope = Scope(window_class=matter.window_class.value) if given.scope == "class" else Scope((matter.key,))
    until = given.last or today - timedelta(days=1)
    return Word(draft.party or 0, scope, Term(today, until), papers)


def proxies(draft: DraftView) -> tuple[AuthorisationCard, ...]:
    """The private proxies whom the applicant has authorised on line: they bring no paper to a window."""
    return queries.private_agents(draft.party, draft.matter) if draft.party is not None else ()


def covering(request: HttpRequest, draft: DraftView) -> tuple[AuthorisationCard, ...]:
    """Under which words this agent may hand this draft in."""
    if draft.party is None:
        return ()
    return queries.covering(access.actor(request), draft.party, draft.matter)
