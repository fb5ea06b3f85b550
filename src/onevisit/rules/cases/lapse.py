"""What the law makes happen by itself, when a day has passed. The same whether anybody looked or not.

lapse(context, state) -> events          next_lapse(context, state) -> the first day on which something is due
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import acceptance_until, in_time_until, rating_until
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.deciding.intake import accepted
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import duties
from onevisit.rules.cases.renewals import deemed_renewed_on
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.courses import DeferralEnd
from onevisit.rules.matters.vocabulary import Delivery

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Lapse:
    """Something that will come about by itself: the last day on which it can be prevented, and what it is then."""

    last_day: date
    what: str
    event: Callable[[], e.Event]


def lapse(context: Context, state: CaseState) -> tuple[e.Event, ...]:
    """Everything that has come about by `context.today`, in order. Empty for a case that nothing happened to."""
    found: list[e.Event] = []
    while True:
        due = [one for one in coming(context, state) if context.today > one.last_day]
        if not due:
            return tuple(found)
        event = min(due, key=lambda one: one.last_day).event()
        found.append(event)
        state = evolve(state, event)


def next_lapse(context: Context, state: CaseState) -> date | None:
    """The first day on which something will happen by itself if nobody acts, or None."""
    return min((one.last_day + _ONE_DAY for one in coming(context, state)), default=None)


def coming(context: Context, state: CaseState) -> tuple[Lapse, ...]:
    """What time will bring to this case as it stands.

    Nobody answers within five working days: accepted from the day of receipt (行政许可法 Art. 32 (4)). A correction,
    or where the matter's rule says so a deferred material, does not come: deemed withdrawn (浙江 Art. 11). A renewal is
    not decided before the licence expires: deemed renewed (Art. 50 (2)). A public notice has stood its time: delivered.
    Five working days after the end, and when no duty is left: the file is closed.
    """
    calendar, today = context.calendar, context.today
    found: list[Lapse] = []
    accept = acceptance_until(state, calendar, today)
    if accept is not None:
        found.append(Lapse(accept, "视为受理", lambda: accepted(context, state, by_silence=True)))
    if state.phase is Phase.CORRECTING and state.correction is not None:
        last = in_time_until(state.correction.until, calendar)
        found.append(Lapse(last, "视为撤回申请", lambda: e.Withdrawn(last, "", deemed=True)))
    if state.phase is Phase.ACCEPTED:
        found.extend(_after_acceptance(context, state))
    if state.phase in (Phase.ISSUED, Phase.REFUSED) and state.notice_until is not None:
        notice = state.notice_until
        found.append(Lapse(notice, "视为送达", lambda: e.HandedOut(notice + _ONE_DAY, Delivery.NOTICE)))
    rate = rating_until(state, calendar, today)
    if rate is not None and not duties(context.matter, state):
        settled = max(rate, state.taken_over_on or rate, _checked_on(state) or rate, state.acted_on or rate)
        found.append(Lapse(settled, "办结归档", lambda: e.Closed(settled)))
    return tuple(found)


def _after_acceptance(context: Context, state: CaseState) -> list[Lapse]:
    found: list[Lapse] = []
    if state.deferred and context.matter.courses.deferral_ends is DeferralEnd.WITHDRAWN:
        last = in_time_until(min(state.deferred.values()), context.calendar)
        found.append(Lapse(last, "视为撤回申请", lambda: e.Withdrawn(last, "", deemed=True)))
    expiry = deemed_renewed_on(state)
    # What was still incomplete when the licence expired was not left undecided by the organ.
    if expiry is not None and state.accepted_on is not None and state.complete_on <= expiry:
        granted = max(expiry, state.accepted_on)
        found.append(Lapse(expiry, "视为准予延续", lambda: e.Granted(granted, "", by_silence=True)))
    return found


def _checked_on(state: CaseState) -> date | None:
    return state.pledged.checked_on if state.pledged else None
