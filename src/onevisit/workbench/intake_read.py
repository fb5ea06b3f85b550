"""What a clerk typed and scanned, read from the request into the parts of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from onevisit.platform.files.commands import keep
from onevisit.platform.files.inspection import BadFile
from onevisit.rules.cases.application import Fault
from onevisit.rules.journeys import answered
from onevisit.rules.matters.definition import Requirement
from onevisit.rules.matters.vocabulary import Way
from onevisit.workbench.intake_form import AGENT, WHO, Intake, promises
from onevisit.workbench.web import typed


def read(request: HttpRequest, intake: Intake) -> tuple[dict[str, Any], list[Fault]]:
    """The parts to save, and what is wrong with files that were not taken."""
    parts: dict[str, Any] = {
        "who": {name: typed(request, name) for name in (*WHO, *AGENT) if name in request.POST},
        "answers": _prefixed(request, "q-"),
        "form": _prefixed(request, "f-"),
        "compared": request.POST.getlist("compared"),
    }
    for name in ("delivery", "collect_at", "post_address", "town", "channel", "signed_by", "licence"):
        if name in request.POST:
            parts[name] = typed(request, name)
    parts["shown"], faults = _shown(request, intake)
    return parts, faults


def _prefixed(request: HttpRequest, prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): typed(request, name) for name in request.POST if name.startswith(prefix)
    }


def _shown(request: HttpRequest, intake: Intake) -> tuple[dict[str, Any], list[Fault]]:
    shown: dict[str, Any] = {}
    faults: list[Fault] = []
    # All that the matter can ask for: the answers that decide may come with the same form.
    for one in _asked(request, intake):
        scans = request.FILES.getlist(f"file-{one.key}")
        if f"way-{one.key}" not in request.POST and not scans:
            continue
        taken, wrong = _take(one, scans)
        faults += wrong
        files = [*intake.files(one.key), *taken]
        way = typed(request, f"way-{one.key}")
        known = {evidence.way.value for evidence in one.evidence} | set(promises(intake.matter, one))
        if way not in known:
            way = ""
        if taken and any(evidence.way is Way.UPLOAD for evidence in one.evidence):
            way = Way.UPLOAD.value  # Whoever scans a paper means to show it so.
        shown[one.key] = {"way": way, "refs": [ref for ref, _ in files], "names": [name for _, name in files]}
    return shown, faults


def _asked(request: HttpRequest, intake: Intake) -> Sequence[Requirement]:
    """What may be shown; of a bundle what its parts ask after the answers that come with the same form."""
    composite = intake.draft.composite
    if composite is None:
        return intake.matter.requirements
    answers = answered(composite.matter, {**intake.part("answers"), **_prefixed(request, "q-")})
    return (composite.within(answers) if composite.applying(answers) else composite.matter).requirements


def _take(one: Requirement, scans: Sequence[UploadedFile]) -> tuple[list[tuple[str, str]], list[Fault]]:
    taken, faults = [], []
    for scan in scans:
        name = (scan.name or "")[-60:]
        try:
            taken.append((keep(scan.read(), name), name))
        except BadFile as bad:
            faults.append(Fault(f"m-{one.key}", str(bad)))
    return taken, faults
