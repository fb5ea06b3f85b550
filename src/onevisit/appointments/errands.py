"""The regular rounds of appointments."""

from __future__ import annotations

from onevisit.appointments import commands, forgetting, reminders, slots
from onevisit.platform import clock
from onevisit.platform.outbox.worker import every


@every(5 * 60, "appointment slots")
def slots_round() -> int:
    """Keep the slots of the coming working days as hours, calendar and staff have them."""
    now = clock.now()
    slots.tidy(now)
    return slots.refresh(now)


@every(5 * 60, "missed appointments")
def missed_round() -> int:
    """Write down who did not come, once his slot is over."""
    return commands.mark_missed(clock.now())


@every(5 * 60, "appointment reminders")
def reminders_round() -> int:
    """Remind of tomorrow's appointments in the evening, of today's in the morning."""
    return reminders.remind(clock.now())


@every(24 * 60 * 60, "former appointments")
def forgetting_round() -> int:
    """Forget who came, or did not, half a year ago."""
    return forgetting.forget(clock.now())
