"""A lever: one elementary change of the catalogue that can only save visits, and what the catalogue is with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.matters.definition import Evidence, Matter, Presence, Requirement, Result
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
    matters = dict(catalogue.matters)
    for lever in levers:
        if lever.kind is not LeverKind.BUNDLE:
            matters[lever.matter] = _CHANGES[lever.kind](matters[lever.matter], lever.what)
    return replace(catalogue, matters=matters)


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
    """`what` names the organ whose places move; acts that need a place of its own kind (a test ground) stay there."""
    counter = None if matter.counter is None or matter.counter.organ == what else matter.counter
    presences = tuple(
        replace(one, counter=None) if _moves(one) and one.counter and one.counter.organ == what else one
        for one in matter.presences
    )
    return replace(matter, counter=counter, presences=presences)


def _moves(presence: Presence) -> bool:
    return presence.act is not Act.TEST


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
