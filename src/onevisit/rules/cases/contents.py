"""What people wrote: kept apart from the log and referred to by hash, so that it can be erased and the chain holds.

The hash is salted: without the salt, which is erased with the contents, nobody can find out a short text
(a telephone number, “yes”) by trying.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from onevisit.rules.record.canonical import dumps


@dataclass(frozen=True)
class Contents:
    """A document that a person wrote. `salt` is 32 hexadecimal digits that the caller drew at random."""

    kind: str
    data: Mapping[str, object]
    salt: str

    @property
    def body(self) -> str:
        """The canonical text, which is stored and hashed."""
        return dumps({"kind": self.kind, "data": self.data, "salt": self.salt})

    @property
    def ref(self) -> str:
        """SHA-256 of the body, in hexadecimal: how events refer to it."""
        return hash_of(self.body)


def hash_of(body: str) -> str:
    """The hash by which a body is referred to."""
    return hashlib.sha256(body.encode()).hexdigest()


def text(words: str, salt: str) -> Contents:
    """A free text: an opinion, a reason, a comment."""
    return Contents("text", {"text": words}, salt)
