"""Remind applicants of what they have to do: three working days before, and on the last day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from onevisit.casework.models import Case
from onevisit.casework.projection import state_of
from onevisit.catalogue.versions import version
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases.tasks import applicant_tasks

AHEAD = 3
"""Working days before the last one."""
BATCH = 500


def remind(at: datetime) -> int:
    """Send every reminder that is due and was not sent; returns how many. Safe to run late, twice and at once."""
    today = clock.day_of(at)
    ahead = calendar().add_working_days(today, AHEAD).due
    sent = 0
    while numbers := _due(today, ahead):
        sent += sum(_remind(number, today, at) for number in numbers)
    return sent


def _due(today: date, ahead: date) -> list[str]:
    not_yet = Q(reminded_for=None) | ~Q(reminded_for=F("applicant_due_on"))
    last_day = Q(applicant_due_on=today, reminded_on__lt=today)
    rows = Case.objects.filter(not_yet | last_day, applicant_due_on__gte=today, applicant_due_on__lte=ahead)
    return list(rows.order_by("applicant_due_on").values_list("number", flat=True)[:BATCH])


def _remind(number: str, today: date, at: datetime) -> bool:
    with transaction.atomic():
        case = Case.objects.select_for_update().get(number=number)
        due = case.applicant_due_on
        if due is None or (case.reminded_on == today and case.reminded_for == due):
            return False
        Case.objects.filter(pk=case.pk).update(reminded_on=today, reminded_for=due)
        tasks = applicant_tasks(version(case.matter, case.version).matter, state_of(case))
        task = next((one for one in tasks if one.until == due), None)
        if task is None:
            return False
        when = "今天是最后一天" if due == today else f"请在{chinese_date(due)}前办理"
        text = (
            f"提醒：您申请的“{case.matter_name}”（{number}）还要{task.kind.label}，{when}。{task.otherwise}。"
        )
        outbox.put([("notify", {"party": case.applicant_id, "case": number, "text": text})], at)
    return True
