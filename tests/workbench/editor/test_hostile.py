"""Forms that are none of ours: bounded, refused in a sentence, never a fault of the house, and nothing is saved."""

from __future__ import annotations

import pytest

from workbench.editor.desks import Writer
from workbench.editor.test_editing import text_of

Pairs = list[tuple[str, str]]

FORMS: dict[str, Pairs] = {
    "unknown field": [("colour", "red")],
    "unknown key in a group": [("codes.colour", "red")],
    "deep": [(".".join(["requirements.0"] * 20), "x")],
    "a name that is no name": [("requirements[0].name", "x")],
    "a name with a null": [("na\0me", "x")],
    "a very long name": [("a" * 100_000, "x")],
    "a field twice": [("name", "一"), ("name", "二")],
    "a group twice": [("codes.~", "basic"), ("codes.~", "basic")],
    "too many fields": [(f"aliases.{n}", "x") for n in range(5_500)],
    "too long a value": [("name", "长" * 10_001)],
    "a scalar with parts": [("name.first", "x")],
    "unknown keys that are no mapping": [("~other", "[1, 2]")],
    "another page's field": [("requirements.0.name", "x")],
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_is_none_of_ours_is_refused_in_a_sentence(form: str) -> None:
    writer = Writer().begins().turns_to("basics")
    before = text_of()
    writer.pairs = [*writer.pairs, *FORMS[form]]
    writer.presses("save", 422)
    assert "表单没有保存：" in writer.text
    writer.presses("look", 422, f"{writer.at('basics')}/panel")
    assert text_of() == before


def test_a_form_beyond_everything_is_no_fault_of_the_house() -> None:
    writer = Writer().begins().turns_to("basics")
    writer.pairs = [(f"a.{n}", "x") for n in range(7_000)]
    writer.presses("save", 400)


def test_too_many_rows_are_refused() -> None:
    writer = Writer().begins().turns_to("questions")
    writer.pairs += [(f"questions.{n}.ask", "？") for n in range(100, 400)]
    writer.presses("save", 422)
    assert "一个列表最多200行" in writer.text


@pytest.mark.parametrize(
    "do",
    ["up:questions.99", "remove:", "add:name", "add:questions.0", "undo", "burn:questions.0", "up:questions"],
)
def test_a_button_that_is_not_there_does_nothing_or_is_refused(do: str) -> None:
    writer = Writer().begins().turns_to("questions")
    before = text_of()
    answer = writer.client.post(
        writer.at("questions"), writer.body(do), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in (200, 422)
    assert text_of() == before


@pytest.mark.parametrize(
    "undo", ["[", "[questions, 0, {}, 题]", "[requirements, 0, 1, 题]", "[a, b, c, d]", "{a: 1}"]
)
def test_an_undo_that_was_made_up_puts_nothing_elsewhere(undo: str) -> None:
    writer = Writer().begins().turns_to("questions")
    before = text_of()
    writer.pairs.append(("undo", undo))
    answer = writer.client.post(
        writer.at("questions"), writer.body("undo"), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in (200, 422)
    after = text_of()
    assert {k: v for k, v in after.items() if k != "questions"} == {
        k: v for k, v in before.items() if k != "questions"
    }


def test_rows_in_any_numbers_stand_in_the_order_of_the_page() -> None:
    writer = Writer().begins().turns_to("questions")
    rows = [[pair for pair in writer.pairs if pair[0].startswith(f"questions.{n}.")] for n in range(4)]
    rest = [pair for pair in writer.pairs if not pair[0].startswith("questions.")]
    asks = [one["ask"] for one in text_of()["questions"]]
    renamed = [
        [(name.replace("questions.3.", "questions.0777."), value) for name, value in rows[3]],
        *rows[:3],
    ]
    writer.pairs = [*rest, *(pair for row in renamed for pair in row)]
    writer.presses()
    assert [one["ask"] for one in text_of()["questions"]] == [asks[3], *asks[:3]]
