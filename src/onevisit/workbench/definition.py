"""A definition as a person reads it: every value with its article, and whether the district still has to confirm it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from onevisit.rules.basis import Basis
from onevisit.rules.findings import Finding, Findings
from onevisit.rules.limits import Limit
from onevisit.rules.matters.checks import check_matter
from onevisit.rules.matters.conditions import All, Condition, Is, Not
from onevisit.rules.matters.conditions import Any as AnyOf
from onevisit.rules.matters.definition import Evidence, Ground, Matter, Situation, Validity
from onevisit.rules.matters.provenance import Provenance
from onevisit.rules.matters.vocabulary import Way

SECTIONS: Mapping[str, str] = {
    "basis": "设定依据",
    "conditions": "办理条件",
    "situations": "情形问题",
    "fields": "申请表",
    "requirements": "申请材料",
    "presences": "需要到场或本人办的动作",
    "stages": "办理环节",
    "results": "结果",
    "limits": "期限",
    "fees": "收费",
    "refusals": "不予许可的法定理由",
    "questions": "常见问题",
}
"""Parts of a definition that have a heading of their own, in the order in which an official thinks of them."""

_LABELS: Mapping[str, str] = {
    "key": "键", "name": "名称", "summary": "一句话说明", "codes": "编码", "kind": "事项类型", "organ": "实施主体",
    "audience": "服务对象", "window_class": "综合窗口", "offered_at": "办理层级", "channels": "申请方式",
    "at_once": "即办", "aliases": "别名", "themes": "服务主题", "life_events": "人生事、经营事", "flagship": "重点事项",
    "basic": "基本编码", "test": "测试代码", "local": "本地编码", "person": "自然人主题", "legal": "法人主题",
    "law": "法律", "article": "条", "says": "内容", "basis": "依据", "when": "什么时候需要", "help": "说明",
    "note": "备注", "ask": "问题", "answer": "回答", "options": "选项", "label": "名称", "type": "类型",
    "required": "必需", "unit": "单位", "max": "最多字数", "source": "已知来源", "made_by": "由谁出具",
    "evidence": "证明方式", "issued_by": "出具部门", "copies": "份数", "defer": "容缺", "commitment": "可以承诺",
    "act": "动作", "at": "在哪一步", "means": "可用方式", "limit": "期限", "after": "在哪些环节之后",
    "checks": "核查要点", "delivery": "送达方式", "licence": "证照类型", "valid": "有效期", "statutory": "法定期限",
    "promised": "承诺期限", "amount": "金额（元）", "standard": "标准", "text": "理由", "resource": "共享数据",
}  # fmt: skip
_WORDS: Mapping[str, str] = {
    "district": "区", "town": "镇（街道）", "village": "村（社区）", "online": "网上", "window": "窗口", "post": "邮寄",
    "applicant": "申请人", "intermediary": "中介机构", "identity": "核验身份", "signature": "签字",
    "test": "考试、检验", "oral": "当面陈述", "collect": "领取", "submit": "申请时", "review": "审查时",
    "online-identity": "网上实名核验", "e-signature": "电子签名", "agent": "代理人", "in-person": "本人到场",
    "home-visit": "上门", "video": "视频", "accept": "受理", "survey": "现场核查", "decide": "决定",
    "text": "一行文字", "long-text": "多行文字", "number": "数字", "date": "日期", "choice": "单选", "phone": "电话",
    "citizen-id": "身份证号", "uscc": "统一社会信用代码", "address": "地址", "yes-no": "是否",
}  # fmt: skip
_TITLES = ("name", "label", "ask", "text", "act", "law")


@dataclass(frozen=True)
class Line:
    """One value: what it is, how it reads, and whether it is assumed (`source` names what it was taken from)."""

    label: str
    text: str
    path: str
    assumed: bool = False
    source: str = ""


@dataclass(frozen=True)
class Block:
    """A part that has a name of its own, such as one requirement."""

    title: str
    path: str
    lines: tuple[Line, ...]
    assumed: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading with its blocks."""

    title: str
    path: str
    blocks: tuple[Block, ...]


def findings_of(matter: Matter) -> tuple[Finding, ...]:
    """What the checks say about this definition today."""
    notes = Findings()
    check_matter(matter, notes)
    return tuple(notes.found)


class Reader:
    """Reads one definition."""

    def __init__(self, matter: Matter, provenance: Provenance, organs: Mapping[str, str]) -> None:
        self.matter = matter
        self.provenance = provenance
        self.organs = organs
        self.findings = findings_of(matter)
        self._situations: Mapping[str, Situation] = {one.key: one for one in matter.situations}

    def head(self) -> tuple[Line, ...]:
        """What stands at the top: everything that is not in a section."""
        return tuple(self._lines(self.matter, "", skip=(*SECTIONS, "name")))

    def sections(self) -> tuple[Section, ...]:
        """The rest, under headings; empty ones are left out."""
        found = []
        for name, title in SECTIONS.items():
            blocks = tuple(self._blocks(getattr(self.matter, name), name))
            if blocks:
                found.append(Section(title, name, blocks))
        return tuple(found)

    def _blocks(self, value: Any, path: str) -> Iterator[Block]:
        if is_dataclass(value):
            yield Block("", path, tuple(self._lines(value, path)), False, self._about(path))
            return
        if value and not is_dataclass(value[0]):
            lines = tuple(self._line(str(n + 1), one, f"{path}[{n}]") for n, one in enumerate(value))
            yield Block("", path, lines, self._assumed(path)[0], self._about(path))
            return
        for number, one in enumerate(value):
            at = f"{path}[{number}]"
            title = next((name for name in _TITLES if hasattr(one, name)), "")
            named = self._words(getattr(one, title)) if title else ""
            skip = ("key", title) if title != "law" else ("law", "article", "paragraph", "item")
            named = one.basis.cite() if isinstance(one, Ground) else named
            yield Block(
                named, at, tuple(self._lines(one, at, skip=skip)), self._assumed(at)[0], self._about(at)
            )

    def _about(self, path: str) -> tuple[Finding, ...]:
        return tuple(
            one for one in self.findings if one.path == path or one.path.startswith((f"{path}.", f"{path}["))
        )

    def _lines(self, value: Any, path: str, skip: Sequence[str] = ()) -> Iterator[Line]:
        for field in fields(value):
            item = getattr(value, field.name)
            if field.name in skip or _goes_without_saying(field, item):
                continue
            at = f"{path}.{field.name}" if path else field.name
            if is_dataclass(item) and not isinstance(item, (Basis, Limit, Validity, Is, Not, All, AnyOf)):
                yield from self._lines(item, at)
            else:
                yield self._line(_LABELS.get(field.name, field.name), item, at)

    def _line(self, label: str, value: Any, path: str) -> Line:
        assumed, source = self._assumed(path)
        return Line(label, self._words(value), path, assumed, source)

    def _assumed(self, path: str) -> tuple[bool, str]:
        if not self.provenance.assumes(path):
            return False, ""
        return True, next((source for at, source in self.provenance.assumed if path.startswith(at)), "")

    def _words(self, value: Any) -> str:  # noqa: PLR0911 — one kind of value a line.
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, Basis):
            return value.cite()
        if isinstance(value, Limit):
            return _with(value.unit.say(value.length), value.basis.cite() if value.basis else "")
        if isinstance(value, Validity):
            years = f"{value.years}年" if value.years else "长期"
            return _with(years, value.basis.cite() if value.basis else "")
        if isinstance(value, Evidence):
            return _with(value.way.label, value.licence or value.resource)
        if isinstance(value, (Is, Not, All, AnyOf)):
            return self._condition(value)
        if isinstance(value, Way):
            return value.label
        if isinstance(value, Enum):
            return _WORDS.get(str(value.value), str(value.value))
        if isinstance(value, Mapping):
            return "；".join(f"{one}（{key}）" for key, one in value.items())
        if isinstance(value, (tuple, list)):
            return "、".join(self._words(one) for one in value)
        if isinstance(value, (int, Decimal)):
            return str(value)
        return self.organs.get(str(value), str(value))

    def _condition(self, condition: Condition) -> str:
        if isinstance(condition, Is):
            asked = self._situations.get(condition.key)
            options = "或".join(asked.options.get(one, one) if asked else one for one in condition.options)
            return f"“{asked.ask if asked else condition.key}”答“{options}”"
        if isinstance(condition, Not):
            return f"不是（{self._condition(condition.one)}）"
        word = "，并且" if isinstance(condition, All) else "，或者"
        return word.join(self._condition(one) for one in condition.each)


def _goes_without_saying(field: Field[Any], value: Any) -> bool:
    """Whether the value is what it would be if nobody had written it: one copy, required, never a condition."""
    if value in (None, "", ()) or value == {}:
        return True
    return field.default is not MISSING and bool(value == field.default)


def _with(text: str, more: str) -> str:
    return f"{text}（{more}）" if more else text
