"""What an application needs in its situation, and what is wrong with one: asked by the form, and again by `decide`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases.commands import Shown
from onevisit.rules.identifiers import citizen, uscc
from onevisit.rules.identifiers.errors import BadIdentifier
from onevisit.rules.matters.definition import Field, Matter, Requirement, Situation, Stage
from onevisit.rules.matters.vocabulary import FieldType, Way

Answers = Mapping[str, str]


@dataclass(frozen=True)
class Fault:
    """Something wrong with one field: its name in the form, and the sentence."""

    field: str
    message: str


def situations_for(matter: Matter, answers: Answers) -> tuple[Situation, ...]:
    """The questions that make sense after these answers."""
    return tuple(one for one in matter.situations if one.when.holds(answers))


def fields_for(matter: Matter, answers: Answers) -> tuple[Field, ...]:
    """What the form asks in this situation."""
    return tuple(one for one in matter.fields if one.when.holds(answers))


def requirements_for(matter: Matter, answers: Answers) -> tuple[Requirement, ...]:
    """What has to be shown in this situation."""
    return tuple(one for one in matter.requirements if one.when.holds(answers))


def stages_for(matter: Matter, answers: Answers) -> tuple[Stage, ...]:
    """The stages that the case goes through in this situation."""
    return tuple(one for one in matter.stages if one.when.holds(answers))


def readable(field: Field, value: str) -> str:
    """What was filled in, as a person reads it: words of the option, a date in words, a number with its unit."""
    if field.type is FieldType.DATE and _is_date(value):
        return chinese_date(date.fromisoformat(value))
    words = field.options.get(value) or {"yes": "是", "no": "否"}.get(value, value)
    return f"{words} {field.unit}".strip() if value else ""


def check_answers(matter: Matter, answers: Answers) -> tuple[Fault, ...]:
    """Each question that applies needs one of its options; an answer to another question does not count."""
    return tuple(
        Fault(one.key, f"请回答：{one.ask}")
        for one in situations_for(matter, answers)
        if answers.get(one.key) not in one.options
    )


def check_form(matter: Matter, answers: Answers, form: Mapping[str, str], today: date) -> tuple[Fault, ...]:
    """Each field of the situation, looked at as its type demands."""
    faults: list[Fault] = []
    for one in fields_for(matter, answers):
        value = form.get(one.key, "").strip()
        if not value:
            if one.required:
                faults.append(Fault(one.key, f"请填写“{one.label}”"))
            continue
        message = _wrong(one, value)
        if message:
            faults.append(Fault(one.key, message))
    return tuple(faults)


def _wrong(field: Field, value: str) -> str:
    if len(value) > field.max:
        return f"“{field.label}”最多{field.max}个字，现在有{len(value)}个"
    if any(ord(character) < 32 and character not in "\r\n\t" for character in value):
        return f"“{field.label}”里有看不见的控制字符，请删掉重新输入"
    if field.type in (FieldType.CITIZEN_ID, FieldType.USCC):
        try:
            (citizen.check if field.type is FieldType.CITIZEN_ID else uscc.check)(value)
        except BadIdentifier as bad:
            return f"“{field.label}”：{bad}"
    if field.type is FieldType.CHOICE and value not in field.options:
        return f"请为“{field.label}”选一项"
    shape = _SHAPES.get(field.type)
    if shape and (
        not re.fullmatch(shape[0], value) or (field.type is FieldType.DATE and not _is_date(value))
    ):
        return f"“{field.label}”{shape[1]}"
    return ""


_SHAPES = {
    FieldType.NUMBER: (r"\d{1,12}(\.\d{1,4})?", "要填数字，例如 12 或 12.5"),
    FieldType.DATE: (r"\d{4}-\d{2}-\d{2}", "要填日期，例如 2026-11-23"),
    FieldType.YES_NO: (r"yes|no", "请选是或否"),
    FieldType.PHONE: (r"1\d{10}|0\d{2,3}-?\d{7,8}|\d{3,5}", "不像电话号码：手机号是11位，固定电话请带区号"),
}


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def check_shown(
    matter: Matter,
    answers: Answers,
    shown: Sequence[Shown],
    *,
    excused: Sequence[str] = (),
    complete: bool = True,
) -> tuple[Fault, ...]:
    """Each requirement is shown in one of its ways, with something to show where the way needs it.

    `excused` are promised or deferred; with `complete` False what is missing is no fault, for the organ to ask for.
    """
    by_key = {one.requirement: one for one in shown}
    faults: list[Fault] = []
    for one in requirements_for(matter, answers):
        given = by_key.get(one.key)
        ways = [evidence.way for evidence in one.evidence]
        if given is None:
            if one.required and complete and one.key not in excused:
                faults.append(Fault(one.key, f"还没有提供“{one.name}”"))
        elif given.way not in ways:
            offered = "、".join(way.label for way in ways)
            faults.append(Fault(one.key, f"“{one.name}”不能以“{given.way.label}”证明；可以：{offered}"))
        elif given.way in (Way.UPLOAD, Way.E_LICENCE, Way.SHARED, Way.ZONE) and not given.refs:
            faults.append(Fault(one.key, f"“{one.name}”还没有内容"))
    return tuple(faults)
