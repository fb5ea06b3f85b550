"""Which events say that the applicant was there in person, and what they say of it.

A reading depends on the event, on what stands in the case's state from then on for good, and on the post of whoever
wrote it down; so a case that is read again years later has the appearances that it had then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from onevisit.rules.appearances.model import Cause, Purpose
from onevisit.rules.appearances.obligation import (
    could_collect,
    could_submit,
    needs_coming,
    why_collect,
    why_submit,
)
from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import FORM
from onevisit.rules.cases.state import CaseState
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way

WITH_ORIGINAL = frozenset({Way.ORIGINAL, Way.UPLOAD})
"""Ways of which a paper exists that a window can look at. The others are data."""

AT_A_COUNTER = frozenset({Channel.WINDOW, Channel.VILLAGE})

SCANNED = "也可以上传扫描件，不用来"
BY_LINE = "网上也能办，不用来"
POSTED = "不予许可决定书也可以寄送，不用来"


@dataclass(frozen=True)
class Post:
    """Who wrote an event: under which role ("" for the applicant himself), in which hall; or the `house` by itself.

    `posted` are the requirements whose originals had come to the hall by post by then: nobody carried them.
    """

    role: str = ""
    hall: str = ""
    posted: frozenset[str] = frozenset()
    house: bool = False

    @property
    def at_window(self) -> bool:
        """Whether somebody stood before this post. A village agent comes to people, and files for them."""
        return self.role == Role.CLERK


@dataclass(frozen=True)
class Sight:
    """What an event says of the applicant's being there. `hall` is a hall's key; `place` the words for elsewhere."""

    purpose: Purpose
    required: bool
    why: str
    cause: Cause = Cause.NONE
    foreseen: bool = False
    hall: str = ""
    place: str = ""


def read(event: e.Event, matter: Matter, state: CaseState, post: Post) -> Sight | None:
    """What this event says of the applicant's being there; None where it says that he was not, or nothing.

    An agent's own filing, and his carrying a result to somebody's home, is no appearance of the applicant; nor is
    what the house does by itself, such as beginning the next part of a bundle.
    """
    reader = _READERS.get(type(event))
    if reader is None or post.house or post.role == Role.AGENT:
        return None
    return reader(event, matter, state, post)


def _submitted(event: e.Submitted, matter: Matter, state: CaseState, post: Post) -> Sight | None:
    if event.channel not in AT_A_COUNTER:
        return None
    why = why_submit(matter, event.answers)
    return Sight(Purpose.SUBMIT, bool(why), why or could_submit(matter), foreseen=True, hall=post.hall)


def _received(event: e.Received, matter: Matter, state: CaseState, post: Post) -> Sight | None:
    """He showed originals. Whoever applied at a window and comes back with one had not brought it."""
    ways = {one.requirement: one.way for one in state.shown}
    seen = [key for key in event.sighted if ways.get(key) in WITH_ORIGINAL and key not in post.posted]
    if not seen or state.channel is Channel.POST:
        return None
    names = needs_coming(matter, state.answers, seen)
    why = f"须出示原件：{'、'.join(names)}" if names else ""
    if state.channel in AT_A_COUNTER and event.on > state.submitted_on:
        return Sight(
            Purpose.VERIFY, bool(why), "申请时没有带来的原件", Cause.APPLICANT, hall=event.hall or post.hall
        )
    why = why or (why_submit(matter, state.answers) if state.channel in AT_A_COUNTER else "")
    hall = event.hall or post.hall
    return Sight(Purpose.VERIFY, bool(why), why or SCANNED, foreseen=bool(why), hall=hall)


def _supplied(event: e.Supplied, matter: Matter, state: CaseState, post: Post) -> Sight | None:
    """What an incomplete application lacked is brought through the applicant's own doing (standards 4.2)."""
    if event.by not in AT_A_COUNTER:
        return None
    keys = {*(one.requirement for one in event.shown), *event.sighted}
    if not keys and not event.fields:
        return Sight(Purpose.SIGN, required=False, why="签署后补材料的承诺", hall=post.hall)
    if event.sighted and keys <= post.posted and not event.fields:
        return None
    about = {*keys, *(f"{FORM}{name}" for name in event.fields)}
    required = bool(needs_coming(matter, state.answers, keys - post.posted))
    return Sight(Purpose.SUPPLY, required, _lacked(about, state), Cause.APPLICANT, hall=post.hall)


def _lacked(about: set[str], state: CaseState) -> str:
    if state.correction is not None and about & {one.about for one in state.correction.items}:
        return "补正一次性告知的内容"
    if about & set(state.later):
        return "补交容缺受理时欠缺的材料"
    if state.pledged is not None and about & set(state.pledged.items):
        return "整改与承诺不符之处"
    return "补充申请时没有交齐的材料"


def _heard(event: e.HearingHeld, matter: Matter, state: CaseState, post: Post) -> Sight | None:
    """A hearing that he asked for is a right that he used; one that others asked for, or the law orders, is not."""
    hearing = state.hearing
    if hearing is None:
        return None
    own = hearing.requested_on is not None and not hearing.by_interested
    why = "申请人要求听证" if own else "依法举行听证"
    return Sight(Purpose.HEARING, not own, why, place=hearing.place or "听证地点")


def _handed_out(event: e.HandedOut, matter: Matter, state: CaseState, post: Post) -> Sight | None:
    if event.way is not Delivery.WINDOW:
        return None
    hall = event.hall or post.hall
    if state.returned:
        return Sight(Purpose.COLLECT, required=True, why="快递退回后改为到窗口领取", hall=hall)
    if not state.results:
        # A refusal is a paper of its own, which may always be sent (rules/cases/deciding/delivery.py).
        chosen = state.delivery is Delivery.WINDOW
        return Sight(Purpose.COLLECT, required=False, why=POSTED, foreseen=chosen, hall=hall)
    why = why_collect(matter, state.answers)
    if _parted(matter, state, event):
        words = "申请时材料没有带齐，当场能办完的分成了两次"
        return Sight(Purpose.COLLECT, bool(why), words, Cause.APPLICANT, hall=hall)
    return Sight(
        Purpose.COLLECT,
        bool(why),
        why or could_collect(matter),
        foreseen=state.delivery is Delivery.WINDOW,
        hall=hall,
    )


def _parted(matter: Matter, state: CaseState, event: e.HandedOut) -> bool:
    """Whether what is settled while he stands there was not, because his application was incomplete."""
    incomplete = state.correction is not None or bool(state.later)
    return matter.at_once and incomplete and state.channel in AT_A_COUNTER and event.on > state.submitted_on


def _own_wish(event: e.Event, matter: Matter, state: CaseState, post: Post) -> Sight | None:
    """He came to take back, or to ask for, what he could as well have on line."""
    if not post.at_window or (isinstance(event, e.Withdrawn) and event.deemed):
        return None
    return Sight(Purpose.OTHER, required=False, why=f"{event.label}：{BY_LINE}", hall=post.hall)


_READERS: Mapping[type[e.Event], Callable[[Any, Matter, CaseState, Post], Sight | None]] = {
    e.Submitted: _submitted,
    e.Received: _received,
    e.Supplied: _supplied,
    e.HearingHeld: _heard,
    e.HandedOut: _handed_out,
    e.Withdrawn: _own_wish,
    e.HearingRequested: _own_wish,
    e.HearingWaived: _own_wish,
}

KINDS: tuple[type[e.Event], ...] = tuple(_READERS)
"""Every event that can say that somebody was there."""
