"""Reading a clock: a pure function of the limit, its start, what happened since, and the calendar."""

from collections.abc import Sequence
from datetime import date

from onevisit.rules.calendar import Calendar
from onevisit.rules.limits import derivation
from onevisit.rules.limits.limit import BadLimit, Extension, Limit, Pause, Unit
from onevisit.rules.limits.reading import Reading, Step
from onevisit.rules.limits.walk import Clock, Walk, gaps

__all__ = ["read"]


def read(
    limit: Limit,
    start: date,
    calendar: Calendar,
    *,
    today: date,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
    stopped_on: date | None = None,
) -> Reading:
    """Read on `today` the clock of `limit` that started on `start`, a day that is not counted itself.

    `stopped_on` is the day on which the thing was done. An open pause counts up to `today`, or up to
    `stopped_on`. What comes after the end heals no delay: a pause that begins or an extension that is
    granted later changes nothing, and the derivation says so. Raises BadLimit if the clock stopped
    before it started, UnknownYear if the calendar ends before the limit does.
    """
    if stopped_on is not None and stopped_on < start:
        raise BadLimit(f"{limit.name or '期限'}：完成日{stopped_on}早于起算日{start}。")
    end = today if stopped_on is None else stopped_on
    clock = Clock(limit, start, calendar, gaps(pauses, end))
    walk, extended = _prolonged(clock, extensions)
    overdue = end > walk.due
    open_pause = stopped_on is None and any(
        pause.until is None and pause.since <= min(today, walk.due) for pause in pauses
    )
    # Late is late: a day off after the end is the first day of delay, though no working day has passed.
    overdue_days = max(1, clock.whole(walk.due, end)) if overdue else 0
    steps = [
        *derivation.beginning(limit, start),
        *extended,
        *derivation.paused(clock, pauses, walk.due, end),
        *derivation.passed(start, walk),
        *derivation.ending(clock, walk),
    ]
    if open_pause:
        steps.append(derivation.standing_still(today))
    if overdue:
        steps.append(derivation.overdue(clock, end, overdue_days, stopped=stopped_on is not None))
    return Reading(
        due=walk.due,
        used=clock.count(start, end),
        left=clock.count(max(start, end), walk.due),
        paused=stopped_on is None and not overdue and clock.is_paused(today),
        overdue=overdue,
        overdue_days=overdue_days,
        provisional=bool(walk.provisional),
        final=not open_pause,
        unit=Unit.DAYS if clock.natural else Unit.WORKING_DAYS,
        steps=tuple(steps),
    )


def _prolonged(clock: Clock, extensions: Sequence[Extension]) -> tuple[Walk, list[Step]]:
    """The walk with every extension that was granted in time, and a step about each."""
    walk, extra, steps = clock.walk(0), 0, []
    for extension in sorted(extensions, key=lambda each: each.granted_on):
        if extension.granted_on > walk.due:
            steps.append(derivation.extended_too_late(extension, walk.due))
            continue
        steps.append(derivation.extended(clock.limit, extension))
        extra += extension.length
        walk = clock.walk(extra)
    return walk, steps
