"""What this person can do to this case now: the rules say what is lawful, `access` says whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onevisit.casework import access
from onevisit.casework.case_view import CaseView
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.offers import Offer, offers
from onevisit.rules.cases.probes import probe
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.cases.what_if import Prospect, if_accepted, if_resumed, if_supplied


@dataclass(frozen=True)
class Step:
    """A lawful step and whose it is: `mine`, or that of `who`."""

    offer: Offer
    mine: bool
    who: str


def context_of(view: CaseView) -> Context:
    """What the rules rest on for this case, today."""
    return Context(view.version.matter, view.version.number, calendar(), clock.today())


def steps_for(actor: Actor, view: CaseView) -> tuple[Step, ...]:
    """Every step that the case's phase has: open or not, the actor's or not. One statement."""
    case = Case.objects.only("hall", "window_class", "applicant").get(number=view.number)
    context = context_of(view)
    found = []
    for offer in offers(context, view.state):
        example = probe(offer.command, context, view.state)
        if example is None:
            continue
        try:
            access.authorise(actor, example, case, view.version.matter, view.state)
        except NotYours as refused:
            found.append(Step(offer, mine=False, who=refused.details["who"]))
        else:
            found.append(Step(offer, mine=True, who=""))
    return tuple(found)


def prospect(view: CaseView, on: date | None = None) -> Prospect | None:
    """What follows if what is waited for happens on that day, today if none is given."""
    context = context_of(view)
    day = on or context.today
    for ask in (if_supplied, if_accepted, if_resumed):
        found = ask(context, view.state, day)
        if found is not None:
            return found
    return None
