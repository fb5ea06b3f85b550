"""A small model of the procedure for one matter: what may be done today, and what has then happened.

Written from 行政许可法 and the standards, day by day and by hand; it uses nothing of `rules/cases` and `rules/limits`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

ONE = timedelta(days=1)
OFF = {date(2026, 9, 25), *(date(2026, 10, day) for day in range(1, 8)), date(2027, 1, 1)}
"""Holidays of the autumn of 2026 that fall, or may fall, on working days; New Year of 2027, which is provisional."""
LENT = {date(2026, 9, 20), date(2026, 10, 10)}
"""Weekend days that are worked instead."""
OPEN = ("submitted", "received", "correcting", "accepted")
FINISHED = ("withdrawn", "terminated", "unaccepted", "declined", "handed-out")


def works(on: date) -> bool:
    """Whether people work on that day."""
    return on in LENT or (on.weekday() < 5 and on not in OFF)


def after(start: date, length: int, standing: tuple[tuple[date, date], ...] = ()) -> date:
    """The day on which so many working days are over, the first not counted, nor those on which time stands still."""
    on = start
    while length:
        on += ONE
        if works(on) and not any(since <= on <= until for since, until in standing):
            length -= 1
    return on


@dataclass
class Span:
    """A time that does not count, both days included; without an end while it lasts."""

    since: date
    until: date | None = None


@dataclass
class Oracle:
    """One case. `stages` are those that are still to be heard; `later` may come after acceptance, within `grace`."""

    today: date
    stages: list[str]
    later: str
    grace: int
    promised: int
    statutory: int
    phase: str = "submitted"
    complete_on: date = field(default=date.min)
    asked_until: date | None = None
    open_items: set[str] = field(default_factory=set)
    accepted_on: date | None = None
    deferred_until: date | None = None
    procedure: Span | None = None
    spans: list[Span] = field(default_factory=list)
    extended: tuple[date, int] | None = None
    told_until: date | None = None
    hearing: Span | None = None
    waived: bool = False
    held: bool = False
    called_for: date | None = None
    printed: bool = False
    done_on: date | None = None
    rated: bool = False
    papers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.complete_on = self.today

    # What time does.

    def pass_to(self, day: date) -> None:
        """Each day in turn, and what it brings."""
        while self.today < day:
            self.today += ONE
            self._dawn()

    def _dawn(self) -> None:
        if self.phase in ("submitted", "received") and self.today > after(self.complete_on, 5):
            self._accepted(self.complete_on, known_on=after(self.complete_on, 5))
        if self.phase == "correcting" and self.asked_until and self.today > self.asked_until:
            self._end("withdrawn", self.asked_until, "deemed-withdrawn")
        if self.phase in FINISHED and self.done_on and self.today > after(self.done_on, 5):
            self.phase = "closed"

    def next_change(self) -> date | None:
        """The first day on which something comes about by itself."""
        if self.phase in ("submitted", "received"):
            return after(self.complete_on, 5) + ONE
        if self.phase == "correcting" and self.asked_until:
            return self.asked_until + ONE
        if self.phase in FINISHED and self.done_on:
            return after(self.done_on, 5) + ONE
        return None

    def due(self, length: int) -> date:
        """The last day of a limit of the whole, as it stands today."""
        assert self.accepted_on is not None
        now = self.done_on or self.today
        standing = tuple((one.since, one.until or now) for one in self.spans)
        due = after(self.accepted_on, length, standing)
        if self.extended and self.extended[0] <= due:
            due = after(self.accepted_on, length + self.extended[1], standing)
        return due

    # What people do. Each says whether it is lawful today, and does it if so.

    def receive(self) -> bool:
        """收件."""
        if self.phase not in ("submitted", "received"):
            return False
        self.phase = "received"
        if "receipt" not in self.papers:
            self.papers.append("receipt")
        return True

    def ask(self, *items: str) -> bool:
        """一次性告知: once, before acceptance; thirty days, the last of which is no day off."""
        if self.phase not in ("submitted", "received") or self.asked_until is not None:
            return False
        self.phase, self.open_items = "correcting", set(items)
        self.asked_until = self.today + 30 * ONE
        while not works(self.asked_until):
            self.asked_until += ONE
        self.papers.append("correction")
        return True

    def supply(self, item: str) -> bool:
        """补交."""
        if self.phase == "accepted":
            if item != self.later or self.deferred_until is None:
                return False
            self.deferred_until = None
        elif self.phase not in OPEN:
            return False
        if item == self.later:
            self.later = ""
        if self.phase == "correcting":
            self.open_items.discard(item)
            if not self.open_items:
                self.phase, self.complete_on = "received", self.today
        if self.phase in ("submitted", "received"):
            self.papers.append("receipt")
        return True

    def accept(self) -> bool:
        """受理."""
        if self.phase != "received":
            return False
        self._accepted(self.today)
        return True

    def _accepted(self, on: date, known_on: date | None = None) -> None:
        """Silence reaches back to the receipt, but nobody is late with what he could not know of before `known_on`."""
        self.phase, self.accepted_on = "accepted", on
        self.papers.append("acceptance")
        if self.later:
            self.deferred_until = after(known_on or on, self.grace)
            self.papers.append("deferral")

    def revoke_acceptance(self) -> bool:
        """撤销受理."""
        late = self.deferred_until is not None and self.today > self.deferred_until
        return self.phase == "accepted" and late and self._end("unaccepted", self.today, "acceptance-revoked")

    def review(self, stage: str) -> bool:
        """审查."""
        if self.phase != "accepted" or stage not in self.stages:
            return False
        self.stages.remove(stage)
        return True

    def pause(self) -> bool:
        """启动特别程序."""
        if self.phase != "accepted" or self.procedure is not None:
            return False
        self.procedure = Span(self.today)
        self.spans.append(self.procedure)
        self.papers.append("special")
        return True

    def resume(self) -> bool:
        """结束特别程序."""
        if self.phase != "accepted" or self.procedure is None:
            return False
        self.procedure.until, self.procedure = self.today, None
        self.papers.append("resumed")
        return True

    def extend(self, length: int) -> bool:
        """延长期限: once, and before the statutory limit is over."""
        if self.phase != "accepted" or self.extended or self.today > self.due(self.statutory):
            return False
        self.extended = (self.today, length)
        self.papers.append("extension")
        return True

    def tell_hearing(self) -> bool:
        """告知听证权利."""
        if self.phase != "accepted" or self.told_until is not None:
            return False
        self.told_until = after(self.today, 5)
        self.papers.append("hearing-right")
        return True

    def request_hearing(self) -> bool:
        """申请听证."""
        told = self.phase == "accepted" and self.told_until is not None and self.today <= self.told_until
        if not told or self.hearing is not None or self.waived:
            return False
        self.hearing = Span(self.today)
        self.spans.append(self.hearing)
        return True

    def waive_hearing(self) -> bool:
        """放弃听证."""
        if self.phase != "accepted" or self.told_until is None or self.waived or self.held:
            return False
        self.waived = True
        if self.hearing is not None:
            self.hearing.until = self.today
        return True

    def call_hearing(self) -> bool:
        """通知听证, for the first day that is seven working days ahead."""
        if self.phase != "accepted" or self.hearing is None or self.waived or self.held:
            return False
        self.called_for = after(self.today, 8)
        self.papers.append("hearing-notice")
        return True

    def hold_hearing(self) -> bool:
        """举行听证."""
        ready = self.called_for is not None and self.today >= self.called_for
        if self.phase != "accepted" or not ready or self.hearing is None or self.waived or self.held:
            return False
        self.held, self.hearing.until = True, self.today
        self.papers.append("hearing-record")
        return True

    def _may_decide(self) -> bool:
        if self.phase != "accepted" or self.stages or self.procedure is not None:
            return False
        if self.told_until is None or self.held or self.waived:
            return True
        return self.hearing is None and self.today > self.told_until

    def grant(self) -> bool:
        """准予."""
        return self._may_decide() and self.deferred_until is None and self._decide("granted", "grant")

    def refuse(self) -> bool:
        """不予许可."""
        return self._may_decide() and self._decide("refused", "refusal")

    def _decide(self, phase: str, paper: str) -> bool:
        self.phase, self.done_on = phase, self.today
        self.papers.append(paper)
        return True

    def issue(self) -> bool:
        """制证."""
        if self.phase != "granted":
            return False
        self.phase = "issued"
        return True

    def print_result(self) -> bool:
        """The printed form is there."""
        if self.phase != "issued" or self.printed:
            return False
        self.printed = True
        return True

    def hand_out(self) -> bool:
        """送达."""
        if not (self.phase == "refused" or (self.phase == "issued" and self.printed)):
            return False
        return self._end("handed-out", self.today, "delivery")

    def withdraw(self) -> bool:
        """撤回申请."""
        return self.phase in OPEN and self._end("withdrawn", self.today, "withdrawn")

    def terminate(self) -> bool:
        """终止办理."""
        return self.phase in OPEN and self._end("terminated", self.today, "terminated")

    def rate(self) -> bool:
        """评价."""
        if self.phase not in FINISHED or self.rated:
            return False
        self.rated = True
        return True

    def _end(self, phase: str, on: date, paper: str) -> bool:
        self.phase, self.done_on = phase, on
        self.papers.append(paper)
        return True
