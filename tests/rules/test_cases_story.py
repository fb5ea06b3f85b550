"""Every matter of the pack, in every situation, can be brought to its end: by grant, by refusal, by declining."""

from __future__ import annotations

from datetime import date

import pytest

from factories.matters import SALT, context, matters, situations, submit
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.codec import decode, decode_state, encode, encode_state
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.decide import Context, decide
from onevisit.rules.cases.evolve import evolve, replay
from onevisit.rules.cases.lapse import lapse
from onevisit.rules.cases.phases import DeclineKind, Phase, RatingLevel, ReviewOutcome
from onevisit.rules.cases.procedure import duties, open_stages
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Delivery

MONDAY = date(2026, 11, 23)
WORDS = text("情况属实。", SALT)


class Course:
    """Drives one case and checks at each step what must hold of every case."""

    def __init__(self, matter: Matter, today: date = MONDAY) -> None:
        self.context: Context = context(matter, today)
        self.state: CaseState | None = None
        self.events: list[object] = []

    def do(self, command: c.Command) -> CaseState:
        for event in decide(self.context, self.state, command):
            assert decode(*encode(event)) == event, "every event survives encoding"
            self.state = evolve(self.state, event)
            self.events.append(event)
        assert self.state is not None
        assert replay(self.events) == self.state, "replay equals the kept state"  # type: ignore[arg-type]
        assert decode_state(encode_state(self.state)) == self.state
        if self.state.phase not in (Phase.DECLINED, Phase.WITHDRAWN, Phase.HANDED_OUT, Phase.CLOSED):
            assert duties(self.context.matter, self.state), "an open case is always somebody's"
        return self.state

    def accept(self) -> None:
        assert self.state is not None
        self.do(c.Receive("district-hall", "A01", tuple(one.requirement for one in self.state.shown)))
        self.do(c.Accept())

    def review(self, fail: bool = False) -> None:
        while stages := open_stages(self.context.matter, self.state):  # type: ignore[arg-type]
            for stage in stages:
                if fail:
                    ground = (self.context.matter.refusals[0].key,)
                    self.do(c.Review(stage.key, ReviewOutcome.FAIL, WORDS, (), ground))
                else:
                    self.do(c.Review(stage.key, ReviewOutcome.PASS, WORDS))

    def issue(self) -> None:
        self.do(c.Grant(WORDS))
        results = tuple(
            c.IssuedResult(one.key, f"N{position}", "", MONDAY, "d" * 64, "certificate/1")
            for position, one in enumerate(self.context.matter.results)
        )
        self.do(c.Issue(results))
        for one in results:
            self.do(c.Render(one.result, "f" * 64))

    def finish(self, way: Delivery) -> None:
        self.do(c.HandOut(way, "district-hall", "D01", WORDS))
        self.do(c.Rate(RatingLevel.GOOD, "PC端"))
        self.finish_without_rating()

    def finish_without_rating(self) -> None:
        later = context(self.context.matter, date(2026, 12, 31))
        assert self.state is not None
        for event in lapse(later, self.state):
            self.state = evolve(self.state, event)
        assert self.state.phase is Phase.CLOSED


@pytest.mark.parametrize("key", sorted(matters()))
def test_every_situation_of_every_matter_can_be_granted_refused_and_declined(key: str) -> None:
    matter = matters()[key]
    for answers in situations(matter):
        granted = Course(matter)
        granted.do(submit(matter, answers))
        granted.accept()
        granted.review()
        granted.issue()
        granted.finish(matter.results[0].delivery[0])

        refused = Course(matter)
        refused.do(submit(matter, answers))
        refused.accept()
        refused.review(fail=True)
        ground = (matter.refusals[0].key,)
        refused.do(c.Refuse(ground, WORDS, "可在60日内申请行政复议，或在6个月内提起行政诉讼。"))
        refused.finish(Delivery.WINDOW)

        declined = Course(matter)
        declined.do(submit(matter, answers))
        declined.do(c.Decline(DeclineKind.NOT_OURS, WORDS, "market"))
        assert declined.state is not None
        assert declined.state.phase is Phase.DECLINED
