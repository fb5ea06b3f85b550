"""What a page shows of the courses of a case: what was asked for, what waits, and which documents there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onevisit.casework.models import Content
from onevisit.casework.timeline import data_of, text_of
from onevisit.platform.organs.queries import OrganCard
from onevisit.rules.cases.courses import FORM, Fault
from onevisit.rules.cases.facets import Procedure
from onevisit.rules.cases.state import CaseState
from onevisit.rules.cases.tasks import Task, applicant_tasks
from onevisit.rules.matters.definition import Matter


@dataclass(frozen=True)
class AskedView:
    """One thing that the one notice asks for: its name, what is wrong, in which words, and whether it came."""

    about: str
    name: str
    fault: Fault
    words: str
    answered: bool

    @property
    def field(self) -> str:
        """The field of the form that it is about, or "" for a requirement."""
        return self.about.removeprefix(FORM) if self.about.startswith(FORM) else ""


@dataclass(frozen=True)
class DeferredView:
    """Something that may still come, and until when."""

    requirement: str
    name: str
    until: date


@dataclass(frozen=True)
class ProcedureView:
    """A special procedure with its words."""

    procedure: Procedure
    reason: str
    result: str


@dataclass(frozen=True)
class DocumentView:
    """An official document. `file` is "" until its printed form has been made."""

    kind: str
    title: str
    number: str
    organ: str
    on: date
    file: str


@dataclass(frozen=True)
class CoursesView:
    """Everything beside the ordinary course, in words. Empty for most cases."""

    tasks: tuple[Task, ...]
    asked: tuple[AskedView, ...]
    deferred: tuple[DeferredView, ...]
    procedures: tuple[ProcedureView, ...]
    extension_reason: str
    hearing_record: str
    committed: tuple[str, ...]
    documents: tuple[DocumentView, ...]


def courses_of(
    matter: Matter, state: CaseState, organs: Mapping[str, OrganCard], bodies: Mapping[str, Content]
) -> CoursesView:
    """Read them from the state and from what people wrote."""
    names = {one.key: one.name for one in matter.requirements}
    names |= {f"{FORM}{one.key}": one.label for one in matter.fields}
    words: Mapping[str, Any] = {}
    if state.correction is not None:
        words = data_of(bodies, state.correction.words).get("items", {})
    return CoursesView(
        tasks=applicant_tasks(matter, state),
        asked=tuple(
            AskedView(
                one.about,
                names.get(one.about, one.about),
                one.fault,
                str(words.get(one.about, "")),
                state.correction is not None and one.about in state.correction.answered,
            )
            for one in (state.correction.items if state.correction else ())
        ),
        deferred=tuple(
            DeferredView(key, names.get(key, key), until) for key, until in state.deferred.items()
        ),
        procedures=tuple(
            ProcedureView(one, text_of(bodies, one.reason), text_of(bodies, one.result))
            for one in state.procedures
        ),
        extension_reason=text_of(bodies, state.prolonged.reason) if state.prolonged else "",
        hearing_record=text_of(bodies, state.hearing.record) if state.hearing else "",
        committed=tuple(names.get(key, key) for key in state.committed),
        documents=tuple(
            DocumentView(
                one.kind,
                one.title,
                one.number,
                organs[one.organ].name if one.organ in organs else one.organ,
                one.on,
                one.file,
            )
            for one in state.documents
        ),
    )
