"""查询码: what a person holds who may look at a case without signing in.

Seven characters of chance and a check, from 32 characters that are not mistaken for each other.
The case number is known to many; the code is on the receipt alone.
"""

from onevisit.rules.identifiers.errors import BadIdentifier
from onevisit.rules.identifiers.iso7064 import check_character
from onevisit.rules.identifiers.reading import normalise, require_characters, require_length

__all__ = ["ENTROPY_BYTES", "BadQueryCode", "check", "make"]

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CHOSEN = 7

ENTROPY_BYTES = 5
"""How many bytes of chance a code takes: 35 of their 40 bits are used."""


class BadQueryCode(BadIdentifier):
    """A query code that cannot be right."""

    kind = "查询码"


def make(entropy: bytes) -> str:
    """The code for `entropy`, which the caller draws from a secure source.

    Raises ValueError unless there are ENTROPY_BYTES of it.
    """
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError(f"查询码需要{ENTROPY_BYTES}字节随机数，现为{len(entropy)}字节。")
    number = int.from_bytes(entropy)
    chosen = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_CHOSEN))
    return chosen + check_character(chosen, _ALPHABET)


def check(text: str) -> str:
    """The canonical form of the code in `text`, or BadQueryCode. Whether it fits a case is not known here."""
    code = normalise(text).replace("-", "")
    require_length(code, _CHOSEN + 1, BadQueryCode)
    require_characters(code, _ALPHABET, "数字2至9或者字母，并且不用I和O", BadQueryCode)
    if code[-1] != check_character(code[:-1], _ALPHABET):
        raise BadQueryCode("可能输错了一位，请对照回执逐位核对。")
    return code
