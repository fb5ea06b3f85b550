"""A case under a hail of commands: what the properties are tried on. What is refused has to be refused in words."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from factories.courses import BLANK, PRESIDER, REMEDIES, WORDS, check, tell_interested
from factories.matters import A_HASH, LICENCE, SALT, SURVEYORS, context, matters, situations, submit
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.context import Context, Facts, LicenceFacts, QuotaFacts
from onevisit.rules.cases.courses import (
    ACT_GROUNDS,
    Asked,
    CheckOutcome,
    Fault,
    LicenceAct,
    TerminationGround,
)
from onevisit.rules.cases.decide import decide
from onevisit.rules.cases.deciding.hearings import earliest_hearing
from onevisit.rules.cases.evolve import evolve, replay
from onevisit.rules.cases.lapse import lapse, next_lapse
from onevisit.rules.cases.phases import DeclineKind, Phase, RatingLevel, ReviewOutcome
from onevisit.rules.cases.procedure import open_stages
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.cases.state import CaseState
from onevisit.rules.cases.transitions import TRANSITIONS
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.grounds import grounds_of
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way
from rules.courses.drawing import promises

RICH = (
    "bookkeeping-agency",
    "entertainment",
    "fireworks-retail",
    "food-business-permit-renewal",
    "investment-approval",
    "procurement-complaint",
    "public-place-hygiene",
    "rural-planning",
)
"""Matters that between them know every course."""
UNACCEPTED = (Phase.SUBMITTED, Phase.RECEIVED, Phase.CORRECTING)
DECIDED = (Phase.GRANTED, Phase.ISSUED, Phase.REFUSED)
LIVE = (Phase.ISSUED, Phase.HANDED_OUT, Phase.CLOSED)

ADDRESS = Contents("delivery", {"post_address": "博山区1号"}, SALT)


def mostly_in(*phases: Phase):  # type: ignore[no-untyped-def]
    """Where the step makes sense; the reckless try it anywhere."""
    return precondition(lambda self: self.reckless or self.state.phase in phases)


class Hail(RuleBasedStateMachine):
    """A case under a hail of commands, lawful or not, with days passing in between."""

    @initialize(
        key=st.sampled_from(RICH) | st.sampled_from(sorted(matters())),
        data=st.data(),
        start=st.dates(date(2026, 1, 5), date(2026, 11, 1)),
    )
    def begin(self, key: str, data: st.DataObject, start: date) -> None:
        self.matter = matters()[key]
        self.today, self.by, self.reckless = start, 0, data.draw(st.sampled_from([False, False, True]))
        self.data = data
        rule, quota = self.matter.courses.concerns, self.matter.courses.quota
        expires = start + timedelta(days=data.draw(st.integers(0, 250)))
        self.facts = Facts(
            licence=LicenceFacts(LICENCE, rule.licence, True, expires) if rule else None,
            quota=QuotaFacts(data.draw(st.sampled_from([0, quota.number]))) if quota else None,
        )
        answers = data.draw(st.sampled_from(list(situations(self.matter))))
        command = submit(self.matter, answers, **promises(data, self.matter, answers))
        self.events: list[e.Event] = list(decide(self.context, None, command))
        self.state: CaseState = replay(self.events)
        self.lead(data.draw(st.sampled_from(["", "accepted", "accepted", "heard", "made", "delivered"])))

    def lead(self, to: str) -> None:
        """Bring it as far as it goes by the ordinary course, for what is tried then to reach every phase."""
        steps = {
            "accepted": [self.take_in],
            "heard": [self.tell_those_concerned, self.hold_the_hearing_of_the_law, self.everybody_agrees],
            "made": [self.grant_and_make],
            "delivered": [lambda: self.hand_out(Delivery.COURIER, WORDS)],
        }
        for name, acts in steps.items() if to else ():
            for act in acts:
                act()
            if name == to:
                return

    @property
    def context(self) -> Context:
        return context(self.matter, self.today, self.by, self.facts)

    def take(self, event: e.Event) -> None:
        self.state = evolve(self.state, event)
        self.events.append(event)

    def send(self, command: c.Command) -> None:
        for event in lapse(self.context, self.state):
            self.take(event)
        before = self.state
        try:
            events = decide(self.context, self.state, command)
        except Refused as refused:
            sentence = refused.sentence
        else:
            sentence = ""
        if sentence:
            assert self.state == before, "a refused command changes nothing"
            assert sentence.endswith("。")
            assert "{" not in sentence, "every place is filled"
            return
        row = next(row for row in TRANSITIONS if isinstance(command, row.command))
        assert before.phase in row.since
        for event in events:
            assert event.on == self.today, "what is done today has effect today"
            self.take(event)
        assert row.to in (None, self.state.phase)
        if isinstance(command, c.Supply) and before.accepted_on is not None:
            given = {one.requirement for one in command.shown}
            mended = before.pledged.items if before.pledged else ()
            assert given <= {*before.deferred, *mended}, (
                "nothing is taken after acceptance that was not left open"
            )

    @rule(days=st.sampled_from([0, 1, 1, 2, 3, 5, 8, 12, 31, 95]))
    def wait(self, days: int) -> None:
        start, due = self.state, next_lapse(self.context, self.state)
        daily: list[e.Event] = []
        for _ in range(days):
            self.today += timedelta(days=1)
            found = lapse(self.context, self.state)
            assert bool(found) == (due is not None and due <= self.today), (
                "next_lapse says when, and is right"
            )
            for event in found:
                self.take(event)
            daily.extend(found)
            due = next_lapse(self.context, self.state) if found else due
        assert list(lapse(self.context, start)) == daily, (
            "a sweep that is late does the same as one every day"
        )
        assert lapse(self.context, self.state) == (), "and one that runs twice the same as one"

    @mostly_in(Phase.ACCEPTED)
    @rule(by=st.sampled_from([0, 7, PRESIDER]))
    def somebody_else_acts(self, by: int) -> None:
        self.by = by

    # From the application to acceptance

    @mostly_in(*UNACCEPTED)
    @rule(all_seen=st.booleans())
    def receive(self, all_seen: bool) -> None:
        sighted = tuple(one.requirement for one in self.state.shown) if all_seen else ()
        self.send(c.Receive("district-hall", "A01", sighted))

    @mostly_in(*UNACCEPTED)
    @rule()
    def accept(self) -> None:
        self.send(c.Accept())

    @mostly_in(*UNACCEPTED)
    @rule()
    def take_in(self) -> None:
        self.receive(True)
        self.accept()

    @mostly_in(*UNACCEPTED, Phase.ACCEPTED)
    @rule(data=st.data(), forget=st.booleans(), words=st.sampled_from(["请改正。", ""]))
    def ask(self, data: st.DataObject, forget: bool, words: str) -> None:
        needed = [one.key for one in requirements_for(self.matter, self.state.answers)]
        asked = data.draw(st.lists(st.sampled_from(needed), max_size=3))
        fine = tuple(one for one in needed if one not in asked)
        items = tuple(Asked(one, Fault.INVALID) for one in asked)
        said = Contents("correction", {"items": dict.fromkeys(asked, words)}, SALT)
        self.send(c.AskCorrection(items, fine[1:] if forget else fine, said))

    @rule(data=st.data(), at_window=st.booleans())
    def supply(self, data: st.DataObject, at_window: bool) -> None:
        wanted = [one.about for one in self.state.correction.open] if self.state.correction else []
        wanted += [*self.state.deferred, *(self.state.pledged.items if self.state.pledged else ())]
        wanted += [one.key for one in requirements_for(self.matter, self.state.answers)][:2]
        keys = data.draw(st.lists(st.sampled_from(list(dict.fromkeys(wanted))), unique=True))
        shown = tuple(self.shown(key, at_window) for key in keys)
        by = Channel.WINDOW if at_window else Channel.ONLINE
        self.send(c.Supply(shown, sighted=tuple(keys) if at_window else (), by=by))

    def shown(self, key: str, at_window: bool) -> c.Shown:
        requirement = self.matter.requirement(key)
        assert requirement is not None
        ways = [one.way for one in requirement.evidence]
        way = next((one for one in ways if (one is Way.ORIGINAL) == at_window), ways[0])
        return c.Shown(key, way, () if way in (Way.FORM, Way.ORIGINAL) else (A_HASH,))

    @mostly_in(Phase.SUBMITTED, Phase.RECEIVED)
    @rule(
        kind=st.sampled_from(DeclineKind),
        words=st.sampled_from([WORDS, BLANK]),
        organ=st.sampled_from(["", "market"]),
        hand_over=st.booleans(),
    )
    def decline(self, kind: DeclineKind, words: c.Contents, organ: str, hand_over: bool) -> None:
        missing = tuple(one.about for one in self.state.correction.items) if self.state.correction else ()
        self.send(c.Decline(kind, words, organ, missing, hand_over))

    @mostly_in(Phase.DECLINED, Phase.ACCEPTED)
    @rule(command=st.sampled_from([c.HandOver(), c.TakeOver(WORDS), c.RevokeAcceptance(WORDS)]))
    def move(self, command: c.Command) -> None:
        self.send(command)

    @rule(words=st.sampled_from([BLANK, BLANK, WORDS]), ground=st.sampled_from([None, *TerminationGround]))
    def end_it(self, words: c.Contents, ground: TerminationGround | None) -> None:
        self.send(c.Terminate(ground, words) if ground else c.Withdraw(words))

    # From acceptance to the decision

    @mostly_in(Phase.ACCEPTED)
    @rule(
        data=st.data(), outcome=st.sampled_from(ReviewOutcome), words=st.sampled_from([WORDS, WORDS, BLANK])
    )
    def review(self, data: st.DataObject, outcome: ReviewOutcome, words: c.Contents) -> None:
        stage = data.draw(st.sampled_from(self.matter.stages))
        grounds = (self.matter.refusals[0].key,)
        self.send(c.Review(stage.key, outcome, words, (), grounds, SURVEYORS))

    @mostly_in(Phase.ACCEPTED)
    @rule()
    def everybody_agrees(self) -> None:
        while found := open_stages(self.matter, self.state):
            before = self.state
            for stage in found:
                self.send(c.Review(stage.key, ReviewOutcome.PASS, WORDS, (), (), SURVEYORS))
            if self.state == before:
                return

    @mostly_in(Phase.ACCEPTED)
    @rule(kind=st.sampled_from(SpecialKind), days=st.integers(0, 31), at_decision=st.booleans())
    def pause(self, kind: SpecialKind, days: int, at_decision: bool) -> None:
        stages = [one.key for one in open_stages(self.matter, self.state)]
        self.send(c.Pause(kind, "decide" if at_decision or not stages else stages[0], days, WORDS))

    @mostly_in(Phase.ACCEPTED)
    @rule(data=st.data())
    def pause_lawfully(self, data: st.DataObject) -> None:
        if self.matter.courses.special:
            one = data.draw(st.sampled_from(self.matter.courses.special))
            self.send(c.Pause(one.kind, "decide", data.draw(st.integers(1, one.days)), WORDS))

    @mostly_in(Phase.ACCEPTED)
    @rule(data=st.data())
    def resume(self, data: st.DataObject) -> None:
        kinds = [one.kind for one in self.state.running] or list(SpecialKind)
        self.send(c.Resume(data.draw(st.sampled_from(kinds)), WORDS))

    @mostly_in(Phase.ACCEPTED)
    @rule(length=st.integers(0, 16))
    def extend(self, length: int) -> None:
        self.send(c.Extend(length, WORDS))

    @mostly_in(Phase.ACCEPTED)
    @rule(
        command=st.sampled_from(
            [
                tell_interested(),
                tell_interested(0),
                c.RecordView(WORDS),
                c.TellHearing(WORDS),
                c.RequestHearing(),
                c.RequestHearing(interested=True),
                c.WaiveHearing(),
                c.HoldHearing(WORDS),
            ]
        )
    )
    def hear(self, command: c.Command) -> None:
        self.send(command)

    @mostly_in(Phase.ACCEPTED)
    @rule(later=st.integers(-2, 30), presider=st.sampled_from([7, PRESIDER]))
    def call_hearing(self, later: int, presider: int) -> None:
        day = earliest_hearing(self.context.calendar, self.today) + timedelta(days=later)
        self.send(c.CallHearing(day, "三楼会议室", presider, "示例·主持"))

    @mostly_in(Phase.ACCEPTED)
    @rule()
    def tell_those_concerned(self) -> None:
        if self.matter.courses.interested is not None and self.state.interested_on is None:
            self.hear(tell_interested())
            self.wait(12)

    @mostly_in(Phase.ACCEPTED)
    @rule()
    def hold_the_hearing_of_the_law(self) -> None:
        if self.state.phase is Phase.ACCEPTED and self.matter.courses.hearing is not None:
            self.call_hearing(0, PRESIDER)
            self.wait(12)
            self.by = PRESIDER
            self.hear(c.HoldHearing(WORDS))

    @mostly_in(Phase.ACCEPTED)
    @rule(words=st.sampled_from([WORDS, WORDS, BLANK]))
    def grant(self, words: c.Contents) -> None:
        self.send(c.Grant(words))

    @mostly_in(Phase.ACCEPTED)
    @rule(remedies=st.sampled_from([REMEDIES, REMEDIES, ""]), data=st.data())
    def refuse(self, remedies: str, data: st.DataObject) -> None:
        ground = data.draw(st.sampled_from(grounds_of(self.matter))).key
        self.send(c.Refuse((ground,), WORDS, remedies))

    # After the decision

    @mostly_in(Phase.GRANTED)
    @rule()
    def issue(self) -> None:
        results = self.matter.results
        self.send(
            c.Issue(tuple(c.IssuedResult(one.key, "N1", "", self.today, "d" * 64, "t/1") for one in results))
        )

    @mostly_in(Phase.ISSUED)
    @rule()
    def render(self) -> None:
        for one in self.matter.results:
            self.send(c.Render(one.key, "f" * 64))

    @mostly_in(Phase.ACCEPTED, Phase.GRANTED)
    @rule()
    def grant_and_make(self) -> None:
        self.grant(WORDS)
        self.issue()
        self.render()

    @rule(number=st.integers(1, 3))
    def a_document_is_issued(self, number: int) -> None:
        """As the write path does it beside an event; its printed form is made afterwards."""
        name = f"〔2026〕{number}号"
        if name not in [one.number for one in self.state.documents]:
            self.take(
                e.DocumentIssued(self.today, "receipt", "收件凭证", name, "market", "receipt/1", A_HASH)
            )
        self.send(c.RenderDocuments({name: "f" * 64}))

    @mostly_in(*DECIDED)
    @rule(way=st.sampled_from(Delivery), proof=st.sampled_from([WORDS, WORDS, None]))
    def hand_out(self, way: Delivery, proof: c.Contents | None) -> None:
        self.send(c.HandOut(way, "district-hall", "D01", proof))

    @mostly_in(Phase.ACCEPTED, *DECIDED)
    @rule(way=st.sampled_from(Delivery), hall=st.sampled_from(["district-hall", "chishang-centre", ""]))
    def change_delivery(self, way: Delivery, hall: str) -> None:
        self.send(c.ChangeDelivery(way, hall, ADDRESS))

    @mostly_in(*DECIDED, Phase.HANDED_OUT)
    @rule(command=st.sampled_from([c.ReturnMail(WORDS), c.GiveNotice(WORDS)]))
    def post(self, command: c.Command) -> None:
        self.send(command)

    @mostly_in(*LIVE)
    @rule(outcome=st.sampled_from(CheckOutcome))
    def check(self, outcome: CheckOutcome) -> None:
        self.send(check(outcome, *(self.state.committed[:1] if outcome is CheckOutcome.FAULTY else ())))

    @mostly_in(*LIVE)
    @rule()
    def repair(self) -> None:
        self.send(c.RepairCredit(WORDS))

    @mostly_in(*LIVE)
    @rule(act=st.sampled_from(LicenceAct), data=st.data(), heard=st.sampled_from([True, True, False]))
    def act_on_licence(self, act: LicenceAct, data: st.DataObject, heard: bool) -> None:
        ground = data.draw(st.sampled_from(ACT_GROUNDS[act])).key
        until = self.today + timedelta(days=30) if act is LicenceAct.SUSPEND else None
        self.send(c.ActOnLicence(act, ground, WORDS, heard, until=until))

    @mostly_in(Phase.HANDED_OUT, Phase.DECLINED)
    @rule(level=st.sampled_from(RatingLevel))
    def rate(self, level: RatingLevel) -> None:
        self.send(c.Rate(level, "PC端"))

    @mostly_in(Phase.ACCEPTED)
    @rule()
    def redate(self) -> None:
        known = len(self.events)
        self.send(c.Redate(2))
        assert not any(isinstance(one, e.Redated) for one in self.events[known:]), (
            "no day moved: nothing is said"
        )
