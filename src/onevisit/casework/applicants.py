"""Who applies: a party, found or made from what a window read off a document, or from an account."""

from __future__ import annotations

from onevisit.platform.people.models import Party, PartyKind
from onevisit.rules.identifiers import citizen, uscc


def party_for(name: str, identifier: str, phone: str, address: str, verified_by: str) -> Party:
    """The party with this identifier, made if there is none yet. Raises `BadIdentifier` for a wrong check digit.

    What is already known is not overwritten by what somebody typed at a window, except where it was empty.
    """
    kind, identifier = classify(identifier)
    defaults = {"name": name, "phone": phone, "address": address, "verified_by": verified_by}
    party, made = Party.objects.get_or_create(kind=kind, identifier=identifier, defaults=defaults)
    if not made:
        empty = [key for key in ("phone", "address") if not getattr(party, key) and defaults[key]]
        for key in empty:
            setattr(party, key, defaults[key])
        if empty:
            party.save(update_fields=empty)
    return party


def classify(identifier: str) -> tuple[PartyKind, str]:
    """Whether this is a citizen's number or a credit code, in its canonical form; raises `BadIdentifier`.

    Both have eighteen characters: a citizen's number has seventeen digits first and a date of birth inside, so it
    is tried first, and what is said of a wrong one is what fits its shape.
    """
    text = identifier.strip().upper()
    if text[:17].isdigit() and text[6:8] in ("18", "19", "20"):
        return PartyKind.PERSON, str(citizen.check(text).text)
    return PartyKind.ENTERPRISE, str(uscc.check(text).text)
