"""The one order of a line.

* Whoever walks in counts from when he came.
* Who has priority counts as having come `HEAD_START` earlier, but passes no more than `AT_MOST` people who came before
  him. So nobody is passed by more than `AT_MOST` of them, however many come: the people who can pass somebody are among
  the next `AT_MOST` numbers of his line.
* Who booked a time and is there for it counts as having come `LEAD` before it, or when he really came if that is
  earlier: coming early costs nothing. From `GRACE` after his time on he counts from when he came, like everybody.
  A walk-in is passed only by bookings for times up to `LEAD` after he came, and there are no more of those than slots.
* Who was parked goes on before everybody else: he has been called already.
* Who did not come and returns in time is called after the next `BEHIND` people.
* Who is passed on to another line counts there from when he came to the hall.

Equal instants go by number. Everything here is a value; the database keeps the same order in an index, and a test
compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from onevisit.rules.queueing.desks import Desk
from onevisit.rules.queueing.priority import REASONS, Priority

HEAD_START = timedelta(minutes=30)
AT_MOST = 10
LEAD = timedelta(minutes=60)
GRACE = timedelta(minutes=15)
BEHIND = 3
"""All five are the district's own and `assumed`: no law names them."""


class Ground(StrEnum):
    """Why a ticket has the place that it has."""

    CAME = "came"
    PRIORITY = "priority"
    BOOKED = "booked"
    BOOKED_LATE = "booked-late"
    RETURNED = "returned"
    ABSENT = "absent"
    PASSED_ON = "passed-on"


@dataclass(frozen=True)
class Place:
    """From when somebody counts, and why."""

    at: datetime
    ground: Ground


@dataclass(frozen=True)
class Standing:
    """A ticket in its line. `id` grows with each ticket taken; `promised_at` is the time booked, if any."""

    id: int
    number: str
    desk: Desk
    came: datetime
    place: Place
    priority: Priority = Priority.NONE
    promised_at: datetime | None = None

    @property
    def key(self) -> tuple[bool, datetime, int]:
        """What the line is sorted by."""
        return (self.place.ground is not Ground.RETURNED, self.place.at, self.id)


def place(came: datetime, priority: Priority, promised_at: datetime | None, floor: datetime | None) -> Place:
    """The place of a new ticket. `floor` is when the (`AT_MOST` + 1)-th ticket of the line before this one was taken,
    None if there are not so many.
    """
    late = promised_at is not None and came > promised_at + GRACE
    best = Place(came, Ground.BOOKED_LATE if late else Ground.CAME)
    if promised_at is not None and not late:
        best = Place(min(came, promised_at - LEAD), Ground.BOOKED)
    if priority is not Priority.NONE:
        ahead = came - HEAD_START
        earlier = Place(ahead if floor is None else max(ahead, floor), Ground.PRIORITY)
        if earlier.at < best.at:
            best = earlier
    return best


def placed_after_absence(now: datetime, line: Sequence[Standing]) -> Place:
    """The place of somebody who was called, was not there and is back: after the next `BEHIND` of the line."""
    at = line[BEHIND - 1].place.at + timedelta(microseconds=1) if len(line) >= BEHIND else now
    return Place(at, Ground.ABSENT)


def order(tickets: Iterable[Standing]) -> list[Standing]:
    """Those who wait, in the order in which they are called."""
    return sorted(tickets, key=lambda one: one.key)


def why(ticket: Standing, *, public: bool = True) -> str:
    """Why this ticket has its place, in words. To the `public` nobody's health or service is told."""
    came = _hour(ticket.came)
    match ticket.place.ground:
        case Ground.CAME:
            return f"{ticket.number}号{came}取号，按取号先后排队"
        case Ground.PRIORITY:
            reason, counts = _reason(ticket, public=public), _hour(ticket.place.at)
            return f"{ticket.number}号{came}取号，{reason}，视同{counts}取号（最多越过{AT_MOST}人）"
        case Ground.BOOKED:
            return f"{ticket.number}号预约了{_promised(ticket)}，{came}按时到场，视同{_hour(ticket.place.at)}取号"
        case Ground.BOOKED_LATE:
            late = f"晚了{_minutes(GRACE)}分钟以上，按取号先后排队"
            return f"{ticket.number}号预约了{_promised(ticket)}，{came}才取号，{late}"
        case Ground.RETURNED:
            return f"{ticket.number}号先前已经叫到过，补齐东西后回来接着办，不重新排队"
        case Ground.ABSENT:
            return f"{ticket.number}号叫号时不在，回来后排在当时等候的{BEHIND}位之后"
        case Ground.PASSED_ON:
            return f"{ticket.number}号从别的窗口转来，仍按{came}到大厅的时间排队"


def why_before(first: Standing, second: Standing) -> str:
    """Why `first` is called before `second`, for whoever holds `second`. Raises ValueError if he is not."""
    if first.key >= second.key:
        raise ValueError(f"{first.number} is not called before {second.number}")
    return f"{why(first)}；{why(second)}。"


def _reason(ticket: Standing, *, public: bool) -> str:
    if public or ticket.priority is Priority.NONE:
        return "属于法律法规和本区规定优先照顾的人"
    reason = REASONS[ticket.priority]
    cited = f"（{reason.basis.cite()}）" if reason.basis else ""
    return f"{reason.label}优先{cited}"


def _promised(ticket: Standing) -> str:
    return _hour(ticket.promised_at) if ticket.promised_at else ""


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds()) // 60


def _hour(at: datetime) -> str:
    return f"{at:%H:%M}"
