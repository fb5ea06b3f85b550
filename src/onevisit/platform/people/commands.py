"""Accounts and what is known of them."""

from __future__ import annotations

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import transaction

from onevisit.platform.people.models import Party, PartyKind, Person
from onevisit.rules.identifiers import citizen


class AlreadyBound(ValueError):
    """The account already has an identity, or the identity an account."""


def bind(person: int, name: str, identifier: str, phone: str, address: str, verified_by: str) -> Party:
    """Give an account its real name, once it has been verified (by whom stands in `verified_by`).

    Raises `BadIdentifier` for a number that cannot be, `AlreadyBound` where one of the two is taken.
    """
    number = citizen.check(identifier).text
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=person)
        if row.party_id is not None:
            raise AlreadyBound("这个账号已经完成实名认证")
        defaults = {"name": name, "phone": phone, "address": address, "verified_by": verified_by}
        party, _ = Party.objects.get_or_create(kind=PartyKind.PERSON, identifier=number, defaults=defaults)
        if party.people.exists():
            raise AlreadyBound("这个身份已经绑定了另一个账号；如果不是您本人操作，请拨打投诉电话")
        row.party, row.name = party, name
        row.save(update_fields=["party", "name"])
        return party


def set_demo_password(password: str) -> int:
    """Give every account without a usable password this one (the demonstration only); returns how many.

    One hash for all: hashing a strong one costs a tenth of a second, and there are hundreds of accounts.
    """
    unusable = Person.objects.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return unusable.update(password=make_password(password))
