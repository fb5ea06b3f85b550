"""公民身份号码, the number of a citizen (GB 11643-1999).

Eighteen characters: division (6), day of birth (8), sequence (3, odd for men), check (1).
"""

from dataclasses import dataclass
from datetime import date

from onevisit.rules.identifiers.errors import BadIdentifier
from onevisit.rules.identifiers.iso7064 import DIGITS
from onevisit.rules.identifiers.reading import normalise, read_day, require_characters, require_length

__all__ = ["BadCitizenId", "CitizenId", "check", "mask", "upgrade"]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_EARLIEST_YEAR = 1800
_SHOWN = 4


class BadCitizenId(BadIdentifier):
    """A citizen's number that cannot be right."""

    kind = "公民身份号码"


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A number with a real day of birth and the right check; `text` is its canonical form.

    `str()` is masked, so that no message or log shows a person's number by accident.
    """

    text: str

    def __str__(self) -> str:
        return mask(self.text)

    def __repr__(self) -> str:
        return f"CitizenId({mask(self.text)})"

    @property
    def division(self) -> str:
        """The six digits of the place where it was first registered."""
        return self.text[:6]

    @property
    def born_on(self) -> date:
        """The day of birth."""
        return _born_on(self.text)

    @property
    def male(self) -> bool:
        """Whether it is a man's number."""
        return int(self.text[16]) % 2 == 1

    def age_on(self, day: date) -> int:
        """Full years of life (周岁) on `day`: one year older from the day after the birthday on.

        Raises ValueError for a day before the birth.
        """
        if day < self.born_on:
            raise ValueError(f"{day}早于出生日期{self.born_on}。")
        had_birthday = (day.month, day.day) > (self.born_on.month, self.born_on.day)
        return max(0, day.year - self.born_on.year - (not had_birthday))


def check(text: str) -> CitizenId:
    """The number in `text`, with a small x or full-width digits made right. Raises BadCitizenId."""
    number = normalise(text)
    if len(number) == 15 and number.isdigit():
        raise BadCitizenId("是15位的旧号码，请输入身份证上的18位号码。")
    require_length(number, 18, BadCitizenId)
    require_characters(number[:17], DIGITS, "数字", BadCitizenId)
    if number[17] not in _CHECKS:
        raise BadCitizenId(f"第18位“{number[17]}”不对，只能是数字或者X。", position=18)
    if number[0] == "0":
        raise BadCitizenId("第1位不能是0，前6位是行政区划码。", position=1)
    _born_on(number)
    expected = _check(number)
    if number[17] != expected:
        why = f"第18位校验码应为“{expected}”，现为“{number[17]}”，请逐位核对。"
        raise BadCitizenId(why, position=18, expected=expected)
    return CitizenId(number)


def upgrade(text: str) -> CitizenId:
    """The 18 digits of an old number of 15: the century 19 inserted, the check added. Raises BadCitizenId."""
    number = normalise(text)
    require_length(number, 15, BadCitizenId)
    require_characters(number, DIGITS, "数字", BadCitizenId)
    longer = f"{number[:6]}19{number[6:]}"
    return check(longer + _check(longer))


def mask(text: str) -> str:
    """`text` for the eyes of others: 3703**********0013. A text of eight characters or less is hidden whole."""
    hidden = len(text) - 2 * _SHOWN
    if hidden <= 0:
        return "*" * len(text)
    return text[:_SHOWN] + "*" * hidden + text[-_SHOWN:]


def _born_on(number: str) -> date:
    day = read_day(number[6:14])
    if day is None or day.year < _EARLIEST_YEAR:
        raise BadCitizenId("第7至14位不是出生日期，请核对。", position=7)
    return day


def _check(number: str) -> str:
    return _CHECKS[sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False)) % 11]
