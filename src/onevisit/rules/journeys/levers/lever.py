"""A lever: one elementary change of the catalogue that can only save visits, and what the catalogue is with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.matters.definition import Counter, Evidence, Matter, Presence, Requirement, Result
from onevisit.rules.matters.vocabulary import Act, Channel, Delivery, Means, Way


class LeverKind(StrEnum):
    """What can be changed. The order is that in which they are named where several do the same."""

    DROP = "drop"
    ONLINE = "online"
    COURIER = "courier"
    E_LICENCE = "e-licence"
    SHARE = "share"
    REMOTE = "remote"
    COMMIT = "commit"
    INTO_HALL = "into-hall"
    BUNDLE = "bundle"

    @property
    def label(self) -> str:
        """What people see."""
        return _LABELS[self]


_LABELS = {
    LeverKind.DROP: "取消没有依据的材料",
    LeverKind.ONLINE: "开通网上申请",
    LeverKind.COURIER: "结果可以快递",
    LeverKind.E_LICENCE: "发电子证照",
    LeverKind.SHARE: "部门共享数据",
    LeverKind.REMOTE: "网上核验身份、签字、视频询问",
    LeverKind.COMMIT: "可以告知承诺",
    LeverKind.INTO_HALL: "部门窗口进大厅",
    LeverKind.BUNDLE: "几件事一起申请",
}


@dataclass(frozen=True, order=True)
class Lever:
    """One change. `matter` is whose definition changes, `what` the key of the requirement, result or act in it.

    With BUNDLE, `what` is the matter that is applied for together with it. `lawful` is False where an article demands
    what the change would take away, so that the law has to be changed first.
    """

    kind: LeverKind
    matter: str
    what: str
    words: str
    lawful: bool = True


REMOTE_MEANS = {
    Act.IDENTITY: Means.ONLINE_IDENTITY,
    Act.COLLECT: Means.ONLINE_IDENTITY,
    Act.SIGNATURE: Means.E_SIGNATURE,
    Act.ORAL: Means.VIDEO,
}
"""What can stand in for the body from afar; for an examination nothing can."""


def pulled(catalogue: Catalogue, levers: Iterable[Lever]) -> Catalogue:
    """The catalogue with these changes. Bundles change no definition: see `bundled`."""
    matters: dict[str, Matter] = {}
    for lever in levers:
        if lever.kind is not LeverKind.BUNDLE:
            before = matters.get(lever.matter, catalogue.matters[lever.matter])
            matters[lever.matter] = _CHANGES[lever.kind](before, lever.what)
    return catalogue.changed(matters)


def bundled(levers: Iterable[Lever]) -> frozenset[str]:
    """The matters that are applied for together with the one looked at."""
    return frozenset(lever.what for lever in levers if lever.kind is LeverKind.BUNDLE)


def _requirement(change: Callable[[Requirement], Requirement]) -> Callable[[Matter, str], Matter]:
    def changed(matter: Matter, what: str) -> Matter:
        each = tuple(change(one) if one.key == what else one for one in matter.requirements)
        return replace(matter, requirements=each)

    return changed


def _dropped(matter: Matter, what: str) -> Matter:
    return replace(matter, requirements=tuple(one for one in matter.requirements if one.key != what))


def _shared(one: Requirement) -> Requirement:
    return replace(one, evidence=(Evidence(Way.SHARED, resource=one.key), *one.evidence))


def _committed(one: Requirement) -> Requirement:
    return replace(one, commitment=True)


def _result(way: Delivery) -> Callable[[Matter, str], Matter]:
    def changed(matter: Matter, what: str) -> Matter:
        def more(one: Result) -> Result:
            return replace(one, delivery=(way, *one.delivery)) if one.key == what else one

        return replace(matter, results=tuple(more(one) for one in matter.results))

    return changed


def _remote(matter: Matter, what: str) -> Matter:
    def more(one: Presence) -> Presence:
        return replace(one, means=(REMOTE_MEANS[one.act], *one.means))

    each = tuple(more(one) if str(at) == what else one for at, one in enumerate(matter.presences))
    return replace(matter, presences=each)


def _online(matter: Matter, _: str) -> Matter:
    return replace(matter, channels=(Channel.ONLINE, *matter.channels))


def _into_hall(matter: Matter, what: str) -> Matter:
    """`what` names the organ whose windows move, on the days on which they are open; test grounds stay."""
    tests = (one for one in matter.presences if one.act is Act.TEST)
    grounds = {each.name for one in tests for each in _of_presence(one) if each.organ == what}

    def moved(one: Counter | None) -> Counter | None:
        if one is None or one.organ != what or one.name in grounds:
            return one
        return replace(one, organ="", name="")

    return replace(
        matter,
        counter=moved(matter.counter),
        presences=tuple(
            replace(
                one,
                counter=moved(one.counter),
                announced=tuple(moved(each) or each for each in one.announced),
            )
            for one in matter.presences
        ),
    )


def movable(matter: Matter) -> frozenset[str]:
    """The organs that have people come to windows of their own, which could as well be in the hall."""
    found = {matter.counter, *(each for one in matter.presences for each in _of_presence(one))}
    organs = {one.organ for one in found if one is not None and one.organ}
    return frozenset(one for one in organs if _into_hall(matter, one) != matter)


def _of_presence(presence: Presence) -> Iterator[Counter]:
    yield from presence.announced
    if presence.counter is not None:
        yield presence.counter


_CHANGES: dict[LeverKind, Callable[[Matter, str], Matter]] = {
    LeverKind.DROP: _dropped,
    LeverKind.ONLINE: _online,
    LeverKind.COURIER: _result(Delivery.COURIER),
    LeverKind.E_LICENCE: _result(Delivery.ELECTRONIC),
    LeverKind.SHARE: _requirement(_shared),
    LeverKind.REMOTE: _remote,
    LeverKind.COMMIT: _requirement(_committed),
    LeverKind.INTO_HALL: _into_hall,
}
