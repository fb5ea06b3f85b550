"""A form as a browser would send it back: every control with what stands in it, ticked only where it is ticked."""

from __future__ import annotations

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.wanted, self.inside, self.done = form_id, False, False
        self.found: dict[str, list[str]] = {}
        self.select = self.area = ""
        self.first: str | None = None
        self.picked = False
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and not self.done:
            self.inside = not self.wanted or given.get("id") == self.wanted
        if not self.inside:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "input" and name and kind not in ("file", "submit", "button"):
            if kind not in ("radio", "checkbox") or "checked" in given:
                self._put(name, given.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "select":
            self.select, self.first, self.picked = name, None, False
        elif tag == "option" and self.select:
            self.first = given.get("value", "") if self.first is None else self.first
            if "selected" in given:
                self.picked = True
                self._put(self.select, given.get("value", ""))
        elif tag == "textarea":
            self.area, self.text = name, ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.inside:
            self.inside, self.done = False, True
        if tag == "select" and self.select:
            if not self.picked and self.first is not None:
                self._put(self.select, self.first)
            self.select = ""
        if tag == "textarea" and self.area:
            self._put(self.area, self.text.strip())
            self.area = ""

    def _put(self, name: str, value: str) -> None:
        self.found.setdefault(name, []).append(value)


def filled(html: str, form_id: str = "") -> dict[str, list[str]]:
    """What the form in this page would send, without its buttons and files; the first form where no id is named."""
    parser = _Form(form_id)
    parser.feed(html)
    parser.found.pop("csrfmiddlewaretoken", None)
    return parser.found
