"""A bundle as its pages place it: parts side by side in their waves, papers that serve several, what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from onevisit.bundles.queries import BundleView, PartView
from onevisit.casework import queries as casework
from onevisit.platform.people.actors import Actor
from onevisit.rules.bundles import events as e
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role
from onevisit.workbench import parts
from onevisit.workbench.parts import Material

_TONES = {
    Phase.ISSUED: ("ok", "circle-check"),
    Phase.HANDED_OUT: ("ok", "circle-check"),
    Phase.CLOSED: ("ok", "circle-check"),
    Phase.CORRECTING: ("warn", "alert-triangle"),
    Phase.REFUSED: ("bad", "circle-x"),
    Phase.DECLINED: ("bad", "circle-x"),
    Phase.UNACCEPTED: ("bad", "circle-x"),
}


@dataclass(frozen=True)
class Lane:
    """A part in its column. `tone` and `icon` say how it stands."""

    part: PartView
    tone: str
    icon: str


@dataclass(frozen=True)
class Paper:
    """Something that was handed in once, and for which parts. `sights` are the names of its boxes to tick."""

    material: Material
    serves: tuple[str, ...]
    sights: tuple[str, ...]


@dataclass(frozen=True)
class Happened:
    """One line of the stream, in words."""

    seq: int
    at: datetime
    text: str
    who: str
    hash: str


def lanes(view: BundleView) -> tuple[tuple[Lane, ...], ...]:
    """The parts in their waves: what stands in one tuple is worked on side by side."""
    level: dict[str, int] = {}

    def of(key: str) -> int:
        if key not in level:
            level[key] = max((of(one) + 1 for one in view.state.parts[key].after), default=0)
        return level[key]

    for key in view.state.parts:
        of(key)
    each = {one.state.matter: _lane(one) for one in view.parts}
    return tuple(
        tuple(each[key] for key, at in level.items() if at == number)
        for number in range(max(level.values()) + 1)
    )


def _lane(part: PartView) -> Lane:
    if part.state.dropped_for:
        return Lane(part, "bad", "circle-x")
    if part.state.waits:
        return Lane(part, "muted", "circle-dashed")
    return Lane(part, *_TONES.get(part.state.phase or Phase.SUBMITTED, ("accent", "hourglass")))


def papers(actor: Actor, view: BundleView) -> tuple[Paper, ...]:
    """What was handed in for the parts that wait to be accepted, each paper once however many parts it serves."""
    found: dict[tuple[str, tuple[str, ...]], tuple[Material, list[str], list[str]]] = {}
    for key in view.acceptable:
        part = view.state.parts[key]
        for one in parts.materials(casework.staff_view(actor, part.case, "一件事受理")):
            shown = one.view.shown
            name = (one.view.requirement.name, shown.refs if shown else ())
            material, serves, sights = found.setdefault(name, (one, [], []))
            serves.append(part.name)
            if material.can_be_compared:
                sights.append(f"{key}.{one.view.requirement.key}")
    return tuple(Paper(one, tuple(serves), tuple(sights)) for one, serves, sights in found.values())


def window_of(actor: Actor) -> str:
    """The number of the window at which the actor sits, "" for none."""
    return next((post.window for post in actor.posts_as(Role.CLERK) if post.window), "")


def log(view: BundleView) -> tuple[Happened, ...]:
    """What happened to the whole, the latest first."""
    names = {key: part.name for key, part in view.state.parts.items()}
    return tuple(
        Happened(
            line.seq,
            line.at,
            words_of(line.event, names),
            line.actor_name or _WHO[line.actor_kind],
            line.hash,
        )
        for line in reversed(view.lines)
    )


_WHO = {"applicant": "申请人", "staff": "工作人员", "system": "系统"}


def words_of(event: e.Event, names: dict[str, str]) -> str:
    """One event of the stream as a sentence."""
    if isinstance(event, e.HandedIn):
        return f"一次提交{len(event.parts)}个事项：{_named(one.name for one in event.parts)}"
    if isinstance(event, e.Accepted):
        return f"一并受理：{_named(names[one] for one in event.matters)}"
    if isinstance(event, e.Begun):
        return f"“{names[event.matter]}”成为办件{event.case}"
    if isinstance(event, e.Moved):
        return f"“{names[event.matter]}”：{event.phase.label}"
    if isinstance(event, e.Dropped) and event.why:
        return f"“{names[event.matter]}”不再办理：{event.why}"
    if isinstance(event, e.Dropped):
        return f"“{names[event.matter]}”不再办理：它要用的“{names[event.giver]}”没有办成"
    if isinstance(event, e.Rated):
        return f"申请人评价：{event.level.label}"
    return "全部办完"


def _named(names: Iterable[str]) -> str:
    return "、".join(f"“{one}”" for one in names)
