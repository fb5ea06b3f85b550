"""Two editors at once: what each wrote is kept, whoever saves second is shown both texts, and nobody is overwritten."""

from __future__ import annotations

import re

from onevisit.catalogue.models import DraftText
from workbench.editor.browsing import pairs_in
from workbench.editor.desks import Writer
from workbench.editor.test_editing import text_of


def test_pages_that_only_one_of_them_touched_come_together() -> None:
    one, other = Writer("editor1").begins().turns_to("basics"), Writer("editor2").turns_to("questions")
    one.types(summary="挖马路之前要办。").presses()
    other.types(questions__0__ask="改过的问题？").presses()
    text = text_of()
    assert (text["summary"], text["questions"][0]["ask"]) == ("挖马路之前要办。", "改过的问题？")


def test_the_second_on_the_same_page_sees_both_texts_and_chooses() -> None:
    one, other = Writer("editor1").begins().turns_to("basics"), Writer("editor2").turns_to("basics")
    one.types(summary="第一个人写的。", aliases="挖路").presses()
    other.types(summary="第二个人写的。", name="挖路许可").presses("save", 409)
    assert text_of()["summary"] == "第一个人写的。"
    assert "示例·岳晓燕已于2026年11月23日" in other.text
    assert "第一个人写的。" in other.text
    assert "第二个人写的。" in other.text
    late = DraftText.objects.get(revision=None)
    assert "第二个人写的。" in late.definition  # his text lies beside the draft, whatever he does now
    form = re.search(r'<form method="post" [^>]*ed-conflict.*?</form>', other.html, re.DOTALL)
    assert form
    other.pairs = [(name, value) for name, value in pairs_in(form[0]) if not name.startswith("take.")]
    other.types(take__name="mine", take__summary="mine", take__aliases="theirs")
    other.presses("choose", 302)
    text = text_of()
    assert (text["name"], text["summary"], text["aliases"]) == ("挖路许可", "第二个人写的。", ["挖路"])


def test_whoever_types_on_is_told_by_the_side_and_nothing_is_saved() -> None:
    one, other = Writer("editor1").begins().turns_to("basics"), Writer("editor2").turns_to("basics")
    one.types(summary="第一个人写的。").presses()
    said = other.types(summary="第二个人写的。").looks("keep", 409)
    assert "对照两份文本" in said
    assert text_of()["summary"] == "第一个人写的。"


def test_the_same_text_twice_is_no_conflict() -> None:
    one, other = Writer("editor1").begins().turns_to("basics"), Writer("editor2").turns_to("basics")
    one.types(summary="一样的。").presses()
    other.types(summary="一样的。").presses()
    assert text_of()["summary"] == "一样的。"


def test_a_third_save_while_one_chooses_is_shown_again() -> None:
    one, other = Writer("editor1").begins().turns_to("basics"), Writer("editor2").turns_to("basics")
    one.types(summary="一。").presses()
    other.types(summary="二。").presses("save", 409)
    form = re.search(r'<form method="post" [^>]*ed-conflict.*?</form>', other.html, re.DOTALL)
    assert form
    other.pairs = [(name, value) for name, value in pairs_in(form[0]) if not name.startswith("take.")]
    one.turns_to("basics").types(summary="三。").presses()
    other.types(take__summary="mine").presses("choose", 409)
    assert "三。" in other.text
    assert "二。" in other.text
    assert text_of()["summary"] == "三。"


def test_rows_of_one_list_are_chosen_one_by_one() -> None:
    one, other = (
        Writer("editor1").begins().turns_to("requirements"),
        Writer("editor2").turns_to("requirements"),
    )
    one.types(requirements__0__note="甲。", requirements__2__note="甲。").presses()
    other.types(requirements__1__note="乙。", requirements__2__note="乙。").presses("save", 409)
    form = re.search(r'<form method="post" [^>]*ed-conflict.*?</form>', other.html, re.DOTALL)
    assert form
    other.pairs = [(name, value) for name, value in pairs_in(form[0]) if not name.startswith("take.")]
    other.types(take__requirements__1="mine", take__requirements__2="theirs").presses("choose", 302)
    assert [row.get("note") for row in text_of()["requirements"][:3]] == ["甲。", "乙。", "甲。"]
