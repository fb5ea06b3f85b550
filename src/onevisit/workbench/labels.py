"""What the parts of a definition are called on the screen, and their closed lists in words. One table for all pages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from onevisit.rules.matters import vocabulary as v

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
    "key": "代号", "name": "名称", "summary": "一句话说明", "codes": "编码", "kind": "事项类型", "organ": "实施主体",
    "audience": "服务对象", "window_class": "综合窗口", "offered_at": "办理层级", "channels": "申请方式",
    "at_once": "即办", "aliases": "别名、俗称", "themes": "服务主题",
    "life_events": "人生事、经营事", "flagship": "重点事项",
    "basic": "基本编码", "test": "测试代码", "local": "本地编码", "person": "自然人主题", "legal": "法人主题",
    "law": "法律法规", "article": "条", "paragraph": "款", "item": "项", "says": "内容", "basis": "依据",
    "when": "什么时候需要", "help": "填写说明", "note": "备注", "ask": "问题", "answer": "回答", "options": "选项",
    "label": "名称", "type": "填什么", "required": "必需", "unit": "单位", "max": "最多字数", "source": "已知来源",
    "made_by": "由谁出具", "evidence": "证明方式", "way": "方式",
    "issued_by": "出具部门", "copies": "份数", "defer": "容缺受理",
    "commitment": "可以告知承诺", "errand": "要找谁开", "fresh": "开具后几天内有效", "kept": "收下原件不退",
    "act": "动作", "at": "在哪一步", "means": "可用方式", "persons": "要一起到场的人", "counter": "到哪里办",
    "announced": "审查时才通知的地点", "waivable": "可以放弃的权利", "weekdays": "星期几开放", "limit": "期限",
    "after": "在哪些环节之后", "checks": "核查要点", "delivery": "送达方式", "licence": "证照类型", "valid": "有效期",
    "years": "年数", "statutory": "法定期限", "promised": "承诺期限", "since": "从哪天算起", "amount": "金额",
    "standard": "计费办法", "text": "理由", "resource": "共享数据", "days": "几个工作日内补交",
    "conditions": "办理条件", "situations": "情形问题", "fields": "申请表", "requirements": "申请材料",
    "presences": "到场", "stages": "办理环节", "results": "结果", "limits": "期限", "fees": "收费",
    "refusals": "不予许可的理由", "questions": "常见问题", "courses": "特别程序",
    "handling": "由几个部门办", "correction": "补正期限",
    "deferral_ends": "容缺材料没有补来", "special": "法定的特别程序",
    "interested": "直接关系他人重大利益", "hearing": "法定必须听证", "extension": "延长办理期限", "quota": "数量限制",
    "risks": "不适用承诺的领域", "pledge": "告知承诺书", "concerns": "变更、延续哪种证照",
    "length": "延长多少", "by": "谁批准", "number": "数量",
    "per": "怎么计", "check": "承诺核查期限", "rectify": "整改期限",
    "notice": "承诺公示期", "before": "届满前多久提出",
    "Matter.key": "事项代号", "Matter.name": "事项名称", "Matter.counter": "不在综合窗口办的，到哪里",
    "Counter.organ": "在谁的地方", "Counter.name": "地点名称",
    "Situation.ask": "问申请人什么", "Situation.when": "什么时候问",
    "Field.label": "栏目名称", "Field.when": "什么时候填",
    "Requirement.name": "材料名称", "Presence.at": "在哪一步", "Stage.name": "环节名称", "Stage.organ": "承办部门",
    "Stage.kind": "环节种类", "Stage.when": "什么时候有这个环节",
    "Result.name": "结果名称", "Result.kind": "结果类型",
    "Fee.name": "收费项目", "Fee.unit": "计费单位", "Fee.when": "什么时候收", "Demand.note": "关系到谁",
    "Special.kind": "哪一种", "Special.days": "最多几个工作日",
    "Pledge.text": "承诺书正文", "Pledge.statutory": "法律准许承诺的条文",
    "Concern.licence": "哪种证照", "Concern.act": "变更还是延续", "Validity.years": "有效几年",
}  # fmt: skip
"""By the name of the field, or by class and field where the name alone says too little."""

WORDS: Mapping[type[Enum], Mapping[str, str]] = {
    v.Level: {"district": "区", "town": "镇（街道）", "village": "村（社区）"},
    v.Channel: {"online": "网上", "window": "窗口", "post": "邮寄", "village": "村（社区）代办点"},
    v.MadeBy: {"applicant": "申请人自备", "organ": "部门出具", "intermediary": "中介机构出具"},
    v.Act: {"identity": "核验身份", "signature": "签字", "test": "考试、检验", "oral": "当面陈述", "collect": "领取"},
    v.Moment: {"submit": "申请时", "review": "审查时", "collect": "领取时"},
    v.Means: {
        "online-identity": "网上实名核验", "e-signature": "电子签名", "agent": "代理人", "in-person": "本人到场",
        "home-visit": "上门", "video": "视频",
    },
    v.StageKind: {
        "accept": "受理", "first-review": "初审", "review": "审查", "survey": "现场核查", "decide": "决定",
    },
    v.FieldType: {
        "text": "一行文字", "long-text": "多行文字", "number": "数字",
        "date": "日期", "choice": "单选", "phone": "电话",
        "citizen-id": "身份证号", "uscc": "统一社会信用代码", "address": "地址", "yes-no": "是否",
    },
}  # fmt: skip
"""Closed lists whose values are codes and which carry no words of their own."""

WEEKDAYS: Mapping[str, str] = dict(zip("1234567", "一二三四五六日", strict=True))
"""ISO weekdays as people say them after 星期 or 周."""


def label(cls: type[Any] | None, name: str) -> str:
    """What a field of a class is called; the name itself where the table has none."""
    own = f"{cls.__name__}.{name}" if cls else name
    return _LABELS.get(own) or _LABELS.get(name, name)


def word(value: Enum) -> str:
    """A value of a closed list in words."""
    listed = WORDS.get(type(value), {}).get(str(value.value))
    return listed or str(getattr(value, "label", value.value))
