"""免提交: what registers already know, so that the applicant need not bring it.

Registers are asked when somebody goes on to the materials, not when he looks at the page: every enquiry is written
down, and reading a page writes nothing. What was found is kept in the draft, and asked once more at submission.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest

from onevisit.casework import drafts
from onevisit.exchange import queries as exchange
from onevisit.exchange.ports import Known, Purpose
from onevisit.platform.access import actor
from onevisit.platform.people.actors import Actor
from onevisit.portal.flow import Work
from onevisit.rules.cases.commands import Shown
from onevisit.rules.matters.definition import Evidence, Requirement
from onevisit.rules.matters.vocabulary import Way

FROM_REGISTERS = (Way.E_LICENCE, Way.SHARED, Way.ZONE)


@dataclass(frozen=True)
class Offer:
    """A register can answer instead of a paper: which way that is, which register, and what it says."""

    requirement: str
    way: Way
    ref: str
    source: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    as_of: str


def look_up(request: HttpRequest, work: Work) -> Work:
    """Ask the registers about everything that this situation needs, and keep the answers in the draft."""
    found = [plain(one) for one in _ask(request, work, work.requirements)]
    drafts.save(actor(request), work.draft.id, {"offers": found, "asked": _asked(work)}, work.draft.edition)
    return replace(work, draft=drafts.get(actor(request), work.draft.id))


def is_current(work: Work) -> bool:
    """Whether the registers were asked about just what is needed now."""
    return work.draft.content.get("asked") == _asked(work)


def offers(work: Work) -> Mapping[str, Offer]:
    """What was found, by requirement."""
    # What a window has found stands there in its own shape; it is asked again when one goes on to the materials.
    stored = [one for one in work.draft.content.get("offers") or [] if "requirement" in one]
    needed = {one.key: {evidence.way for evidence in one.evidence} for one in work.requirements}
    read = [
        Offer(
            one["requirement"],
            Way(one["way"]),
            one["ref"],
            one["source"],
            one["subject"],
            tuple((label, value) for label, value in one["facts"]),
            one["as_of"],
        )
        for one in stored
    ]
    return {one.requirement: one for one in read if one.way in needed.get(one.requirement, ())}


def lapsed(request: HttpRequest, work: Work) -> list[Requirement]:
    """What a register no longer answers as it did when it was chosen. Asked right before submission."""
    chosen = {one.requirement: one for one in work.shown if one.way in FROM_REGISTERS}
    if not chosen:
        return []
    needed = [one for one in work.requirements if one.key in chosen]
    today = {one.requirement: one for one in _ask(request, work, needed)}
    return [one for one in needed if not _same(chosen[one.key], today.get(one.key))]


def _same(shown: Shown, offer: Offer | None) -> bool:
    return offer is not None and shown.way is offer.way and shown.refs == (offer.ref,)


def _ask(request: HttpRequest, work: Work, requirements: Iterable[Requirement]) -> list[Offer]:
    return ask(work.party.id, requirements, Purpose.APPLY, actor(request), draft=work.draft.id)


def ask(
    party: int,
    requirements: Iterable[Requirement],
    purpose: Purpose,
    who: Actor,
    *,
    case: str = "",
    draft: int | None = None,
) -> list[Offer]:
    """What registers can answer about a party, for a draft or a case; the enquiry is written down."""
    requirements = list(requirements)
    evidence = [one for requirement in requirements for one in requirement.evidence]
    if not any(one.way in FROM_REGISTERS for one in evidence):
        return []
    known = exchange.available(party, evidence, purpose, who, case=case, draft=draft)
    found = []
    for requirement in requirements:
        # The definition names the ways in the order in which we would like people to use them.
        first = next((one for one in requirement.evidence if one in known), None)
        if first:
            found.append(_offer(requirement, first, known[first]))
    return found


def _offer(requirement: Requirement, evidence: Evidence, known: Known) -> Offer:
    return Offer(
        requirement.key,
        evidence.way,
        known.ref,
        known.register,
        known.subject,
        known.facts,
        known.as_of.isoformat(),
    )


def plain(offer: Offer) -> dict[str, object]:
    """An offer as it is kept in a draft or a session."""
    return {
        "requirement": offer.requirement,
        "way": offer.way.value,
        "ref": offer.ref,
        "source": offer.source,
        "subject": offer.subject,
        "facts": [list(pair) for pair in offer.facts],
        "as_of": offer.as_of,
    }


def _asked(work: Work) -> list[str]:
    """What the answers belong to: the version, the party, and what was needed."""
    keys = sorted(one.key for one in work.requirements if any(e.way in FROM_REGISTERS for e in one.evidence))
    return [str(work.version.number), str(work.party.id), *keys]
