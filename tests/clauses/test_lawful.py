"""Clause 2a: what is asked carries its basis, what has none is reported, and a legal reviewer signs each version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from catalogue.publishing import office
from factories import cases as make
from factories.matters import checked
from onevisit.catalogue import drafts, publishing, versions
from onevisit.catalogue.examine import examine
from onevisit.catalogue.models import MatterVersion, PublishingAct
from onevisit.catalogue.versions import all_in_force
from onevisit.platform import clock
from onevisit.rules.findings import Severity
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.states import Move, State
from workbench.conftest import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.clause("2a")]

TODAY = date(2026, 11, 23)
MATTER = office.MATTER


@pytest.fixture(autouse=True)
def noon(settings: Any) -> Iterator[None]:
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.at(make.NOON):
        yield


def test_each_matter_material_limit_and_fee_in_force_has_its_basis_or_is_reported() -> None:
    reported = {(one.file, one.path) for one in checked().findings}

    def is_told(key: str, path: str) -> bool:
        return any(file.endswith(f"/{key}.yaml") and at.startswith(path) for file, at in reported)

    counted = 0
    for version in all_in_force(TODAY):
        matter, assumed = version.matter, version.provenance.assumes
        asked = [(f"requirements[{n}]", one.basis) for n, one in enumerate(matter.requirements)]
        asked += [(f"fees[{n}]", one.basis) for n, one in enumerate(matter.fees)]
        asked.append(("limits.statutory", matter.limits.statutory and matter.limits.statutory.basis))
        asked.append(("basis", matter.basis or None))
        for path, basis in asked:
            counted += 1
            assert basis or assumed(path) or is_told(matter.key, path), (matter.key, path)
    assert counted > 500


def _without_basis(part: str) -> Any:
    def change(data: dict[str, Any]) -> None:
        if part == "basis":
            data["basis"] = []
        elif part == "limits":
            data["limits"]["statutory"].pop("basis")
        else:
            data[part][0].pop("basis")

    return change


@pytest.mark.parametrize("part", ["basis", "requirements", "limits", "fees"])
def test_what_has_no_basis_is_reported_to_whoever_edits_and_to_whoever_signs(part: str) -> None:
    draft = office.drafted(change=_without_basis(part))
    before = {(one.path, one.code) for one in _findings_in_force()}
    found = [
        one for one in draft.findings if (one.path, one.code) not in before and one.path.startswith(part)
    ]
    assert found, part
    lawyer = Desk("legal1").opens(f"/work/versions/{MATTER}/2")
    for one in found:
        assert one.message in lawyer
    if any(one.severity is Severity.ERROR for one in found):
        with pytest.raises(refusals.HasErrors):
            publishing.check(office.editor(), MATTER, draft.revision, one_visit=True)


def _findings_in_force() -> Any:
    return examine(MATTER, office.definition()).findings


def test_nothing_is_published_without_the_signature_of_a_legal_reviewer_on_this_very_text() -> None:
    draft = office.brought_to(State.CHECKED)
    MatterVersion.objects.filter(matter=MATTER, number=2).update(
        state=State.APPROVED
    )  # somebody with a console
    with pytest.raises(refusals.NotReady, match="还没有同意的合法性审查意见"):
        publishing.publish_batch(office.lists(), [MATTER], "第二批", TODAY)
    MatterVersion.objects.filter(matter=MATTER, number=2).update(state=State.CHECKED)
    with pytest.raises(refusals.NotForYourPost, match="合法性审查人员"):
        publishing.opine(office.owner(), MATTER, office.seen(), agrees=True, words="同意。")
    publishing.opine(office.lawyer(), MATTER, office.seen(), agrees=True, words="各项均有依据，同意。")
    publishing.approve(office.owner(), MATTER, office.seen())

    saved = drafts.save_draft(office.editor(), MATTER, {**draft.data, "summary": "另一份"}, draft.revision)
    assert saved.state is State.DRAFT, "what was signed was another text"
    MatterVersion.objects.filter(matter=MATTER, number=2).update(state=State.APPROVED)
    with pytest.raises(refusals.NotReady, match="还没有同意的合法性审查意见"):
        publishing.publish_batch(office.lists(), [MATTER], "第二批", TODAY)


def test_each_published_version_names_its_legal_reviewer_for_ever() -> None:
    office.brought_to(State.APPROVED)
    publishing.publish_batch(office.lists(), [MATTER], "第二批", TODAY)
    row = MatterVersion.objects.get(matter=MATTER, number=2)
    act = PublishingAct.objects.get(version=row, move=Move.AGREE)
    assert (act.person_id, act.sha256) == (office.lawyer().person, row.sha256)
    page = Desk("inquiry1").opens(f"/work/versions/{MATTER}/2/opinion")
    assert office.lawyer().name in page
    assert row.sha256 in page
    assert versions.in_force(MATTER, TODAY).number == 2
