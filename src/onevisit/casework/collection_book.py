"""待领取登记: where each result lies that is to be handed over, since when, and who handed it over in the end.

Written from the events, in the transaction that makes them; a round brings in what was decided before this book was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from onevisit.casework import codes, subscribers
from onevisit.casework.models import Case, Collection, WorkItem
from onevisit.casework.projection import state_of
from onevisit.casework.subscribers import Line
from onevisit.platform import clock
from onevisit.platform.organs.queries import hall
from onevisit.platform.outbox import commands as outbox
from onevisit.rules import collecting as rules
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import events as e
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import DutyKind
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.vocabulary import Delivery

PURPOSE = "collect"
"""What a code of this kind is good for: to fetch the result of one case, as long as it waits."""

BATCH = 500
_WAITS = ("hall", "way", "since", "returned", "reminded", "handed_on", "window", "person")
_MOVED = ("hall", "way")
_HANDED = ("hall", "way", "handed_on", "window", "person")


def code_of(number: str) -> str:
    """The code with which the result of this case is fetched."""
    return codes.make(PURPOSE, number)


def lies_ready(state: CaseState) -> bool:
    """Whether there is something to be handed over that does not go by itself."""
    if state.delivery is Delivery.ELECTRONIC and not state.returned:
        return False
    printed = all(one.result in state.rendered for one in state.results)
    return state.phase is Phase.REFUSED or (state.phase is Phase.ISSUED and printed)


@subscribers.together(e.Rendered, e.Refused, e.Returned, e.DeliveryChanged, e.HandedOut)
def keep_book(lines: Sequence[Line]) -> subscribers.Errands:
    """One statement for whatever lies ready now, one for whatever was handed over."""
    last = {line.case.number: line for line in lines}
    handed = [one for one in last.values() if isinstance(one.event, e.HandedOut) and _over_a_counter(one)]
    ready = [one for one in last.values() if not isinstance(one.event, e.HandedOut) and lies_ready(one.state)]
    moved = [one for one in last.values() if isinstance(one.event, e.DeliveryChanged)]
    fresh = [one for one in ready if one not in moved]
    _write([_waiting(one.case, one.state, one.event.on) for one in fresh], _WAITS)
    _write([_waiting(one.case, one.state, one.event.on) for one in ready if one in moved], _MOVED)
    gone = [one.case.pk for one in moved if not lies_ready(one.state)]
    if gone:
        Collection.objects.filter(case__in=gone, handed_on=None).delete()
    _write([_over(one) for one in handed], _HANDED)
    for line in ready:
        if line.state.delivery is Delivery.WINDOW and not isinstance(line.event, e.Returned):
            yield "lies-ready", {"case": line.case.number}


def _over_a_counter(line: Line) -> bool:
    """Not what the house itself sent to a telephone: that has never lain anywhere."""
    electronic = isinstance(line.event, e.HandedOut) and line.event.way is Delivery.ELECTRONIC
    return not (electronic and line.state.delivery is Delivery.ELECTRONIC)


def _waiting(case: Case, state: CaseState, since: date) -> Collection:
    here = state.hall if state.delivery is Delivery.WINDOW and state.hall else case.hall_id
    return Collection(
        case=case,
        hall_id=here,
        way=state.delivery.value,
        since=since,
        returned=bool(state.returned),
        digest=codes.digest(PURPOSE, code_of(case.number)),
    )


def _over(line: Line) -> Collection:
    event = line.event
    if not isinstance(event, e.HandedOut):
        raise TypeError(type(event).__name__)
    row = _waiting(line.case, line.state, event.on)
    row.hall_id, row.way, row.handed_on = event.hall or row.hall_id, event.way.value, event.on
    row.window, row.person_id = event.window, line.by.get("person")
    return row


def _write(rows: Sequence[Collection], columns: Sequence[str]) -> None:
    if rows:
        Collection.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["case"], update_fields=columns
        )


def catch_up() -> int:
    """Enter what lies ready and stands in no book: decided before there was one. Returns how many."""
    waiting = WorkItem.objects.filter(kind=DutyKind.HAND_OUT.value, case__collection=None)
    items = list(waiting.select_related("case")[:BATCH])
    rows = []
    for item in items:
        state = state_of(item.case)
        if lies_ready(state):
            rows.append(_waiting(item.case, state, state.issued_on or state.decided_on or item.since))
    Collection.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def remind(at: datetime) -> int:
    """Remind of whatever still lies, on the days of the rule; returns how often. Safe to run late, twice and at once.

    Only what waits at a window: what a courier is to take waits for the hall itself.
    """
    today = clock.day_of(at)
    sent = 0
    for position, days in enumerate(rules.REMIND_AFTER):
        since = date.fromordinal(today.toordinal() - days)
        due = Collection.objects.filter(
            handed_on=None, way=Delivery.WINDOW.value, reminded__lte=position, since__lte=since
        )
        while numbers := list(due.order_by("since", "case").values_list("case__number", flat=True)[:BATCH]):
            sent += sum(_remind(number, today, at) for number in numbers)
    return sent


def _remind(number: str, today: date, at: datetime) -> bool:
    with transaction.atomic():
        row = Collection.objects.select_for_update().filter(case__number=number, handed_on=None).first()
        if row is None or rules.reminders_due(row.since, today) <= row.reminded:
            return False
        row.reminded = rules.reminders_due(row.since, today)
        row.save(update_fields=["reminded"])
        outbox.put([("lies-ready", {"case": number, "since": row.since.isoformat()})], at)
    return True


def tell(number: str, since: str) -> None:
    """Tell the applicant that his result lies ready, and with which code it is fetched; again where `since` is named.

    The code is made here and not in the errand, so that it stands nowhere but in the message itself.
    """
    row = (
        Collection.objects.select_related("case", "hall").filter(case__number=number, handed_on=None).first()
    )
    if row is None or row.way != Delivery.WINDOW.value:
        return  # Fetched, or sent, before the message went.
    place = row.hall
    lain = f"提醒：{chinese_date(date.fromisoformat(since))}起一直等您来取，" if since else ""
    text = (
        f"{lain}您申请的“{row.case.matter_name}”（{number}）已办好，请带有效身份证件到{place.name}"
        f"（{place.address}，{place.hours}）出件窗口领取。请人代领的，告诉他领取码{codes.spaced(code_of(number))}。"
        "不方便来的，可以在办件页面改为快递。"
    )
    outbox.notify(row.case.applicant_id, number, text)


def place_of(number: str) -> str:
    """Where the result of a case lies, in words; "" where nothing waits."""
    row = Collection.objects.filter(case__number=number, handed_on=None).first()
    found = hall(row.hall_id) if row else None
    return f"{found.name}（{found.address}）" if found else ""
