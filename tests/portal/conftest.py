"""Somebody at the citizens' door: a browser without JavaScript, at noon of a known Monday."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from factories import cases as make
from factories.matters import checked, form_for, matters
from onevisit.exchange import commands as exchange
from onevisit.platform import clock
from onevisit.platform.people.models import Person
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.matters.vocabulary import Way

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
MATTER = "food-business-permit"
ANSWERS = {"business": "catering", "premises": "rented", "area": "from50"}
OWNER, ENTERPRISE = "li-chunyan", "示例·颜山人家餐饮有限公司"


@pytest.fixture(autouse=True)
def noon(db: None, settings: Any) -> Iterator[None]:
    """The clock stands still, nobody has guessed anything yet, and no static files have to be collected."""
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()
    with clock.at(make.NOON):
        yield


@pytest.fixture
def registers() -> None:
    """The registers know the invented applicants."""
    exchange.seed(checked().pack)


def pdf(name: str = "合同.pdf", more: bytes = b"") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, PDF + more, "application/pdf")


class Visitor:
    """A client with the words of a person in front of it."""

    def __init__(self, username: str = "") -> None:
        self.client = Client()
        self.answer: Any = None
        if username:
            self.client.force_login(Person.objects.get(username=username))

    def sees(self, path: str, status: int = 200, **query: str) -> str:
        """Open an address and read it."""
        self.answer = self.client.get(path, query)
        assert self.answer.status_code == status, (path, self.answer.status_code, self.answer.headers)
        return self.text

    def sends(self, path: str, data: dict[str, Any], status: int = 302, **headers: Any) -> str:
        """Send a form, and read the page that follows (or the address that it leads to)."""
        self.answer = self.client.post(path, data, headers=headers or None)
        assert self.answer.status_code == status, (path, self.answer.status_code, self.text[:3000])
        return str(self.answer.headers["Location"]) if status == 302 else self.text

    @property
    def text(self) -> str:
        """The page without its tags, blanks made one."""
        body = re.sub(r"<(style|script).*?</\1>", "", self.answer.content.decode(), flags=re.DOTALL)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))

    @property
    def html(self) -> str:
        """The page."""
        return str(self.answer.content.decode())


class Application(Visitor):
    """Somebody who applies for a restaurant's permit, step by step."""

    def begin(self, matter: str = MATTER, party: str = ENTERPRISE) -> str:
        """Choose in whose name; returns the address of the first step."""
        page = self.sees(f"/apply/{matter}")
        assert party in page
        value = re.search(rf'name="party" value="(\d+)"[^>]*>\s*<span><b>{party}', self.html)
        assert value
        first = self.sends(f"/apply/{matter}", {"party": value[1]})
        self.draft = int(first.split("/")[2])
        return first

    def step(self, name: str, data: dict[str, Any] | None = None, status: int = 302, **more: Any) -> str:
        """Send one step of this draft."""
        form = {"tab": "tab-1", "seen": "999", "then": "on", **(data or {}), **more}
        return self.sends(f"/drafts/{self.draft}/{name}", form, status)

    def answers(self, **answers: str) -> str:
        """Answer the questions of the situation."""
        given = answers or ANSWERS
        return self.step("questions", {"asked": list(given), **{f"a-{k}": v for k, v in given.items()}})

    def materials(self, **more: Any) -> str:
        """Show everything: what a register knows from the register, else from the form, else as a file."""
        data: dict[str, Any] = {}
        for one in requirements_for(matters()[MATTER], ANSWERS):
            ways = [evidence.way for evidence in one.evidence]
            if f"way-{one.key}" in more:
                continue
            if Way.FORM in ways:
                data[f"way-{one.key}"] = Way.FORM.value
            else:
                data[f"file-{one.key}"] = pdf(more=one.key.encode())
        return self.step("materials", {**data, **more})

    def form(self, **changes: str) -> str:
        """Fill in the form."""
        values = {**form_for(matters()[MATTER], ANSWERS), **changes}
        return self.step("form", {f"f-{key}": value for key, value in values.items()})

    def up_to(self, step: str) -> Application:
        """Be before this step, everything before it done."""
        self.begin()
        for name, do in (
            ("questions", self.answers),
            ("materials", self.materials),
            ("form", self.form),
            ("delivery", lambda: self.step("delivery", {"delivery": "electronic"})),
        ):
            if name == step:
                break
            do()
        return self

    def submit(self) -> str:
        """Declare and submit; returns the number of the case."""
        receipt = self.step("confirm", {"declare": "yes"})
        return receipt.split("/")[2]


@pytest.fixture
def visitor() -> Callable[..., Visitor]:
    """Make somebody: signed in under a name, or nobody."""
    return Visitor


@pytest.fixture
def owner() -> Application:
    """The owner of a restaurant, about to apply."""
    return Application(OWNER)
