"""Cases driven through `handle` by whoever may give each command, day by day."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from factories import cases as make
from factories.matters import form_for, matters, shown_for, situations, surveyors
from onevisit.casework import issuing
from onevisit.casework.commands import Done, Order, handle, let_time_pass
from onevisit.casework.models import Case
from onevisit.casework.projection import state_of
from onevisit.catalogue.versions import version
from onevisit.platform import clock
from onevisit.platform.people.actors import SYSTEM, Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.calendar import Calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import Asked, Fault, LicenceAct
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.cases.procedure import decider, open_stages, organ_of
from onevisit.rules.cases.state import CaseState
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.courses import Approver
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Delivery, Way

DAY = timedelta(days=1)
REMEDIES = "可在60日内向博山区人民政府申请行政复议，或在6个月内向博山区人民法院提起行政诉讼。"


def pledge() -> Contents:
    """A promise, signed."""
    return Contents(
        "pledge",
        {"text": "本人承诺属实。", "signed_by": "示例·甲", "signed_on": "2026-11-23"},
        secrets.token_hex(16),
    )


def needing(matter: str, *keys: str) -> dict[str, str]:
    """Answers with which all these requirements are asked for."""
    definition = matters()[matter]
    for answers in situations(definition):
        if set(keys) <= {one.key for one in requirements_for(definition, answers)}:
            return answers
    raise LookupError(keys)


def in_parts(matter: str, *, at: datetime = make.NOON, **changes: Any) -> Drive:
    """Handed in with a promise: `later` or `committed` are not shown."""
    left = (*changes.get("later", ()), *changes.get("committed", ()))
    answers = needing(matter, *left)
    shown = tuple(one for one in shown_for(matters()[matter], answers) if one.requirement not in left)
    changes = {"answers": answers, "form": form_for(matters()[matter], answers), "shown": shown} | changes
    return Drive(make.submitted(matter, at=at, pledge=pledge(), **changes), at)


@cache
def _staff(role: Role, organ: str, hall: str, takes: str) -> Actor:
    return make.staff(role, organ=organ, hall=hall, takes=takes)


@cache
def _applicant() -> Actor:
    return make.applicant()[0]


@cache
def _hands_out(hall: str) -> tuple[Actor, str]:
    actor, post = make.hands_out_at(hall)
    return actor, post.window


OF_APPLICANT = (c.Withdraw, c.Rate, c.Supply, c.HandOver, c.RequestHearing, c.WaiveHearing)
OF_WINDOW = (c.Receive, c.Accept, c.Decline, c.AskCorrection, c.RevokeAcceptance)
ROLES = {
    c.Review: Role.REVIEWER,
    c.TakeOver: Role.REVIEWER,
    c.CheckCommitment: Role.REVIEWER,
    c.Extend: Role.HEAD,
}
"""Whose it is in the organ, if not the chief's."""
OF_HOUSE = (c.Render, c.RenderDocuments, c.Redate)


@dataclass
class Drive:
    """One case, and the moment at which the next thing is done to it."""

    number: str
    at: datetime = make.NOON

    @property
    def case(self) -> Case:
        """Its row, read anew."""
        return Case.objects.select_related("organ").get(number=self.number)

    @property
    def state(self) -> CaseState:
        """What it is now, read anew."""
        return state_of(self.case)

    @property
    def matter(self) -> Matter:
        """Its definition."""
        row = self.case
        return version(row.matter, row.version).matter

    @property
    def today(self) -> date:
        """The day it is."""
        return clock.day_of(self.at)

    @property
    def calendar(self) -> Calendar:
        """The working days."""
        return calendar()

    def on(self, day: date) -> Drive:
        """Noon of that day has come; nobody has looked at the case yet."""
        self.at += day - self.today
        return self

    def sweep(self) -> Done | None:
        """Let time pass in it."""
        return let_time_pass(self.number, self.at)

    def do(self, *commands: Any, by: Actor | None = None, seen: int | None = None) -> Done:
        """Give commands at one sitting, by whoever may give the first."""
        actor = by or self.whose(commands[0])
        order = Order(commands, case=self.number, seen=seen)
        (done,) = handle([order], actor=actor, at=self.at, key=make.key())
        return done

    def whose(self, command: Any) -> Actor:
        """Somebody who may give this command."""
        case, state, matter = self.case, self.state, self.matter
        kind = type(command)
        if kind in OF_APPLICANT:
            return _applicant()
        if kind in OF_HOUSE or getattr(command, "way", None) is Delivery.ELECTRONIC:
            return SYSTEM
        if kind in OF_WINDOW:
            return _staff(Role.CLERK, "", case.hall_id, case.window_class)
        if kind in (c.HandOut, c.ReturnMail):
            return _hands_out(state.hall or case.hall_id)[0]
        role, organ = ROLES.get(kind, Role.CHIEF), decider(matter, state)
        if kind is c.Review:
            organ = organ_of(matter.stage(command.stage), matter, state)
        elif kind is c.TakeOver:
            organ = state.right_organ
        elif kind is c.Extend and matter.prolongation and matter.prolongation.by is Approver.GOVERNMENT:
            organ = "government"
        elif kind is c.ActOnLicence and command.act in (LicenceAct.REVOKE, LicenceAct.RECALL):
            role = Role.HEAD
        return _staff(role, organ, "", "")

    # The steps that most cases take.

    def receive(self) -> c.Receive:
        """收件, with every original seen."""
        clerk = self.whose(c.Accept())
        post = next(held for held in clerk.posts if held.hall == self.case.hall_id)
        return c.Receive(post.hall, post.window, tuple(one.requirement for one in self.state.shown))

    def accept(self) -> Drive:
        """收件 and 受理."""
        self.do(self.receive(), c.Accept())
        return self

    def ask(self, *about: str) -> c.AskCorrection:
        """一次性告知 about these; the rest is in order."""
        needed = [
            one.key
            for one in requirements_for(self.matter, self.state.answers)
            if (one.required or self.state.shows(one.key)) and one.key not in about
        ]
        words = Contents("correction", {"items": dict.fromkeys(about, "请改正。")}, secrets.token_hex(16))
        return c.AskCorrection(tuple(Asked(one, Fault.INVALID) for one in about), tuple(needed), words)

    def supply(self, *keys: str) -> c.Supply:
        """补交 on line."""
        return c.Supply(tuple(self._shown(key) for key in keys))

    def _shown(self, key: str) -> c.Shown:
        requirement = self.matter.requirement(key)
        assert requirement is not None, key
        way = next(one.way for one in requirement.evidence if one.way is not Way.ORIGINAL)
        return c.Shown(key, way, () if way is Way.FORM else ("b" * 64,))

    def review_one(self, outcome: ReviewOutcome = ReviewOutcome.PASS) -> c.Review:
        """审查 of the first stage that is open."""
        stage = open_stages(self.matter, self.state)[0]
        grounds = (self.matter.refusals[0].key,) if outcome is ReviewOutcome.FAIL else ()
        return c.Review(stage.key, outcome, make.words(), (), grounds, surveyors(stage))

    def ready(self, outcome: ReviewOutcome = ReviewOutcome.PASS) -> Drive:
        """Whoever has to be told is told, and every organ has said its opinion."""
        demands = self.matter.courses
        if demands.interested is not None and self.state.interested_on is None:
            self.do(self.tell_interested())
            hearing = self.state.hearing
            assert hearing is not None
            if demands.hearing is None and hearing.until is not None:
                self.on(self.calendar.next_working_day(hearing.until))
        while open_stages(self.matter, self.state):
            self.do(self.review_one(outcome))
        return self

    def tell_interested(self) -> c.TellInterested:
        """告知利害关系人."""
        parties = {"names": ["示例·邻甲", "示例·邻乙"], "text": "相邻用地"}
        return c.TellInterested(Contents("parties", parties, secrets.token_hex(16)), 2)

    def call_hearing(self) -> c.CallHearing:
        """通知听证 for the first lawful day, presided by the chief, who reviews nothing."""
        chief = self.whose(c.Grant(make.words()))
        day = self.calendar.add_working_days(self.today, 8).due
        return c.CallHearing(day, "三楼会议室", chief.person or 0, chief.name)

    def record(self) -> c.HoldHearing:
        """听证笔录."""
        said = {"text": "各方陈述如下。", "present": ["示例·甲"], "absent": [], "signed": ["示例·甲"]}
        return c.HoldHearing(Contents("record", said, secrets.token_hex(16)))

    def grant(self) -> Drive:
        """准予 and 制证, and the printed forms."""
        self.do(c.Grant(make.words()), issuing.issue(self.number, self.today))
        for one in self.state.results:
            self.do(c.Render(one.result, "f" * 64))
        return self

    def refuse(self, *grounds: str) -> Drive:
        """不予许可."""
        self.do(c.Refuse(grounds or (self.matter.refusals[0].key,), make.words(), REMEDIES))
        return self

    def hand_out(self, way: Delivery = Delivery.WINDOW) -> Drive:
        """送达."""
        hall = self.state.hall or self.case.hall_id
        self.do(c.HandOut(way, hall, _hands_out(hall)[1], make.words("示例·甲 签收")))
        return self

    def names(self) -> list[str]:
        """The events of its log, in order."""
        return list(self.case.events.order_by("seq").values_list("name", flat=True))

    def papers(self) -> list[str]:
        """The kinds of its documents, in order."""
        return [one.kind for one in self.state.documents]


def driven(matter: str = "dig-road", *, at: datetime = make.NOON, **changes: Any) -> Drive:
    """A case that was handed in."""
    return Drive(make.submitted(matter, at=at, **changes), at)
