"""Work items in the write path: what is done goes, what is next comes, and what moved gets its new day."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case as Choose
from django.db.models import F, Value, When

from onevisit.casework.models import Case, WorkItem
from onevisit.casework.projection import work_items
from onevisit.rules.cases import events as e
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.procedure import DutyKind
from onevisit.rules.cases.state import CaseState

MOVES_CLOCKS = (
    e.Paused,
    e.Resumed,
    e.Extended,
    e.HearingRequested,
    e.HearingCalled,
    e.HearingWaived,
    e.HearingHeld,
    e.Supplied,
    e.CommitmentChecked,
    e.Redated,
)
"""Events after which what was there already is due on another day."""

_COLUMNS = ("key", "kind", "stage", "organ_id", "hall_id", "window_class", "since", "due_on", "provisional")


def store_work_items(
    case: Case,
    context: Context,
    state: CaseState,
    gone: frozenset[str],
    before: frozenset[str],
    happened: Sequence[e.Event],
) -> None:
    """Take away what is done and add what is next; one that follows one takes over its row."""
    fresh = work_items(case, context, state, before)
    if len(gone) == len(fresh) == 1:
        values = {name: getattr(fresh[0], name) for name in _COLUMNS} | {"claimed_by": None}
        WorkItem.objects.filter(case=case, key__in=gone).update(**values)
    else:
        if gone:
            WorkItem.objects.filter(case=case, key__in=gone).delete()
        if fresh:
            WorkItem.objects.bulk_create(fresh)
    if any(isinstance(event, e.DeliveryChanged) for event in happened):
        _move_hand_out(case, context, state)
    if any(isinstance(event, MOVES_CLOCKS) for event in happened):
        redate_work_items(case, context, state, frozenset(one.key for one in fresh))


def _move_hand_out(case: Case, context: Context, state: CaseState) -> None:
    """What waits to be handed out waits at the hall that the applicant has chosen now."""
    for item in work_items(case, context, state, frozenset()):
        if item.kind == DutyKind.HAND_OUT.value:
            WorkItem.objects.filter(case=case, key=item.key).update(hall=item.hall_id)


def redate_work_items(
    case: Case, context: Context, state: CaseState, fresh: frozenset[str] = frozenset()
) -> None:
    """Give the items of a case, but for the `fresh` ones, the days that they have now; a claim stays.

    One statement, whether they moved or not: to ask first would cost another.
    """
    kept = work_items(case, context, state, fresh)
    if kept:
        days = {name: _by_key(kept, name) for name in ("since", "due_on", "provisional")}
        WorkItem.objects.filter(case=case, key__in=[one.key for one in kept]).update(**days)


def _by_key(items: Sequence[WorkItem], name: str) -> Choose:
    field = WorkItem._meta.get_field(name)
    return Choose(
        *(When(key=one.key, then=Value(getattr(one, name), output_field=field)) for one in items),
        default=F(name),
        output_field=field,
    )
