"""What this person can do to this case now: the rules say what is lawful, `access` says whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onevisit.casework import access, facts
from onevisit.casework.case_view import CaseView
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.offers import Offer, offer_for, offers
from onevisit.rules.cases.probes import probes
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
    """Every step that the case's phase has: open or not, the actor's or not. One statement, three with a quota."""
    case, context = _row(view), context_of(view)
    context = replace(context, facts=facts.foreseen(case, context))
    found = []
    for offer in offers(context, view.state):
        examples = probes(offer.command, context, view.state)
        if not examples:
            continue
        others = [_whose(actor, one, case, view) for one in examples]
        found.append(Step(offer, mine="" in others, who="" if "" in others else others[0]))
    return tuple(found)


def steps_of(actor: Actor, view: CaseView, examples: Sequence[c.Command]) -> tuple[Step, ...]:
    """The steps that these examples stand for, where one command can be about several things. One statement."""
    context, whose_each = context_of(view), whose(actor, view, examples)
    offered = (offer_for(one, context, view.state) for one in examples)
    return tuple(Step(offer, mine=not who, who=who) for offer, who in zip(offered, whose_each, strict=True))


def whose(actor: Actor, view: CaseView, commands: Sequence[c.Command]) -> tuple[str, ...]:
    """For each of these commands "" if the actor may give it, else who may. One statement."""
    case = _row(view)
    return tuple(_whose(actor, one, case, view) for one in commands)


def _row(view: CaseView) -> Case:
    return Case.objects.only("hall", "window_class", "applicant", "matter", "quota_year", "accepted_on").get(
        number=view.number
    )


def _whose(actor: Actor, command: c.Command, case: Case, view: CaseView) -> str:
    try:
        access.authorise(actor, command, case, view.version.matter, view.state)
    except NotYours as refused:
        return refused.details["who"]
    hearing = view.state.hearing
    if (
        isinstance(command, c.HoldHearing)
        and hearing is not None
        and hearing.presider not in (0, actor.person)
    ):
        return f"听证主持人{hearing.presider_name}"
    return ""


def prospect(view: CaseView, on: date | None = None) -> Prospect | None:
    """What follows if what is waited for happens on that day, today if none is given."""
    context = context_of(view)
    day = on or context.today
    for ask in (if_supplied, if_accepted, if_resumed):
        found = ask(context, view.state, day)
        if found is not None:
            return found
    return None
