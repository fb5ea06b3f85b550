"""What several rules need: words that have to be there, and requirements that are met or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onevisit.rules.cases import application, refusals
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import due_days
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.refused import Refused
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter, Requirement
from onevisit.rules.matters.grounds import grounds_of
from onevisit.rules.matters.vocabulary import Way


def need_words(contents: Contents, command: c.Command, refusal: Refused | None = None) -> None:
    """A step that has to be explained needs a word."""
    if not str(contents.data.get("text", "")).strip():
        raise refusal or refusals.OpinionNeeded(command=command.label)


def known_grounds(matter: Matter, grounds: Iterable[str]) -> None:
    """Only the published grounds, and those that the law itself gives every matter."""
    known = {ground.key for ground in grounds_of(matter)}
    for ground in grounds:
        if ground not in known:
            raise refusals.UnknownGround(ground=ground)


def unmet(matter: Matter, state: CaseState) -> tuple[Requirement, ...]:
    """The requirements that are neither shown, nor promised, nor still allowed to come."""
    return tuple(
        one
        for one in application.requirements_for(matter, state.answers)
        if one.required
        and is_unseen(state, one.key)
        and one.key not in state.committed
        and not (one.key in state.later and one.defer is not None)
    )


def is_unseen(state: CaseState, requirement: str) -> bool:
    """Whether a requirement has not been shown, or only by an original that nobody has seen."""
    shown = state.shows(requirement)
    return shown is None or (shown.way is Way.ORIGINAL and requirement not in state.sighted)


def with_due(context: Context, state: CaseState, event: e.Event) -> e.Event:
    """The event with the promise's last day as it is after it: the day that the applicant is told."""
    after = evolve(state, event)
    due, statutory = due_days(context.matter, after, context.calendar, context.today)
    changes: Mapping[str, object] = {"due": due}
    if isinstance(event, e.Extended):
        changes = {"due": due, "statutory_due": statutory}
    return replace(event, **changes)  # type: ignore[arg-type]
