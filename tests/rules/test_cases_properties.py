"""What holds of every case, whatever people do in whatever order: a machine that tries anything at any time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from factories.matters import SALT, context, matters, situations, submit
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.clocks import ClockKind, clocks
from onevisit.rules.cases.codec import decode, decode_state, encode, encode_state
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.decide import decide
from onevisit.rules.cases.events import Event
from onevisit.rules.cases.evolve import evolve, replay
from onevisit.rules.cases.lapse import lapse, next_lapse
from onevisit.rules.cases.phases import OPEN, DeclineKind, Phase, RatingLevel, ReviewOutcome
from onevisit.rules.cases.procedure import duties
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.cases.state import CaseState
from onevisit.rules.cases.transitions import TRANSITIONS
from onevisit.rules.matters.vocabulary import Delivery

WORDS = text("情况属实。", SALT)
BLANK = text(" ", SALT)


class AnyCase(RuleBasedStateMachine):
    """A case under a hail of commands, lawful or not, with days passing in between."""

    @initialize(
        key=st.sampled_from(sorted(matters())),
        data=st.data(),
        start=st.dates(date(2026, 1, 5), date(2026, 11, 1)),
    )
    def begin(self, key: str, data: st.DataObject, start: date) -> None:
        self.matter = matters()[key]
        self.today = start
        answers = data.draw(st.sampled_from(list(situations(self.matter))))
        self.events: list[Event] = list(decide(self.context, None, submit(self.matter, answers)))
        self.state: CaseState = replay(self.events)

    @property
    def context(self):
        return context(self.matter, self.today)

    def send(self, command: c.Command) -> None:
        self.pass_time()
        before, promised = self.state, self.promised()
        try:
            events = decide(self.context, self.state, command)
        except Refused:
            assert self.state == before, "a refused command changes nothing"
            return
        assert before.closed_on is None, "nothing is accepted after the end"
        row = next(row for row in TRANSITIONS if isinstance(command, row.command))
        assert before.phase in row.since
        for event in events:
            self.state = evolve(self.state, event)
            self.events.append(event)
        assert row.to in (None, self.state.phase)
        if promised is not None:
            assert self.promised() == promised, "the due day does not move while the clock runs"

    def pass_time(self) -> None:
        for event in lapse(self.context, self.state):
            self.state = evolve(self.state, event)
            self.events.append(event)

    def promised(self) -> date | None:
        found = clocks(self.matter, self.state, self.context.calendar, self.today)
        return next((clock.reading.due for clock in found if clock.kind is ClockKind.PROMISED), None)

    @rule(days=st.integers(0, 12))
    def wait(self, days: int) -> None:
        promised = self.promised()
        due = next_lapse(self.context, self.state)
        self.today += timedelta(days=days)
        happened = lapse(self.context, self.state)
        assert bool(happened) == (due is not None and due <= self.today), "next_lapse says when, and is right"
        if promised is not None:
            assert self.promised() == promised, "the due day does not move while the clock runs"

    @rule(all_seen=st.booleans())
    def receive(self, all_seen: bool) -> None:
        sighted = tuple(one.requirement for one in self.state.shown) if all_seen else ()
        self.send(c.Receive("district-hall", "A01", sighted))

    @rule()
    def accept(self) -> None:
        self.send(c.Accept())

    @rule(
        kind=st.sampled_from(DeclineKind),
        words=st.sampled_from([WORDS, BLANK]),
        organ=st.sampled_from(["", "market"]),
    )
    def decline(self, kind: DeclineKind, words: c.Contents, organ: str) -> None:
        self.send(c.Decline(kind, words, organ))

    @rule(
        data=st.data(), outcome=st.sampled_from(ReviewOutcome), words=st.sampled_from([WORDS, WORDS, BLANK])
    )
    def review(self, data: st.DataObject, outcome: ReviewOutcome, words: c.Contents) -> None:
        stage = data.draw(st.sampled_from(self.matter.stages))
        self.send(c.Review(stage.key, outcome, words, (), (self.matter.refusals[0].key,)))

    @rule()
    def everybody_agrees(self) -> None:
        for stage in self.matter.stages:
            self.send(c.Review(stage.key, ReviewOutcome.PASS, WORDS))

    @rule(words=st.sampled_from([WORDS, BLANK]))
    def grant(self, words: c.Contents) -> None:
        self.send(c.Grant(words))

    @rule(remedies=st.sampled_from(["可在60日内申请行政复议。", ""]))
    def refuse(self, remedies: str) -> None:
        self.send(c.Refuse((self.matter.refusals[0].key,), WORDS, remedies))

    @rule()
    def issue(self) -> None:
        results = self.matter.results
        self.send(
            c.Issue(tuple(c.IssuedResult(one.key, "N1", "", self.today, "d" * 64, "t/1") for one in results))
        )

    @rule()
    def render(self) -> None:
        for one in self.matter.results:
            self.send(c.Render(one.key, "f" * 64))

    @rule(way=st.sampled_from(Delivery), proof=st.sampled_from([WORDS, None]))
    def hand_out(self, way: Delivery, proof: c.Contents | None) -> None:
        self.send(c.HandOut(way, "district-hall", "D01", proof))

    @rule(words=st.sampled_from([WORDS, BLANK]))
    def withdraw(self, words: c.Contents) -> None:
        self.send(c.Withdraw(words))

    @rule(level=st.sampled_from(RatingLevel))
    def rate(self, level: RatingLevel) -> None:
        self.send(c.Rate(level, "PC端"))

    @invariant()
    def replay_equals_the_kept_state(self) -> None:
        if hasattr(self, "state"):
            assert replay(self.events) == self.state
            assert decode_state(encode_state(self.state)) == self.state
            assert decode(*encode(self.events[-1])) == self.events[-1]

    @invariant()
    def an_open_case_is_always_somebodys(self) -> None:
        if hasattr(self, "state"):
            assert bool(duties(self.matter, self.state)) == (self.state.phase in OPEN)

    @invariant()
    def no_result_without_a_grant(self) -> None:
        if hasattr(self, "state") and self.state.results:
            assert any(type(event).__name__ == "Granted" for event in self.events)
            assert self.state.phase in (Phase.ISSUED, Phase.HANDED_OUT, Phase.CLOSED)


AnyCase.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestAnyCase = AnyCase.TestCase
