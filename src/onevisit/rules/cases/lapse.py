"""What the law makes happen by itself, when a day has passed. The same whether anybody looked or not.

lapse(context, state) -> events          next_lapse(context, state) -> the first day on which something is due
"""

from __future__ import annotations

from datetime import date, timedelta

from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import acceptance_until, rating_until
from onevisit.rules.cases.decide import Context
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.state import CaseState


def lapse(context: Context, state: CaseState) -> tuple[e.Event, ...]:
    """Everything that has come about by `context.today`, in order. Empty for a case that nothing happened to.

    An application that nobody answered within five working days is accepted from the day it was received
    (行政许可法 Art. 32 (4)); five working days after the end no rating can come, and the file is closed.
    """
    found: list[e.Event] = []
    while event := _next(context, state):
        found.append(event)
        state = evolve(state, event)
    return tuple(found)


def _next(context: Context, state: CaseState) -> e.Event | None:
    accept = acceptance_until(state, context.calendar, context.today)
    if accept is not None and context.today > accept:
        return e.Accepted(state.submitted_on, by_silence=True)
    rate = rating_until(state, context.calendar, context.today)
    if rate is not None and context.today > rate:
        return e.Closed(rate)
    return None


def next_lapse(context: Context, state: CaseState) -> date | None:
    """The first day on which something will happen by itself if nobody acts, or None."""
    days = (
        acceptance_until(state, context.calendar, context.today),
        rating_until(state, context.calendar, context.today),
    )
    return min((day + timedelta(days=1) for day in days if day is not None), default=None)
