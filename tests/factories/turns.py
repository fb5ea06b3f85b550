"""The courses of a case in the database, each by the commands of those who may give them."""

from __future__ import annotations

import secrets
from datetime import datetime

from factories.matters import A_HASH, calendar, matters, shown_for, situations
from factories.posts import (
    NOON,
    applicant_of,
    chief_of,
    do,
    head_of,
    latest,
    matter_of,
    noon_of,
    now,
    staff,
    words,
)
from onevisit.platform import clock
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import CheckOutcome
from onevisit.rules.cases.deciding.hearings import earliest_hearing
from onevisit.rules.cases.procedure import decider
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.courses import SpecialKind
from onevisit.rules.matters.vocabulary import StageKind, Way


def pledge() -> Contents:
    """What an applicant signs who hands something in later, or promises it."""
    return Contents("pledge", {"text": "承诺", "signed_by": "示例·甲"}, secrets.token_hex(16))


def without(matter: str, *keys: str) -> tuple[c.Shown, ...]:
    """Everything that the situation asks for, but these."""
    definition = matters()[matter]
    usual = shown_for(definition, next(situations(definition)))
    return tuple(one for one in usual if one.requirement not in keys)


def supplied(number: str, *keys: str, at: datetime = NOON) -> str:
    """补交 on line: these, or all that is open."""
    matter, state = matter_of(number), now(number)
    waiting = [one.about for one in state.correction.open] if state.correction else []
    shown = []
    for key in keys or (*waiting, *state.deferred):
        requirement = matter.requirement(key)
        assert requirement is not None, key
        way = next(one.way for one in requirement.evidence if one.way is not Way.ORIGINAL)
        shown.append(c.Shown(key, way, () if way is Way.FORM else (A_HASH,)))
    do(number, applicant_of(number, at), c.Supply(tuple(shown)), at=at)
    return number


def checked(number: str, outcome: CheckOutcome, *items: str, at: datetime = NOON) -> str:
    """承诺核查."""
    organ = decider(matter_of(number), now(number))
    do(number, staff(Role.REVIEWER, organ=organ, at=at), c.CheckCommitment(outcome, words(), items), at=at)
    return number


def paused(number: str, kind: SpecialKind, days: int = 5, *, at: datetime = NOON) -> str:
    """特别程序, ordered by whoever decides."""
    stage = next(one.key for one in matter_of(number).stages if one.kind is StageKind.DECIDE)
    do(number, chief_of(number, at), c.Pause(kind, stage, days, words()), at=at)
    return number


def resumed(number: str, *, at: datetime = NOON) -> str:
    """Every special procedure that is running has its result."""
    for one in now(number).running:
        do(number, chief_of(number, at), c.Resume(one.kind, words()), at=at)
    return number


def extended(number: str, length: int = 3, *, at: datetime = NOON) -> str:
    """延长期限, by the head whom the law names."""
    do(number, head_of(number, at), c.Extend(length, words("情况复杂，需要进一步核实。")), at=at)
    return number


def interested(number: str, *, at: datetime = NOON) -> str:
    """告知利害关系人."""
    who = Contents("parties", {"parties": ["示例·邻甲", "示例·邻乙"]}, secrets.token_hex(16))
    do(number, chief_of(number, at), c.TellInterested(who, 2), at=at)
    return number


def hearing(number: str, *, at: datetime = NOON, held: bool = True) -> datetime:
    """A hearing from the telling of the right to the record; the moment at which it was held, or called."""
    chief, presider = (
        chief_of(number, at),
        staff(Role.HEAD, organ=decider(matter_of(number), now(number)), at=at),
    )
    by_law = matter_of(number).courses.hearing is not None
    if not by_law and (now(number).hearing is None):
        do(number, chief, c.TellHearing(words("拟作出的决定直接涉及您的重大利益。")), at=at)
    if not by_law:
        do(number, applicant_of(number, at), c.RequestHearing(), at=at)
    day = earliest_hearing(calendar(), clock.day_of(at))
    do(number, chief, c.CallHearing(day, "三楼会议室", presider.person, "示例·主持"), at=at)
    if not held:
        return at
    do(number, presider, c.HoldHearing(words("双方发表了意见。")), at=noon_of(day))
    return noon_of(day)


def heard(number: str, at: datetime = NOON) -> datetime:
    """Whoever has to be told before the decision was told, and heard; the first moment for the decision."""
    at, demands = latest(number, at), matter_of(number).courses
    if demands.interested is not None and now(number).interested_on is None:
        interested(number, at=at)
    told = now(number).hearing
    if demands.hearing is not None and (told is None or told.held_on is None):
        return hearing(number, at=at)
    if told is not None and told.until is not None and told.held_on is None and told.waived_on is None:
        return max(at, noon_of(calendar().next_working_day(told.until)))
    return at
