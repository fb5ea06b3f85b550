"""An editor fills in forms: what is saved, what is said about it, and what the same buttons do without a script."""

from __future__ import annotations

from typing import Any

from onevisit.catalogue.drafts import draft
from onevisit.platform import clock
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.models import Person
from workbench.editor.desks import Writer


def text_of(matter: str = "dig-road", who: str = "editor1") -> dict[str, Any]:
    actor = actor_of(Person.objects.get(username=who), clock.today())
    return dict(draft(actor, matter).data)


def test_what_is_typed_is_saved_and_nothing_else_is_touched() -> None:
    writer = Writer().begins()
    before = text_of()
    writer.turns_to("basics").types(name="挖掘城市道路许可（试）", channels=["online", "window", "post"])
    writer.presses()
    after = text_of()
    assert (after["name"], after["channels"]) == ("挖掘城市道路许可（试）", ["online", "window", "post"])
    assert {k: v for k, v in after.items() if k not in ("name", "channels")} == {
        k: v for k, v in before.items() if k not in ("name", "channels")
    }
    assert list(after) == list(before)


def test_what_cannot_be_read_is_kept_and_said_at_its_field() -> None:
    writer = Writer().begins().turns_to("requirements")
    writer.types(requirements__2__copies="两份", requirements__1__name="").presses()
    text = text_of()
    assert text["requirements"][2]["copies"] == "两份"
    assert "name" not in text["requirements"][1]
    writer.turns_to("requirements")
    assert 'name="requirements.2.copies" value="两份"' in writer.html
    faults = writer.html.split('id="f-requirements.2.copies-faults"')[1][:400]
    assert "“份数”要填整数" in faults
    assert "请填写“材料名称”" in writer.html.split('id="f-requirements.1.name-faults"')[1][:400]
    assert 'aria-describedby="f-requirements.2.copies-faults"' in writer.html
    assert "算不出来" in writer.text


def test_names_are_typed_and_keys_are_kept() -> None:
    writer = Writer().begins().turns_to("basics")
    assert 'name="organ" value="区综合执法局"' in writer.html
    writer.types(organ="区水利局").presses()
    assert text_of()["organ"] == "water"


def test_a_row_is_added_filled_moved_taken_out_and_put_back() -> None:
    writer = Writer().begins().turns_to("questions")
    count = len(text_of()["questions"])
    writer.presses("add:questions")
    assert f'id="f-questions.{count}.ask" autofocus' in writer.html
    assert len(text_of()["questions"]) == count  # an empty row is nothing yet
    writer.types(**{f"questions__{count}__ask": "问？", f"questions__{count}__answer": "答。"})
    writer.presses(f"up:questions.{count}")
    assert text_of()["questions"][count - 1] == {"ask": "问？", "answer": "答。"}
    writer.presses(f"remove:questions.{count - 1}")
    assert "已删除“问？”" in writer.text
    assert len(text_of()["questions"]) == count
    writer.presses("undo")
    assert text_of()["questions"][count - 1] == {"ask": "问？", "answer": "答。"}
    writer.presses("down:questions.0").presses("up:questions.0")
    assert text_of()["questions"][-2]["ask"] == "问？"


def test_a_row_in_a_row_and_an_option_are_added_and_moved() -> None:
    writer = Writer().begins().turns_to("requirements")
    ways = text_of()["requirements"][1]["evidence"]
    writer.presses("down:requirements.1.evidence.0")
    assert text_of()["requirements"][1]["evidence"][:2] == [ways[1], ways[0]]
    writer.turns_to("situations").presses("add:situations.0.options")
    writer.types(situations__0__options__2__text="说不清").presses()
    options = text_of()["situations"][0]["options"]
    assert list(options) == ["settled", "young", "shuo-bu-qing"]
    writer.turns_to("situations").presses("up:situations.0.options.2")
    assert list(text_of()["situations"][0]["options"]) == ["settled", "shuo-bu-qing", "young"]
    writer.presses("remove:situations.0.options.1").presses("undo")
    assert list(text_of()["situations"][0]["options"]) == ["settled", "shuo-bu-qing", "young"]


def test_two_options_with_one_key_are_both_kept_and_refused() -> None:
    writer = Writer().begins().turns_to("situations")
    writer.types(situations__0__options__1__key="settled").presses()
    assert text_of()["situations"][0]["options"] == [
        ["settled", "新建改建满五年、大修满三年"],
        ["settled", "还没有满"],
    ]
    writer.turns_to("situations")
    assert "选项的代号不能重复" in writer.text


def test_a_key_is_made_from_the_name() -> None:
    writer = Writer().begins().turns_to("requirements").presses("add:requirements")
    writer.types(requirements__5__name="施工许可", requirements__5__made_by="organ").presses()
    assert text_of()["requirements"][5] == {"key": "shi-gong-xu-ke", "name": "施工许可", "made_by": "organ"}


def test_a_condition_is_chosen_by_its_answers_and_said_in_words() -> None:
    writer = Writer().begins().turns_to("requirements")
    writer.types(
        **{
            "requirements__0__when__~by": "choose",
            "requirements__0__when__~is": ["age=young", "pipes=planned"],
        }
    )
    said = writer.looks()
    assert "答“还没有满”，并且“" in said
    writer.presses()
    assert text_of()["requirements"][0]["when"] == "age == young and pipes == planned"
    writer.turns_to("requirements").types(**{"requirements__0__when__~by": "text"})
    writer.types(requirements__0__when="age == young or").presses()
    assert text_of()["requirements"][0]["when"] == "age == young or"
    assert "到这里就断了" in writer.turns_to("requirements").text


def test_an_optional_part_is_there_while_its_box_is_ticked() -> None:
    writer = Writer().begins().turns_to("requirements")
    writer.types(**{"requirements__2__defer__~on": "on", "requirements__2__defer__days": "5"}).presses()
    assert text_of()["requirements"][2]["defer"] == {"days": 5}
    writer.turns_to("requirements").types(**{"requirements__2__defer__~on": None}).presses()
    assert "defer" not in text_of()["requirements"][2]


def test_a_value_is_marked_as_assumed_with_its_source() -> None:
    writer = Writer().begins().turns_to("limits")
    writer.types(**{"limits__promised__~all": None, "limits__statutory__~assumed": ["length"]})
    writer.types(limits__statutory__source="待司法局核对").presses()
    limits = text_of()["limits"]
    assert "assumed" not in limits["promised"]
    assert (limits["statutory"]["assumed"], limits["statutory"]["source"]) == (
        ["working_days"],
        "待司法局核对",
    )


def test_the_side_says_the_number_while_one_types_and_saves_nothing() -> None:
    writer = Writer().begins().turns_to("basics")
    said = writer.types(channels=["window"]).looks()
    assert "申请人要跑几次 1 次" in said
    assert text_of()["channels"] == ["online", "window"]
    assert "从零开始，连取材料算在内" in writer.looks("depth")
    kept = writer.looks("keep")
    assert "第2次修订" in writer.html
    assert "申请人要跑几次 1 次" in kept
    assert text_of()["channels"] == ["window"]


def test_a_number_above_one_is_shown_with_its_reason_and_what_would_help() -> None:
    writer = Writer(matter="divorce").begins().turns_to("basics")
    assert "超过一次，不能按“最多跑一次”公布" in writer.text
    writer.presses("check")
    assert "从零开始，连取材料算在内" in writer.text


def test_the_script_is_given_an_empty_row() -> None:
    writer = Writer().begins().turns_to("requirements")
    query = "path=requirements&name=requirements.17"
    writer.opens(f"{writer.at('requirements')}/row?{query}")
    assert 'name="requirements.17.name"' in writer.html
    assert 'data-path="requirements[0].evidence"' in writer.html
    nested = "path=requirements[0].evidence&name=requirements.17.evidence.0"
    writer.opens(f"{writer.at('requirements')}/row?{nested}")
    assert 'name="requirements.17.evidence.0.way"' in writer.html
    for wrong in (
        "path=stages&name=stages.1",
        "path=requirements&name=x'",
        "path=requirements[0].name&name=a.1",
    ):
        writer.opens(f"{writer.at('requirements')}/row?{wrong}", 422)
