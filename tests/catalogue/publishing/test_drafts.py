"""Drafts: begun from what is in force, saved over a revision, never over somebody else's."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from catalogue.publishing import office
from factories import cases as make
from onevisit.catalogue import drafts
from onevisit.catalogue.models import DraftText, MatterVersion
from onevisit.platform.people.actors import Actor
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.states import Move, State

pytestmark = pytest.mark.django_db

MATTER = office.MATTER


def test_a_draft_begins_from_the_version_in_force_and_there_is_only_one() -> None:
    draft = drafts.begin_draft(office.editor(), MATTER)
    assert (draft.number, draft.revision, draft.state) == (2, 1, State.DRAFT)
    assert list(draft.data) == list(office.definition())  # the order of writing is kept
    assert draft.data == office.definition()
    assert draft.saved_by == office.editor().name
    assert not [one for one in draft.findings if one.severity == "error"]
    assert drafts.begin_draft(office.colleague(), MATTER) == draft
    assert MatterVersion.objects.filter(matter=MATTER).count() == 2


def test_a_new_matter_begins_with_its_key_and_says_what_it_lacks() -> None:
    draft = drafts.begin_draft(office.editor(), "tea-house")
    assert (draft.number, draft.data) == (1, {"key": "tea-house"})
    assert any(one.severity == "error" for one in draft.findings)


@pytest.mark.parametrize("key", ["", "Tea", "1tea", "tea house", "茶馆", "a" * 61, "tea\n"])
def test_what_cannot_be_a_key_begins_nothing(key: str) -> None:
    with pytest.raises(refusals.BadMatterKey, match="不能作为事项的键"):
        drafts.begin_draft(office.editor(), key)
    assert not MatterVersion.objects.filter(matter=key).exists()


def test_each_save_makes_a_revision_and_every_text_is_kept() -> None:
    draft = drafts.begin_draft(office.editor(), MATTER)
    once = drafts.save_draft(office.editor(), MATTER, {**draft.data, "name": "挖路许可甲"}, 1)
    twice = drafts.save_draft(office.colleague(), MATTER, {**draft.data, "name": "挖路许可乙"}, 2)
    assert (once.revision, twice.revision, twice.saved_by) == (2, 3, office.colleague().name)
    texts = DraftText.objects.filter(version__matter=MATTER).order_by("revision")
    assert [json.loads(one.definition)["name"] for one in texts] == [
        draft.data["name"],
        "挖路许可甲",
        "挖路许可乙",
    ]
    assert MatterVersion.objects.get(matter=MATTER, number=2).name == "挖路许可乙"


def test_the_same_text_again_changes_nothing() -> None:
    draft = office.brought_to(State.APPROVED)
    again = drafts.save_draft(office.colleague(), MATTER, draft.data, 1)
    assert (again.revision, again.state) == (draft.revision, State.APPROVED)


def test_a_stale_save_is_refused_and_both_texts_stay() -> None:
    draft = drafts.begin_draft(office.editor(), MATTER)
    drafts.save_draft(office.editor(), MATTER, {**draft.data, "name": "甲的文本"}, 1)
    with pytest.raises(refusals.StaleDraft) as why:
        drafts.save_draft(office.colleague(), MATTER, {**draft.data, "name": "乙的文本"}, 1)
    assert office.editor().name in why.value.sentence
    assert "2026年11月23日12:00" in why.value.sentence
    assert drafts.draft(office.colleague(), MATTER).data["name"] == "甲的文本"
    late = DraftText.objects.get(version__matter=MATTER, revision=None)
    assert json.loads(late.definition)["name"] == "乙的文本"
    assert (late.saved_by_id, late.seen) == (office.colleague().person, 1)


@pytest.mark.parametrize("data", [{}, {"key": MATTER}, {"key": "other", "name": 3}, {"name": "名"}])
def test_a_text_that_is_no_matter_yet_is_saved_with_what_is_wrong(data: dict[str, Any]) -> None:
    drafts.begin_draft(office.editor(), MATTER)
    saved = drafts.save_draft(office.editor(), MATTER, data, 1)
    assert saved.data == data
    assert any(one.severity == "error" for one in saved.findings)
    row = MatterVersion.objects.get(matter=MATTER, number=2)
    assert row.name == office.definition()["name"]  # the lists keep the last name that could be read


def test_an_unknown_organ_or_another_key_is_a_finding_and_no_crash() -> None:
    draft = drafts.begin_draft(office.editor(), MATTER)
    saved = drafts.save_draft(office.editor(), MATTER, {**draft.data, "organ": "nobody"}, 1)
    assert "unknown-organ" in {one.code for one in saved.findings}
    saved = drafts.save_draft(office.editor(), MATTER, {**draft.data, "key": "other"}, 2)
    assert "key-changed" in {one.code for one in saved.findings}
    saved = drafts.save_draft(office.editor(), MATTER, {**draft.data, "name": "长" * 200}, 3)
    assert "too-long" in {one.code for one in saved.findings}


def _deep() -> dict[str, Any]:
    data: dict[str, Any] = {}
    for _ in range(5000):
        data = {"a": data}
    return data


@pytest.mark.parametrize(
    "data", [{"a": float("nan")}, {"a": {1}}, {"a": "\ud800"}, {"a": "长" * 1_000_001}, _deep()]
)
def test_what_is_no_plain_value_is_refused(data: dict[str, Any]) -> None:
    drafts.begin_draft(office.editor(), MATTER)
    with pytest.raises(refusals.UnstorableDraft, match="草稿没有保存"):
        drafts.save_draft(office.editor(), MATTER, data, 1)
    assert drafts.draft(office.editor(), MATTER).revision == 1


@pytest.mark.parametrize("state", [State.CHECKED, State.OPINED, State.APPROVED])
def test_editing_what_was_signed_makes_it_a_draft_again(state: State) -> None:
    draft = office.brought_to(state)
    saved = drafts.save_draft(
        office.colleague(), MATTER, {**draft.data, "name": "另一份文本"}, draft.revision
    )
    assert saved.state is State.DRAFT
    row = drafts.in_work(MATTER)
    assert not row.one_visit
    last = row.acts.order_by("-seq")[0]
    assert (last.move, last.person_id, last.sha256) == (Move.SAVE, office.colleague().person, row.sha256)


def test_a_dropped_draft_is_gone_and_another_can_begin() -> None:
    office.brought_to(State.OPINED)
    drafts.drop_draft(office.editor(), MATTER, "不改了")
    with pytest.raises(refusals.NothingInWork):
        drafts.draft(office.editor(), MATTER)
    again = drafts.begin_draft(office.editor(), MATTER)
    assert (again.number, again.data) == (3, office.definition())


@pytest.mark.parametrize(
    "who", ["legal1", "head-establishment", "clerk1", "inquiry1", "admin", "chief-enforcement"]
)
def test_only_editors_write(who: str) -> None:
    with pytest.raises(refusals.NotForYourPost, match="请由事项管理员办理"):
        drafts.begin_draft(make.person(who), MATTER)
    drafts.begin_draft(office.editor(), MATTER)
    with pytest.raises(refusals.NotForYourPost):
        drafts.save_draft(make.person(who), MATTER, {"key": MATTER}, 1)
    with pytest.raises(refusals.NotForYourPost):
        drafts.drop_draft(make.person(who), MATTER)


def of_organ(organ: str) -> Actor:
    """An editor of one organ."""
    one = office.editor()
    return replace(one, posts=tuple(replace(post, organ=organ) for post in one.posts))


def test_an_editor_of_another_organ_writes_for_his_own_only() -> None:
    elsewhere = of_organ("market")
    with pytest.raises(refusals.NotForYourPost, match="本部门"):
        drafts.begin_draft(elsewhere, MATTER)
    assert drafts.begin_draft(elsewhere, "food-business-permit").number == 2


def test_an_editor_of_an_organ_writes_the_new_matter_that_he_began() -> None:
    draft = drafts.begin_draft(of_organ("market"), "tea-house")
    text = {**office.definition("food-business-permit"), "key": "tea-house"}
    assert drafts.save_draft(of_organ("market"), "tea-house", text, draft.revision).revision == 2
    with pytest.raises(refusals.NotForYourPost, match="本部门"):
        drafts.save_draft(of_organ("police"), "tea-house", text, 2)


def test_nobody_writes_for_another_organ_by_naming_it() -> None:
    food = "food-business-permit"
    draft = drafts.begin_draft(of_organ("market"), food)
    for organ in ("police", "town"):
        with pytest.raises(refusals.NotForYourPost, match="本部门"):
            drafts.save_draft(of_organ("market"), food, {**draft.data, "organ": organ}, draft.revision)
    assert drafts.draft(of_organ("market"), food) == draft
    assert DraftText.objects.filter(version__matter=food).count() == 1
    moved = drafts.save_draft(office.lists(), food, {**draft.data, "organ": "police"}, draft.revision)
    assert moved.data["organ"] == "police"


def test_a_text_that_cites_or_names_what_nobody_has_is_an_error() -> None:
    draft = drafts.begin_draft(office.editor(), MATTER)
    wanted = dict(draft.data["requirements"][0])
    wanted["evidence"] = [{"way": "e_licence", "licence": "no-such-licence"}]
    changes: dict[str, Any] = {
        "requirements": [wanted, *draft.data["requirements"][1:]],
        "life_events": ["nobody-lives-so"],
    }
    saved = drafts.save_draft(office.editor(), MATTER, {**draft.data, **changes}, 1)
    assert {"unknown-life-event", "unknown-licence"} <= _errors(saved)
    basis = [{**one, "law": "没有这部法"} for one in draft.data["basis"]]
    saved = drafts.save_draft(office.editor(), MATTER, {**draft.data, "basis": basis}, 2)
    assert "unknown-law" in _errors(saved)
    basis = [{**one, "article": "999"} for one in draft.data["basis"]]
    saved = drafts.save_draft(office.editor(), MATTER, {**draft.data, "basis": basis}, 3)
    assert "unknown-article" in _errors(saved)


def _errors(saved: drafts.DraftView) -> set[str]:
    return {one.code for one in saved.findings if one.severity == "error"}
