"""What the page of an answer asks for: each item with what is wrong, and the ways in which it can be answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onevisit.casework.case_view import CaseView
from onevisit.platform.ui.values import Control
from onevisit.portal.answering.held import Held
from onevisit.portal.flow import only_form
from onevisit.portal.offers import FROM_REGISTERS, Offer
from onevisit.portal.steps.materials import Choice, UploadedCard
from onevisit.rules.cases.courses import FORM
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.tasks import TaskKind
from onevisit.rules.matters.definition import Field, Requirement
from onevisit.rules.matters.vocabulary import Way

ANSWERS = (TaskKind.CORRECT, TaskKind.SUPPLY, TaskKind.MEND)
"""The tasks that are answered with materials."""

LATER = "later"
"""Chosen instead of a way: to hand it in afterwards."""

FIELD = "f-"
"""Before the key of a field in the form of the page."""


@dataclass(frozen=True)
class Item:
    """One thing to answer. Either a requirement with its `choices`, or a field of the form as `control`."""

    about: str
    name: str
    fault: str
    words: str
    requirement: Requirement | None
    control: Control | None
    choices: tuple[Choice, ...]
    files: tuple[UploadedCard, ...]
    offer: Offer | None
    original: bool
    later_days: int
    later: bool = False
    error: str = ""

    @property
    def id(self) -> str:
        """The anchor of the item, for the summary of errors."""
        return f"m-{self.about.replace('.', '-')}"

    @property
    def can_upload(self) -> bool:
        """Whether a file field belongs here."""
        return any(one.way is Way.UPLOAD for one in self.choices)

    @property
    def only_original(self) -> bool:
        """Whether nothing can be done here on line."""
        return self.original and not self.choices and not self.later_days


def open_about(view: CaseView) -> tuple[str, ...]:
    """The requirements and fields that are still waited for."""
    return tuple(key for task in view.courses.tasks if task.kind in ANSWERS for key in task.about)


def items(
    view: CaseView, held: Held, form: Mapping[str, str], errors: Mapping[str, str] | None = None
) -> list[Item]:
    """Every open item; `form` is what was typed and ticked on this page, if it was sent."""
    wrong = errors or {}
    return [_marked(one, wrong.get(one.about, "")) for one in _items(view, held, form)]


def _items(view: CaseView, held: Held, form: Mapping[str, str]) -> Iterator[Item]:
    asked = {one.about: one for one in view.courses.asked}
    matter, correcting = view.version.matter, view.state.phase is Phase.CORRECTING
    fields = {f"{FORM}{one.key}": one for one in matter.fields}
    for about in open_about(view):
        told = asked.get(about) if correcting else None
        fault, words = (told.fault.label, told.words) if told else ("", "")
        if about in fields:
            control = control_of(
                fields[about], form.get(f"{FIELD}{fields[about].key}", old_value(view, fields[about]))
            )
            yield Item(about, fields[about].label, fault, words, None, control, (), (), None, False, 0)
            continue
        one = matter.requirement(about)
        if one is None:
            continue
        offer = held.offers.get(about)
        kept = held.files(about)
        files = tuple(
            UploadedCard(name, ref)
            for ref, name in zip(kept.get("refs", ()), kept.get("names", ()), strict=False)
        )
        later = one.defer.days if correcting and one.defer and about not in view.state.later else 0
        chosen = form.get(f"way-{about}", Way.UPLOAD.value if files else "")
        ways = [evidence.way for evidence in one.evidence]
        yield Item(
            about,
            one.name,
            fault,
            words,
            one,
            None,
            _choices(one, offer, chosen),
            files,
            offer,
            Way.ORIGINAL in ways,
            later,
            bool(later) and chosen == LATER,
        )


def _choices(one: Requirement, offer: Offer | None, chosen: str) -> tuple[Choice, ...]:
    """The ways that work on line; an original is shown at a counter."""
    found = []
    for evidence in one.evidence:
        way = evidence.way
        if way is Way.ORIGINAL or (way in FROM_REGISTERS and (offer is None or offer.way is not way)):
            continue
        label = "按我改好的内容重新生成" if way is Way.FORM and only_form(one) else way.label
        found.append(Choice(way, label, "", way.value == chosen))
    return tuple(found)


def old_value(view: CaseView, field: Field) -> str:
    """What stands in the form now."""
    return next((one.typed for one in view.form if one.key == field.key), "")


def control_of(field: Field, value: str) -> Control:
    """The field as a control, filled with what stands there now."""
    return replace(Control.of(field, value), name=f"{FIELD}{field.key}")


def _marked(one: Item, error: str) -> Item:
    control = replace(one.control, error=error) if one.control else None
    return replace(one, error=error, control=control)
