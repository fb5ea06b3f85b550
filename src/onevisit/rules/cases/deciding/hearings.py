"""Interested parties and hearings (行政许可法 Art. 36, 46–48): five days to ask, twenty to hold, seven to announce."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from onevisit.rules.calendar import Calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases import refusals
from onevisit.rules.cases.clocks import HEARING_HOLD, HEARING_REQUEST, day_told, in_time_until
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.deciding.common import need_words, with_due
from onevisit.rules.cases.facets import Hearing
from onevisit.rules.cases.state import CaseState

DAYS_AHEAD = 7
"""Whole working days between the notice of a hearing and the hearing (行政许可法 Art. 48 (1))."""


def earliest_hearing(calendar: Calendar, notified_on: date) -> date:
    """The first day on which a hearing can be held that is announced on that day."""
    return calendar.add_working_days(notified_on, DAYS_AHEAD + 1).due


def tell_interested(context: Context, state: CaseState, command: c.TellInterested) -> tuple[e.Event, ...]:
    """告知利害关系人: who they are, and that they may be heard (Art. 36, 47)."""
    if state.interested_on is not None:
        raise refusals.AlreadyTold(day=state.interested_on.isoformat())
    if command.count < 1:
        raise refusals.NobodyTold
    until = day_told(HEARING_REQUEST, context.today, context.calendar)
    return (e.InterestedTold(context.today, command.parties.ref, command.count, until),)


def record_view(context: Context, state: CaseState, command: c.RecordView) -> tuple[e.Event, ...]:
    """听取意见."""
    need_words(command.words, command)
    return (e.ViewRecorded(context.today, command.words.ref),)


def tell(context: Context, state: CaseState, command: c.TellHearing) -> tuple[e.Event, ...]:
    """告知听证权利, once, and what it would be about."""
    if state.hearing is not None and state.hearing.told_on is not None:
        raise refusals.AlreadyTold(day=state.hearing.told_on.isoformat())
    if state.hearing is not None:
        raise refusals.HearingUnderWay
    need_words(command.about, command)
    until = day_told(HEARING_REQUEST, context.today, context.calendar)
    return (e.HearingTold(context.today, command.about.ref, until),)


def request(context: Context, state: CaseState, command: c.RequestHearing) -> tuple[e.Event, ...]:
    """申请听证, within five working days of being told (Art. 47): applicant and others, each in his time."""
    hearing = state.hearing
    told_until = state.interested_until if command.interested else (hearing.until if hearing else None)
    if hearing is None or told_until is None:
        raise refusals.NoHearingOffered
    if hearing.is_open:
        raise refusals.HearingUnderWay
    if hearing.held_on is not None and (not command.interested or _others_were_heard(state)):
        raise refusals.HearingOver(day=hearing.held_on.isoformat())
    if context.today > in_time_until(told_until, context.calendar):
        raise refusals.HearingTooLate(until=told_until.isoformat())
    if hearing.waived_on is not None and not command.interested:
        raise refusals.HearingWasWaived(day=hearing.waived_on.isoformat())
    until = day_told(HEARING_HOLD, context.today, context.calendar)
    return (e.HearingRequested(context.today, command.interested, until),)


def _others_were_heard(state: CaseState) -> bool:
    """Whether a hearing was held that was announced when those concerned already knew of the case."""
    hearing, told = state.hearing, state.interested_on
    if hearing is None or hearing.held_on is None or hearing.called_on is None:
        return False
    return told is None or hearing.called_on >= told


def waive(context: Context, state: CaseState, command: c.WaiveHearing) -> tuple[e.Event, ...]:
    """放弃听证. One that the law demands, or that others asked for, is not the applicant's to waive."""
    hearing = state.hearing
    if hearing is None or hearing.told_on is None or hearing.held_on is not None:
        raise refusals.NoHearingOffered
    if hearing.waived_on is not None:
        raise refusals.HearingWasWaived(day=hearing.waived_on.isoformat())
    if hearing.by_interested or context.matter.courses.hearing is not None:
        raise refusals.NotYoursToWaive
    return (with_due(context, state, e.HearingWaived(context.today, context.today)),)


def call(context: Context, state: CaseState, command: c.CallHearing) -> tuple[e.Event, ...]:
    """通知听证: seven working days ahead, within twenty of the request, presided by none of the reviewers (Art. 48)."""
    hearing = state.hearing or Hearing()
    by_law = context.matter.courses.hearing is not None
    if hearing.held_on is not None:
        raise refusals.HearingOver(day=hearing.held_on.isoformat())
    asked = hearing.requested_on is not None and hearing.waived_on is None
    if not asked and not by_law:
        raise refusals.NobodyAskedForHearing
    if not command.place.strip() or not command.presider_name.strip():
        raise refusals.HearingNeedsPlace
    if command.presider in {opinion.by for opinion in state.opinions.values() if opinion.by}:
        raise refusals.PresiderReviewed(name=command.presider_name)
    earliest = earliest_hearing(context.calendar, context.today)
    if command.day < earliest and command.day != hearing.day:
        raise refusals.NoticeTooShort(earliest=earliest.isoformat())
    # Whoever calls too late for both does not deprive people of their seven days: the delay shows as delay.
    latest = max(hearing.hold_by, earliest) if hearing.hold_by else None
    if latest is not None and command.day > latest and command.day != hearing.day:
        raise refusals.HearingTooFar(latest=latest.isoformat())
    if not context.calendar.is_working(command.day):
        raise refusals.HearingOnDayOff(day=command.day.isoformat())
    return (
        e.HearingCalled(context.today, command.day, command.place, command.presider, command.presider_name),
    )


def hold(context: Context, state: CaseState, command: c.HoldHearing) -> tuple[e.Event, ...]:
    """听证笔录, by the presider, on the day or after it."""
    hearing = state.hearing
    if hearing is None or hearing.day is None or not hearing.is_open:
        raise refusals.HearingNotCalled
    if context.today < hearing.day:
        raise refusals.HearingNotYet(day=hearing.day.isoformat())
    if context.by and context.by != hearing.presider:
        raise refusals.NotPresider(name=hearing.presider_name)
    need_words(command.record, command)
    return (with_due(context, state, e.HearingHeld(context.today, command.record.ref, context.today)),)


def check_before_decision(context: Context, state: CaseState, *, granting: bool) -> None:
    """A decision waits for everybody who has a right to be heard, and rests on the record (Art. 36, 46–48)."""
    courses, hearing = context.matter.courses, state.hearing
    if granting and courses.interested is not None and state.interested_on is None:
        raise refusals.InterestedNotTold(why=courses.interested.basis.cite())
    if courses.hearing is not None and (hearing is None or hearing.held_on is None):
        raise refusals.HearingRequired(why=courses.hearing.basis.cite())
    if hearing is None:
        return
    if hearing.is_open:
        raise refusals.HearingOpen
    for last in _windows(context, state, hearing):
        if context.today <= last:
            raise refusals.HearingWindowOpen(until=last.isoformat())


def _windows(context: Context, state: CaseState, hearing: Hearing) -> Iterator[date]:
    """The last days on which somebody may still ask for a hearing."""
    undecided = hearing.requested_on is None and hearing.waived_on is None and hearing.held_on is None
    if hearing.until is not None and undecided:
        yield in_time_until(hearing.until, context.calendar)
    # Others than the applicant may still ask, whatever he has asked for or waived.
    if state.interested_until is not None and not _others_were_heard(state):
        yield in_time_until(state.interested_until, context.calendar)
