"""YAML both ways: any text survives, the same bytes come out, and nothing that is read can do harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.catalogue.yaml_text import MAX_BYTES, MAX_DEPTH, MAX_NODES, read_yaml, write_yaml

BOSHAN = Path(__file__).parents[2] / "districts" / "boshan"

AWKWARD = (
    "007", "1_000", "0x1f", "0o17", "1e3", "12:30", "190:20:30", "2026-10-01", "yes", "No", "on", "y", "null", "~",
    "true", ".inf", "NaN", "=", "<<", "-", "- a", "? a", "a: b", "a:", ":", "#", "a #b", "it's", '"引号"', "“引号”",
    "{a}", "[a]", "a, b", "&a", "*a", "!a", "|", ">", "%", "@", "`", "\\", "\\n", "", " ", " a", "a ", "\t", "a\tb",
    "一\n二", "一\n二\n", "一\n\n二\n\n", "\n一", "一 \n二", " 一\n二", "一: 二\n# 三\n---\n...", "\r\n", "a\r",
    "\u00a0", "a\u2028b\n c", "\u0085", "\ufeff", "\u3000首行", "𠮷野家", "👪", "\x00", "\x1b[31m", "\x7f", "e\u0301",
    "k" * 200,
)  # fmt: skip

texts = st.sampled_from(AWKWARD) | st.text(max_size=30)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_survive_as_key_in_a_list_and_in_a_long_one(text: str) -> None:
    data = {text: text, "list": [text], "long": [text, "长" * 120, {"deep": {"deeper": [{text: text}]}}]}
    assert read_yaml(write_yaml(data), "x") == (data, ())


@given(st.dictionaries(texts, values, max_size=5))
def test_whatever_is_written_is_read_again_and_written_as_the_same_bytes(data: dict[str, object]) -> None:
    text = write_yaml(data)
    again, findings = read_yaml(text, "x")
    assert findings == ()
    assert json.dumps(again) == json.dumps(data)  # the order of keys too, and 1 is not true
    assert write_yaml(again) == text


def test_every_file_of_the_pack_is_written_as_it_is_read() -> None:
    for path in sorted((BOSHAN / "matters").rglob("*.yaml")):
        data, findings = read_yaml(path.read_text("utf-8"), path.name)
        assert findings == ()
        assert json.dumps(read_yaml(write_yaml(data), path.name)[0]) == json.dumps(data)


def test_a_definition_is_written_so_that_an_official_can_read_it() -> None:
    data = {
        "key": "tea-house",
        "codes": {"basic": "000131301000", "test": True},
        "basis": [{"law": "行政许可法", "article": "42", "says": "说" * 120}],
        "requirements": [{"key": "lease", "when": "premises == rented", "note": "第一行\n第二行"}],
        "fees": [],
    }
    assert write_yaml(data) == (
        "key: tea-house\n"
        'codes: {basic: "000131301000", test: true}\n'
        "basis:\n"
        "- law: 行政许可法\n"
        '  article: "42"\n'
        f"  says: {'说' * 120}\n"
        "requirements:\n"
        "- key: lease\n"
        '  when: "premises == rented"\n'
        "  note: |-\n"
        "    第一行\n"
        "    第二行\n"
        "fees: []\n"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: &x [1]\nb: *x", "不能用锚点"),
        ("a: &x 1", "不能用锚点"),
        ("[" * 100_000, f"嵌套超过{MAX_DEPTH}层"),
        ("[" + "1," * MAX_NODES + "1]", f"超过{MAX_NODES}个值"),
        ("a: 一\na: 二", "键“a”写了两次"),
        ("1: 一", "键 1 请加引号"),
        ("yes: 一", "键 True 请加引号"),
        ("? [a]\n: 一", "请加引号"),
        ("a: !!python/object/apply:os.system [ls]", "YAML 读不懂"),
        ("<<: {a: 1}", "YAML 读不懂"),
        ("a: 2026-02-30", "请加引号"),
        ("a: " + "1" * 5000, "请加引号"),
        ("a: 1\n---\nb: 2", "YAML 读不懂"),
        ("a: \x07", "YAML 读不懂"),
        ("a: [1", "YAML 读不懂"),
        ("a: \ud800", "不成对的代理字符"),
        ("a: " + "长" * (MAX_BYTES // 3 + 1), "文件超过1 MB"),
    ],
)
def test_what_cannot_be_read_is_a_finding_with_the_name_of_the_file(text: str, says: str) -> None:
    data, (finding,) = read_yaml(text, "matters/x.yaml")
    assert data is None
    assert says in finding.message
    assert finding.file == "matters/x.yaml"


def test_a_fault_names_its_line() -> None:
    _, (finding,) = read_yaml("a: 1\nb: [1\n", "x")
    assert finding.path == "第3行第1列"


@pytest.mark.parametrize("value", [object(), b"a", {1: "a"}, {"a": {2: "b"}}])
def test_only_plain_values_are_written(value: object) -> None:
    with pytest.raises(TypeError, match="no "):
        write_yaml({"a": value})
