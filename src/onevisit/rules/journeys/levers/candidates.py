"""Which levers a matter has: only changes that could save a visit, and that somebody could decide upon."""

from __future__ import annotations

from collections.abc import Iterator

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.journeys.levers.lever import REMOTE_MEANS, Lever, LeverKind, movable
from onevisit.rules.journeys.matters.course import FROM_AFAR
from onevisit.rules.matters.definition import Matter, Presence, Requirement
from onevisit.rules.matters.vocabulary import Act, Channel, Delivery, MadeBy, Means, Way

_FREE = (Way.FORM, Way.SHARED)


def in_hand(matter: Matter, catalogue: Catalogue) -> tuple[Lever, ...]:
    """The levers on visits that the matter itself costs, with every paper in hand."""
    return tuple(dict.fromkeys(_own(matter, catalogue)))


def from_nothing(matter: Matter, catalogue: Catalogue) -> tuple[Lever, ...]:
    """Those, and the levers on the trips for its papers, through all the matters that they come from."""
    found: dict[Lever, None] = dict.fromkeys(_own(matter, catalogue))
    for one in needed_first(matter, catalogue):
        found |= dict.fromkeys(_papers(one, catalogue))
        if one.key != matter.key:
            found |= dict.fromkeys(_own(one, catalogue))
            words = f"“{matter.name}”和“{one.name}”一起申请"
            found[Lever(LeverKind.BUNDLE, matter.key, one.key, words)] = None
    return tuple(found)


def needed_first(matter: Matter, catalogue: Catalogue) -> tuple[Matter, ...]:
    """The matter with all whose results it needs, directly or not."""
    found: dict[str, Matter] = {matter.key: matter}
    left = [matter]
    while left:
        for licence in _licences(left.pop()):
            for one in catalogue.issuers.get(licence, ()):
                if one.key not in found:
                    found[one.key] = one
                    left.append(one)
    return tuple(found.values())


def _licences(matter: Matter) -> Iterator[str]:
    for one in matter.requirements:
        if one.required and not one.held:
            yield from (evidence.licence for evidence in one.evidence if evidence.licence)


def _own(matter: Matter, catalogue: Catalogue) -> Iterator[Lever]:
    key, name = matter.key, matter.name
    if Channel.ONLINE not in matter.channels:
        yield Lever(LeverKind.ONLINE, key, "", f"“{name}”开通网上申请", lawful=not _in_person(matter))
    for result in matter.results:
        if not {Delivery.ELECTRONIC, Delivery.COURIER} & set(result.delivery):
            yield Lever(LeverKind.COURIER, key, result.key, f"“{result.name}”可以快递")
        if result.licence and Delivery.ELECTRONIC not in result.delivery:
            # Of use also where it is sent already: whoever asks for it afterwards can look it up.
            yield Lever(LeverKind.E_LICENCE, key, result.key, f"“{result.name}”发电子证照")
    for at, presence in enumerate(matter.presences):
        if FROM_AFAR.isdisjoint(presence.means) and presence.act in REMOTE_MEANS:
            words = remote_words(matter, presence, apart=True)
            yield Lever(LeverKind.REMOTE, key, str(at), words, lawful=not _only_body(presence))
    for organ in sorted(movable(matter)):
        words = f"{catalogue.organ_name(organ)}办“{name}”的窗口进大厅"
        yield Lever(LeverKind.INTO_HALL, key, organ, words)
    for one in matter.requirements:
        if one.required and _shown_at_counter(matter, one):
            yield from _paper_levers(matter, one, catalogue)


def _papers(matter: Matter, catalogue: Catalogue) -> Iterator[Lever]:
    for one in matter.requirements:
        ways = {evidence.way for evidence in one.evidence}
        if one.required and not one.held and ways.isdisjoint(_FREE):
            yield from _paper_levers(matter, one, catalogue)


def _paper_levers(matter: Matter, one: Requirement, catalogue: Catalogue) -> Iterator[Lever]:
    key = matter.key
    if one.basis is None:
        yield Lever(LeverKind.DROP, key, one.key, f"“{matter.name}”不再要没有依据的“{one.name}”")
    if one.made_by is MadeBy.ORGAN and not any(evidence.licence for evidence in one.evidence):
        # A licence has to be issued first, whoever looks it up then.
        holder = catalogue.organ_name(one.issued_by)
        words = f"{holder}共享“{one.name}”，“{matter.name}”不再要人带来"
        yield Lever(LeverKind.SHARE, key, one.key, words)
    pledge = matter.courses.pledge.statutory
    if not one.commitment and (not matter.courses.risks or pledge is not None):
        words = f"“{matter.name}”的“{one.name}”可以用告知承诺代替"
        yield Lever(LeverKind.COMMIT, key, one.key, words)


def _shown_at_counter(matter: Matter, one: Requirement) -> bool:
    ways = {evidence.way for evidence in one.evidence} - {Way.ZONE}
    return not one.commitment and (
        ways == {Way.ORIGINAL}
        or (Channel.ONLINE not in matter.channels and ways <= {Way.ORIGINAL, Way.UPLOAD})
    )


def _only_body(presence: Presence) -> bool:
    """Whether an article wants nobody but the applicant himself."""
    return presence.basis is not None and Means.AGENT not in presence.means


def _in_person(matter: Matter) -> bool:
    return any(_only_body(one) and FROM_AFAR.isdisjoint(one.means) for one in matter.presences)


_WORDS = {
    Act.IDENTITY: "身份核验",
    Act.SIGNATURE: "签字",
    Act.ORAL: "当面询问",
    Act.COLLECT: "领取时的核验",
}


def remote_words(matter: Matter, presence: Presence, *, apart: bool) -> str:
    """The act that could be done from afar; `apart` tells it from others of its kind in the matter, by its note."""
    alike = [one for one in matter.presences if one.act is presence.act]
    told = f"（{presence.note.rstrip('。')}）" if apart and len(alike) > 1 and presence.note else ""
    return f"“{matter.name}”的{_WORDS[presence.act]}{told}可以在网上办"
