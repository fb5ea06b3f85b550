"""What is kept beside the log for lists: the case's columns and the work items. Made from the state alone."""

from __future__ import annotations

from datetime import date

from onevisit.casework.log import fold
from onevisit.casework.models import Case, WorkItem
from onevisit.rules.cases.application import stages_for
from onevisit.rules.cases.clocks import day_told, due_days, due_of
from onevisit.rules.cases.codec import decode_state, encode_state
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.lapse import next_lapse
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import Duty, DutyKind, duties, organ_of, responsible
from onevisit.rules.cases.state import FOLD, CaseState
from onevisit.rules.cases.tasks import applicant_due
from onevisit.rules.matters.vocabulary import StageKind
from onevisit.rules.record.canonical import dumps, loads

COLUMNS = (
    "phase",
    "outcome",
    "window",
    "accepted_on",
    "decided_on",
    "finished_on",
    "due_on",
    "statutory_due_on",
    "paused",
    "applicant_due_on",
    "published_until",
    "quota_year",
    "rating",
    "lapses_on",
    "last_seq",
    "last_hash",
    "last_at",
    "state",
    "fold",
    "calendar",
)
"""What a command may change on a case's row."""

AT_WINDOW = (DutyKind.RECEIVE, DutyKind.ACCEPT, DutyKind.HAND_OUT, DutyKind.DEFERRAL)


def state_of(case: Case) -> CaseState:
    """The kept state; an older fold is made again from the events."""
    if case.fold == FOLD:
        return decode_state(loads(case.state))
    return fold(case.events.order_by("seq"))


def project(case: Case, context: Context, state: CaseState, edition: int) -> None:
    """Bring the row's columns up to date (in memory)."""
    case.phase = state.phase.value
    case.outcome = state.outcome.value if state.outcome else ""
    case.window = state.received_window
    case.accepted_on, case.decided_on, case.finished_on = (
        state.accepted_on,
        state.decided_on,
        state.finished_on,
    )
    case.rating = state.rating.value if state.rating else ""
    case.lapses_on = next_lapse(context, state)
    case.due_on, case.statutory_due_on = due_days(context.matter, state, context.calendar, context.today)
    stands_still = state.running or (state.hearing and state.hearing.is_open)
    case.paused = state.phase is Phase.ACCEPTED and bool(stands_still)
    case.applicant_due_on = applicant_due(state)
    case.published_until, case.quota_year = _published(context, state), _quota_year(context, state)
    case.state, case.fold, case.calendar = dumps(encode_state(state)), FOLD, edition


def _published(context: Context, state: CaseState) -> date | None:
    """Until when a commitment stands on the public list (公示)."""
    if not state.committed or state.accepted_on is None:
        return None
    return day_told(context.matter.courses.pledge.notice, state.accepted_on, context.calendar)


def _quota_year(context: Context, state: CaseState) -> int | None:
    """The year whose numbers the case is for; 0 where they are not counted by year."""
    quota = context.matter.courses.quota
    if quota is None or state.accepted_on is None:
        return None
    return state.accepted_on.year if quota.per == "year" else 0


def keys_of(context: Context, state: CaseState) -> frozenset[str]:
    """The keys of the work items that the state calls for."""
    return frozenset(duty.key for duty in duties(context.matter, state))


def work_items(case: Case, context: Context, state: CaseState, before: frozenset[str]) -> list[WorkItem]:
    """The work items that the state calls for and that are not there `before`."""
    needed = (duty for duty in duties(context.matter, state) if duty.key not in before)
    return [_item(case, context, state, duty) for duty in needed]


def _item(case: Case, context: Context, state: CaseState, duty: Duty) -> WorkItem:
    reading = due_of(duty, context.matter, state, context.calendar, context.today)
    at_window = duty.kind in AT_WINDOW
    return WorkItem(
        case=case,
        key=duty.key,
        kind=duty.kind.value,
        stage=duty.stage,
        organ_id=duty.organ,
        hall_id=(duty.hall or case.hall_id) if at_window else None,
        window_class=case.window_class if at_window else "",
        since=duty.since,
        due_on=reading.due,
        provisional=reading.provisional,
    )


def organs_of(context: Context, state: CaseState) -> set[str]:
    """Every organ that has a part in the case."""
    matter = context.matter
    own = {
        organ_of(s, matter, state)
        for s in stages_for(matter, state.answers)
        if s.kind is not StageKind.ACCEPT
    }
    return own | {responsible(matter, state)}
