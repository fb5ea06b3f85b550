"""One course of a case, from the applicant's side: what he does at home, where he has to come, what organs do.

A visit is one appearance of the applicant or of his private proxy at a counter session, whatever is done there (the
order's 跑动). So a proxy saves none; what officials travel is none. The journey is that of the official definition:
everything asked for is in hand and the conditions are met. Trips for getting the papers themselves are not in it.

What makes a visit:
- handing in at a counter, of a hall or of a village point;
- a paper that can only be shown as an original, unless the application goes by post, or a commitment stands in for it;
- an act in person for which neither an identity check on line, an electronic signature nor video stands in. A visit by
  officials at home is for those who cannot come; it is nobody's choice, and so saves none here;
- fetching the result at a window.
All that happens at one moment (handing in, review, collection) is one session. A matter that is decided at once has
one session in all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onevisit.rules.journeys.situations import answered
from onevisit.rules.journeys.stages import stage_groups
from onevisit.rules.matters.conditions import Answers
from onevisit.rules.matters.definition import Matter, Presence, Requirement, Result
from onevisit.rules.matters.vocabulary import Act, Channel, Delivery, Means, Moment, StageKind, Way

__all__ = ["Journey", "Place", "Step", "journey", "visits"]

_COUNTERS = {Channel.WINDOW: "到大厅窗口提交申请", Channel.VILLAGE: "到村（社区）便民服务点提交申请"}
_FROM_AFAR = {Means.ONLINE_IDENTITY, Means.E_SIGNATURE, Means.VIDEO}
_EASIEST = (Delivery.ELECTRONIC, Delivery.COURIER, Delivery.WINDOW)
_ACTS = {
    Act.IDENTITY: "核验身份",
    Act.SIGNATURE: "签字",
    Act.TEST: "参加测试",
    Act.ORAL: "接受当面询问",
    Act.COLLECT: "本人领取",
}


class Place(StrEnum):
    """Where a step takes place."""

    HOME = "home"
    COUNTER = "counter"
    ORGANS = "organs"

    @property
    def label(self) -> str:
        """What people see."""
        return {"home": "在家", "counter": "到现场", "organs": "部门之间"}[self.value]


@dataclass(frozen=True)
class Step:
    """One step. `visit` is the number of the visit it belongs to (0: none); `stages` are those that organs work on."""

    place: Place
    text: str
    details: tuple[str, ...] = ()
    visit: int = 0
    stages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Journey:
    """A whole course: the steps in order, how many visits are in them, and what it was computed for."""

    steps: tuple[Step, ...]
    visits: int
    channel: Channel
    delivery: Delivery
    answers: Answers = field(default_factory=dict)


def journey(matter: Matter, answers: Answers, *, delivery: Delivery, channel: Channel) -> Journey:
    """The journey of somebody in this situation who applies by `channel` and wants his results by `delivery`.

    A result that is not delivered in that way comes in the easiest way it has. What depends on a question without
    an answer does not apply: ask `best` or `worst` while answers are missing. Raises ValueError for a channel that
    the matter does not offer.
    """
    if channel not in matter.channels:
        raise ValueError(f"“{matter.name}”不能以{channel}方式申请。")
    known = answered(matter, answers)
    sessions = _sessions(matter, known, channel, delivery)
    steps = tuple(_steps(matter, known, sessions, channel, delivery))
    return Journey(steps, len(sessions), channel, delivery, known)


def visits(matter: Matter, known: Answers, *, delivery: Delivery, channel: Channel) -> int:
    """How many visits are in the journey of `journey`, without its steps. `known` are answers that count."""
    return len(_sessions(matter, known, channel, delivery))


_Sessions = Mapping[Moment, tuple[str, ...]]
"""What brings the applicant to a counter, by the moment, in their order; a moment that needs nobody is not in it."""


def _sessions(matter: Matter, known: Answers, channel: Channel, delivery: Delivery) -> _Sessions:
    reasons = {
        Moment.SUBMIT: _submission(matter, known, channel),
        Moment.REVIEW: _acts(matter, known, Moment.REVIEW, from_afar=False),
        Moment.COLLECT: _collection(matter, known, delivery),
    }
    if matter.at_once:
        # One who has come for anything waits a moment and leaves with the result.
        reasons = {Moment.SUBMIT: tuple(reason for each in reasons.values() for reason in each)}
    return {moment: each for moment, each in reasons.items() if each}


def _submission(matter: Matter, known: Answers, channel: Channel) -> tuple[str, ...]:
    reasons = [_COUNTERS[channel]] if channel in _COUNTERS else []
    if channel is not Channel.POST:
        reasons += [f"出示“{one.name}”原件" for one in _needed(matter, known) if _only_original(one)]
    return (*reasons, *_acts(matter, known, Moment.SUBMIT, from_afar=False))


def _collection(matter: Matter, known: Answers, delivery: Delivery) -> tuple[str, ...]:
    fetched = (f"领取{one.name}" for one in matter.results if _delivered(one, delivery) is Delivery.WINDOW)
    return (*fetched, *_acts(matter, known, Moment.COLLECT, from_afar=False))


def _acts(matter: Matter, known: Answers, moment: Moment, *, from_afar: bool) -> tuple[str, ...]:
    """The acts at a moment that can (or cannot) be done from afar, in words."""
    return tuple(
        f"{_ACTS[one.act]}：{one.note}" if one.note else _ACTS[one.act]
        for one in matter.presences
        if one.at is moment and one.when.holds(known) and _can_be_far(one) is from_afar
    )


def _can_be_far(presence: Presence) -> bool:
    return not _FROM_AFAR.isdisjoint(presence.means)


def _needed(matter: Matter, known: Answers) -> Iterator[Requirement]:
    return (one for one in matter.requirements if one.required and one.when.holds(known))


def _only_original(requirement: Requirement) -> bool:
    return not requirement.commitment and all(one.way is Way.ORIGINAL for one in requirement.evidence)


def _delivered(result: Result, wanted: Delivery) -> Delivery:
    return wanted if wanted in result.delivery else next(one for one in _EASIEST if one in result.delivery)


def _steps(
    matter: Matter, known: Answers, sessions: _Sessions, channel: Channel, delivery: Delivery
) -> Iterator[Step]:
    numbers = {moment: number for number, moment in enumerate(sessions, start=1)}

    def come(moment: Moment, text: str) -> Iterator[Step]:
        if moment in sessions:
            yield Step(Place.COUNTER, text, sessions[moment], numbers[moment])

    yield _at_home(matter, known, channel)
    yield from come(Moment.SUBMIT, "来一次，当场拿结果" if matter.at_once else "到现场提交")
    reviewed = False
    for group in stage_groups([one for one in matter.stages if one.when.holds(known)]):
        if group[0].kind is not StageKind.ACCEPT and not reviewed:
            yield from come(Moment.REVIEW, "审查中到现场")
            reviewed = True
        beside = "（同时进行）" if len(group) > 1 else ""
        details = tuple(one.note for one in group if one.note)
        text = "、".join(one.name for one in group) + beside
        yield Step(Place.ORGANS, text, details, stages=tuple(one.key for one in group))
    yield from come(Moment.COLLECT, "到现场领取")
    received = tuple(
        f"{one.name}：{way.label}"
        for one in matter.results
        if (way := _delivered(one, delivery)) is not Delivery.WINDOW
    )
    if received:
        yield Step(Place.HOME, "在家收到结果", received)


def _at_home(matter: Matter, known: Answers, channel: Channel) -> Step:
    if channel in _COUNTERS:
        brought = tuple(one.name for one in _needed(matter, known) if not _is_made_here(one))
        return Step(Place.HOME, "备齐材料" if brought else "看看办事指南", brought)
    text = "填好申请，连同材料一起寄出" if channel is Channel.POST else "网上填写申请、提交材料"
    return Step(Place.HOME, text, _acts(matter, known, Moment.SUBMIT, from_afar=True))


def _is_made_here(requirement: Requirement) -> bool:
    """Whether the counter fills it in or fetches it, so that there is nothing to bring."""
    return requirement.evidence[0].way in (Way.FORM, Way.E_LICENCE, Way.SHARED, Way.ZONE)
