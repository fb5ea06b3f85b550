"""An editor at work: opens a page of the draft, types into its fields, presses buttons. Without JavaScript."""

from __future__ import annotations

import re
from typing import Any

from django.http import QueryDict

from workbench.conftest import Desk
from workbench.editor.browsing import pairs_in

MATTER = "dig-road"


class Writer(Desk):
    """A client with the draft of one matter before it."""

    def __init__(self, username: str = "editor1", matter: str = MATTER) -> None:
        super().__init__(username)
        self.matter = matter
        self.pairs: list[tuple[str, str]] = []

    def begins(self) -> Writer:
        """Begin a version."""
        self.sends(f"/work/catalogue/{self.matter}/edit")
        return self

    def at(self, section: str) -> str:
        """The address of a page."""
        return f"/work/catalogue/{self.matter}/edit/{section}"

    def turns_to(self, section: str) -> Writer:
        """Open a page, with the fields as they are."""
        self.section = section
        self.opens(self.at(section))
        return self.reads()

    def reads(self) -> Writer:
        """Take the fields of the form as it stands in the page."""
        form = re.search(r'<form class="ed-form".*?</form>', self.html, re.DOTALL)
        assert form, self.text[:500]
        self.pairs = pairs_in(form[0])
        return self

    def types(self, **fields: Any) -> Writer:
        """Set fields; `__` stands for a dot. A list sets every box of that name, None takes the field away."""
        for given, value in fields.items():
            name = given.replace("__", ".")
            values = value if isinstance(value, list) else [] if value is None else [value]
            at = next((n for n, (key, _) in enumerate(self.pairs) if key == name), len(self.pairs))
            rest = [pair for pair in self.pairs if pair[0] != name]
            self.pairs = [*rest[:at], *((name, one) for one in values), *rest[at:]]
        return self

    def body(self, do: str) -> str:
        """What a browser sends."""
        query = QueryDict(mutable=True)
        for name, value in [*self.pairs, ("do", do)]:
            query.appendlist(name, value)
        return query.urlencode()

    def presses(self, do: str = "save", status: int | None = None, path: str = "") -> Writer:
        """Send the form with a button; a page that comes back is the one in which one types on."""
        self.answer = self.client.post(
            path or self.at(self.section), self.body(do), content_type="application/x-www-form-urlencoded"
        )
        expected = status or (302 if do == "save" else 200)
        assert self.answer.status_code == expected, (do, self.answer.status_code, self.complaint)
        if self.answer.status_code == 200 and 'class="ed-form"' in self.html:
            self.reads()
        return self

    def looks(self, do: str = "look", status: int = 200) -> str:
        """What the script asks for while one types."""
        self.presses(do, status, f"{self.at(self.section)}/panel")
        return self.text
