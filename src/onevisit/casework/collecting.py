"""统一出件: what waits for somebody, wherever it lies, found by his identity or by a code; and what was handed over."""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from onevisit.casework import codes, log
from onevisit.casework.applicants import classify
from onevisit.casework.codes import NoSuchCode
from onevisit.casework.collection_book import PURPOSE, code_of
from onevisit.casework.contents import NoContent, content
from onevisit.casework.models import Case, Collection, Event, Look
from onevisit.casework.pages import Page, page
from onevisit.platform import clock
from onevisit.platform.organs.queries import hall as hall_of
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Party, PartyKind, Representation
from onevisit.rules import collecting as rules
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.collecting import Age
from onevisit.rules.district.definition import Role
from onevisit.rules.identifiers import citizen
from onevisit.rules.matters.vocabulary import Delivery

SENT_SINCE = timedelta(days=60)
"""For how long what went by courier is shown to the window as on its way."""

SIZE = 25


@dataclass(frozen=True)
class Lying:
    """A result that waits to be handed over: where, since when, for whom."""

    number: str
    matter_name: str
    applicant: str
    phone: str
    organ: str
    hall: str
    hall_name: str
    way: Delivery
    since: date
    days: int
    age: Age
    returned: bool
    reminded: int
    bundle: str


@dataclass(frozen=True)
class Found:
    """Everything of somebody: `here` at the actor's window, `elsewhere`, and the cases whose results were `sent`.

    `name` is his own, or that of the applicant whose code was brought; `by_code` then says what the code opens.
    """

    name: str
    masked: str
    here: tuple[Lying, ...]
    elsewhere: tuple[Lying, ...]
    sent: tuple[str, ...]
    by_code: bool = False

    @property
    def nothing(self) -> bool:
        """Whether there is nothing at all to tell."""
        return not (self.here or self.elsewhere or self.sent)


def halls_of(actor: Actor) -> tuple[str, ...]:
    """The halls at whose hand-out windows the actor sits. Raises `NotYours` for whoever sits at none."""
    halls = tuple(dict.fromkeys(post.hall for post in actor.posts if post.hands_out))
    if not halls:
        raise NotYours(command=c.HandOut.label, who="出件窗口")
    return halls


def parties_of(identifier: str) -> tuple[int, ...]:
    """The party with this number, and those that he may act for today. Raises `BadIdentifier`. Two statements."""
    kind, number = classify(identifier)
    own = Party.objects.filter(kind=kind, identifier=number).first()
    if own is None:
        return ()
    today = clock.today()
    acts_for = Representation.objects.filter(
        Q(until=None) | Q(until__gte=today), person__party=own, person__is_active=True, since__lte=today
    )
    return (own.pk, *acts_for.order_by("pk").values_list("party_id", flat=True))


def by_identity(actor: Actor, parties: Sequence[int]) -> Found:
    """What waits for these, the first of whom has shown his document. Who looked is written down."""
    rows = list(_waiting().filter(case__applicant__in=parties).order_by("since", "case"))
    own = Party.objects.filter(pk__in=parties[:1]).first()
    sent = Collection.objects.filter(
        case__applicant__in=parties,
        way=Delivery.COURIER.value,
        handed_on__gte=clock.today() - SENT_SINCE,
    )
    numbers = tuple(sent.order_by("-handed_on", "case").values_list("case__number", flat=True))
    name, masked = (own.name, citizen.mask(own.identifier)) if own else ("", "")
    return _found(actor, name, masked, rows, numbers)


def by_code(actor: Actor, code: str) -> tuple[str, ...]:
    """The waiting cases that a code opens: its own, and those of the same bundle. Raises `NoSuchCode`."""
    halls_of(actor)
    return codes.guarded(actor, PURPOSE, lambda: _opened(code))


def _opened(code: str) -> tuple[str, ...]:
    read = codes.read(code)
    rows = _waiting().filter(digest=codes.digest(PURPOSE, read)) if read else _waiting().none()
    known = list(rows[:2])
    if len(known) != 1:  # None, or by a rare chance two: then the document has to say whose it is.
        raise NoSuchCode(kind="领取码", instead="核对申请人的有效身份证件")
    case = known[0].case
    if not case.bundle:
        return (case.number,)
    together = _waiting().filter(case__bundle=case.bundle, case__applicant=case.applicant_id)
    return tuple(together.order_by("case").values_list("case__number", flat=True))


def of_cases(actor: Actor, numbers: Several[str]) -> Found:
    """What waits of these cases, which a code has opened."""
    rows = list(_waiting().filter(case__number__in=numbers).order_by("since", "case"))
    party = rows[0].case.applicant if rows else None
    name, masked = (party.name, citizen.mask(party.identifier)) if party else ("", "")
    return _found(actor, name, masked, rows, (), by_code=True)


def _waiting() -> QuerySet[Collection]:
    rows = Collection.objects.filter(handed_on=None)
    return rows.select_related("case__applicant", "case__organ", "hall").defer("case__state")


def _found(
    actor: Actor,
    name: str,
    masked: str,
    rows: Sequence[Collection],
    sent: tuple[str, ...],
    *,
    by_code: bool = False,
) -> Found:
    halls = halls_of(actor)
    post = next(one for one in actor.posts if one.hands_out)
    if all(one.role is Role.AGENT for one in actor.posts if one.hands_out):
        # An agent learns what lies at his own point, and nothing of what else there is of his neighbours.
        rows, sent = [row for row in rows if row.hall_id in halls], ()
    now = clock.now()
    Look.objects.bulk_create(
        Look(case=row.case, person_id=actor.person, as_what=post.title[:60], page="统一出件", at=now)
        for row in rows
    )
    cards = [_lying(row) for row in rows]
    here = tuple(one for one in cards if one.hall in halls)
    return Found(name, masked, here, tuple(one for one in cards if one.hall not in halls), sent, by_code)


def _lying(row: Any) -> Lying:
    today = clock.today()
    return Lying(
        row.case.number,
        row.case.matter_name,
        row.case.applicant.name,
        row.case.applicant.phone,
        row.case.organ.short,
        row.hall_id,
        row.hall.name,
        Delivery(row.way),
        row.since,
        rules.days_lying(row.since, today),
        rules.age(row.since, today),
        row.returned,
        row.reminded,
        row.case.bundle,
    )


TABS = {"all": "全部", "reminded": "过10天", "long": "过30天", "returned": "快递退回"}
"""What the list of uncollected results is narrowed to."""


@dataclass(frozen=True)
class Waiting:
    """What the applicant is told of a result that waits for him: where, since when, and the code for a proxy."""

    hall_name: str
    address: str
    hours: str
    since: date
    days: int
    code: str


def waiting_of(number: str) -> Waiting | None:
    """Asked by those who may see the case; None where nothing waits at a window."""
    row = _waiting().filter(case__number=number, way=Delivery.WINDOW.value).first()
    if row is None:
        return None
    days = rules.days_lying(row.since, clock.today())
    return Waiting(row.hall.name, row.hall.address, row.hall.hours, row.since, days, code_for(number))


def code_for(number: str) -> str:
    """The code with which the result of a case is fetched, as it is printed: for the applicant and his receipt."""
    return codes.spaced(code_of(number))


def uncollected(actor: Actor, tab: str = "all", number: int = 1, *, size: int = SIZE) -> Page[Lying]:
    """What waits at the halls where the actor works or that he looks over, the oldest first. Two statements."""
    rows = _waiting().filter(_of_halls(actor))
    today = clock.today()
    if tab == "reminded":
        rows = rows.filter(since__lte=today - timedelta(days=rules.REMIND_AFTER[0]))
    elif tab == "long":
        rows = rows.filter(since__lte=today - timedelta(days=rules.LONG))
    elif tab == "returned":
        rows = rows.filter(returned=True)
    return page(rows.order_by("since", "case"), number, _lying, size)


def _of_halls(actor: Actor) -> Q:
    if actor.holds(Role.INQUIRY):
        return Q()
    halls = {post.hall for post in actor.posts if post.hands_out}
    for post in actor.posts_as(Role.HALL_HEAD):
        halls |= {post.hall, *post.below}
    return Q(hall__in=sorted(halls))


@dataclass(frozen=True)
class Handed:
    """A result that was handed over: on which day, how, at which window and by whom."""

    number: str
    matter_name: str
    applicant: str
    way: Delivery
    on: date
    hall_name: str
    window: str
    clerk: str


def handed_over(actor: Actor, day: date, number: int = 1) -> Page[Handed]:
    """What the actor's halls handed over on a day, the last first. Two statements."""
    rows = Collection.objects.filter(_of_halls(actor), handed_on=day)
    rows = rows.select_related("case__applicant", "hall", "person").defer("case__state")
    return page(rows.order_by("-case"), number, _handed, SIZE)


def _handed(row: Any) -> Handed:
    case = row.case
    clerk = row.person.name if row.person else ""
    way, on = Delivery(row.way), row.handed_on
    return Handed(
        case.number, case.matter_name, case.applicant.name, way, on, row.hall.name, row.window, clerk
    )


@dataclass(frozen=True)
class Proof:
    """What stands in the record of how a result reached somebody. `signature` is a file, "" where there is none."""

    way: Delivery
    at: datetime
    hall_name: str
    window: str
    clerk: str
    name: str
    himself: bool
    identifier: str
    relation: str
    authority: str
    signed: str
    signature: str


def proof_of(number: str) -> Proof | None:
    """The proof of the last delivery of a case: asked by those who may see it. None before, or once erased."""
    row = Event.objects.filter(case__number=number, name="HandedOut").order_by("-seq").first()
    if row is None:
        return None
    line = log.read(row)
    if not isinstance(line.event, e.HandedOut) or not line.event.proof:
        return None
    try:
        data = content(line.event.proof)
    except NoContent:
        return None
    place = hall_of(line.event.hall)
    return Proof(
        line.event.way,
        line.at,
        place.name if place else "",
        line.event.window,
        line.actor_name,
        str(data.get("name", "")),
        data.get("fetched_by") == "self",
        citizen.mask(str(data.get("identifier", ""))),
        str(data.get("relation", "")),
        str(data.get("authority", "")),
        str(data.get("signed", "")),
        str(data.get("signature", "")),
    )


def has_signature(number: str, sha256: str) -> bool:
    """Whether this file is the signature with which a result of the case was taken."""
    rows = Event.objects.filter(case__number=number, name="HandedOut").order_by("-seq")
    refs = [one.event.proof for one in map(log.read, rows) if isinstance(one.event, e.HandedOut)]
    return any(_data(ref).get("signature") == sha256 for ref in refs if ref)


def _data(ref: str) -> dict[str, Any]:
    try:
        return content(ref)
    except NoContent:
        return {}


def name_of(parties: Sequence[int]) -> str:
    """The person whose document was shown, the first of these; "" for an organisation, and for nobody."""
    row = Party.objects.filter(pk__in=parties[:1], kind=PartyKind.PERSON).first()
    return row.name if row else ""


def among(numbers: Iterable[str], parties: Sequence[int]) -> frozenset[str]:
    """Those of these cases that belong to one of these parties. One statement."""
    if not parties:
        return frozenset()
    rows = Case.objects.filter(number__in=list(numbers), applicant__in=parties)
    return frozenset(rows.values_list("number", flat=True))
