"""The one notice as a check list: every requirement and every field is judged, so that nothing is forgotten."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest

from onevisit.casework.case_view import CaseView
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import Fault as Wrong
from onevisit.rules.cases.application import fields_for
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import FORM, Asked, Fault
from onevisit.rules.matters.vocabulary import Way
from onevisit.workbench import parts
from onevisit.workbench.counter import promised
from onevisit.workbench.parts import Material
from onevisit.workbench.web import typed

FINE = "fine"
_LONGEST = 300
_OF_FIELD = (Fault.MISSING, Fault.INVALID, Fault.INCONSISTENT)


@dataclass(frozen=True)
class Given:
    """The check list as it was filled in: a verdict and a sentence by what they are about."""

    verdicts: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    form_seen: bool = False


@dataclass(frozen=True)
class Line:
    """One thing to judge. `settled` says why there is nothing to judge about it, "" where there is."""

    about: str
    name: str
    choices: tuple[tuple[str, str], ...]
    verdict: str
    said: str
    settled: str = ""
    value: str = ""
    material: Material | None = None

    @property
    def id(self) -> str:
        """The element that a complaint links to."""
        return f"c-{self.about.replace('.', '-')}"

    @property
    def fault(self) -> Fault | None:
        """What is wrong with it, if anything."""
        return Fault(self.verdict) if self.verdict in {one.value for one in Fault} else None


@dataclass(frozen=True)
class CheckList:
    """Everything there is to judge in this case."""

    materials: tuple[Line, ...]
    fields: tuple[Line, ...]
    form_seen: bool

    @property
    def lines(self) -> tuple[Line, ...]:
        """Materials first, as the guide has them, then the form."""
        return (*self.materials, *self.fields)


def read(request: HttpRequest) -> Given:
    """The check list as it was sent."""
    return Given(
        {name[2:]: typed(request, name) for name in request.POST if name.startswith("v:")},
        {name[2:]: typed(request, name)[:_LONGEST] for name in request.POST if name.startswith("s:")},
        request.POST.get("form_seen") == "1",
    )


def check_list(view: CaseView, given: Given) -> CheckList:
    """All lines; what was not handed in is marked so from the beginning."""
    fields = fields_for(view.version.matter, view.state.answers)
    return CheckList(
        tuple(_material(one, view, given) for one in parts.materials(view)),
        tuple(
            _line(f"{FORM}{one.key}", one.label, _choices(_OF_FIELD), given, FINE, value=shown.value)
            for one, shown in zip(fields, view.form, strict=True)
        ),
        given.form_seen,
    )


def _material(one: Material, view: CaseView, given: Given) -> Line:
    requirement, shown = one.view.requirement, one.view.shown
    key = requirement.key
    if key in view.state.committed:
        return Line(key, requirement.name, (), "", "", "已签告知承诺，不用提交", material=one)
    if shown is None and promised(view.state, key):
        return Line(key, requirement.name, (), "", "", "已承诺后补（容缺）", material=one)
    if shown is None and not requirement.required:
        return Line(key, requirement.name, (), "", "", "选交，没有提供", material=one)
    if shown is None:
        missing = ((Fault.MISSING.value, Fault.MISSING.label),)
        return _line(key, requirement.name, missing, given, Fault.MISSING.value, material=one)
    faults = [fault for fault in Fault if fault is not Fault.MISSING or shown.way is Way.ORIGINAL]
    return _line(key, requirement.name, _choices(faults), given, "", material=one)


def _choices(faults: Sequence[Fault]) -> tuple[tuple[str, str], ...]:
    return ((FINE, "合格"), *((one.value, one.label) for one in faults))


def _line(
    about: str,
    name: str,
    choices: tuple[tuple[str, str], ...],
    given: Given,
    before: str,
    *,
    value: str = "",
    material: Material | None = None,
) -> Line:
    chosen = given.verdicts.get(about, before)
    verdict = chosen if chosen in {one for one, _ in choices} else ""
    return Line(about, name, choices, verdict, given.said.get(about, ""), value=value, material=material)


def wrong(listed: CheckList) -> list[Wrong]:
    """Everything that stands against sending it, each at its line."""
    found = []
    for one in listed.lines:
        if one.settled:
            continue
        if not one.verdict:
            found.append(Wrong(one.id, f"“{one.name}”还没有核对：请选“合格”，或者选出问题"))
        elif one.fault not in (None, Fault.MISSING) and not one.said:
            label = one.fault.label if one.fault else ""
            found.append(Wrong(f"{one.id}-said", f"“{one.name}”{label}：请写明具体问题和怎样改"))
    if listed.fields and not listed.form_seen:
        found.append(Wrong("form_seen", "请确认申请表的其余各项都已逐项看过"))
    if not any(one.fault for one in listed.lines):
        found.append(Wrong("", "没有标出任何问题。材料齐全的，请回到收件页面直接受理"))
    return found


def command(listed: CheckList) -> c.AskCorrection:
    """The notice. Asked only once nothing is `wrong`."""
    asked = [(one, one.fault) for one in listed.lines]
    items = tuple(Asked(one.about, fault) for one, fault in asked if fault is not None)
    fine = tuple(one.about for one in listed.lines if one.verdict == FINE)
    said = {one.about: one.said for one, fault in asked if fault is not None and one.said}
    return c.AskCorrection(items, fine, Contents("correction", {"items": said}, secrets.token_hex(16)))
