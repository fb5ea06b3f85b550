"""What has to hold of the whole: no dead end, an end that organs and time can reach, duties that can be done."""

from __future__ import annotations

from collections.abc import Iterator

from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import DutyKind, duties
from rules.walk.moves import Who
from rules.walk.walk import Walk


def of_the_whole(done: Walk) -> Iterator[tuple[str, int]]:
    """No dead end: from everywhere an end is reached, by the organs and time alone; and each duty can be done."""
    states = [place.state for place in done.places]
    closed = {n for n, state in enumerate(states) if state.phase is Phase.CLOSED}
    ended = {n for n, state in enumerate(states) if state.phase.finished} | closed
    decided = {n for n, place in enumerate(done.places) if place.road.decided} | ended
    forced = {c.Withdraw.__name__, c.Terminate.__name__}
    alone = (Who.ORGAN, Who.TIME, Who.HOUSE)
    for what, goals, whose, without in (
        ("dead end: no lawful end is reached", ended, tuple(Who), set()),
        ("the organs and time alone bring it to no decision", decided, alone, forced),
        ("the organs and time alone bring it to no end", ended, alone, forced),
        ("the file is never closed", closed, alone, set()),
    ):
        reached = _reaching(done, goals, whose, without)
        for number in range(len(states)):
            if number not in reached:
                yield what, number
                break
    yield from _served(done)
    for number, steps in enumerate(done.steps):
        if number not in ended and all(target == number for target, _, _ in steps):
            yield "an open case from which nothing leads", number


def _reaching(done: Walk, goals: set[int], whose: tuple[Who, ...], without: set[str]) -> set[int]:
    back: dict[int, list[int]] = {}
    for number, steps in enumerate(done.steps):
        for target, who, name in steps:
            if who in whose and name not in without:
                back.setdefault(target, []).append(number)
    reached, queue = set(goals), list(goals)
    while queue:
        for number in back.get(queue.pop(), ()):
            if number not in reached:
                reached.add(number)
                queue.append(number)
    return reached


SERVES: dict[DutyKind, tuple[type[c.Command], ...]] = {
    DutyKind.RECEIVE: (c.Receive, c.AskCorrection, c.Decline),
    DutyKind.ACCEPT: (c.Accept, c.AskCorrection, c.Decline),
    DutyKind.REVIEW: (c.Review,),
    DutyKind.SPECIAL: (c.Resume,),
    DutyKind.HEARING: (c.CallHearing, c.HoldHearing),
    DutyKind.DEFERRAL: (c.Supply, c.RevokeAcceptance, c.Refuse),
    DutyKind.DECIDE: (c.Grant, c.Refuse, c.CallHearing, c.RevokeAcceptance),
    DutyKind.ISSUE: (c.Issue,),
    DutyKind.HAND_OUT: (c.HandOut,),
    DutyKind.TAKE_OVER: (c.TakeOver,),
    DutyKind.CHECK: (c.CheckCommitment,),
    DutyKind.REVOKE: (c.ActOnLicence,),
}


def _served(done: Walk) -> Iterator[tuple[str, int]]:
    """Each duty can be done at once, or on a day that time alone brings."""
    told: set[DutyKind] = set()
    for number, place in enumerate(done.places):
        for duty in duties(done.shape.matter, place.state):
            if duty.kind not in told and not _can(done, number, duty.kind):
                told.add(duty.kind)
                yield f"a duty that cannot be done, {duty.kind.value}: not now, and not by waiting", number


def _can(done: Walk, number: int, kind: DutyKind) -> bool:
    names = {command.__name__ for command in SERVES[kind]}
    seen, queue = {number}, [number]
    while queue:
        here = queue.pop()
        if any(name in names and who in (Who.ORGAN, Who.APPLICANT) for _, who, name in done.steps[here]):
            return True
        phase = done.places[here].state.phase
        if here != number and kind not in {
            d.kind for d in duties(done.shape.matter, done.places[here].state)
        }:
            return True
        for target, who, _ in done.steps[here]:
            if who in (Who.TIME, Who.HOUSE) and target not in seen and phase is not Phase.CLOSED:
                seen.add(target)
                queue.append(target)
    return False
