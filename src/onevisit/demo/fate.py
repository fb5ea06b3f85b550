"""What is to become of an application: drawn once when it comes in, and played out by those whose turn it is.

The shares are invented but plausible, like those of `demand`. What a matter's rules do not know is not drawn for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from onevisit.demo import phrases
from onevisit.demo.chance import Chance
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.courses import LicenceAct
from onevisit.rules.cases.procedure import decide_stage, pending
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, ResultKind

T = TypeVar("T")


class Reply(StrEnum):
    """What the applicant does when he is told, once, what is missing."""

    ALL = "all"
    PARTS = "parts"
    COUNTER = "counter"
    NEVER = "never"
    SHORT = "short"
    """He answers, and one thing is still not as it has to be."""
    UNHEARD = "unheard"
    """He answers, and nobody at the window says anything: the law accepts it."""


class Promise(StrEnum):
    """What the check of a commitment finds in the end."""

    KEPT = "kept"
    MENDED = "mended"
    BROKEN = "broken"
    REPAIRED = "repaired"


class Listening(StrEnum):
    """What comes of the right to a hearing."""

    SILENT = "silent"
    WAIVED = "waived"
    HELD = "held"
    OTHERS = "others"
    """Neighbours ask for it."""


class Mail(StrEnum):
    """What becomes of a parcel that comes back."""

    FETCHED = "fetched"
    NOTICE = "notice"


WITHDRAWN, FAILED, ELSEWHERE, FALSE, ENDS = 0.025, 0.035, 0.11, 0.005, 0.005
"""Shares: taken back; refused; not ours, of what is mistaken for ours; false; nobody left to decide for."""

LACKS: Mapping[Channel, float] = {Channel.ONLINE: 0.035}
LACKS_AT_COUNTER = 0.125
"""The shares of the applications with which something is wrong. On line the form has asked for everything already."""

FORGETS = 0.7
"""The share of those who leave a paper at home, of those with whom something is wrong at a window."""

REPLIES = {
    Reply.ALL: 0.46,
    Reply.PARTS: 0.14,
    Reply.COUNTER: 0.19,
    Reply.NEVER: 0.11,
    Reply.SHORT: 0.06,
    Reply.UNHEARD: 0.04,
}
DEFERS, NEVER_SUPPLIED = 0.2, 0.08
COMMITS = 0.55
PROMISES = {Promise.KEPT: 0.74, Promise.MENDED: 0.13, Promise.BROKEN: 0.08, Promise.REPAIRED: 0.05}
SPECIAL, TWO_AT_ONCE, EXCEEDED = 0.6, 0.3, 0.2
EXTENDED = 0.02
ASKED_BY_NEIGHBOURS = {
    Listening.SILENT: 0.8,
    Listening.WAIVED: 0.06,
    Listening.OTHERS: 0.09,
    Listening.HELD: 0.05,
}
BEFORE_REFUSAL = {Listening.SILENT: 0.6, Listening.WAIVED: 0.2, Listening.HELD: 0.2}
TOLD_BEFORE_REFUSAL = 0.4
RETURNED = {Mail.FETCHED: 0.05, Mail.NOTICE: 0.01}
ACTS = {
    LicenceAct.SUSPEND: 0.008,
    LicenceAct.CANCEL: 0.012,
    LicenceAct.REVOKE: 0.003,
    LicenceAct.RECALL: 0.002,
}


@dataclass(frozen=True)
class Fate:
    """What is to become of an application.

    `held` are the duties and deeds that nobody gets to (by their keys), `brisk` says that all others are done within
    the hour. `fails` is the stage whose organ will say no. With `lacks` something is wrong, and if he `forgets`
    something is not there at all. `special` is how many special procedures are begun at once, in which stage
    (`pauses`, "" for the first), and `slow` whether they take longer than was announced. `rates` is None where chance
    decides.
    """

    held: frozenset[str] = frozenset()
    brisk: bool = False
    fails: str = ""
    elsewhere: bool = False
    false: bool = False
    withdrawn: bool = False
    ends: bool = False
    lacks: Reply | None = None
    forgets: bool = True
    defers: bool = False
    supplies: bool = True
    commits: Promise | None = None
    special: int = 0
    pauses: str = ""
    slow: bool = False
    extended: bool = False
    listening: Listening | None = None
    returned: Mail | None = None
    act: LicenceAct | None = None
    rates: bool | None = None


def draw(matter: Matter, answers: Mapping[str, str], channel: Channel, chance: Chance) -> Fate:
    """The fate of somebody who asks for this, this way."""
    fails = ""
    if matter.refusals and chance.happens(FAILED):
        stages = [stage.key for stage in pending(matter, answers)]
        fails = chance.one(stages or [decide_stage(matter).key])
    return Fate(
        fails=fails,
        elsewhere=matter.key in phrases.ELSEWHERE and chance.happens(ELSEWHERE),
        false=matter.courses.bars and chance.happens(FALSE),
        withdrawn=chance.happens(WITHDRAWN),
        ends=chance.happens(ENDS),
        lacks=chance.weighted(REPLIES) if chance.happens(LACKS.get(channel, LACKS_AT_COUNTER)) else None,
        forgets=chance.happens(FORGETS),
        defers=chance.happens(DEFERS),
        supplies=not chance.happens(NEVER_SUPPLIED),
        commits=chance.weighted(PROMISES) if chance.happens(COMMITS) else None,
        special=_special(matter, chance),
        slow=chance.happens(EXCEEDED),
        extended=matter.prolongation is not None and not matter.at_once and chance.happens(EXTENDED),
        listening=_listening(matter, chance, against=bool(fails)),
        returned=_rare(RETURNED, chance),
        act=_rare(ACTS, chance) if _grants_licence(matter) else None,
    )


def deferrable(matter: Matter, answers: Mapping[str, str]) -> list[str]:
    """The requirements of the situation that may come later."""
    return [one.key for one in requirements_for(matter, answers) if one.required and one.defer is not None]


def committable(matter: Matter, answers: Mapping[str, str]) -> list[str]:
    """The requirements of the situation that may be promised: none where the law leaves no room for promises."""
    if matter.courses.risks and matter.courses.pledge.statutory is None:
        return []
    routes = (one for one in matter.situations if BY_COMMITMENT in one.options)
    if any(answers.get(one.key) != BY_COMMITMENT for one in routes):
        return []
    return [one.key for one in requirements_for(matter, answers) if one.required and one.commitment]


BY_COMMITMENT = "commitment"
"""The option of a question by which one chooses to promise instead of to prove."""


def _special(matter: Matter, chance: Chance) -> int:
    kinds = len(matter.courses.special)
    if not kinds or not chance.happens(SPECIAL):
        return 0
    return min(kinds, 2 if chance.happens(TWO_AT_ONCE) else 1)


def _listening(matter: Matter, chance: Chance, *, against: bool) -> Listening | None:
    if matter.courses.hearing is not None:
        # It is held whether anybody asks or not.
        return Listening.SILENT
    if matter.courses.interested is not None:
        return chance.weighted(ASKED_BY_NEIGHBOURS)
    if against and _grants_licence(matter) and chance.happens(TOLD_BEFORE_REFUSAL):
        return chance.weighted(BEFORE_REFUSAL)
    return None


def _rare(shares: Mapping[T, float], chance: Chance) -> T | None:
    drawn = chance.between(0, 1)
    for one, share in shares.items():
        drawn -= share
        if drawn < 0:
            return one
    return None


def _grants_licence(matter: Matter) -> bool:
    return any(one.kind is ResultKind.LICENCE for one in matter.results)
