"""延续 (行政许可法 Art. 50): until when one may apply, and what the organ's silence means."""

from __future__ import annotations

from datetime import date, timedelta

from onevisit.rules.calendar import Calendar
from onevisit.rules.cases.state import CaseState
from onevisit.rules.limits import Unit
from onevisit.rules.limits.walk import add_months
from onevisit.rules.matters.courses import Act, Concern


def apply_by(rule: Concern, valid_to: date, calendar: Calendar) -> date:
    """The last day on which a renewal is applied for in time: so long before the licence expires."""
    match rule.before.unit:
        case Unit.WORKING_DAYS:
            return calendar.working_days_before(valid_to, rule.before.length)
        case Unit.MONTHS:
            return add_months(valid_to, -rule.before.length)
        case _:
            return valid_to - timedelta(days=rule.before.length)


def is_in_time(rule: Concern, valid_to: date, today: date, calendar: Calendar) -> bool:
    """Whether a renewal that is applied for today is applied for in time."""
    # So many days hold the working days whatever the holidays: years that no calendar knows are not asked for.
    enough = timedelta(days=2 * rule.before.length + 20)
    if rule.before.unit is Unit.WORKING_DAYS and today + enough < valid_to:
        return True
    return today <= apply_by(rule, valid_to, calendar)


def deemed_renewed_on(state: CaseState) -> date | None:
    """The day on which a renewal counts as granted if nobody has decided: that of the expiry (Art. 50 (2))."""
    one = state.concerned
    if one is None or one.act is not Act.RENEWAL or not one.in_time:
        return None
    return one.expires_on
