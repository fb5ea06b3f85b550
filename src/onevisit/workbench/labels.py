"""What the parts of a definition are called in a form. The common names stand in `rules.differences.labels`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onevisit.rules.differences.labels import enum_words, label_of

SECTIONS: Mapping[str, str] = {
    "basis": "设定依据",
    "conditions": "办理条件",
    "situations": "情形问题",
    "fields": "申请表",
    "requirements": "申请材料",
    "presences": "需要到场或本人办的动作",
    "stages": "办理环节",
    "limits": "期限",
    "results": "结果",
    "fees": "收费",
    "refusals": "不予许可的法定理由",
    "questions": "常见问题",
    "courses": "特别程序",
}
"""Parts of a definition that have a heading of their own, in the order in which an official thinks of them."""

_LABELS: Mapping[str, str] = {
    "key": "代号", "aliases": "别名、俗称", "law": "法律法规", "when": "什么时候需要",
    "help": "填写说明", "type": "填什么", "made_by": "由谁出具", "defer": "容缺受理",
    "commitment": "可以告知承诺", "errand": "要找谁开", "fresh": "开具后几天内有效", "kept": "收下原件不退",
    "held": "这种情形的人手里本来就有",
    "at": "在哪一步", "means": "可用方式", "persons": "要一起到场的人", "counter": "到哪里办",
    "announced": "审查时才通知的地点", "waivable": "可以放弃的权利", "weekdays": "星期几开放",
    "rest": "和前一个动作隔几天",
    "after": "在哪些环节之后", "years": "年数", "since": "从哪天算起",
    "days": "几个工作日内补交", "fields": "申请表", "requirements": "申请材料", "presences": "到场",
    "stages": "办理环节", "courses": "特别程序", "handling": "由几个部门办",
    "deferral_ends": "容缺材料没有补来", "special": "法定的特别程序", "interested": "直接关系他人重大利益",
    "hearing": "法定必须听证", "extension": "延长办理期限", "risks": "不适用承诺的领域",
    "pledge": "告知承诺书", "concerns": "变更、延续哪种证照", "length": "延长多少", "by": "谁批准",
    "per": "怎么计", "check": "承诺核查期限", "notice": "承诺公示期", "before": "届满前多久提出",
    "Matter.key": "事项代号", "Matter.name": "事项名称", "Matter.counter": "不在综合窗口办的，到哪里",
    "Counter.organ": "在谁的地方", "Counter.name": "地点名称", "Situation.ask": "问申请人什么",
    "Situation.when": "什么时候问", "Field.label": "栏目名称", "Field.when": "什么时候填",
    "Requirement.name": "材料名称", "Presence.at": "在哪一步", "Stage.name": "环节名称",
    "Stage.organ": "承办部门", "Stage.when": "什么时候有这个环节", "Result.name": "结果名称",
    "Fee.name": "收费项目", "Fee.unit": "计费单位", "Fee.when": "什么时候收", "Demand.note": "关系到谁",
    "Special.kind": "哪一种", "Special.days": "最多几个工作日", "Pledge.text": "承诺书正文",
    "Pledge.statutory": "法律准许承诺的条文", "Concern.licence": "哪种证照", "Concern.act": "变更还是延续",
    "Validity.years": "有效几年",
}  # fmt: skip
"""Where a form says it otherwise than a sentence about a change does; `Class.field` where the name says too little."""

WEEKDAYS: Mapping[str, str] = dict(zip("1234567", "一二三四五六日", strict=True))
"""ISO weekdays as people say them after 星期 or 周."""


def label(cls: type[Any], name: str) -> str:
    """What a form calls a field of a class; raises KeyError for one that has no name yet."""
    return _LABELS.get(f"{cls.__name__}.{name}") or _LABELS.get(name) or label_of(cls, name)


word = enum_words
"""A value of a closed list in words."""
