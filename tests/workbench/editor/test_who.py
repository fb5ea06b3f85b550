"""Who writes which matter, and who only reads."""

from __future__ import annotations

from typing import Any

import pytest

from onevisit.platform.organs.models import Organ, Post
from onevisit.platform.people.models import Person
from workbench.conftest import Desk
from workbench.editor.desks import Writer


@pytest.fixture
def own_editor() -> str:
    """An editor of an organ that keeps no list: 区水利局."""
    person = Person.objects.get(username="reviewer-water")
    post = Post.objects.filter(person=person).order_by("id")[0]
    Post.objects.create(person=person, organ=Organ.objects.get(key="water"), role="editor", since=post.since)
    return "reviewer-water"


@pytest.mark.parametrize("who", ["editor1", "editor2", "editor-list"])
def test_the_offices_that_keep_the_lists_write_every_matter(who: str) -> None:
    writer = Writer(who).begins().turns_to("basics")
    assert "只能看，不能改" not in writer.text
    writer.types(summary="改过的。").presses()


def test_an_editor_of_an_organ_writes_its_own_matters_and_reads_the_others(own_editor: str) -> None:
    writer = Writer(own_editor, "water-permit").begins().turns_to("basics")
    writer.types(summary="改过的。").presses()
    Writer().begins()
    other = Writer(own_editor)
    other.turns_to("basics")
    assert "只能看，不能改" in other.text
    assert "disabled" in other.html.split('class="ed-all"')[1][:60]
    other.types(summary="不是我的。").presses("save", 403)
    other.looks("keep", 403)
    other.sends("/work/catalogue/price-setting/edit", status=403)


def test_a_matter_given_to_ones_own_organ_in_the_text_stays_the_others(own_editor: str) -> None:
    Writer().begins().turns_to("basics").types(organ="区水利局").presses()
    other = Writer(own_editor)
    assert other.client.get(other.at("basics")).status_code == 200


@pytest.mark.parametrize("who", ["legal1", "inquiry1"])
def test_the_legal_office_and_the_inquiry_office_read_only(who: str) -> None:
    Writer().begins()
    reader = Writer(who).turns_to("basics")
    assert "只能看，不能改" in reader.text
    reader.types(summary="改过的。").presses("save", 403)
    reader.looks("keep", 403)
    reader.sends("/work/catalogue/marriage/edit", status=403)
    reader.opens(reader.at("text"))
    assert "粘贴新的文本" not in reader.text
    reader.sends(reader.at("text"), {"text": "key: dig-road"}, status=403)
    Desk(who).opens("/work/catalogue/new-matter", 403)


def test_without_a_draft_one_is_led_to_begin(client: Any) -> None:
    desk = Desk("editor1")
    assert "没有正在起草的版本" in desk.opens("/work/catalogue/dig-road/edit")
    assert (
        desk.client.get("/work/catalogue/dig-road/edit/basics").headers["Location"].endswith("/dig-road/edit")
    )
    desk.opens("/work/catalogue/dig-road/edit/nonsense", 404)


def test_what_was_signed_is_a_draft_again_after_a_change_and_the_page_says_so() -> None:
    from onevisit.catalogue import publishing
    from onevisit.platform import clock
    from onevisit.platform.organs.queries import actor_of

    writer = Writer("editor1").begins()
    actor = actor_of(Person.objects.get(username="editor1"), clock.today())
    publishing.check(actor, "dig-road", 1, one_visit=True)
    assert "这一版已经送审" in writer.turns_to("basics").text
    writer.types(summary="改过的。").presses()
    assert "这一版已经送审" not in writer.turns_to("basics").text


def test_the_catalogue_leads_to_the_editor_those_who_write() -> None:
    for who, leads in (("editor1", True), ("legal1", False)):
        desk = Desk(who)
        desk.opens("/work/catalogue")
        assert ('href="/work/catalogue/new-matter"' in desk.html) is leads
        desk.opens("/work/catalogue/dig-road")
        assert ('href="/work/catalogue/dig-road/edit"' in desk.html) is leads
