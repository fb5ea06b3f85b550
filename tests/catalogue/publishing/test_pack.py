"""The pack seeds, and later lays its differences down as drafts, beside what somebody is writing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from catalogue.publishing import office
from factories.matters import PACK
from onevisit.catalogue import drafts
from onevisit.catalogue.models import Batch, DraftText, MatterVersion
from onevisit.catalogue.pack import Loaded, load_pack
from onevisit.rules.publishing.states import State

pytestmark = pytest.mark.django_db

MATTER = office.MATTER
TODAY = date(2026, 11, 23)


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A pack in which one summary reads otherwise."""
    folder = Path(shutil.copytree(PACK, tmp_path / "pack"))
    (file,) = folder.rglob(f"{MATTER}.yaml")
    text = file.read_text("utf-8")
    line = next(one for one in text.splitlines() if one.startswith("summary:"))
    file.write_text(text.replace(line, "summary: 区数据包里改过的一句话说明"), "utf-8")
    return folder


def every() -> int:
    return MatterVersion.objects.filter(number=1).count()


def test_the_same_pack_again_changes_nothing() -> None:
    assert load_pack(PACK, TODAY) == Loaded(0, 0, every())
    assert Batch.objects.count() == 1


def test_a_difference_becomes_a_draft_of_nobody_once(changed: Path) -> None:
    assert load_pack(changed, TODAY).drafts == 1
    draft = drafts.draft(office.editor(), MATTER)
    assert (draft.number, draft.state, draft.saved_by) == (2, State.DRAFT, drafts.PACK)
    assert draft.data["summary"] == "区数据包里改过的一句话说明"
    assert MatterVersion.objects.get(matter=MATTER, number=2).based_on == 1
    assert load_pack(changed, TODAY).drafts == 0
    drafts.drop_draft(office.editor(), MATTER)
    assert load_pack(changed, TODAY).drafts == 0, "what somebody gave up does not come back"


def test_a_difference_does_not_overwrite_what_somebody_writes(changed: Path) -> None:
    mine = office.drafted()
    assert load_pack(changed, TODAY).drafts == 1
    assert drafts.draft(office.editor(), MATTER) == mine
    beside = DraftText.objects.get(version__matter=MATTER, revision=None)
    assert "区数据包里改过的一句话说明" in beside.definition
    assert load_pack(changed, TODAY).drafts == 0


def test_versions_published_before_numbers_were_kept_get_theirs() -> None:
    MatterVersion.objects.create(
        matter="old-matter",
        number=1,
        state="published",
        valid_from=date(2024, 1, 1),
        definition=MatterVersion.objects.get(matter=MATTER).definition,
        sha256="a" * 64,
        name="旧",
        kind="行政许可",
        window_class="商事登记",
        basic_code="1",
    )
    load_pack(PACK, TODAY)
    row = MatterVersion.objects.get(matter="old-matter")
    assert (row.one_visit, row.visits_low, row.visits_high) == (True, 0, 0)
