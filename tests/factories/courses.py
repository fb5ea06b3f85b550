"""One case driven through the pure rules, day by day: no database, no doors. Stories and properties build on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from factories.matters import LICENCE, SALT, context, facts_for, matters, submit, surveyors
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.clocks import Clock, ClockKind, clocks
from onevisit.rules.cases.codec import decode, decode_state, encode, encode_state
from onevisit.rules.cases.contents import Contents, text
from onevisit.rules.cases.context import Context, Facts, LicenceFacts
from onevisit.rules.cases.courses import Asked, CheckOutcome, Fault, LicenceAct
from onevisit.rules.cases.decide import decide
from onevisit.rules.cases.deciding.hearings import earliest_hearing
from onevisit.rules.cases.events import Event
from onevisit.rules.cases.evolve import evolve, replay
from onevisit.rules.cases.lapse import lapse
from onevisit.rules.cases.phases import Phase, ReviewOutcome
from onevisit.rules.cases.procedure import duties, open_stages
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Delivery, Way

MONDAY = date(2026, 11, 23)
WORDS = text("情况属实。", SALT)
BLANK = text("  ", SALT)
REMEDIES = "可在60日内申请行政复议，或在6个月内提起行政诉讼。"
PLEDGE = Contents("pledge", {"text": "承诺", "signed_by": "示例·甲"}, SALT)
PRESIDER = 77
"""The number of a person who reviews nothing."""

IDLE = frozenset(
    {
        Phase.CORRECTING,
        Phase.DECLINED,
        Phase.WITHDRAWN,
        Phase.TERMINATED,
        Phase.UNACCEPTED,
        Phase.HANDED_OUT,
        Phase.CLOSED,
    }
)
"""Phases in which an organ may have nothing to do: the case is over, or waits for the applicant."""

Step = c.Command | Callable[["Course"], "c.Command | Sequence[c.Command] | None"]
"""A command, or what makes one from the case as it then stands (or does several things to it, and returns None)."""


class Course:
    """Drives one case and checks at each step what must hold of every case."""

    def __init__(self, matter: Matter, today: date = MONDAY, facts: Facts | None = None, by: int = 0) -> None:
        self.matter = matter
        self.today = today
        self.facts = facts or facts_for(matter, today)
        self.by = by
        self.state: CaseState | None = None
        self.events: list[Event] = []

    @property
    def context(self) -> Context:
        return context(self.matter, self.today, self.by, self.facts)

    @property
    def now(self) -> CaseState:
        assert self.state is not None
        return self.state

    def do(self, *steps: Step) -> CaseState:
        """Give commands, in order. Raises what `decide` raises."""
        for step in steps:
            made = step if isinstance(step, c.Command) else step(self)
            for command in (made,) if isinstance(made, c.Command) else made or ():
                self._take(decide(self.context, self.state, command))
        return self.now

    def at(self, day: date | str) -> Course:
        """Time passes up to that day, with all that comes about by itself."""
        self.today = day if isinstance(day, date) else date.fromisoformat(day)
        if self.state is not None:
            self._take(lapse(self.context, self.state))
            assert lapse(self.context, self.now) == (), "a sweep that runs twice does the same as one"
        return self

    def _take(self, events: Sequence[Event]) -> None:
        for event in events:
            assert decode(*encode(event)) == event, "every event survives encoding"
            self.state = evolve(self.state, event)
            self.events.append(event)
        assert replay(self.events) == self.now, "replay equals the kept state"
        assert decode_state(encode_state(self.now)) == self.now
        if self.now.phase not in IDLE:
            assert duties(self.matter, self.now), "an open case is always somebody's"

    def last(self, kind: type[Event]) -> Event:
        """The latest event of a kind; raises StopIteration where there was none."""
        return next(event for event in reversed(self.events) if type(event) is kind)

    def clock(self, kind: ClockKind, about: str = "") -> Clock:
        """The latest clock of a kind as it stands today; raises LookupError where none has begun."""
        begun = clocks(self.matter, self.now, self.context.calendar, self.today)
        found = [one for one in begun if one.kind is kind and about in ("", one.about)]
        if not found:
            raise LookupError(kind)
        return found[-1]

    def accept(self) -> None:
        self.do(receive, c.Accept())

    def review(self, fail: bool = False) -> None:
        while open_stages(self.matter, self.now):
            self.do(review_open(fail))

    def ready(self) -> None:
        """Everything before the decision: whoever has to be told and heard, and every organ's opinion."""
        before_decision(self)
        self.review()

    def issue(self) -> None:
        self.do(c.Grant(WORDS), make_results, print_results)

    def finish_without_rating(self) -> None:
        self.at(date(2026, 12, 31))
        assert self.now.phase is Phase.CLOSED


def case(matter: str | Matter, today: date | str = MONDAY, **changes: object) -> Course:
    """A case of this matter that has been handed in; `changes` are of the application."""
    day = today if isinstance(today, date) else date.fromisoformat(today)
    course = Course(matters()[matter] if isinstance(matter, str) else matter, day)
    course.do(submit(course.matter, **changes))  # type: ignore[arg-type]
    return course


def walked(matter: str | Matter, *steps: Step | str, today: date | str = MONDAY, **changes: object) -> Course:
    """A case that was handed in, and with which then all this happened; a string is a day that comes."""
    course = case(matter, today, **changes)
    for step in steps:
        if isinstance(step, str):
            course.at(step)
        else:
            course.do(step)
    return course


def variant(key: str, **courses: object) -> Matter:
    """A matter of the pack, but with other courses."""
    matter = matters()[key]
    return replace(matter, courses=replace(matter.courses, **courses))  # type: ignore[arg-type]


def before_decision(course: Course) -> None:
    """Tell the interested and wait their five days out; hold the hearing that the law demands."""
    demands = course.matter.courses
    if demands.interested is not None and course.now.interested_on is None:
        course.do(tell_interested())
        if demands.hearing is None and course.now.hearing and course.now.hearing.until:
            course.at(course.context.calendar.next_working_day(course.now.hearing.until))
    if demands.hearing is not None and (course.now.hearing is None or course.now.hearing.held_on is None):
        course.do(call_hearing())
        assert course.now.hearing is not None
        course.at(course.now.hearing.day or course.today)
        course.do(c.HoldHearing(WORDS))


def accept(course: Course) -> None:
    """收件 and 受理 at once."""
    course.accept()


def decided(course: Course) -> None:
    """From acceptance to a grant."""
    course.ready()
    course.do(c.Grant(WORDS))


def issue(course: Course) -> None:
    """From acceptance to the results in print."""
    course.ready()
    course.issue()


def refuse(*grounds: str) -> Step:
    """不予许可, on these grounds, or on the first of the matter's own."""
    return lambda course: c.Refuse(grounds or (course.matter.refusals[0].key,), WORDS, REMEDIES)


def receive(course: Course) -> c.Command:
    """收件, with every original seen."""
    return c.Receive("district-hall", "A01", tuple(one.requirement for one in course.now.shown))


def ask(*about: str, fault: Fault = Fault.INVALID) -> Step:
    """一次性告知: these are wrong, everything else that was shown is in order."""

    def made(course: Course) -> c.Command:
        required = [
            one.key
            for one in requirements_for(course.matter, course.now.answers)
            if one.required or course.now.shows(one.key)
        ]
        fine = tuple(key for key in required if key not in about)
        said = Contents("correction", {"items": dict.fromkeys(about, "请按要求改正。")}, SALT)
        return c.AskCorrection(tuple(Asked(key, fault) for key in about), fine, said)

    return made


def supply(*keys: str, **changes: object) -> Step:
    """补交 on line: each by the first way that needs no window."""

    def made(course: Course) -> c.Command:
        return c.Supply(tuple(shown_online(course.matter, key) for key in keys), **changes)  # type: ignore[arg-type]

    return made


def shown_online(matter: Matter, key: str) -> c.Shown:
    """This requirement, shown in a way that needs no window."""
    requirement = matter.requirement(key)
    assert requirement is not None, key
    way = next(one.way for one in requirement.evidence if one.way is not Way.ORIGINAL)
    return c.Shown(key, way, () if way is Way.FORM else ("b" * 64,))


def review_open(fail: bool = False) -> Step:
    """审查: each stage that is open now, by its organ."""

    def made(course: Course) -> list[c.Command]:
        grounds = (course.matter.refusals[0].key,) if fail else ()
        outcome = ReviewOutcome.FAIL if fail else ReviewOutcome.PASS
        return [
            c.Review(stage.key, outcome, WORDS, (), grounds, surveyors(stage))
            for stage in open_stages(course.matter, course.now)
        ]

    return made


def check(outcome: CheckOutcome, *items: str) -> c.Command:
    """承诺核查."""
    return c.CheckCommitment(outcome, WORDS, items)


def act(kind: LicenceAct, ground: str, until: date | None = None) -> c.Command:
    """暂扣、撤销 …, after the holder was heard."""
    return c.ActOnLicence(kind, ground, WORDS, heard=True, until=until)


def pause(kind: SpecialKind, days: int, stage: str = "decide") -> c.Command:
    """启动特别程序."""
    return c.Pause(kind, stage, days, WORDS)


def resume(kind: SpecialKind) -> c.Command:
    """结束特别程序."""
    return c.Resume(kind, WORDS)


def tell_interested(count: int = 2) -> c.Command:
    """告知利害关系人."""
    return c.TellInterested(Contents("parties", {"parties": ["示例·邻甲", "示例·邻乙"]}, SALT), count)


def call_hearing(day: date | str | None = None, presider: int = PRESIDER) -> Step:
    """通知听证 for that day, or the first that is lawful."""

    def made(course: Course) -> c.Command:
        first = earliest_hearing(course.context.calendar, course.today)
        on = date.fromisoformat(day) if isinstance(day, str) else day or first
        return c.CallHearing(on, "政务服务中心三楼会议室", presider, "示例·主持")

    return made


def make_results(course: Course) -> c.Command:
    """制证: everything that the matter yields."""
    return c.Issue(
        tuple(
            c.IssuedResult(one.key, f"N{position}", "", course.today, "d" * 64, "certificate/1")
            for position, one in enumerate(course.matter.results)
        )
    )


def print_results(course: Course) -> list[c.Command]:
    """The printed forms exist."""
    return [c.Render(one.result, "f" * 64) for one in course.now.results]


def hand_out(way: Delivery = Delivery.WINDOW) -> c.Command:
    """送达, with a proof."""
    return c.HandOut(way, "district-hall", "D01", WORDS)


def renewal_of(expires: date, matter: Matter) -> Facts:
    """The facts of a licence that expires on that day."""
    assert matter.courses.concerns is not None
    return Facts(licence=LicenceFacts(LICENCE, matter.courses.concerns.licence, True, expires))
