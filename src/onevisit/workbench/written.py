"""What somebody at a desk wrote, as the contents that a command carries."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from onevisit.rules.cases.contents import Contents, text


def words(sentence: str) -> Contents:
    """A free text."""
    return text(sentence, secrets.token_hex(16))


def proof(kind: str, data: Mapping[str, object]) -> Contents:
    """A proof of delivery: who fetched it and how he signed, or the waybill."""
    return Contents(kind, data, secrets.token_hex(16))
