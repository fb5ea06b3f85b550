"""Ask the registers. Every enquiry is written down: who, about whom, which register, why, and whether it knew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from onevisit.exchange import access, connections
from onevisit.exchange.models import Answer, QueryLog
from onevisit.exchange.ports import IdentityAnswer, Known, Purpose
from onevisit.exchange.registers import POPULATION, issued, read
from onevisit.licences import queries as licences
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Party, PartyKind
from onevisit.rules.identifiers import BadIdentifier, citizen
from onevisit.rules.matters.definition import Evidence
from onevisit.rules.matters.vocabulary import Way


@dataclass(frozen=True)
class EnquiryCard:
    """Somebody asked a register about a party: the party may see it (个人信息保护法 Art. 45)."""

    party: str
    resource: str
    register: str
    purpose: Purpose
    as_what: str
    case: str
    found: bool
    at: datetime


def available(
    party: int,
    evidence: Iterable[Evidence],
    purpose: Purpose,
    actor: Actor,
    *,
    case: str = "",
    draft: int | None = None,
    matter: str = "",
) -> dict[Evidence, Known]:
    """Which of these ways of showing a register can answer for a party: 免提交, with `ref` for the application.

    Name the occasion: the case, the draft, or (at a window, before there is either) the matter. Raises `NotForYou`.
    At most four statements, one of which writes the log.
    """
    if not (case or draft is not None or matter):
        raise ValueError("an enquiry names its case, its draft or its matter")
    access.may_ask(actor, party, purpose, case)
    asked = list(dict.fromkeys(one for one in evidence if one.way in (Way.SHARED, Way.E_LICENCE)))
    shared = [one.resource for one in asked if one.way is Way.SHARED]
    types = [one.licence for one in asked if one.way is Way.E_LICENCE]
    data = connections.shared_data.ask(shared, party) if shared else {}
    held = connections.e_licences.held(types, party, clock.today()) if types else {}
    found: dict[Evidence, Known] = {}
    for one in asked:
        known = data.get(one.resource) if one.way is Way.SHARED else held.get(one.licence)
        if known is not None:
            found[one] = known
    _write(actor, [_line(one, found.get(one)) for one in asked], party, purpose, case, draft, matter)
    return found


def answers(refs: Iterable[str]) -> dict[str, Known]:
    """What registers said, by the refs that a case keeps. Who may see it is decided by whoever shows the case.

    Of a licence that was issued here, with what it is worth today. Two statements.
    """
    wanted = list(refs)
    known = {row.ref: read(row) for row in Answer.objects.filter(pk__in=wanted)}
    today = clock.today()
    return known | {card.data: issued(card, today) for card in licences.of_data(wanted, today)}


def verify_identity(name: str, identifier: str, actor: Actor) -> IdentityAnswer:
    """Real-name check of a citizen. What was asked about is logged, with the party only where it is known."""
    answer = connections.identity.verify(name, identifier)
    line = (POPULATION, answer.register, answer.verified)
    _write(actor, [line], _party_with(identifier), Purpose.IDENTITY)
    return answer


def _party_with(identifier: str) -> int | None:
    try:
        number = citizen.check(identifier).text
    except BadIdentifier:
        return None
    return Party.objects.filter(kind=PartyKind.PERSON, identifier=number).values_list("pk", flat=True).first()


def enquiries_about(actor: Actor, limit: int = 200) -> tuple[EnquiryCard, ...]:
    """Who asked about the actor's own parties, the latest first."""
    rows = QueryLog.objects.filter(party__in=actor.parties).select_related("party").order_by("-at", "-id")
    return tuple(
        EnquiryCard(
            row.party.name if row.party else "",
            row.resource,
            row.register,
            Purpose(row.purpose),
            row.as_what,
            row.case_number,
            row.found,
            row.at,
        )
        for row in rows[:limit]
    )


def _line(one: Evidence, known: Known | None) -> tuple[str, str, bool]:
    port = connections.shared_data if one.way is Way.SHARED else connections.e_licences
    return one.resource or one.licence, known.register if known else port.register, known is not None


def _write(
    actor: Actor,
    lines: Sequence[tuple[str, str, bool]],
    party: int | None,
    purpose: Purpose,
    case: str = "",
    draft: int | None = None,
    matter: str = "",
) -> None:
    posts = "、".join(dict.fromkeys(post.title for post in actor.posts))
    now = clock.now()
    QueryLog.objects.bulk_create(
        QueryLog(
            person_id=actor.person,
            as_what=(posts if posts and party not in actor.parties else "本人或其代表")[:60],
            party_id=party,
            resource=resource,
            register=register,
            purpose=purpose.value,
            case_number=case,
            draft=draft,
            matter=matter,
            found=found,
            at=now,
        )
        for resource, register, found in lines
    )
