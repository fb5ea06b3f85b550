"""The alphabet of the walk: for a state, every command with the arguments that matter, right, wrong and in part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents, text
from onevisit.rules.cases.context import NO_FACTS, Facts, QuotaFacts
from onevisit.rules.cases.courses import FORM, Asked, CheckOutcome, Fault, LicenceAct, TerminationGround
from onevisit.rules.cases.phases import DeclineKind, RatingLevel, ReviewOutcome
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.grounds import DEFERRED_MISSING, FALSE_MATERIALS, QUOTA_FULL
from onevisit.rules.matters.vocabulary import Channel, Delivery, StageKind, Way
from rules.walk.days import workdays_after
from rules.walk.shapes import REVIEWS, Shape


class Who(StrEnum):
    """Whose move it is."""

    ORGAN = "organ"
    APPLICANT = "applicant"
    OTHERS = "others"
    HOUSE = "house"
    TIME = "time"


@dataclass(frozen=True)
class Move:
    """Commands given in one act. `never`: no state may admit it. `facts` is what the registers say then."""

    words: str
    who: Who
    commands: tuple[c.Command, ...]
    facts: Facts = NO_FACTS
    by: int = 0
    never: bool = False

    @property
    def kind(self) -> type[c.Command]:
        """The last command of the act."""
        return type(self.commands[-1])


SALT = "0" * 32
CLERK, REVIEWER, PRESIDER = 2, 1, 9
FILE = ("a" * 64,)


@dataclass(frozen=True)
class Said(Contents):
    """Contents whose hash is worked out once: the walk gives the same ones a million times."""

    known: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def ref(self) -> str:
        """As in `Contents`."""
        if not self.known:
            self.known["ref"] = super().ref
        return self.known["ref"]


def said(contents: Contents) -> Said:
    """The same words, remembered."""
    return Said(contents.kind, contents.data, contents.salt)


WORDS, BLANK = said(text("情况属实。", SALT)), said(text(" ", SALT))
ADDRESS = said(Contents("delivery", {"post_address": "博山区1号"}, SALT))
PLEDGE = said(Contents("pledge", {"signed_by": "示例·甲"}, SALT))
UNSIGNED = said(Contents("pledge", {"signed_by": " "}, SALT))
FORMED = said(Contents("form", {"form": {"about": "示例"}}, SALT))
APPLICATION = said(
    Contents("application", {"applicant": {"name": "示例·甲"}, "form": {"about": "示例"}}, SALT)
)
FAR = timedelta(days=40)


def shown(key: str) -> c.Shown:
    return c.Shown(key, Way.ORIGINAL) if key == "paper" else c.Shown(key, Way.UPLOAD, FILE)


def moves(shape: Shape, state: CaseState, today: date) -> Iterator[Move]:
    """Everything that somebody could try with this case today."""
    yield from _fixed(shape)
    yield from _of_today(shape, state, today)


_FIXED: dict[str, tuple[Move, ...]] = {}


def _fixed(shape: Shape) -> tuple[Move, ...]:
    if shape.name not in _FIXED:
        _FIXED[shape.name] = tuple(
            move
            for part in (_intake, _corrections, _handling, _hearings, _decisions, _afterwards)
            for move in part(shape)
        )
    return _FIXED[shape.name]


def _organ(
    words: str, *commands: c.Command, by: int = CLERK, never: bool = False, facts: Facts = NO_FACTS
) -> Move:
    return Move(words, Who.ORGAN, commands, facts, by, never)


def _applicant(words: str, command: c.Command, *, never: bool = False) -> Move:
    return Move(words, Who.APPLICANT, (command,), never=never)


def _intake(shape: Shape) -> Iterator[Move]:
    keys = tuple(one.key for one in shape.matter.requirements)
    yield _organ("receive", c.Receive("hall", "A01"))
    if "paper" in keys:
        yield _organ("receive and see the original", c.Receive("hall", "A01", ("paper",)))
    yield _organ("accept", c.Accept())
    for kind in DeclineKind:
        if kind is DeclineKind.NOT_OURS:
            yield _organ("decline: another organ's", c.Decline(kind, WORDS, "other"))
            yield _organ("decline and hand over", c.Decline(kind, WORDS, "other", hand_over=True))
            yield _organ("decline without saying whose", c.Decline(kind, WORDS), never=True)
        elif kind is DeclineKind.NOT_COMPLETE:
            yield _organ("decline as incomplete, of nothing", c.Decline(kind, WORDS), never=True)
        else:
            yield _organ(f"decline: {kind.value}", c.Decline(kind, WORDS))
    yield _organ("decline without a word", c.Decline(DeclineKind.NOT_NEEDED, BLANK), never=True)
    yield _organ("hand the materials over", c.HandOver())
    yield _organ("take them over", c.TakeOver(WORDS), by=CLERK)
    yield _organ("revoke the acceptance", c.RevokeAcceptance(WORDS))
    yield _organ("revoke the acceptance without a word", c.RevokeAcceptance(BLANK), never=True)
    yield _applicant("withdraw", c.Withdraw(WORDS))
    yield _applicant("withdraw without a word", c.Withdraw(BLANK), never=True)
    yield _organ("terminate", c.Terminate(TerminationGround.DEATH, WORDS))
    yield _organ("terminate without a word", c.Terminate(TerminationGround.DEATH, BLANK), never=True)


def _asking(items: tuple[str, ...], fine: tuple[str, ...], fault: Fault = Fault.ILLEGIBLE) -> c.AskCorrection:
    words = said(Contents("correction", {"items": dict.fromkeys(items, "看不清")}, SALT))
    return c.AskCorrection(tuple(Asked(one, fault) for one in items), fine, words)


def _corrections(shape: Shape) -> Iterator[Move]:
    keys = tuple(one.key for one in shape.matter.requirements)
    form = f"{FORM}about"

    def rest(*items: str) -> tuple[str, ...]:
        return tuple(key for key in keys if key not in items)

    yield _organ("ask for the main material", _asking(("main",), rest("main")))
    yield _organ("ask for main material and form", _asking(("main", form), rest("main")))
    if len(keys) > 1:
        yield _organ(f"ask for {keys[-1]}", _asking((keys[-1],), rest(keys[-1]), Fault.MISSING))
    yield _organ("ask, forgetting the main material", _asking((form,), rest("main")), never=True)
    yield _organ("ask for nothing", c.AskCorrection((), keys, WORDS), never=True)
    silent = c.AskCorrection((Asked("main", Fault.EXPIRED),), rest("main"), WORDS)
    yield _organ("ask without saying what is wrong", silent, never=True)
    for key in keys:
        if key == "paper":
            unseen = c.Supply((shown(key),), by=Channel.ONLINE)
            yield _applicant("supply the original unseen", unseen, never=True)
        else:
            yield _applicant(f"supply {key}", c.Supply((shown(key),)))
        if key.startswith("late"):
            yield _applicant(f"promise {key} for later", c.Supply(later=(key,), pledge=PLEDGE))
            yield _applicant(f"promise {key} unsigned", c.Supply(later=(key,), pledge=UNSIGNED), never=True)
    if "paper" in keys:
        yield _organ("see the original", c.Supply((shown("paper"),), sighted=("paper",), by=Channel.WINDOW))
    yield _applicant("mend the form", c.Supply(form=FORMED))
    everything = c.Supply(
        tuple(shown(key) for key in keys),
        FORMED,
        tuple(key for key in keys if key == "paper"),
        by=Channel.WINDOW,
    )
    yield _organ("take in everything that was asked", everything)
    yield _applicant("supply nothing", c.Supply(), never=True)
    yield _applicant("supply something unknown", c.Supply((c.Shown("moon", Way.UPLOAD, FILE),)), never=True)


def _handling(shape: Shape) -> Iterator[Move]:
    for stage in shape.matter.stages:
        yield from _review(stage.key, stage.kind)
    for kind in SpecialKind:
        lawful = kind in shape.features.special and kind is not SpecialKind.HEARING
        if lawful or kind in (SpecialKind.HEARING, SpecialKind.AUCTION):
            yield _organ(f"pause: {kind.value}", c.Pause(kind, "decide", 10, WORDS), never=not lawful)
        if lawful:
            yield _organ("pause without a reason", c.Pause(kind, "decide", 10, BLANK), never=True)
            yield _organ("pause for too long", c.Pause(kind, "decide", 11, WORDS), never=True)
            yield _organ("pause for no time", c.Pause(kind, "decide", 0, WORDS), never=True)
            yield _organ("pause in no stage", c.Pause(kind, "accept", 10, WORDS), never=True)
            yield _organ(f"resume: {kind.value}", c.Resume(kind, WORDS))
            yield _organ("resume without a result", c.Resume(kind, BLANK), never=True)
    rule = shape.matter.prolongation
    if rule is not None:
        yield _organ("extend", c.Extend(rule.length, WORDS))
        yield _organ("extend too far", c.Extend(rule.length + 1, WORDS), never=True)
        yield _organ("extend without a reason", c.Extend(rule.length, BLANK), never=True)
    else:
        yield _organ("extend what cannot be", c.Extend(1, WORDS), never=True)


def _review(key: str, kind: StageKind) -> Iterator[Move]:
    two = ("示例·甲", "示例·乙")

    def review(words: str, outcome: ReviewOutcome, *, never: bool = False, **more: object) -> Move:
        command = c.Review(key, outcome, **{"opinion": WORDS, "officers": two, **more})  # type: ignore[arg-type]
        return _organ(f"{words} {key}", command, by=REVIEWER, never=never)

    real = kind in REVIEWS
    yield review("pass", ReviewOutcome.PASS, never=not real)
    if not real:
        return
    yield review("fail", ReviewOutcome.FAIL, grounds=("unfit",))
    yield review("fail without a ground", ReviewOutcome.FAIL, never=True)
    yield review("pass without a word", ReviewOutcome.PASS, opinion=BLANK, never=True)
    if kind is StageKind.SURVEY:
        yield review("pass alone", ReviewOutcome.PASS, officers=(two[0], f" {two[0]} "), never=True)


def _hearings(shape: Shape) -> Iterator[Move]:
    if not shape.features.hearings:
        return
    yield _organ("tell the interested parties", c.TellInterested(WORDS, 1))
    yield _organ("tell no interested party", c.TellInterested(WORDS, 0), never=True)
    yield _organ("take down what somebody says", c.RecordView(WORDS))
    yield _organ("take down nothing", c.RecordView(BLANK), never=True)
    yield _organ("tell of the right to a hearing", c.TellHearing(WORDS))
    yield _applicant("ask for a hearing", c.RequestHearing())
    yield Move("ask for a hearing", Who.OTHERS, (c.RequestHearing(interested=True),))
    yield _applicant("waive the hearing", c.WaiveHearing())
    yield _organ("hold the hearing", c.HoldHearing(WORDS), by=PRESIDER)
    yield _organ("hold the hearing in place of the presider", c.HoldHearing(WORDS), by=CLERK, never=True)
    yield _organ("hold the hearing without a record", c.HoldHearing(BLANK), by=PRESIDER, never=True)


def _decisions(shape: Shape) -> Iterator[Move]:
    left = Facts(quota=QuotaFacts(0))
    full, earlier = Facts(quota=QuotaFacts(3)), Facts(quota=QuotaFacts(2, ("X",)))
    yield _organ("grant", c.Grant(WORDS), facts=left)
    yield _organ("grant without a word", c.Grant(BLANK), facts=left, never=True)
    remedies = "可在60日内申请行政复议，或在6个月内提起行政诉讼。"

    def refuse(words: str, *grounds: str, facts: Facts = left, never: bool = False) -> Move:
        return _organ(words, c.Refuse(grounds, WORDS, remedies), facts=facts, never=never)

    yield refuse("refuse", "unfit")
    yield refuse("refuse for false materials", FALSE_MATERIALS)
    yield refuse("refuse without a ground", never=True)
    yield refuse("refuse for a ground of its own", "whim", never=True)
    yield _organ("refuse without remedies", c.Refuse(("unfit",), WORDS, " "), never=True)
    yield _organ("refuse without a reason", c.Refuse(("unfit",), BLANK, remedies), never=True)
    if shape.features.deferrable:
        yield refuse("refuse for what did not come", DEFERRED_MISSING)
    if shape.features.quota:
        yield _organ("grant when none is left", c.Grant(WORDS), facts=full, never=True)
        yield _organ("grant before an earlier one", c.Grant(WORDS), facts=earlier, never=True)
        yield refuse("refuse as none is left", QUOTA_FULL, facts=full)
        yield refuse("refuse as none is left, though one is", QUOTA_FULL, never=True)
    if not shape.features.reviews:
        seen = tuple(one.key for one in shape.matter.requirements if one.key == "paper")
        receive = c.Receive("hall", "A01", seen)
        yield _organ("receive, accept and grant at one sitting", receive, c.Accept(), c.Grant(WORDS))
        refusal = c.Refuse(("unfit",), WORDS, remedies)
        yield _organ("receive, accept and refuse at one sitting", receive, c.Accept(), refusal)


def _afterwards(shape: Shape) -> Iterator[Move]:
    yield _organ("issue nothing", c.Issue(()), never=True)
    yield Move("print the result", Who.HOUSE, (c.Render("result", "f" * 64),))
    yield Move("print another result", Who.HOUSE, (c.Render("moon", "f" * 64),), never=True)
    for way in Delivery:
        hand_out = c.HandOut(way, "hall", "D01", WORDS)
        yield _organ(f"hand out: {way.value}", hand_out, never=way is Delivery.NOTICE)
    yield _organ("hand out by courier without proof", c.HandOut(Delivery.COURIER), never=True)
    for way in (Delivery.WINDOW, Delivery.COURIER, Delivery.NOTICE):
        change = c.ChangeDelivery(way, "another hall", ADDRESS)
        yield _applicant(f"another way: {way.value}", change, never=way is Delivery.NOTICE)
    yield _organ("mail comes back", c.ReturnMail(WORDS))
    yield _organ("mail comes back without a word", c.ReturnMail(BLANK), never=True)
    yield _organ("give public notice", c.GiveNotice(WORDS))
    yield _organ("give public notice without a word", c.GiveNotice(BLANK), never=True)
    yield Move("recompute, the calendar unchanged", Who.HOUSE, (c.Redate(1),))
    yield _applicant("rate", c.Rate(RatingLevel.GOOD, "PC端"))
    yield _applicant("rate badly without a word", c.Rate(RatingLevel.BAD, "PC端"), never=True)
    if shape.features.committable:
        faulty = c.CheckCommitment(CheckOutcome.FAULTY, WORDS, ("word",))
        yield _organ("check: kept", c.CheckCommitment(CheckOutcome.KEPT, WORDS))
        yield _organ("check: faulty", faulty)
        yield _organ("check: faulty in nothing", c.CheckCommitment(CheckOutcome.FAULTY, WORDS), never=True)
        yield _organ("check: broken", c.CheckCommitment(CheckOutcome.BROKEN, WORDS))
        yield _organ("check without a word", c.CheckCommitment(CheckOutcome.KEPT, BLANK), never=True)
    repair = c.RepairCredit(WORDS)
    yield _organ("repair the credit", repair, never=not shape.features.committable)


GROUNDS: Mapping[LicenceAct, tuple[str, ...]] = {
    LicenceAct.SUSPEND: ("penalty",),
    LicenceAct.REINSTATE: ("over",),
    LicenceAct.REVOKE: ("unqualified", "fraud", "pledge-broken"),
    LicenceAct.RECALL: ("facts-changed",),
    LicenceAct.CANCEL: ("expired",),
}


def _of_today(shape: Shape, state: CaseState, today: date) -> Iterator[Move]:
    result = c.IssuedResult("result", "N1", "", today, "d" * 64, "certificate/1")
    yield _organ("issue", c.Issue((result,)))
    if state.correction is not None:
        missing = tuple(one.about for one in state.correction.items[:1])
        incomplete = c.Decline(DeclineKind.NOT_COMPLETE, WORDS, missing=missing)
        yield _organ("decline as still incomplete", incomplete)
        other = c.Decline(DeclineKind.NOT_COMPLETE, WORDS, missing=("moon",))
        yield _organ("decline for something else", other, never=True)
    unprinted = {one.number: "f" * 64 for one in state.documents if not one.file}
    yield Move("print the documents", Who.HOUSE, (c.RenderDocuments(unprinted),))
    yield from _calls(state, today) if shape.features.hearings else ()
    for act, grounds in GROUNDS.items():
        for ground in grounds:
            yield _act(act, ground, today)
        yield _act(act, "whim", today, never=True)
    yield _act(LicenceAct.REVOKE, "unqualified", today, never=True, heard=False)
    yield _act(LicenceAct.REVOKE, "unqualified", today, never=True, harmless=False)
    yield _act(LicenceAct.SUSPEND, "penalty", today, never=True, until=today)


def _calls(state: CaseState, today: date) -> Iterator[Move]:
    first = workdays_after(today, 8)

    def call(words: str, day: date, presider: int = PRESIDER, *, never: bool = False) -> Move:
        return _organ(words, c.CallHearing(day, "一号会议室", presider, "示例·丁"), never=never)

    yield call("call the hearing", first)
    yield call("call the hearing for later", workdays_after(today, 15))
    moved = state.hearing is not None and state.hearing.day == workdays_after(today, 7)
    yield call("call the hearing too soon", workdays_after(today, 7), never=not moved)
    yield call("call the hearing presided by a reviewer", first, REVIEWER)


def _act(act: LicenceAct, ground: str, today: date, *, never: bool = False, **more: object) -> Move:
    values: dict[str, object] = {"heard": True, "until": today + FAR, **more}
    command = c.ActOnLicence(act, ground, WORDS, **values)  # type: ignore[arg-type]
    return _organ(f"{act.value} the licence: {ground} {more or ''}".strip(), command, never=never)
