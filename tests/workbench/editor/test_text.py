"""The definition as text: to see, and to paste in its place."""

from __future__ import annotations

import pytest

from onevisit.catalogue.yaml_text import write_yaml
from workbench.conftest import Desk
from workbench.editor.desks import Writer
from workbench.editor.test_editing import text_of

AT = "/work/catalogue/dig-road/edit/text"


def pasted(text: str, do: str = "look", revision: str = "1", status: int = 200) -> Desk:
    desk = Desk("editor1")
    desk.sends(AT, {"text": text, "do": do, "revision": revision}, status)
    return desk


def test_the_text_is_shown_and_pasted_back_it_changes_nothing() -> None:
    Writer().begins()
    text = write_yaml(text_of())
    desk = Desk("editor1")
    assert "挖掘城市道路许可" in desk.opens(AT)
    desk = pasted(text)
    assert "和现在的草稿一样" in desk.text
    assert "用它替换草稿" not in desk.text


def test_a_pasted_text_is_shown_with_its_differences_before_it_replaces_the_draft() -> None:
    Writer().begins()
    text = write_yaml(text_of() | {"name": "挖路许可", "channels": ["online"]})
    desk = pasted(text)
    assert "挖路许可" in desk.text
    assert "取消“窗口申请”" in desk.text or "窗口申请" in desk.text
    assert text_of()["name"] == "挖掘城市道路许可"
    pasted(text, "replace", "1", 302)
    assert (text_of()["name"], text_of()["channels"]) == ("挖路许可", ["online"])


def test_a_stale_paste_is_refused_and_shown_against_the_newer_draft() -> None:
    Writer().begins().turns_to("basics").types(summary="别人改过。").presses()
    desk = pasted(write_yaml(text_of() | {"name": "挖路许可"}), "replace", "1", 409)
    assert "没有覆盖它" in desk.text
    assert text_of()["summary"] == "别人改过。"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key: dig-road\nname: [", "第3行"),
        ("key: dig-road\nname: 一\nname: 二", "第3行第1列"),
        ("- 一\n- 二", "一组“键: 值”"),
        ("", "一组“键: 值”"),
        ("key: other\nname: 别的事项", "第1行：这是“dig-road”的草稿"),
        ("key: dig-road\nname: 甲\nrequirements:\n  - key: a\n    copies: 两份\n", "第5行：“份数”要填整数"),
        ("a: &a [1]\nb: *a", "不能用锚点"),
        ("[" * 5000, "嵌套超过"),
        ("key: dig-road\nx: 2026-02-31", "日期"),
    ],
)
def test_faults_name_their_line(text: str, said: str) -> None:
    Writer().begins()
    assert said in pasted(text).text


@pytest.mark.parametrize("value", ["2026-01-01", "!!binary aGk=", "!!set {a, b}", ".nan", "[{a: .inf}]"])
def test_what_is_no_plain_value_is_named_and_never_saved(value: str) -> None:
    """A day without quotes is the mistake that people make: YAML reads it as something that no definition holds."""
    Writer().begins()
    for do in ("look", "replace"):
        desk = pasted(f"key: dig-road\nname: {value}", do)
        assert "请加引号" in desk.text
        assert "用它替换草稿" not in desk.text
    assert text_of()["name"] == "挖掘城市道路许可"


def test_a_text_that_is_too_long_is_refused_and_not_cut() -> None:
    Writer().begins()
    text = write_yaml(text_of() | {"name": "挖路许可"}) + "#" * 300_000
    desk = pasted(text, "replace")
    assert "超过三十万字" in desk.text
    assert text_of()["name"] == "挖掘城市道路许可"


def test_what_is_no_definition_is_never_saved() -> None:
    Writer().begins()
    before = text_of()
    pasted("- 一", "replace")
    assert text_of() == before


def test_what_no_field_can_hold_is_shown_as_text_in_the_form_and_stays() -> None:
    writer = Writer().begins()
    odd = text_of() | {
        "requirements": "见附件",
        "colour": "red",
        "limits": {"statutory": [1, 2], "promised": {"days": 3, "hours": 4}},
    }
    pasted(write_yaml(odd), "replace", "1", 302)
    for section in ("basics", "requirements", "limits"):
        writer.turns_to(section).presses()
    assert text_of() == odd
    assert "colour: red" in writer.turns_to("basics").html
    assert "见附件" in writer.turns_to("requirements").html
    assert "hours: 4" in writer.turns_to("limits").html
    writer.types(**{"limits__statutory__~raw": "2026-01-01"}).presses()
    assert text_of()["limits"]["statutory"] == "2026-01-01"
    writer.turns_to("limits")
    writer.types(**{"limits__statutory__~raw": ""}).presses()
    assert "statutory" not in text_of()["limits"]


def test_a_new_matter_begins_from_its_name() -> None:
    desk = Desk("editor1")
    at = desk.sends("/work/catalogue/new-matter", {"name": "临时占用绿地审批"})
    assert at == "/work/catalogue/lin-shi-zhan-yong-lv-di-shen-pi/edit"
    assert text_of("lin-shi-zhan-yong-lv-di-shen-pi") == {
        "key": "lin-shi-zhan-yong-lv-di-shen-pi",
        "name": "临时占用绿地审批",
        "organ": "approval",
    }
    writer = Writer(matter="lin-shi-zhan-yong-lv-di-shen-pi")
    for section in ("basics", "requirements", "limits", "results", "courses"):
        assert "请填写" in writer.turns_to(section).text


def test_a_new_matter_begins_as_a_copy() -> None:
    desk = Desk("editor1")
    desk.sends(
        "/work/catalogue/new-matter",
        {"name": "挖掘公路许可", "copy": "挖掘城市道路许可", "key": "dig-highway"},
    )
    text = text_of("dig-highway")
    assert (text["key"], text["name"], len(text["requirements"])) == ("dig-highway", "挖掘公路许可", 5)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "还没有写事项名称"),
        ({"name": "又一个", "key": "dig-road"}, "已经有代号是“dig-road”的事项"),
        ({"name": "又一个", "key": "Dig Road"}, "不能作为事项的键"),
        ({"name": "又一个", "copy": "没有这个"}, "没有“没有这个”这个事项"),
        ({"name": "！？"}, "请自己写一个英文代号"),
    ],
)
def test_a_new_matter_that_cannot_begin_says_why(given: dict[str, str], said: str) -> None:
    desk = Desk("editor1")
    assert said in desk.sends("/work/catalogue/new-matter", given, 422)
