"""行政区划代码, the code of a place (GB/T 2260, GB/T 10114 and the statistical codes below them).

Six digits to the district, nine to the town, twelve to the village. A shorter code may be filled up with
zeros to twelve; both forms name the same place.
"""

from dataclasses import dataclass
from enum import StrEnum

from onevisit.rules.identifiers.errors import BadIdentifier
from onevisit.rules.identifiers.iso7064 import DIGITS
from onevisit.rules.identifiers.reading import normalise, require_characters

__all__ = ["BadDivision", "Division", "DivisionLevel", "check"]

# GB/T 2260: the first digit is the region, the second the province in it.
_PROVINCES = frozenset(
    region + province
    for region, provinces in (
        ("1", "12345"),
        ("2", "123"),
        ("3", "1234567"),
        ("4", "123456"),
        ("5", "01234"),
        ("6", "12345"),
        ("7", "1"),
        ("8", "12"),
    )
    for province in provinces
)


class BadDivision(BadIdentifier):
    """A division code that cannot be right."""

    kind = "行政区划代码"


class DivisionLevel(StrEnum):
    """How far down a code goes."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    TOWN = "town"
    VILLAGE = "village"

    @property
    def label(self) -> str:
        """In Chinese."""
        return _LABELS[self]


_LABELS = {
    DivisionLevel.PROVINCE: "省级",
    DivisionLevel.CITY: "市级",
    DivisionLevel.DISTRICT: "县级",
    DivisionLevel.TOWN: "乡级",
    DivisionLevel.VILLAGE: "村级",
}
# How many digits name a place of each level.
_DIGITS = {
    DivisionLevel.PROVINCE: 2,
    DivisionLevel.CITY: 4,
    DivisionLevel.DISTRICT: 6,
    DivisionLevel.TOWN: 9,
    DivisionLevel.VILLAGE: 12,
}


@dataclass(frozen=True, slots=True)
class Division:
    """A place. `text` is the code without the zeros that only fill up: 6, 9 or 12 digits."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def full(self) -> str:
        """All twelve digits, as every pushed record wants them."""
        return self.text.ljust(12, "0")

    @property
    def level(self) -> DivisionLevel:
        """How far down the code goes."""
        return _level(self.full)

    def parent(self) -> "Division | None":
        """The place it lies in by its code, or None for a province."""
        levels = list(DivisionLevel)
        above = levels.index(self.level) - 1
        if above < 0:
            return None
        return Division(_short(self.full[: _DIGITS[levels[above]]].ljust(12, "0")))

    def within(self, other: "Division") -> bool:
        """Whether it is `other` or lies in it."""
        return self.full.startswith(other.full[: _DIGITS[other.level]])


def check(text: str) -> Division:
    """The place whose code is `text`. Raises BadDivision."""
    code = normalise(text)
    require_characters(code, DIGITS, "数字", BadDivision)
    if len(code) not in (6, 9, 12):
        raise BadDivision(f"应为6位、9位或者12位，现为{len(code)}位，请核对后重新输入。")
    if code[:2] not in _PROVINCES:
        raise BadDivision(f"前两位“{code[:2]}”不是省级代码，请核对。", position=1)
    full = code.ljust(12, "0")
    for first, last, name in ((2, 4, "市级"), (4, 6, "县级"), (6, 9, "乡级")):
        if not int(full[first:last]) and int(full[last:]):
            why = f"第{first + 1}至{last}位{name}代码是0，后面却还有代码，请核对。"
            raise BadDivision(why, position=first + 1)
    return Division(_short(full))


def _level(full: str) -> DivisionLevel:
    """The lowest level whose own digits are not all zero."""
    level = DivisionLevel.PROVINCE
    above = 0
    for each, digits in _DIGITS.items():
        if int(full[above:digits]):
            level = each
        above = digits
    return level


def _short(full: str) -> str:
    return full[: max(6, _DIGITS[_level(full)])]
