"""What holds of every case, whatever people do in whatever order: a machine that tries anything at any time."""

from __future__ import annotations

from datetime import date

from hypothesis import settings
from hypothesis.stateful import invariant

from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import due_days
from onevisit.rules.cases.codec import decode, decode_state, encode, encode_state
from onevisit.rules.cases.evolve import replay
from onevisit.rules.cases.lapse import next_lapse
from onevisit.rules.cases.phases import OPEN, Phase
from onevisit.rules.cases.procedure import duties
from onevisit.rules.limits import Extension, Pause, read
from onevisit.rules.matters.vocabulary import Since
from rules.courses.hail import Hail

ONCE = (
    e.CorrectionAsked,
    e.Accepted,
    e.Declined,
    e.Extended,
    e.InterestedTold,
    e.HearingTold,
    e.HearingHeld,
    e.Forwarded,
    e.Issued,
    e.HandedOver,
    e.TakenOver,
    e.CreditRepaired,
    e.Rated,
    e.Closed,
)
ENDS = (e.Declined, e.Withdrawn, e.Terminated, e.AcceptanceRevoked, e.Granted, e.Refused)
STARTS_STANDING = (e.Paused, e.HearingRequested, e.HearingCalled)
ENDS_STANDING = (e.Resumed, e.HearingWaived, e.HearingHeld)


class AnyCase(Hail):
    """What always holds, looked at after every step."""

    def of(self, *kinds: type[e.Event]) -> list[e.Event]:
        return [one for one in self.events if isinstance(one, kinds)]

    @invariant()
    def replay_equals_the_kept_state(self) -> None:
        if hasattr(self, "state"):
            assert replay(self.events) == self.state
            assert decode_state(encode_state(self.state)) == self.state
            assert decode(*encode(self.events[-1])) == self.events[-1]

    @invariant()
    def an_open_case_is_always_somebodys(self) -> None:
        if hasattr(self, "state"):
            phase, organs = self.state.phase, duties(self.matter, self.state)
            if phase in OPEN:
                assert bool(organs) == (phase is not Phase.CORRECTING)
            if phase is Phase.CORRECTING:
                assert next_lapse(self.context, self.state) is not None, (
                    "what waits for the applicant has an end"
                )
            if phase is Phase.CLOSED:
                assert not organs

    @invariant()
    def what_happens_once_happened_once(self) -> None:
        if hasattr(self, "state"):
            for kind in ONCE:
                assert len(self.of(kind)) <= 1, kind.__name__
            assert len(self.of(*ENDS)) <= 1, "a case ends one way"

    @invariant()
    def nothing_is_asked_for_after_acceptance(self) -> None:
        if hasattr(self, "state") and self.of(e.Accepted):
            after = self.events[self.events.index(self.of(e.Accepted)[0]) :]
            assert not [one for one in after if isinstance(one, (e.CorrectionAsked, e.Declined))]

    @invariant()
    def no_result_without_a_grant(self) -> None:
        if hasattr(self, "state") and self.state.results:
            assert self.of(e.Granted)
            assert self.of(e.Accepted)
            assert self.state.phase in (Phase.ISSUED, Phase.HANDED_OUT, Phase.CLOSED)

    @invariant()
    def nobody_decides_over_the_heads_of_people(self) -> None:
        if not hasattr(self, "state") or not (decided := self.of(e.Granted, e.Refused)):
            return
        assert not [one for one in decided if isinstance(one, e.Granted) and one.by_silence] or (
            self.state.concerned is not None and self.state.concerned.in_time
        )
        if isinstance(decided[0], e.Granted) and not decided[0].by_silence:
            before = self.events[: self.events.index(decided[0])]
            told = [one for one in before if isinstance(one, e.InterestedTold)]
            held = [one for one in before if isinstance(one, e.HearingHeld)]
            assert told or self.matter.courses.interested is None
            assert held or self.matter.courses.hearing is None
            assert not self.state.deferred

    @invariant()
    def days_do_not_run_backwards(self) -> None:
        """Only an acceptance by silence goes back: to the day on which everything was there."""
        if hasattr(self, "state"):
            days = [one.on for one in self.events if not (isinstance(one, e.Accepted) and one.by_silence)]
            assert days == sorted(days)
            assert self.state.accepted_on is None or self.state.accepted_on >= self.state.complete_on

    @invariant()
    def the_clock_stands_still_exactly_then(self) -> None:
        """The promise as a count of one's own, from the log alone, and the days that were told."""
        if not hasattr(self, "state") or self.state.accepted_on is None:
            return
        promised, _ = due_days(self.matter, self.state, self.context.calendar, self.today)
        standing = self.standing()
        if any(one.until is None for one in standing):
            return
        by_receipt = self.matter.limits.since is Since.RECEIPT
        start = self.state.complete_on if by_receipt else self.state.accepted_on
        extended = [
            Extension(one.length, None, one.on, "")
            for one in self.of(e.Extended)
            if isinstance(one, e.Extended)
        ]
        expected = read(
            self.matter.limits.promised,
            start,
            self.context.calendar,
            today=max(self.today, start),
            pauses=standing,
            extensions=tuple(extended),
        ).due
        assert promised == expected, "it stood still exactly then"
        assert self.state.told_due == promised, "and the applicant was told"

    def standing(self) -> tuple[Pause, ...]:
        """The times in which something ran that does not count, as the log tells them."""
        found: list[Pause] = []
        since: dict[str, date] = {}
        for one in self.events:
            name = one.kind.value if isinstance(one, (e.Paused, e.Resumed)) else "hearing"
            if isinstance(one, STARTS_STANDING):
                since.setdefault(name, one.on)
            elif isinstance(one, ENDS_STANDING) and name in since:
                found.append(Pause(since.pop(name), one.on, name, None))
        return (*found, *(Pause(day, None, name, None) for name, day in since.items()))


AnyCase.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestAnyCase = AnyCase.TestCase
