"""By when a question is answered and why, what may be done with it when, and what is not shown to everybody."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.matters import calendar
from onevisit.rules import questions as rules
from onevisit.rules.identifiers import BadIdentifier
from onevisit.rules.limits import StepKind
from onevisit.rules.questions import Deed, Phase, Promise

FIRST = Promise(date(2017, 1, 1), 5, "《安阳市政务服务条例》第五十条", assumed=True)
LATER = Promise(date(2026, 12, 1), 3, "", assumed=False)
MONDAY = date(2026, 11, 23)


def test_five_working_days_from_the_day_after_the_asking() -> None:
    reading = rules.answer_by(FIRST, MONDAY, calendar(), today=MONDAY)
    assert (reading.due, reading.left, reading.overdue) == (date(2026, 11, 30), 5, False)


def test_the_derivation_says_that_no_law_sets_the_limit_and_what_it_was_modelled_on() -> None:
    reading = rules.answer_by(FIRST, MONDAY, calendar(), today=MONDAY)
    texts = [step.text for step in reading.steps]
    assert texts[1] == "在线咨询答复期限5个工作日"
    assert (
        texts[2]
        == "法律法规没有规定网上咨询的答复期限，这是本区自己定的，参照《安阳市政务服务条例》第五十条，待本区确认"
    )
    assert [step.kind for step in reading.steps][-1] is StepKind.DUE
    confirmed = rules.answer_by(LATER, MONDAY, calendar(), today=MONDAY)
    assert "这是本区自己定的，2026年12月1日起施行" in confirmed.steps[2].text


def test_what_is_late_says_by_how_much() -> None:
    open_one = rules.answer_by(FIRST, MONDAY, calendar(), today=date(2026, 12, 2))
    assert (open_one.overdue, open_one.overdue_days) == (True, 2)
    done = rules.answer_by(FIRST, MONDAY, calendar(), today=date(2026, 12, 20), stopped_on=date(2026, 12, 1))
    assert (done.overdue, done.overdue_days) == (True, 1)


def test_a_later_promise_does_not_touch_what_was_asked_before() -> None:
    assert rules.promise_on((FIRST, LATER), date(2026, 11, 30)) is FIRST
    assert rules.promise_on((LATER, FIRST), date(2026, 12, 1)) is LATER
    with pytest.raises(LookupError):
        rules.promise_on((LATER,), MONDAY)


@pytest.mark.parametrize(
    ("phase", "published", "deeds"),
    [
        (Phase.ASKED, False, {Deed.ANSWER, Deed.PASS_ON, Deed.WITHDRAW}),
        (Phase.ANSWERED, False, {Deed.PUBLISH}),
        (Phase.ANSWERED, True, {Deed.TAKE_DOWN}),
        (Phase.WITHDRAWN, False, set()),
    ],
)
def test_what_may_be_done_when(phase: Phase, published: bool, deeds: set[Deed]) -> None:
    assert set(rules.allowed(phase, published=published)) == deeds


@given(st.integers(1, 99999))
def test_a_reference_survives_typing_and_a_slip_is_found(seq: int) -> None:
    reference = rules.make_reference(MONDAY, seq)
    assert rules.check_reference(f" {rules.spoken(reference).lower()} ") == reference
    wrong = reference[:-2] + str((int(reference[-2]) + 1) % 10) + reference[-1]
    with pytest.raises(BadIdentifier, match="咨询编号"):
        rules.check_reference(wrong)


@pytest.mark.parametrize("text", ["261123000017", "ZX", "", "ZX26112300001A"])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(BadIdentifier, match="咨询编号"):
        rules.check_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "我的身份证号是370304199001010013",
        "身份证370304 19900101 0013，请查",
        "３７０３０４１９９００１０１００１３",
        "老身份证370304900101001",
        "电话13800001234",
        "电话 138-0000-1234",
        "打+8613800001234",
        "卡号6222021234567890123",
    ],
)
def test_numbers_of_one_person_are_found(text: str) -> None:
    assert rules.personal_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "请拨0533-0000001",
        "12345热线",
        "2026年11月23日前后共20个工作日，收费1280.50元",
        "统一社会信用代码91370304MA3C00001X",
        "按行政许可法第32条",
        "事项编码000131014001",
    ],
)
def test_numbers_of_nobody_are_left(text: str) -> None:
    assert rules.personal_data(text) == ()


def test_the_name_of_the_asker_is_found() -> None:
    faults = rules.check_public("标题", "示例·王桂兰问挖路", "可以。", ["示例·王桂兰"])
    assert [(fault.field, fault.message) for fault in faults] == [
        ("text", "里面有提问人的姓名或名称，不能公开，请删去或改写")
    ]


def test_what_was_typed_is_judged() -> None:
    assert [fault.field for fault in rules.check_question(" ", "")] == ["title", "text"]
    assert "最多60个字，现在有61个" in rules.check_question("问" * 61, "好")[0].message
    assert "控制字符" in rules.check_question("问\x07", "好")[0].message
    assert rules.check_question("问", "第一行\r\n第二行") == ()
    assert [fault.field for fault in (*rules.check_answer(""), *rules.check_reason(" "))] == [
        "answer",
        "reason",
    ]
    assert rules.check_answer("可以。") == ()
