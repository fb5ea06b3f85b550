"""在线咨询 (clause 5.5a): what may be done with a question when, by when it is answered and why, what may be published.

No law says within how many days a question on line is answered. The number of days is the district's own promise, so it
comes as an argument, with the text that it was modelled on; the derivation of every due day names both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from onevisit.rules.calendar import Calendar, chinese_date
from onevisit.rules.cases.application import Fault
from onevisit.rules.identifiers import BadIdentifier, case_no
from onevisit.rules.limits import Limit, Reading, Step, StepKind, Unit, read

PREFIX = "ZX"
"""咨询: a reference is not mistaken for the number of a case."""

LONGEST: Mapping[str, int] = {"title": 60, "text": 2000, "answer": 4000, "reason": 300}
"""Characters of what people write."""


class Phase(StrEnum):
    """Where a question stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """What people see."""
        return {"asked": "待答复", "answered": "已答复", "withdrawn": "已撤回"}[self.value]


class Deed(StrEnum):
    """What is done with a question, as its history names it."""

    ASK = "ask"
    PASS_ON = "pass-on"  # noqa: S105 — 转办, no password
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"
    TAKE_DOWN = "take-down"

    @property
    def label(self) -> str:
        """What people see."""
        return _DEEDS[self]


_DEEDS: Mapping[Deed, str] = {
    Deed.ASK: "提问",
    Deed.PASS_ON: "转给有职责的部门",
    Deed.ANSWER: "答复",
    Deed.WITHDRAW: "撤回",
    Deed.PUBLISH: "公开",
    Deed.TAKE_DOWN: "撤下公开",
}


def allowed(phase: Phase, *, published: bool) -> tuple[Deed, ...]:
    """What may be done with a question that stands so. It is answered once; what is wrong is asked about again."""
    if phase is Phase.ASKED:
        return (Deed.ANSWER, Deed.PASS_ON, Deed.WITHDRAW)
    if phase is Phase.ANSWERED:
        return (Deed.TAKE_DOWN,) if published else (Deed.PUBLISH,)
    return ()


@dataclass(frozen=True)
class Promise:
    """Within how many working days questions are answered that are asked from `since` on.

    `source` is the rule of another place that it was modelled on; `assumed` until the district has confirmed it.
    """

    since: date
    days: int
    source: str
    assumed: bool


NAME = "在线咨询答复期限"


def answer_by(
    promise: Promise, asked_on: date, calendar: Calendar, *, today: date, stopped_on: date | None = None
) -> Reading:
    """The clock of a question, read on `today`. It runs from the asking, however often the question is passed on."""
    limit = Limit(promise.days, Unit.WORKING_DAYS, None, NAME, "提问之日")
    reading = read(limit, asked_on, calendar, today=today, stopped_on=stopped_on)
    position = next(number for number, step in enumerate(reading.steps) if step.kind is StepKind.LIMIT) + 1
    steps = (*reading.steps[:position], Step(StepKind.LIMIT, why(promise)), *reading.steps[position:])
    return replace(reading, steps=steps)


def why(promise: Promise) -> str:
    """Why it is so many days."""
    model = f"，参照{promise.source}" if promise.source else ""
    doubt = "，待本区确认" if promise.assumed else f"，{chinese_date(promise.since)}起施行"
    return f"法律法规没有规定网上咨询的答复期限，这是本区自己定的{model}{doubt}"


def promise_on(promises: Collection[Promise], asked_on: date) -> Promise:
    """The promise that a question asked on this day falls under: a later one changes nothing for it.

    Raises LookupError if there is none yet.
    """
    begun = [one for one in promises if one.since <= asked_on]
    if not begun:
        raise LookupError(f"no promise for questions asked on {asked_on}")
    return max(begun, key=lambda one: one.since)


def make_reference(day: date, seq: int) -> str:
    """The reference of the `seq`-th question of a day: ZX, then digits with a check as in the number of a case."""
    return f"{PREFIX}{case_no.make(day, seq)}"


class BadReference(BadIdentifier):
    """A reference that cannot be right."""

    kind = "咨询编号"


def check_reference(text: str) -> str:
    """The canonical form of a reference as somebody typed it. Raises BadReference."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if not plain.startswith(PREFIX):
        raise BadReference(f"以{PREFIX}开头，请对照提问后得到的编号核对。")
    try:
        return f"{PREFIX}{case_no.check(plain.removeprefix(PREFIX))}"
    except case_no.BadCaseNo as bad:
        raise BadReference("可能输错了一位，请对照提问后得到的编号逐位核对。") from bad


def spoken(reference: str) -> str:
    """A reference in groups, as it is printed and read out: ZX 261123 00001 7."""
    return f"{PREFIX} {case_no.check(reference.removeprefix(PREFIX)).spoken}"


def check_question(title: str, text: str) -> tuple[Fault, ...]:
    """What is wrong with a question as it was typed."""
    return (
        *_written("title", title, "请用一句话写出您想问什么"),
        *_written("text", text, "请写明情况，答复才能对得上"),
    )


def check_answer(text: str) -> tuple[Fault, ...]:
    """What is wrong with an answer."""
    return _written("answer", text, "请写明答复内容")


def check_reason(text: str) -> tuple[Fault, ...]:
    """What is wrong with the reason for passing a question on."""
    return _written("reason", text, "请写明为什么转，提问人和接手的部门都会看到")


def check_public(title: str, text: str, answer: str, names: Collection[str] = ()) -> tuple[Fault, ...]:
    """What is wrong with the version for everybody. `names` are the people's and must not stand in it.

    个人信息保护法 Art. 25: personal information is not made public without its owner's own consent.
    """
    parts = (
        ("title", title, "请写公开的标题"),
        ("text", text, "请把问题改写成不带个人信息的公开版本"),
        ("answer", answer, "请写公开的答复"),
    )
    faults: list[Fault] = []
    for field, value, missing in parts:
        wrong = _written(field, value, missing)
        found = personal_data(value, names)
        faults.extend(wrong or [Fault(field, f"{one}，不能公开，请删去或改写") for one in found])
    return tuple(faults)


def _written(field: str, value: str, missing: str) -> tuple[Fault, ...]:
    if not value.strip():
        return (Fault(field, missing),)
    if len(value) > LONGEST[field]:
        return (Fault(field, f"最多{LONGEST[field]}个字，现在有{len(value)}个"),)
    if any(ord(character) < 32 and character not in "\r\n\t" for character in value):
        return (Fault(field, "里面有看不见的控制字符，请删掉重新输入"),)
    return ()


_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-—－·]+(?=[\dXx])")
_LONG_NUMBER = re.compile(r"(?<![\dA-Za-z])\d{15,18}[\dXx]?(?![\dA-Za-z])")
_MOBILE = re.compile(r"(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)")


def personal_data(text: str, names: Collection[str] = ()) -> tuple[str, ...]:
    """What in a text looks like it belongs to one person, in words. Finds numbers and the given names, not everything:
    whoever publishes still reads it.
    """
    plain = unicodedata.normalize("NFKC", text)
    digits = _BETWEEN_DIGITS.sub("", plain)
    found = []
    if _LONG_NUMBER.search(digits):
        found.append("里面有像身份证号或者银行卡号的数字")
    if _MOBILE.search(digits):
        found.append("里面有像手机号的数字")
    if any(name.strip() and name.strip() in plain for name in names):
        found.append("里面有提问人的姓名或名称")
    return tuple(found)
