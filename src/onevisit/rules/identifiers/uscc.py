"""统一社会信用代码, the unified social credit code of a body (GB 32100-2015).

Eighteen characters: who registered it (1), what kind of body (1), division (6), organisation code (9, of
which the last is a check after GB 11714), check (1).
"""

from dataclasses import dataclass

from onevisit.rules.identifiers.errors import BadIdentifier
from onevisit.rules.identifiers.reading import normalise, require_characters, require_length

__all__ = ["BadCreditCode", "CreditCode", "check", "is_test_code", "make_test_code"]

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

_TEST_DIVISION = "370304"
# The two letters with which organisation codes given since 2015 begin, by who registers the body.
_TEST_PREFIXES = {"1": "MB", "5": "MJ", "9": "MA"}


class BadCreditCode(BadIdentifier):
    """A unified social credit code that cannot be right."""

    kind = "统一社会信用代码"


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A code whose two check characters are right; `text` is its canonical form."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def registrar(self) -> str:
        """Who registered the body: 1 机构编制, 5 民政, 9 市场监管, Y other; and the kind of body after it."""
        return self.text[:2]

    @property
    def division(self) -> str:
        """The six digits of the place of registration."""
        return self.text[2:8]

    @property
    def organisation(self) -> str:
        """The organisation code (GB 11714) inside."""
        return self.text[8:17]


def check(text: str) -> CreditCode:
    """The code in `text`, with small or full-width letters made right. Raises BadCreditCode."""
    code = normalise(text)
    require_length(code, 18, BadCreditCode)
    require_characters(code, _ALPHABET, "数字或者大写字母，并且不用I、O、S、V、Z", BadCreditCode)
    for position, character in enumerate(code[2:8], 3):
        if not character.isdigit():
            why = f"第{position}位“{character}”不对，第3至8位是登记地行政区划码，只能是数字。"
            raise BadCreditCode(why, position=position)
    _require_check(code, 17, _organisation_check(code[8:16]), "组织机构代码校验码")
    _require_check(code, 18, _check(code[:17]), "校验码")
    return CreditCode(code)


def make_test_code(seq: int, registrar: str = "11") -> str:
    """A code for tests and demonstrations that no real body bears: division 370304, number `seq`.

    `registrar` is 11 for organs, 12 for public institutions, 51 and 52 for associations, 91 to 93 for
    businesses. Raises ValueError for a `seq` outside 1…9999 or another registrar.
    """
    if not 1 <= seq <= 9999:
        raise ValueError(f"测试用统一社会信用代码的序号应为1至9999，不能是{seq}。")
    if len(registrar) != 2 or registrar[0] not in _TEST_PREFIXES or registrar[1] not in _ALPHABET:
        raise ValueError(
            f"测试用统一社会信用代码的前两位不能是{registrar!r}，请用11、12、51、52、91、92或者93。"
        )
    body = f"{_TEST_PREFIXES[registrar[0]]}00{seq:04}"
    text = f"{registrar}{_TEST_DIVISION}{body}{_organisation_check(body)}"
    return text + _check(text)


def is_test_code(code: CreditCode) -> bool:
    """Whether `make_test_code` made it."""
    prefix = _TEST_PREFIXES.get(code.registrar[0])
    body = code.organisation[:8]
    return code.division == _TEST_DIVISION and body[:4] == f"{prefix}00" and body[4:].isdigit()


def _require_check(code: str, position: int, expected: str, name: str) -> None:
    found = code[position - 1]
    if found != expected:
        why = f"第{position}位{name}应为“{expected}”，现为“{found}”，请逐位核对。"
        raise BadCreditCode(why, position=position, expected=expected)


def _organisation_check(body: str) -> str:
    values = (_ORGANISATION_ALPHABET.index(character) for character in body)
    rest = 11 - sum(v * w for v, w in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def _check(first: str) -> str:
    values = (_ALPHABET.index(character) for character in first)
    return _ALPHABET[-sum(v * w for v, w in zip(values, _WEIGHTS, strict=True)) % 31]
