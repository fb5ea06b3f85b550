"""Canonical JSON: one value, one text; everything else is refused with its place."""

import json
from collections import OrderedDict
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.record.canonical import NotCanonical, dumps, loads

SHANGHAI = timezone(timedelta(hours=8))
LARGEST = 2**53 - 1


class Kind(StrEnum):
    GRANTED = "granted"


class Level(IntEnum):
    DISTRICT = 4


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (0, "0"),
        (-LARGEST, "-9007199254740991"),
        ("博山区", '"博山区"'),
        ('“引号”"\\\n\t\x01/\x7f\u2028', '"“引号”\\"\\\\\\n\\t\\u0001/\x7f\u2028"'),
        ("😀", '"😀"'),
        (date(2026, 9, 28), '"2026-09-28"'),
        (date(1, 2, 3), '"0001-02-03"'),
        (datetime(2026, 9, 28, 1, 2, 3, 4, UTC), '"2026-09-28T01:02:03.000004Z"'),
        (datetime(2026, 9, 28, 7, 0, tzinfo=SHANGHAI), '"2026-09-27T23:00:00.000000Z"'),
        (datetime(987, 1, 1, tzinfo=UTC), '"0987-01-01T00:00:00.000000Z"'),
        ([], "[]"),
        ((1, [2, (3,)]), "[1,[2,[3]]]"),
        ({}, "{}"),
        ({"b": 1, "a": {"d": [], "c": None}}, '{"a":{"c":null,"d":[]},"b":1}'),
        # In order of code points, whatever the alphabet.
        ({"中": 1, "a": 2, "Z": 3, "é": 4}, '{"Z":3,"a":2,"é":4,"中":1}'),
        (OrderedDict(b=1, a=2), '{"a":2,"b":1}'),
        (MappingProxyType({"a": 1}), '{"a":1}'),
        ({Kind.GRANTED: Kind.GRANTED, "level": Level.DISTRICT}, '{"granted":"granted","level":4}'),
    ],
)
def test_the_one_text_of_a_value(value: object, text: str) -> None:
    assert dumps(value) == text
    assert dumps(loads(text)) == text


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (1.5, "（整个值）：不能是小数1.5，请用整数（如分）或者文字。"),
        (float("nan"), "（整个值）：不能是小数nan，请用整数（如分）或者文字。"),
        ({"fee": {"amounts": [1, 2.0]}}, "fee.amounts[1]：不能是小数2.0，请用整数（如分）或者文字。"),
        (Decimal("1.5"), "（整个值）：不能是Decimal类型的值。"),
        ({"file": b"\x00"}, "file：不能是bytes类型的值。"),
        ({"set": {1}}, "set：不能是set类型的值。"),
        (
            [[{"at": datetime(2026, 9, 28, tzinfo=UTC).replace(tzinfo=None)}]],
            "[0][0].at：时刻2026-09-28 00:00:00没有时区。",
        ),
        ({"a": {1: 2}}, "a：键1不是文字。"),
        ({"name": "王\0"}, "name：文字中有空字符（NUL）。"),
        ({"a": {"b\0": 1}}, "a.b\0：文字中有空字符（NUL）。"),
        ({"name": "ab\ud800"}, "name：第3个字符是不成对的代理字符。"),
        ({"n": LARGEST + 1}, "n：整数9007199254740992超出±9007199254740991，请写成文字。"),
        ({"n": -LARGEST - 1}, "n：整数-9007199254740992超出±9007199254740991，请写成文字。"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(value: object, sentence: str) -> None:
    with pytest.raises(NotCanonical) as refusal:
        dumps(value)
    assert str(refusal.value) == sentence
    assert refusal.value.path == sentence.partition("：")[0].replace("（整个值）", "")


@pytest.mark.parametrize("wrap", [lambda inner: [inner], lambda inner: {"in": inner}])
def test_a_value_may_be_64_levels_deep_and_no_deeper(wrap) -> None:
    value = wrap(None)
    for _ in range(63):
        value = wrap(value)
    assert loads(dumps(value)) == value
    with pytest.raises(NotCanonical, match=r"嵌套超过64层。"):
        dumps(wrap(value))


@pytest.mark.parametrize(
    "text",
    [
        '{"b":1,"a":2}',
        '{ "a":1}',
        '{"a": 1}',
        "[1, 2]",
        "[1,2] ",
        '"\\u535a"',
        '"\\/"',
        '"\\u000a"',
        "-0",
    ],
)
def test_json_in_another_form_is_refused(text: str) -> None:
    json.loads(text)
    with pytest.raises(NotCanonical) as refusal:
        loads(text)
    assert str(refusal.value) == "（整个值）：不是规范形式的JSON（键的顺序、空白、转义或者数字写法不同）。"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "（整个值）：第1个字符处不是JSON。"),
        ('{"a":}', "（整个值）：第6个字符处不是JSON。"),
        ("[01]", "（整个值）：第3个字符处不是JSON。"),
        ("1.0", "（整个值）：不能有小数、NaN或者无穷大：1.0。"),
        ("1e5", "（整个值）：不能有小数、NaN或者无穷大：1e5。"),
        ("[NaN]", "（整个值）：不能有小数、NaN或者无穷大：NaN。"),
        ("-Infinity", "（整个值）：不能有小数、NaN或者无穷大：-Infinity。"),
        ('{"a":{"b":1,"b":1}}', "b：这个键出现了两次。"),
        ("9007199254740992", "（整个值）：整数9007199254740992超出±9007199254740991，请写成文字。"),
        ("1" * 5000, "（整个值）：整数超出±9007199254740991。"),
        ("[" * 100000, "（整个值）：嵌套超过64层。"),
        ("[" * 70 + "]" * 70, "[0]" * 65 + "：嵌套超过64层。"),
        ('{"a":["\\ud800"]}', "a[0]：第1个字符是不成对的代理字符。"),
        ('"\\u0000"', "（整个值）：文字中有空字符（NUL）。"),
        ('"a\nb"', "（整个值）：第3个字符处不是JSON。"),
    ],
)
def test_what_is_no_canonical_json_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(NotCanonical) as refusal:
        loads(text)
    assert str(refusal.value) == sentence


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_a_value_survives_being_written(value: object) -> None:
    text = dumps(value)
    assert loads(text) == value
    assert json.loads(text) == value
    assert "\n" not in text


@given(st.dictionaries(TEXTS, st.integers(-9, 9)), st.randoms())
def test_the_order_in_which_keys_were_put_in_does_not_matter(value: dict[str, int], random) -> None:
    keys = random.sample(sorted(value), len(value))
    assert dumps({key: value[key] for key in keys}) == dumps(value)


@given(VALUES, VALUES)
def test_two_values_share_a_text_only_if_they_are_the_same(one: object, other: object) -> None:
    # Python holds True and 1 to be equal; JSON does not, and nor do the texts.
    assert (dumps(one) == dumps(other)) is (
        json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    )


@given(st.datetimes(timezones=st.timezones()))
def test_one_instant_has_one_text_wherever_it_is_looked_at(instant: datetime) -> None:
    try:
        shanghai, utc = instant.astimezone(SHANGHAI), instant.astimezone(UTC)
    except OverflowError:  # at the ends of the calendar there is no such instant elsewhere
        return
    assert dumps(shanghai) == dumps(utc)
    assert datetime.fromisoformat(json.loads(dumps(utc))) == utc


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = loads(text)
    except NotCanonical:
        return
    assert dumps(value) == text
