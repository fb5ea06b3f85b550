"""What a certificate says: taken from its record and nothing else, so that the hash it prints covers all of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from onevisit.licences import addresses
from onevisit.licences.models import Licence
from onevisit.licences.rendering import Printed
from onevisit.platform.people.models import PartyKind
from onevisit.rules.calendar import chinese_date
from onevisit.rules.identifiers import citizen


def printed(licence: Licence, data: Mapping[str, Any]) -> Printed:
    """What is printed for a licence. `data` is the content that its `data` refers to.

    `scope`, where the record has it, is a list of pairs: what exactly was permitted, by label and value.
    """
    is_person = licence.holder.kind == PartyKind.PERSON
    identifier = data["holder_identifier"]
    rows = [
        ("持证人", data["holder"]),
        ("公民身份号码", citizen.mask(identifier)) if is_person else ("统一社会信用代码", identifier),
        ("办理事项", data["matter"]),
        *((label, value) for label, value in data.get("scope", ())),
        ("有效期", _validity(data["on"], data["valid_to"], endless=data.get("endless", False))),
        ("办件编号", data["case"]),
    ]
    if data["identifier"]:
        rows.append(("电子证照标识", data["identifier"]))
    return Printed(
        data["title"],
        data["number"],
        tuple(rows),
        data["organ"],
        _day(data["on"]),
        licence.data,
        addresses.verification(licence.token),
    )


def _validity(first: str, last: str | None, *, endless: bool) -> str:
    if last:
        return f"{_day(first)}至{_day(last)}"
    return f"自{_day(first)}起长期有效" if endless else f"自{_day(first)}起"


def _day(text: str) -> str:
    return chinese_date(date.fromisoformat(text))
