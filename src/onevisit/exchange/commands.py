"""Enter what is known into the registers, and send parcels."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from onevisit.casework import queries as cases
from onevisit.exchange import access, connections, demonstration
from onevisit.exchange.models import Answer, HeldLicence, RegisterEntry
from onevisit.exchange.ports import Parcel, Waybill
from onevisit.exchange.refusals import ParcelIncomplete
from onevisit.exchange.registers import LicenceRegister, SharedRegister
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Party
from onevisit.rules.cases.contents import Contents
from onevisit.rules.district.pack import Pack

Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Seeded:
    """What seeding added."""

    entries: int
    licences: int


def send(parcel: Parcel, *, actor: Actor, key: str) -> Waybill:
    """Register a parcel with the courier. Raises `NotYourParcel`, `ParcelIncomplete`, `NoSuchCase`.

    `key` names this request: sent again it is answered with the first waybill.
    """
    access.may_send(actor)
    parts = {"收件人": parcel.recipient, "电话": parcel.phone, "地址": parcel.address}
    missing = [label for label, value in parts.items() if not value.strip()]
    if missing:
        raise ParcelIncomplete(missing="、".join(missing))
    cases.party_of(parcel.case)
    at_hand = next((post.hall for post in actor.posts if post.hands_out), "")
    return connections.courier.take(replace(parcel, hall=parcel.hall or at_hand), key)


def seed(pack: Pack) -> Seeded:
    """Fill the registers for the pack's invented applicants, marked as demonstration. What is there already stays."""
    with transaction.atomic():
        wanted = demonstration.of(pack)
        parties = {
            row.identifier: row.pk
            for row in Party.objects.filter(identifier__in=[one.identifier for one in pack.applicants])
        }
        return Seeded(_enter(wanted.entries, parties), _enter_licences(wanted.licences, parties))


def _enter(wanted: Sequence[demonstration.Entry], parties: dict[str, int]) -> int:
    there = set(RegisterEntry.objects.values_list("party_id", "resource_id"))
    today = clock.today()
    rows, answers = [], []
    for one in wanted:
        party = parties[one.identifier]
        if (party, one.resource) in there:
            continue
        answer = _answer(party, SharedRegister.register, one.subject, one.facts, today)
        answers.append(answer)
        rows.append(
            RegisterEntry(
                resource_id=one.resource,
                party_id=party,
                answer=answer,
                source=demonstration.SOURCE,
                as_of=today,
            )
        )
    Answer.objects.bulk_create(answers)
    RegisterEntry.objects.bulk_create(rows)
    return len(rows)


def _enter_licences(wanted: Sequence[demonstration.Held], parties: dict[str, int]) -> int:
    there = set(HeldLicence.objects.values_list("type_id", "number"))
    rows, answers = [], []
    for one in wanted:
        if (one.type, one.number) in there:
            continue
        party = parties[one.identifier]
        answer = _answer(party, LicenceRegister.former, one.subject, one.facts, one.valid_from)
        answers.append(answer)
        rows.append(
            HeldLicence(
                type_id=one.type,
                party_id=party,
                number=one.number,
                issuer=one.issuer,
                valid_from=one.valid_from,
                answer=answer,
                source=demonstration.SOURCE,
            )
        )
    Answer.objects.bulk_create(answers)
    HeldLicence.objects.bulk_create(rows)
    return len(rows)


def _answer(party: int, register: str, subject: str, facts: Facts, as_of: date) -> Answer:
    data = {"register": register, "subject": subject, "facts": list(facts), "as_of": as_of}
    contents = Contents("register-answer", data, secrets.token_hex(16))
    return Answer(ref=contents.ref, party_id=party, body=contents.body, made_at=clock.now())
