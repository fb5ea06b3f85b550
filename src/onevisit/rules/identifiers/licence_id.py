"""电子证照标识, the identifier of an electronic licence (GB/T 36904-2018).

1.2.156.3005.2.<type 21>.<issuer>.<serial>.<version 3>.<check>. The type is the credit code of the body
that defined it and three digits. The check is ISO 7064 MOD 37,36 over the four parts without their dots.
"""

from dataclasses import dataclass

from onevisit.rules.identifiers import iso7064, uscc
from onevisit.rules.identifiers.errors import BadIdentifier
from onevisit.rules.identifiers.reading import normalise, require_characters

__all__ = ["BadLicenceId", "LicenceId", "check", "make"]

_ROOT = "1.2.156.3005.2"
_LONGEST_SERIAL = 32


class BadLicenceId(BadIdentifier):
    """A licence identifier that cannot be right."""

    kind = "电子证照标识"


@dataclass(frozen=True, slots=True)
class LicenceId:
    """The identifier of one version of one licence. A change makes a new version of the same serial."""

    type_code: str
    issuer: str
    serial: str
    version: int

    def __str__(self) -> str:
        return self.text

    @property
    def check_character(self) -> str:
        """The check character."""
        joined = f"{self.type_code}{self.issuer}{self.serial}{self.version:03}"
        return iso7064.check_character(joined, iso7064.DIGITS_AND_LETTERS)

    @property
    def text(self) -> str:
        """The identifier with root and check."""
        return (
            f"{_ROOT}.{self.type_code}.{self.issuer}.{self.serial}.{self.version:03}.{self.check_character}"
        )

    def next_version(self) -> "LicenceId":
        """The identifier after a change or a renewal. Raises BadLicenceId after version 999."""
        return make(self.type_code, self.issuer, self.serial, self.version + 1)


def make(type_code: str, issuer: str, serial: str, version: int = 1) -> LicenceId:
    """The identifier with these parts, each checked. Raises BadLicenceId."""
    type_code, issuer, serial = normalise(type_code), normalise(issuer), normalise(serial)
    if len(type_code) != 21 or not _is_digits(type_code[18:]):
        raise BadLicenceId(f"的证照类型代码“{type_code}”应为定义机构的18位统一社会信用代码加3位数字。")
    try:
        uscc.check(type_code[:18])
    except uscc.BadCreditCode as bad:
        raise BadLicenceId(f"的证照类型代码前18位不对：{bad}", expected=bad.expected) from None
    for name, part, longest in (("颁发机构代码", issuer, 18), ("流水号", serial, _LONGEST_SERIAL)):
        if not 1 <= len(part) <= longest:
            raise BadLicenceId(f"的{name}应为1至{longest}位，现为{len(part)}位。")
        require_characters(part, iso7064.DIGITS_AND_LETTERS, f"数字或者字母（{name}“{part}”）", BadLicenceId)
    if not 1 <= version <= 999:
        raise BadLicenceId(f"的版本号应为1至999，不能是{version}。")
    return LicenceId(type_code, issuer, serial, version)


def check(text: str) -> LicenceId:
    """The identifier in `text`. Raises BadLicenceId."""
    code = normalise(text)
    if not code.startswith(f"{_ROOT}."):
        raise BadLicenceId(f"应以“{_ROOT}.”开头，请核对。", position=1)
    parts = code.removeprefix(f"{_ROOT}.").split(".")
    if len(parts) != 5:
        raise BadLicenceId(
            f"在“{_ROOT}”之后应有5段（类型、颁发机构、流水号、版本、校验位），现有{len(parts)}段。"
        )
    type_code, issuer, serial, version, found = parts
    if len(version) != 3 or not _is_digits(version):
        raise BadLicenceId(f"的版本号“{version}”应为3位数字。")
    licence = make(type_code, issuer, serial, int(version))
    if found != licence.check_character:
        why = f"最后一位校验位应为“{licence.check_character}”，现为“{found}”，请逐位核对。"
        raise BadLicenceId(why, position=len(code), expected=licence.check_character)
    return licence


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
