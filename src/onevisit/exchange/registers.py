"""Registers of our own behind each port, until the system outside is connected. Each says so by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from onevisit.casework import numbers
from onevisit.exchange import models
from onevisit.exchange.ports import IdentityAnswer, Known, KnownLicence, Mark, Parcel, Waybill
from onevisit.licences import queries as licences
from onevisit.platform import clock
from onevisit.platform.people.models import PartyKind
from onevisit.rules.calendar import chinese_date
from onevisit.rules.identifiers import BadIdentifier, citizen
from onevisit.rules.parcels import Direction, Stand, label
from onevisit.rules.record.canonical import loads

POPULATION = "population"
"""The resource that knows who is who."""


class IdentityRegister:
    """Citizens who stand in our own register of the population."""

    register = "本系统身份登记簿（未接省统一身份认证）"

    def verify(self, name: str, identifier: str) -> IdentityAnswer:
        """Whether the register has a citizen of this name with this number."""
        try:
            number = citizen.check(identifier).text
        except BadIdentifier as bad:
            return IdentityAnswer(False, self.register, str(bad))
        entry = (
            models.RegisterEntry.objects.filter(
                resource=POPULATION, party__kind=PartyKind.PERSON, party__identifier=number
            )
            .select_related("party")
            .first()
        )
        # One sentence for both, so that nobody learns from it which numbers exist.
        if entry is None or entry.party.name != name.strip():
            return IdentityAnswer(
                False, self.register, "登记簿里没有这个姓名和号码，请核对；也可以持身份证到窗口核验"
            )
        return IdentityAnswer(True, self.register)


class SharedRegister:
    """What the district's organs have entered about a party, by resource."""

    register = "本系统数据资源登记簿（未接省平台）"

    def ask(self, resources: Sequence[str], party: int) -> Mapping[str, Known]:
        """The entries of a party under these resources. One statement."""
        rows = models.RegisterEntry.objects.filter(party_id=party, resource__in=list(resources))
        return {row.resource_id: read(row.answer) for row in rows.select_related("answer")}


class LicenceRegister:
    """Licences that were issued here, and those from before that have been entered."""

    register = "本系统电子证照库（未接省电子证照库）"
    former = "本系统存量证照登记簿（未接省电子证照库）"

    def held(self, types: Sequence[str], party: int, on: date) -> Mapping[str, KnownLicence]:
        """Of each type the newest that is good on the day. Two statements."""
        rows = models.HeldLicence.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=on), party_id=party, type__in=list(types), valid_from__lte=on
        ).select_related("answer", "type")
        found = [(row.valid_from, row.type_id, self._former(row)) for row in rows]
        cards = licences.held(party, types, on)
        found += [(card.valid_from, card.type, issued(card, on)) for card in cards]
        return {kind: one for _, kind, one in sorted(found, key=lambda each: each[0])}

    def _former(self, row: models.HeldLicence) -> KnownLicence:
        known = read(row.answer)
        return KnownLicence(
            known.ref,
            known.register,
            known.subject,
            known.facts,
            known.as_of,
            row.number,
            row.issuer,
            row.valid_to,
        )


class WaybillBook:
    """Parcels that a window or an applicant gave to a courier by hand. It knows no more than it is told."""

    register = "本系统邮寄登记簿（未接快递公司）"

    def take(self, parcel: Parcel, key: str) -> Waybill:
        """Enter a parcel under the next number of the day, once for a `key`."""
        try:
            return Waybill(self._number(parcel, key), self.register)
        except IntegrityError:
            # Sent twice at the same moment: the other one was first, and its number is this one's too.
            first = models.Waybill.objects.filter(key=key).first()
            if first is None:
                raise
            return Waybill(first.number, self.register)

    @transaction.atomic
    def _number(self, parcel: Parcel, key: str) -> str:
        known = models.Waybill.objects.filter(key=key).first()
        if known is not None:
            return known.number
        now = clock.now()
        day = clock.day_of(now)
        number = f"BS{day:%y%m%d}{numbers.take(f'waybill:{day:%Y%m%d}'):05}"
        row = models.Waybill.objects.create(
            number=number,
            key=key,
            direction=parcel.direction.value,
            case_number=parcel.case,
            about=parcel.about,
            hall=parcel.hall,
            carrier=parcel.carrier,
            carrier_number=parcel.carrier_number,
            contents=[list(one) for one in parcel.contents],
            recipient=parcel.recipient,
            phone=parcel.phone,
            address=parcel.address,
            sender=parcel.sender.name,
            sender_phone=parcel.sender.phone,
            sender_address=parcel.sender.address,
            registered_at=now,
        )
        as_what = "申请人" if parcel.direction is Direction.IN else "出件窗口"
        models.WaybillMark.objects.create(waybill=row, stand=Stand.POSTED.value, at=now, as_what=as_what)
        return number

    def trace(self, numbers: Sequence[str]) -> Mapping[str, tuple[Mark, ...]]:
        """What our own book was told of these parcels, the latest last. One statement."""
        rows = models.WaybillMark.objects.filter(waybill__number__in=list(numbers)).select_related("waybill")
        found: dict[str, tuple[Mark, ...]] = {}
        for row in rows.order_by("at", "id"):
            stand = Stand(row.stand)
            said = label(Direction(row.waybill.direction), stand)
            mark = Mark(stand, said, row.at, row.as_what, row.words)
            found[row.waybill.number] = (*found.get(row.waybill.number, ()), mark)
        return found


def read(answer: models.Answer) -> Known:
    """What an answer says."""
    body: Any = loads(answer.body)
    data = body["data"]
    facts = tuple((label, value) for label, value in data["facts"])
    return Known(answer.ref, data["register"], data["subject"], facts, date.fromisoformat(data["as_of"]))


def issued(card: licences.LicenceCard, on: date) -> KnownLicence:
    """What the register of licences says of one that was issued here."""
    facts = [("证号", card.number), ("颁发机构", card.organ), ("有效期起", chinese_date(card.valid_from))]
    if card.valid_to:
        facts.append(("有效期止", chinese_date(card.valid_to)))
    facts.append((f"{chinese_date(on)}的状态", card.standing.label))
    return KnownLicence(
        card.data,
        LicenceRegister.register,
        card.title,
        tuple(facts),
        on,
        card.number,
        card.organ,
        card.valid_to,
    )
