"""A page's form as a browser would send it, from its HTML."""

from __future__ import annotations

from html.parser import HTMLParser


class FormParser(HTMLParser):
    """Collects what the one form marked `data-form` (or the whole text) would send: names with values, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self._area: str | None = None
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name and given.get("type") != "submit":
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            value = given.get("value") or ""
            if given.get("type") not in ("checkbox", "radio", "hidden"):
                value = value.replace("\n", "").replace("\r", "")  # a line has no second one
            self.pairs.append((name, value))
        elif tag == "textarea" and name:
            self._area, self.texts = name, []
        elif tag == "select" and name:
            self._select, self._options = name, []
        elif tag == "option" and self._select:
            self._options.append((given.get("value") or "", "selected" in given))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            self.pairs.append((self._area, "".join(self.texts).removeprefix("\n").replace("\n", "\r\n")))
            self._area = None
        elif tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected]
            # A browser sends the last one selected, or the first one where none is.
            self.pairs.append((self._select, chosen[-1] if chosen else self._options[0][0]))
            self._select = None


def pairs_in(html: str) -> list[tuple[str, str]]:
    """What the fields in this piece of a page would send."""
    parser = FormParser()
    parser.feed(html)
    parser.close()
    return parser.pairs
