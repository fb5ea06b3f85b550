"""Issue the documents of a command: after everything else has happened, and with their numbers taken last."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onevisit.casework import numbers
from onevisit.casework.models import Case
from onevisit.casework.papers.saying import says
from onevisit.casework.papers.source import Source
from onevisit.platform.organs.models import Organ
from onevisit.rules.cases import events as e
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.papers import TEMPLATE_VERSION, Paper, organ_for, papers_for, title_of
from onevisit.rules.cases.state import CaseState


@dataclass(frozen=True)
class Happening:
    """One event with the state before and after it, what happened in the same act, and the words that belong to it."""

    case: Case
    context: Context
    before: CaseState | None
    after: CaseState
    event: e.Event
    together: Sequence[e.Event]
    texts: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Issuing:
    """A document that is to be issued: which, by which organ, because of what."""

    paper: Paper
    organ: str
    because: Happening

    @property
    def series(self) -> str:
        """The numbers it takes one of: one series an organ and year."""
        return f"document:{self.organ}:{self.because.context.today.year}"


def wanted(happenings: Sequence[Happening]) -> list[Issuing]:
    """The documents that these events call for."""
    return [
        Issuing(paper, organ_for(paper, one.event, one.context.matter, one.after), one)
        for one in happenings
        for paper in papers_for(one.event, one.after, one.together)
    ]


def issue(issuings: Sequence[Issuing]) -> Iterator[tuple[Issuing, e.DocumentIssued, Contents]]:
    """Number and write them. Each series is taken once, in alphabetical order."""
    counts = Counter(one.series for one in issuings)
    organs: dict[str, Organ] = {}
    following = {series: numbers.take(series, counts[series]) for series in sorted(counts)}
    for one in issuings:
        serial = following[one.series]
        following[one.series] += 1
        yield one, *_document(one, serial, organs)


def _document(one: Issuing, serial: int, organs: dict[str, Organ]) -> tuple[e.DocumentIssued, Contents]:
    because = one.because
    source = Source(
        because.case,
        because.context,
        because.after,
        because.event,
        because.texts,
        because.before.told_due if because.before else None,
        organs,
    )
    organ = source.organ(one.organ)
    title = title_of(one.paper, because.context.matter)
    number = f"{organ.mark or organ.short}〔{because.context.today.year}〕{serial}号"
    data = Contents("document", says(one.paper, title, number, source, organ), secrets.token_hex(16))
    template = f"{one.paper.value}/{TEMPLATE_VERSION}"
    event = e.DocumentIssued(
        because.context.today, one.paper.value, title, number, one.organ, template, data.ref
    )
    return event, data
