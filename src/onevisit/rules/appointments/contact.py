"""Who somebody is and where he can be called, as it is typed for him."""

from __future__ import annotations

import re
import unicodedata

from onevisit.rules.appointments.refusals import ContactNeeded

LONGEST_NAME = 30
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")

_MOBILE = re.compile(r"1[3-9]\d{9}")


def takes_texts(phone: str) -> bool:
    """Whether a telephone in its canonical form is a mobile one; a landline is only called."""
    return _MOBILE.fullmatch(phone) is not None


def check(name: str, phone: str) -> tuple[str, str]:
    """Name and telephone in their canonical form. Raises `ContactNeeded`, which says what is missing."""
    who = "".join(unicodedata.normalize("NFKC", name).split())
    number = re.sub(r"[\s\-—－()]", "", unicodedata.normalize("NFKC", phone))
    missing = []
    if not who:
        missing.append("来办事的人的姓名")
    elif len(who) > LONGEST_NAME:
        missing.append(f"不超过{LONGEST_NAME}个字的姓名")
    if not number:
        missing.append("联系电话，有变化时大厅打这个电话")
    elif not _PHONE.fullmatch(number):
        missing.append("能打通的电话号码（手机11位，或者带区号的固定电话）")
    if missing:
        raise ContactNeeded(missing="；".join(missing))
    return who, number
