"""Random stories of a case through the real commands, held against a small model that was written by hand.

Time passes, over holidays too; people act on pages that are out of date, send things twice, and the power fails.
`make prove` sets ONEVISIT_PROVE, and tells more and longer stories.
"""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from casework.driving import REMEDIES, Drive, in_parts
from casework.oracle import Oracle, works
from casework.test_crash import FailAt, PowerFailure
from factories import cases as make
from factories.matters import calendar
from onevisit.casework import issuing, ledger, sealing
from onevisit.casework.commands import Order, handle
from onevisit.casework.models import Event, WorkItem
from onevisit.casework.refusals import MovedOn
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.clocks import ClockKind, clocks
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.courses import TerminationGround
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.lapse import lapse
from onevisit.rules.cases.phases import RatingLevel, ReviewOutcome
from onevisit.rules.cases.procedure import duties
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.vocabulary import Delivery

pytestmark = pytest.mark.usefixtures("committed")

DEEP = bool(os.environ.get("ONEVISIT_PROVE"))
SETTINGS = settings(
    max_examples=200 if DEEP else 10,
    stateful_step_count=60 if DEEP else 30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
MATTER, LATER = "investment-approval", "land-opinion"
STAGES = ["policy", "land", "environment"]
BEGIN = datetime.fromisoformat("2026-09-14T12:00:00+08:00")
"""A Monday, before the Mid-Autumn Festival and National Day."""
MOST = 25
"""Statements of one command, and a few more."""

ways = st.one_of(
    st.just(("plain", 0)),
    st.just(("plain", 0)),
    st.tuples(st.just("stale"), st.integers(1, 4)),
    st.just(("twice", 0)),
    st.tuples(st.just("power"), st.integers(0, MOST)),
)


class Stories(RuleBasedStateMachine):
    """One case and its model."""

    def __init__(self) -> None:
        super().__init__()
        self.drive = Drive("")
        self.model = Oracle(BEGIN.date(), [], "", 0, 0, 0)

    @initialize(days=st.integers(0, 30), later=st.booleans())
    def submit(self, days: int, later: bool) -> None:
        """Somebody hands in an application, with or without a promise to bring something later."""
        at = BEGIN + timedelta(days=days)
        kept = (LATER,) if later else ()
        self.drive = in_parts(MATTER, at=at, later=kept, delivery=Delivery.WINDOW)
        matter = self.drive.matter
        requirement = matter.requirement(LATER)
        assert requirement is not None
        assert requirement.defer is not None
        limits = matter.limits
        self.model = Oracle(
            at.date(),
            list(STAGES),
            LATER if later else "",
            requirement.defer.days,
            limits.promised.length,
            limits.statutory.length,
        )

    # The hand that acts.

    def act(self, way: tuple[str, int], lawful: bool, *commands: Any) -> None:
        """Give commands; they go through exactly when the model says so, in whatever way they are given."""
        before = self.drive.case
        order = Order(commands, case=self.drive.number, seen=before.last_seq)
        actor = self.drive.whose(commands[0])
        key = make.key()
        kind, number = way
        if kind == "stale" and before.last_seq > number:
            with pytest.raises(MovedOn) as moved:
                handle(
                    [Order(commands, case=order.case, seen=number)], actor=actor, at=self.drive.at, key=key
                )
            assert moved.value.meanwhile[0].seq == number + 1
            assert self.drive.case.last_hash == before.last_hash
        if kind == "power":
            try:
                with connection.execute_wrapper(FailAt(number)):
                    handle([order], actor=actor, at=self.drive.at, key=key)
            except (PowerFailure, Refused):
                assert self.drive.case.last_hash == before.last_hash
            else:
                assert lawful, "it went through before the power failed"
                return
        if not lawful:
            with pytest.raises(Refused):
                handle([order], actor=actor, at=self.drive.at, key=key)
            assert self.drive.case.last_hash == before.last_hash
            return
        (done,) = handle([order], actor=actor, at=self.drive.at, key=key)
        assert done.seq > before.last_seq
        if kind == "twice":
            (again,) = handle([order], actor=actor, at=self.drive.at, key=key)
            assert (again.number, again.repeated) == (done.number, True)
            assert self.drive.case.last_seq == done.seq

    # What time does.

    @rule(days=st.sampled_from((1, 1, 2, 3, 7, 12, 31)), sweep=st.booleans())
    def days_pass(self, days: int, sweep: bool) -> None:
        """Time passes; somebody sweeps, or nobody does."""
        self.drive.at += timedelta(days=days)
        self.model.pass_to(self.drive.today)
        if sweep:
            self.drive.sweep()
            assert self.drive.sweep() is None
            assert self.drive.case.lapses_on == self.model.next_change()

    # What people do.

    @rule(way=ways)
    def receive(self, way: tuple[str, int]) -> None:
        self.act(way, self.model.receive(), self.drive.receive())

    @rule(way=ways)
    def accept(self, way: tuple[str, int]) -> None:
        self.act(way, self.model.accept(), c.Accept())

    @rule(way=ways, both=st.booleans())
    def ask(self, way: tuple[str, int], both: bool) -> None:
        items = self.items if both else self.items[:1]
        self.act(way, self.model.ask(*items), self.drive.ask(*items))

    @property
    def items(self) -> tuple[str, ...]:
        """Two requirements that are shown from the beginning."""
        return tuple(one.requirement for one in self.drive.state.shown if one.requirement != LATER)[:2]

    @rule(way=ways, which=st.integers(0, 2))
    def supply(self, way: tuple[str, int], which: int) -> None:
        item = (*self.items, LATER)[which]
        self.act(way, self.model.supply(item), self.drive.supply(item))

    @rule(way=ways, stage=st.sampled_from(STAGES))
    def review(self, way: tuple[str, int], stage: str) -> None:
        review = c.Review(stage, ReviewOutcome.PASS, make.words())
        self.act(way, self.model.review(stage), review)

    @precondition(lambda self: self.model.phase == "accepted")
    @rule()
    def everybody_reviews(self) -> None:
        for stage in list(self.model.stages):
            self.review(("plain", 0), stage)

    @rule(way=ways, days=st.integers(1, 30))
    def pause(self, way: tuple[str, int], days: int) -> None:
        pause = c.Pause(SpecialKind.EXPERT_REVIEW, "decide", days, make.words())
        self.act(way, self.model.pause(), pause)

    @rule(way=ways)
    def resume(self, way: tuple[str, int]) -> None:
        self.act(way, self.model.resume(), c.Resume(SpecialKind.EXPERT_REVIEW, make.words()))

    @rule(way=ways, length=st.integers(1, 40))
    def extend(self, way: tuple[str, int], length: int) -> None:
        self.act(way, self.model.extend(length), c.Extend(length, make.words()))

    @precondition(lambda self: self.model.phase == "accepted")
    @rule(way=ways)
    def tell_hearing(self, way: tuple[str, int]) -> None:
        self.act(way, self.model.tell_hearing(), c.TellHearing(make.words()))

    @precondition(lambda self: self.model.told_until is not None)
    @rule(way=ways)
    def request_hearing(self, way: tuple[str, int]) -> None:
        self.act(way, self.model.request_hearing(), c.RequestHearing())

    @precondition(lambda self: self.model.told_until is not None)
    @rule(way=ways)
    def waive_hearing(self, way: tuple[str, int]) -> None:
        self.act(way, self.model.waive_hearing(), c.WaiveHearing())

    @precondition(lambda self: self.model.told_until is not None)
    @rule(way=ways)
    def call_hearing(self, way: tuple[str, int]) -> None:
        call = self.drive.call_hearing()
        self.act(way, self.model.call_hearing(), call)
        if self.model.called_for is not None and not self.model.held:
            assert self.model.called_for <= call.day

    @precondition(lambda self: self.model.told_until is not None)
    @rule(way=ways)
    def hold_hearing(self, way: tuple[str, int]) -> None:
        self.act(way, self.model.hold_hearing(), self.drive.record())

    @rule(way=ways)
    def grant(self, way: tuple[str, int]) -> None:
        self.act(way, self.model.grant(), c.Grant(make.words()))

    @rule(way=ways)
    def refuse(self, way: tuple[str, int]) -> None:
        ground = self.drive.matter.refusals[0].key
        self.act(way, self.model.refuse(), c.Refuse((ground,), make.words(), REMEDIES))

    @rule(way=ways)
    def issue(self, way: tuple[str, int]) -> None:
        lawful = self.model.issue()
        self.act(way, lawful, issuing.issue(self.drive.number, self.drive.today))

    @precondition(lambda self: self.model.phase == "issued")
    @rule(way=ways)
    def print_result(self, way: tuple[str, int]) -> None:
        (result,) = self.drive.matter.results
        self.act(way, self.model.print_result(), c.Render(result.key, "f" * 64))

    @rule(way=ways)
    def hand_out(self, way: tuple[str, int]) -> None:
        out = c.HandOut(Delivery.WINDOW, self.drive.state.hall, "D01", make.words("示例·甲 签收"))
        self.act(way, self.model.hand_out(), out)

    @precondition(lambda self: self.model.phase not in ("submitted", "received"))
    @rule(way=ways, gone=st.booleans())
    def give_up(self, way: tuple[str, int], gone: bool) -> None:
        if gone:
            self.act(way, self.model.terminate(), c.Terminate(TerminationGround.DISSOLVED, make.words()))
        else:
            self.act(way, self.model.withdraw(), c.Withdraw(make.words()))

    @precondition(lambda self: self.model.deferred_until is not None)
    @rule(way=ways)
    def revoke_acceptance(self, way: tuple[str, int]) -> None:
        self.act(way, self.model.revoke_acceptance(), c.RevokeAcceptance(make.words()))

    @rule(way=ways)
    def rate(self, way: tuple[str, int]) -> None:
        self.act(way, self.model.rate(), c.Rate(RatingLevel.GOOD, "PC端"))

    # What always holds.

    @invariant()
    def the_case_stands_where_the_model_stands(self) -> None:
        """Whether or not anybody has swept: what time has brought is so."""
        if not self.drive.number:
            return
        case, model = self.drive.case, self.model
        stored = self.drive.state
        context = Context(self.drive.matter, case.version, self.drive.calendar, self.drive.today)
        came = lapse(context, stored)
        state = stored
        for event in came:
            state = evolve(state, event)
        assert state.phase.value == model.phase
        assert state.accepted_on == model.accepted_on
        assert (state.correction.until if state.correction else None) == model.asked_until
        assert state.deferred.get(LATER) == model.deferred_until or model.phase != "accepted"
        assert (state.finished_on or state.decided_on) == model.done_on
        assert bool(state.rating) == model.rated
        self._days(context, state)
        if not came:
            assert [one.kind for one in state.documents] == model.papers
            standing = model.procedure is not None or (model.hearing and model.hearing.until is None)
            assert case.paused == (model.phase == "accepted" and bool(standing))
            wanted = {duty.key for duty in duties(context.matter, state)}
            assert set(WorkItem.objects.filter(case=case).values_list("key", flat=True)) == wanted

    def _days(self, context: Context, state: CaseState) -> None:
        if self.model.accepted_on is None:
            return
        found = {one.kind: one for one in clocks(context.matter, state, context.calendar, context.today)}
        assert found[ClockKind.PROMISED].reading.due == self.model.due(self.model.promised)
        assert found[ClockKind.STATUTORY].reading.due == self.model.due(self.model.statutory)

    def teardown(self) -> None:
        """The log can be read from its beginning, and each of its times is not before the one before."""
        if self.drive.number:
            times = list(
                Event.objects.filter(case__number=self.drive.number).order_by("seq").values_list("at")
            )
            assert times == sorted(times)


def test_random_stories_agree_with_the_model() -> None:
    run_machine(Stories, settings=SETTINGS)
    sealing.seal(BEGIN + timedelta(days=4000))
    assert ledger.verify().faults == ()


def test_the_model_knows_the_days_that_are_worked() -> None:
    """The calendar by hand is that of the pack, for the days that a story can reach."""
    known = calendar()
    for ordinal in range(date(2026, 9, 1).toordinal(), date(2027, 1, 31).toordinal()):
        on = date.fromordinal(ordinal)
        assert works(on) == known.is_working(on), on


class Patient(Oracle):
    """A model that is wrong: with it an organ may be silent for ever."""

    def _dawn(self) -> None:
        if self.phase not in ("submitted", "received"):
            super()._dawn()


def test_a_wrong_model_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "Oracle", Patient)
    quick = settings(
        SETTINGS,
        max_examples=50,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        report_multiple_bugs=False,
    )
    with pytest.raises(AssertionError):
        run_machine(Stories, settings=quick)
