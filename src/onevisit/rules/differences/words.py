"""Values of a definition as a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from onevisit.rules.basis import Basis
from onevisit.rules.differences.labels import SWITCHES, enum_words, label_of
from onevisit.rules.limits import Limit
from onevisit.rules.limits.limit import cited
from onevisit.rules.matters.conditions import All, Condition, Is, Not
from onevisit.rules.matters.conditions import Any as AnyOf
from onevisit.rules.matters.definition import (
    Counter,
    Deferral,
    Evidence,
    Ground,
    Matter,
    Situation,
    Validity,
)

_WEEKDAYS = "一二三四五六日"
CONDITIONS = (Is, Not, All, AnyOf)


@dataclass(frozen=True)
class Names:
    """What the keys of organs, licence types, shared data and life events are called; an unknown key is itself."""

    organs: Mapping[str, str] = field(default_factory=dict)
    licences: Mapping[str, str] = field(default_factory=dict)
    resources: Mapping[str, str] = field(default_factory=dict)
    life_events: Mapping[str, str] = field(default_factory=dict)


def condition_words(condition: Condition, situations: Sequence[Situation]) -> str:
    """A condition over the answers in words: “经营场所是”答“租用”，并且不是（…）."""
    asked = {one.key: one for one in situations}

    def say(one: Condition) -> str:
        if isinstance(one, Is):
            question = asked.get(one.key)
            options = question.options if question else {}
            said = "或".join(f"“{options.get(option, option)}”" for option in one.options)
            return f"“{question.ask if question else one.key}”答{said}"
        if isinstance(one, Not):
            return f"不是（{say(one.one)}）"
        if not one.each:
            return "任何情形" if isinstance(one, All) else "没有一种情形"
        word = "，并且" if isinstance(one, All) else "，或者"
        return word.join(
            f"（{say(each)}）" if isinstance(each, (All, AnyOf)) else say(each) for each in one.each
        )

    return say(condition)


class Words:
    """The words of one definition: it knows its own questions and stages by their keys."""

    def __init__(self, matter: Matter, names: Names) -> None:
        self._matter = matter
        self._stages = {one.key: one.name for one in matter.stages}
        self._by_field: Mapping[str, Mapping[str, str]] = {
            "organ": names.organs,
            "issued_by": names.organs,
            "licence": names.licences,
            "resource": names.resources,
            "life_events": names.life_events,
            "after": self._stages,
        }
        self._numbers: Mapping[str, Callable[[Any], str]] = {
            "fresh": lambda days: f"{days}日" if days else "不限",
            "years": lambda years: f"{years}年" if years else "长期",
            "days": lambda days: f"{days}个工作日",
            "amount": lambda yuan: f"{yuan}元",
            "copies": lambda copies: f"{copies}份",
            "weekdays": lambda day: f"周{_WEEKDAYS[day - 1]}" if 1 <= day <= 7 else str(day),
            "per": lambda per: {"year": "每年", "total": "总数"}.get(per, per),
        }
        self._parts: Mapping[type, Callable[[Any], str]] = {
            Basis: Basis.cite,
            Limit: lambda limit: limit.unit.say(limit.length) + cited(limit.basis),
            Ground: lambda ground: ground.basis.cite(),
            Evidence: self._evidence,
            Validity: lambda valid: self._number("years", valid.years) + cited(valid.basis),
            Deferral: lambda defer: f"{self._number('days', defer.days)}内补交" + cited(defer.basis),
            Counter: self._counter,
        }

    def of(self, value: Any, name: str) -> str:
        """One value of the field `name`, without quotation marks."""
        if name in self._numbers and value is not None:
            return self._number(name, value)
        if isinstance(value, CONDITIONS):
            return condition_words(value, self._matter.situations)
        if isinstance(value, Enum):
            return enum_words(value)
        if isinstance(value, Mapping):
            return "、".join(f"“{one}”" for one in value.values())
        if isinstance(value, tuple):
            return "、".join(self.of(one, name) for one in value)
        if is_dataclass(value):
            say = self._parts.get(type(value))
            return say(value) if say else self.described(value) or self.title(value)
        return str(self._by_field.get(name, {}).get(str(value), value))

    def title(self, value: Any) -> str:
        """What one thing of a list is called; "" for what has no name."""
        if type(value) in self._parts:
            return self.of(value, "")
        named = (name for name in ("name", "label", "ask", "text", "act", "kind") if hasattr(value, name))
        return next((self.of(getattr(value, name), name) for name in named), "")

    def described(self, value: Any) -> str:
        """Everything about a thing that does not go without saying, but for its key and its title."""
        if type(value) in self._parts:
            return value.says if isinstance(value, Ground) else ""
        said, title = [], self.title(value)
        for one in fields(value):
            item = getattr(value, one.name)
            if one.name == "key" or _goes_without_saying(one, item):
                continue
            if isinstance(item, bool):
                said.append(
                    SWITCHES[f"{type(value).__name__}.{one.name}"][0 if item else 1].removeprefix("改为")
                )
                continue
            words = self.of(item, one.name)
            if words != title:
                said.append(f"{label_of(type(value), one.name)}：{words}")
        return "；".join(said)

    def _number(self, name: str, value: Any) -> str:
        if isinstance(value, tuple):
            return "、".join(self._number(name, one) for one in value)
        # A word may stand under the same name in another part (`days` never does, `per` always).
        return self._numbers[name](value) if isinstance(value, (int, Decimal, str)) else str(value)

    def _evidence(self, evidence: Evidence) -> str:
        which = [
            self.of(value, name)
            for name, value in (("licence", evidence.licence), ("resource", evidence.resource))
            if value
        ]
        return evidence.way.label + (f"（{'、'.join(which)}）" if which else "")

    def _counter(self, counter: Counter) -> str:
        named = [one for one in (self.of(counter.organ, "organ"), counter.name) if one]
        days = self._number("weekdays", counter.weekdays)
        return f"{''.join(named) or '大厅'}（{days}）"


def _goes_without_saying(one: Field[Any], value: Any) -> bool:
    if value in (None, "", ()) or value == {}:
        return True
    return one.default is not MISSING and bool(value == one.default)
