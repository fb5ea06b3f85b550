"""Rendering a component, and looking at what came out as a browser would."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

from django.template import Context, Template
from django.test import RequestFactory

from onevisit.rules.basis import Basis
from onevisit.rules.calendar import Calendar, DayKind, DayRow, YearRow
from onevisit.rules.limits import Limit, Pause, Reading, Unit, read

TODAY = date(2026, 11, 23)
LIMIT = Limit(20, Unit.WORKING_DAYS, Basis("行政许可法", "42"), "法定期限")
CALENDAR = Calendar.from_rows(
    [YearRow(2026, True, ""), YearRow(2027, False, "")],
    [
        *(DayRow(date(2026, 10, day), DayKind.HOLIDAY, "国庆节") for day in range(1, 8)),
        DayRow(date(2027, 1, 1), DayKind.HOLIDAY, "元旦"),
    ],
)


def reading(
    start: date, limit: Limit = LIMIT, *, pauses: tuple[Pause, ...] = (), done: date | None = None
) -> Reading:
    """The clock of a limit that began on `start`, read today."""
    return read(limit, start, CALENDAR, today=TODAY, pauses=pauses, stopped_on=done)


def render(source: str, query: str = "", **values: object) -> str:
    """What the template text becomes, with `request` in the context."""
    request = RequestFactory().get(f"/list{query}")
    return Template("{% load ui %}" + source).render(Context({"request": request, **values}))


class Page(HTMLParser):
    """The elements of a piece of HTML as (tag, attributes), its text, and every text by the element it stands in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All text, without the blanks between lines."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of this tag."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> set[str]:
        """Every id."""
        return {attributes["id"] for _, attributes in self.elements if "id" in attributes}


def texts(html: str) -> str:
    """The text of a piece of HTML."""
    return Page(html).text
