"""短信: a port. Behind it stands a register of our own until a gateway is connected; it says so by its name.

A code is worked out from a seed and the house's own secret, so that no errand and no backup carries it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from django.utils.crypto import salted_hmac

from onevisit.assistance.models import Authorisation, TextMessage
from onevisit.platform import clock

_DIGITS = 6
LONGEST = 200
"""Characters of a text."""

NUMBERS_KEPT = timedelta(days=180)
"""How long the register knows to which telephone a text went (个人信息保护法 Art. 19); the length is assumed."""


class Sms(Protocol):
    """短信."""

    register: str

    def send(self, phone: str, text: str, about: str) -> None:
        """Send a text to a telephone; `about` is what it is about."""

    def forget(self, about: str) -> None:
        """Keep no words of what was sent about this."""

    def forget_before(self, instant: datetime) -> int:
        """Keep no words of what was sent before; returns of how many."""

    def forget_numbers_before(self, instant: datetime) -> int:
        """Keep no telephones of what was sent before; returns of how many."""


class TextBook:
    """Texts are entered, and nobody's telephone rings."""

    register = "本系统短信登记簿（未接短信平台）"

    def send(self, phone: str, text: str, about: str) -> None:
        """Enter it."""
        TextMessage.objects.create(phone=phone, text=text[:LONGEST], about=about, sent_at=clock.now())

    def forget(self, about: str) -> None:
        """Blank the words."""
        TextMessage.objects.filter(about=about).exclude(text="").update(text="")

    def forget_before(self, instant: datetime) -> int:
        """Blank the words of all that is older."""
        return TextMessage.objects.filter(sent_at__lt=instant).exclude(text="").update(text="")

    def forget_numbers_before(self, instant: datetime) -> int:
        """Blank the telephones of all that is older."""
        return TextMessage.objects.filter(sent_at__lt=instant).exclude(phone="").update(phone="")


def sms() -> Sms:
    """What stands behind the port. Connect a gateway here."""
    return TextBook()


def code_of(row: Authorisation) -> str:
    """The code that was sent for a request, from its seed."""
    digest = salted_hmac("onevisit.assistance.code", f"{row.number}/{row.salt}", algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 10**_DIGITS:0{_DIGITS}}"
