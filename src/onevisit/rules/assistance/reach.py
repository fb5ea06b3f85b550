"""What can be done without the person, where, and why not: computed from the definition, act by act and paper by paper.

The order's clause 5.6c: 凡是不需要群众本人到场办理的事项，全面推行基层事务代办和网上办理. So the question is asked
of the acts that need a body (`Presence`), of the papers that can be shown in one place only, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from onevisit.rules.basis import Basis
from onevisit.rules.journeys.situations import situations
from onevisit.rules.matters.conditions import Answers
from onevisit.rules.matters.definition import Matter, Presence, Requirement
from onevisit.rules.matters.vocabulary import Act, Channel, Level, Means, Moment, Way


class How(StrEnum):
    """In which way somebody gets what he needs, from the least trouble for him to the most."""

    AGENT = "agent"
    """Somebody does all of it for him."""
    PHONE = "phone"
    """He stays where he is, and shows who he is (or signs) on a telephone."""
    HOME = "home"
    """His body is needed, and the officials come to it."""
    COME = "come"
    """He has to come himself."""

    @property
    def label(self) -> str:
        """What people see."""
        return _HOWS[self]


_HOWS = {
    How.AGENT: "代办员全程代办",
    How.PHONE: "不用出门，本人在手机上确认",
    How.HOME: "工作人员上门办",
    How.COME: "要本人到场",
}
_ORDER = tuple(How)

ACTS = {
    Act.IDENTITY: "核对本人身份",
    Act.SIGNATURE: "本人签字",
    Act.TEST: "本人参加考试或者查验",
    Act.ORAL: "当面听本人说明",
    Act.COLLECT: "本人领取",
}
"""The acts that may need a body, as people say them."""

_BY_PHONE = (Means.ONLINE_IDENTITY, Means.E_SIGNATURE, Means.VIDEO)


class Route(StrEnum):
    """Which way an application takes that an agent brings."""

    POINT = "point"
    """Taken in at his own window."""
    ONLINE = "online"
    """Sent on line, as the applicant would send it."""
    CARRIED = "carried"
    """Carried with its originals to a window that takes it in."""

    @property
    def label(self) -> str:
        """What people see."""
        return {
            "point": "在本服务点收件",
            "online": "由代办员在网上代交",
            "carried": "由代办员带原件去窗口代交",
        }[self.value]


@dataclass(frozen=True)
class Place:
    """Where an agent works: on which level, and which classes of matters his window takes in."""

    level: Level
    classes: frozenset[str]


@dataclass(frozen=True)
class Reason:
    """Why it is as it is: in words, with the article where the definition gives one."""

    text: str
    basis: Basis | None = None

    @property
    def cited(self) -> str:
        """The sentence with its article."""
        return f"{self.text}（{self.basis.cite()}）" if self.basis else self.text


@dataclass(frozen=True)
class Reach:
    """What holds for one situation. `whys` are the acts that decide `how`; `home_acts` what is done at his home.

    `route` is None where no agent can hand it in.
    """

    how: How
    whys: tuple[Reason, ...] = ()
    home_acts: tuple[Act, ...] = ()
    route: Route | None = None
    carries: tuple[str, ...] = ()
    """The originals that the agent has to hold in his hands, by name."""

    @property
    def without_the_person(self) -> bool:
        """Whether nothing needs his body at a hall."""
        return self.how is not How.COME


def reach(matter: Matter, answers: Answers, place: Place) -> Reach:
    """How this matter can be done for somebody in this situation, by an agent at this place."""
    acts = [(one, _how(one)) for one in matter.presences if one.when.holds(answers) and not one.waivable]
    how = max((found for _, found in acts), key=_ORDER.index, default=How.AGENT)
    whys = tuple(_why(one, found) for one, found in acts if found is how and how is not How.AGENT)
    originals = tuple(_originals(matter, answers))
    route = _route(matter, place, originals) if how in (How.AGENT, How.PHONE) else None
    if how in (How.AGENT, How.PHONE) and route is None:
        how, whys = How.COME, (Reason(f"只能{_only(matter)}申请，代办员替不了"),)
    at_home = tuple(dict.fromkeys(one.act for one, found in acts if found is How.HOME))
    return Reach(how, tuple(dict.fromkeys(whys)), at_home, route, originals)


def _how(presence: Presence) -> How:
    """The least that this act asks of him."""
    if Means.AGENT in presence.means:
        return How.AGENT
    if any(means in _BY_PHONE for means in presence.means):
        return How.PHONE
    return How.HOME if Means.HOME_VISIT in presence.means else How.COME


def _why(presence: Presence, how: How) -> Reason:
    who = "和".join(presence.persons)
    act = ACTS[presence.act]
    said = {
        How.PHONE: f"{act}：本人在手机上确认就行",
        How.HOME: f"{act}：别人替不了，可以请工作人员上门",
        How.COME: f"要本人到场：{act}",
    }[how]
    together = f"（{who}一起）" if who else ""
    where = (
        f"，到{presence.counter.name}"
        if how is How.COME and presence.counter and presence.counter.name
        else ""
    )
    note = f"。{presence.note.rstrip('。')}" if presence.note else ""
    return Reason(f"{said}{together}{where}{note}", presence.basis)


def _originals(matter: Matter, answers: Answers) -> Iterable[str]:
    """What can be shown as an original only, and has to be."""
    for one in matter.requirements:
        if one.required and one.when.holds(answers) and _only_original(one):
            yield one.name


def _only_original(one: Requirement) -> bool:
    if one.defer is not None or one.commitment:
        return False
    return all(evidence.way is Way.ORIGINAL for evidence in one.evidence)


def _route(matter: Matter, place: Place, originals: Collection[str]) -> Route | None:
    here = matter.window_class.value in place.classes and place.level in matter.offered_at
    own = Channel.VILLAGE if place.level is Level.VILLAGE else Channel.WINDOW
    if here and own in matter.channels:
        return Route.POINT
    if Channel.ONLINE in matter.channels and not originals:
        return Route.ONLINE
    return Route.CARRIED if Channel.WINDOW in matter.channels else None


def _only(matter: Matter) -> str:
    names = {
        Channel.ONLINE: "在网上",
        Channel.WINDOW: "到窗口",
        Channel.POST: "邮寄",
        Channel.VILLAGE: "在村里",
    }
    return "、".join(names[one] for one in matter.channels)


@dataclass(frozen=True)
class OpenAct:
    """An act that no agent can do, and what can stand in for the body."""

    act: Act
    by_phone: bool
    at_home: bool
    why: Reason


def open_acts(matter: Matter, answers: Answers) -> tuple[OpenAct, ...]:
    """What of handing an application in is left to the person himself, whoever else acts for him.

    What comes after it (an examination, the fetching) is no reason not to take the application in.
    """
    return tuple(
        OpenAct(
            one.act,
            any(means in _BY_PHONE for means in one.means),
            Means.HOME_VISIT in one.means,
            _why(one, _how(one)),
        )
        for one in matter.presences
        if one.at is Moment.SUBMIT
        and one.when.holds(answers)
        and not one.waivable
        and _how(one) is not How.AGENT
    )


def home_acts(matter: Matter) -> tuple[Act, ...]:
    """What officials who come home can do for this matter, in any of its situations."""
    return tuple(dict.fromkeys(one.act for one in matter.presences if Means.HOME_VISIT in one.means))


def left_over(needed: Iterable[OpenAct], *, confirmed: bool, at_home: Collection[str]) -> tuple[OpenAct, ...]:
    """Those that have not been done: he `confirmed` on his telephone, or these acts were done at his home."""
    return tuple(
        one
        for one in needed
        if not (one.by_phone and confirmed) and not (one.at_home and one.act.value in at_home)
    )


@dataclass(frozen=True)
class Survey:
    """A matter over all situations that differ in this. `best` and `worst` are the same where it never differs."""

    best: Reach
    worst: Reach

    @property
    def differs(self) -> bool:
        """Whether it depends on the situation."""
        return self.best.how is not self.worst.how


def survey(matter: Matter, place: Place, answers: Answers | None = None) -> Survey:
    """The best and the worst of all situations that fit these answers."""
    found = [reach(matter, one, place) for one in situations(matter, answers or {})]
    rank = [(_ORDER.index(one.how), len(one.whys), number) for number, one in enumerate(found)]
    return Survey(found[min(rank)[2]], found[max(rank)[2]])
