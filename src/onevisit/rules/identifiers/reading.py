"""The steps that reading any kind of number begins with."""

import unicodedata
from calendar import monthrange
from collections.abc import Container
from datetime import date

from onevisit.rules.identifiers.errors import BadIdentifier

__all__ = ["normalise", "read_day", "require_characters", "require_length"]


def normalise(text: str) -> str:
    """`text` as it was meant: full-width characters made half-width, letters large, blanks left out."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def require_length(text: str, length: int, error: type[BadIdentifier]) -> None:
    """Raise `error` unless `text` has `length` characters."""
    if len(text) != length:
        raise error(f"应为{length}位，现为{len(text)}位，请核对后重新输入。")


def require_characters(text: str, alphabet: Container[str], say: str, error: type[BadIdentifier]) -> None:
    """Raise `error` at the first character outside `alphabet`, which `say` describes."""
    for position, character in enumerate(text, 1):
        if character not in alphabet:
            raise error(f"第{position}位“{character}”不对，只能是{say}。", position=position)


def read_day(digits: str) -> date | None:
    """The day that eight digits yyyymmdd name, or None if there is no such day. The digits are ASCII."""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None
