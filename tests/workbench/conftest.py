"""Somebody at a desk: a browser without JavaScript, at noon of a known Monday."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories import cases as make
from factories.matters import checked
from onevisit.exchange import commands as exchange
from onevisit.platform import clock
from onevisit.platform.people.models import Person

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
CLERK = {"投资项目审批": "clerk1", "不动产登记": "clerk3", "商事登记": "clerk5", "社会民生": "clerk8"}
"""A clerk at the district's hall, by the class of his window."""


@pytest.fixture(autouse=True)
def noon(db: None, settings: Any) -> Iterator[None]:
    """The clock stands still, and no static files have to be collected."""
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()
    with clock.at(make.NOON):
        yield


@pytest.fixture
def registers() -> None:
    """The registers know the invented applicants."""
    exchange.seed(checked().pack)


def scan(name: str = "扫描件.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data, "application/pdf")


class Desk:
    """A client with the eyes of one of the staff."""

    def __init__(self, username: str) -> None:
        self.client = Client()
        self.client.force_login(Person.objects.get(username=username))
        self.answer: Any = None

    def opens(self, path: str, status: int = 200) -> str:
        """Open an address and read it."""
        self.answer = self.client.get(path)
        assert self.answer.status_code == status, (path, self.answer.status_code, self.text[:1500])
        return self.text

    def sends(self, path: str, data: dict[str, Any] | None = None, status: int = 302, **headers: str) -> str:
        """Send a form; returns the address that it leads to, or the page that says what is wrong."""
        self.answer = self.client.post(path, data or {}, headers=headers or None)
        assert self.answer.status_code == status, (path, self.answer.status_code, self.complaint)
        return str(self.answer.headers["Location"]) if status == 302 else self.text

    def fills(self, path: str, status: int = 302, **values: Any) -> str:
        """Open a form and send it with its hidden fields, as a browser would."""
        self.opens(path)
        return self.sends(path, self.hidden | values, status)

    @property
    def hidden(self) -> dict[str, Any]:
        """What the form in the page carries unseen: key and seen, and whatever else is hidden."""
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self._act)
        return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}

    @property
    def _act(self) -> str:
        match = re.search(r'<form class="wb-(?:act|desk)[^"]*".*?</form>', self.html, re.DOTALL)
        return match[0] if match else ""

    @property
    def html(self) -> str:
        """The page."""
        return str(self.answer.content.decode())

    @property
    def complaint(self) -> str:
        """What the page says is wrong, for the message of a test that failed."""
        parts = re.findall(r'<section class="ov-(?:errors|refusal)".*?</section>', self.html, re.DOTALL)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", " ".join(parts) or self.html))[:1500]

    @property
    def text(self) -> str:
        """The page without its tags, blanks made one."""
        body = re.sub(r"<(style|script).*?</\1>", "", self.html, flags=re.DOTALL)
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


@pytest.fixture
def at(db: None) -> Callable[[str], Desk]:
    """Sit somebody at his desk."""
    return Desk
