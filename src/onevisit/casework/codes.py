"""Short codes that stand for a right: to fetch a result, to go on with a draft. Made from the house's key, never kept.

Eight digits can be typed by anybody and guessed by nobody who has few tries: `guarded` counts the wrong ones.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from onevisit.platform.people.actors import Actor
from onevisit.rules.cases.refusals import Refused

T = TypeVar("T")

DIGITS = 8
TRIES = 10
"""Wrong codes that one person may bring within the window."""
WINDOW = 10 * 60  # seconds


class NoSuchCode(Refused):
    """No code like this, or it has been used, or its time is over: which of them is not said."""

    what: ClassVar[str] = "这个{kind}不对，或者已经用过、过期了"
    remedy: ClassVar[str] = "请逐位核对；还是不对的，请{instead}。"


class TooManyTries(Refused):
    """Somebody tries codes."""

    what: ClassVar[str] = "输错的次数太多，暂时不能再输"
    remedy: ClassVar[str] = "请10分钟后再试，或者改用有效身份证件核对身份。"


def make(purpose: str, seed: str) -> str:
    """The code of this seed, for this purpose alone."""
    digest = salted_hmac(f"onevisit.codes.{purpose}", seed, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def digest(purpose: str, code: str) -> str:
    """What is kept of a code, to find it again. Without the house's key nobody finds the code from it."""
    return str(salted_hmac(f"onevisit.codes.{purpose}.kept", code, algorithm="sha256").hexdigest())


def read(text: str) -> str:
    """The digits of what was typed, "" unless there are as many as a code has."""
    digits = "".join(one for one in text if one.isascii() and one.isdigit())
    left = "".join(one for one in text if not (one.isascii() and one.isdigit()))
    return digits if len(digits) == DIGITS and not left.strip(" -　") else ""


def spaced(code: str) -> str:
    """As it is printed and read out: 1234 5678."""
    return f"{code[:4]} {code[4:]}"


def guarded(actor: Actor, purpose: str, find: Callable[[], T]) -> T:
    """What `find` answers; a `NoSuchCode` of it counts against this person. Raises `TooManyTries`."""
    key = f"casework.codes.{purpose}.{actor.person}"
    if cache.get(key, 0) >= TRIES:
        raise TooManyTries
    try:
        return find()
    except NoSuchCode:
        # Two at the same moment may count as one: that is a few tries more of a hundred million.
        cache.set(key, cache.get(key, 0) + 1, WINDOW)
        raise
