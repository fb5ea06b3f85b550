"""办件编号 for people: short enough to read out on the telephone, and a slip of the tongue is found.

Twelve digits: day 6 (yymmdd), sequence of the day 5, check 1 (ISO 7064 MOD 11,10).
"""

from dataclasses import dataclass
from datetime import date

from onevisit.rules.identifiers.errors import BadIdentifier
from onevisit.rules.identifiers.iso7064 import DIGITS, check_character
from onevisit.rules.identifiers.reading import normalise, read_day, require_characters, require_length

__all__ = ["BadCaseNo", "CaseNo", "check", "make"]

_CENTURY = 2000


class BadCaseNo(BadIdentifier):
    """A case number that cannot be right."""

    kind = "办件编号"


@dataclass(frozen=True, slots=True)
class CaseNo:
    """The `seq`-th case of a day."""

    day: date
    seq: int

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The twelve digits."""
        first = f"{self.day:%y%m%d}{self.seq:05}"
        return first + check_character(first, DIGITS)

    @property
    def spoken(self) -> str:
        """The digits in three groups, as they are printed and read out: 260928 00017 5."""
        return f"{self.text[:6]} {self.text[6:11]} {self.text[11]}"


def make(day: date, seq: int) -> CaseNo:
    """The number of the `seq`-th case of `day`. Raises BadCaseNo outside 1…99999 or 2000…2099."""
    if not _CENTURY <= day.year < _CENTURY + 100:
        raise BadCaseNo(f"只能用于{_CENTURY}年至{_CENTURY + 99}年，不能用于{day.year}年。")
    if not 1 <= seq <= 99999:
        raise BadCaseNo(f"的当日序号应为1至99999，不能是{seq}。")
    return CaseNo(day, seq)


def check(text: str) -> CaseNo:
    """The case number in `text`; blanks and hyphens between its groups do no harm. Raises BadCaseNo."""
    code = normalise(text).replace("-", "")
    require_characters(code, DIGITS, "数字", BadCaseNo)
    require_length(code, 12, BadCaseNo)
    expected = check_character(code[:11], DIGITS)
    if code[11] != expected:
        # The sentence does not say which last digit would fit: the fault is more likely before it, and
        # who follows such advice ends up with the number of somebody else's case.
        why = "的最后一位与前面的数字不符，可能输错了一位，请对照回执逐位核对。"
        raise BadCaseNo(why, position=12, expected=expected)
    day = read_day(f"{_CENTURY // 100}{code[:6]}")
    if day is None:
        raise BadCaseNo(f"的前6位“{code[:6]}”不是日期，请对照回执核对。", position=1)
    seq = int(code[6:11])
    if seq == 0:
        raise BadCaseNo("的第7至11位序号不能是00000，请对照回执核对。", position=7)
    return CaseNo(day, seq)
