"""Where the data of a document come from: the case, what was just written, and the register of organs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onevisit.casework.models import Case, Content
from onevisit.platform.organs.models import Hall, Organ
from onevisit.rules.basis import Basis
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.clocks import requirement_names
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.courses import FORM
from onevisit.rules.cases.events import Event
from onevisit.rules.cases.state import CaseState
from onevisit.rules.district.definition import OrganKind
from onevisit.rules.matters.courses import MODEL
from onevisit.rules.record.canonical import loads
from onevisit.rules.remedies import remedies

GOVERNMENTS = Organ.objects.filter(kind=OrganKind.GOVERNMENT.value).order_by("order")
"""The government whose organs we are comes first. The write path reads its name with the case."""


@dataclass
class Source:
    """One event that wants a document, the state after it, and what can be looked up. Reads only when asked."""

    case: Case
    context: Context
    state: CaseState
    event: Event
    texts: Mapping[str, Mapping[str, Any]]
    told_before: date | None = None
    organs: dict[str, Organ] = field(default_factory=dict)

    def data(self, ref: str) -> Mapping[str, Any]:
        """The contents that an event refers to: just written, or read from beside the log; empty once erased."""
        if not ref:
            return {}
        if ref in self.texts:
            return self.texts[ref]
        row = Content.objects.filter(ref=ref, erased_at=None).only("body").first()
        return loads(row.body)["data"] if row else {}

    def text(self, ref: str) -> str:
        """The words of a free text."""
        return str(self.data(ref).get("text", ""))

    def organ(self, key: str) -> Organ:
        """An organ by key."""
        if key == self.case.organ_id and "organ" in self.case._state.fields_cache:
            return self.case.organ
        if key not in self.organs:
            self.organs[key] = Organ.objects.get(pk=key)
        return self.organs[key]

    def place(self, hall: str) -> str:
        """The name of a hall by key."""
        if not hall:
            return ""
        if hall == self.case.hall_id and "hall" in self.case._state.fields_cache:
            return self.case.hall.name
        return Hall.objects.only("name").get(pk=hall).name

    def remedies(self, organ: Organ) -> str:
        """What can be done against a decision of this organ."""
        name = getattr(self.case, "government", None) or GOVERNMENTS.values_list("name", flat=True).first()
        return remedies(OrganKind(organ.kind), name or "本级人民政府")

    def applicant(self) -> str:
        """The applicant's name as it stands in the application."""
        if "applicant" in self.case._state.fields_cache:
            return self.case.applicant.name
        applicant = self.data(self.state.application).get("applicant", {})
        return str(applicant.get("name", ""))

    def names(self) -> dict[str, str]:
        """The names of the requirements and fields that something can be asked about."""
        fields = {f"{FORM}{one.key}": one.label for one in self.context.matter.fields}
        return fields | requirement_names(self.context.matter, self.state)

    def materials(self) -> list[list[str]]:
        """What was handed in: name, how, copies."""
        found = []
        for one in requirements_for(self.context.matter, self.state.answers):
            shown = self.state.shows(one.key)
            if shown is not None:
                found.append([one.name, shown.way.label, str(one.copies)])
            elif one.key in self.state.committed:
                found.append([one.name, "告知承诺", "1"])
            elif one.key in self.state.later:
                found.append([one.name, "承诺后补", str(one.copies)])
        return found


def cited(basis: Basis) -> str:
    """An article as a document names it: another province's regulation is a model, not a ground."""
    return f"参照{basis.cite()}" if basis.law == MODEL else basis.cite()
