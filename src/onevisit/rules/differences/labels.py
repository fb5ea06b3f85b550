"""What people call the parts of a definition. A test walks the definition and fails for a part without a name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from onevisit.rules.matters.vocabulary import (
    Act,
    Channel,
    FieldType,
    Level,
    MadeBy,
    Means,
    Moment,
    StageKind,
)

SECTIONS: Mapping[str, str] = {
    "key": "基本信息", "name": "基本信息", "codes": "基本信息", "kind": "基本信息", "organ": "基本信息",
    "audience": "基本信息", "window_class": "基本信息", "offered_at": "基本信息", "summary": "基本信息",
    "at_once": "基本信息", "aliases": "基本信息", "themes": "基本信息", "life_events": "基本信息",
    "flagship": "基本信息", "basis": "设定依据", "conditions": "办理条件", "situations": "情形问题",
    "fields": "申请表", "requirements": "申请材料", "presences": "到场", "counter": "到场", "stages": "办理环节",
    "results": "结果", "limits": "期限", "channels": "申请方式", "fees": "收费", "refusals": "不予许可的理由",
    "questions": "常见问题", "courses": "办理规则",
}  # fmt: skip
"""The heading under which a change of each part of a matter is told."""

_LABELS: Mapping[str, str] = {
    "key": "键", "name": "名称", "summary": "一句话说明", "codes": "编码", "kind": "类型", "organ": "实施主体",
    "audience": "服务对象", "window_class": "综合窗口", "offered_at": "办理层级", "channels": "申请方式",
    "aliases": "别名", "themes": "服务主题", "life_events": "人生事、经营事", "counter": "到场地点",
    "basic": "基本编码", "local": "本地编码", "person": "自然人主题", "legal": "法人主题", "conditions": "办理条件",
    "situations": "情形问题", "fields": "表单项", "requirements": "材料", "presences": "本人办的动作",
    "stages": "环节", "results": "结果", "limits": "期限", "fees": "收费", "refusals": "不予许可的理由",
    "questions": "常见问题", "courses": "办理规则", "basis": "依据", "law": "法律", "article": "条",
    "paragraph": "款", "item": "项", "says": "内容", "when": "适用情形", "help": "说明", "note": "备注",
    "ask": "问题", "answer": "回答", "options": "选项", "label": "名称", "type": "填写方式", "unit": "单位",
    "max": "最多字数", "source": "已知来源", "made_by": "出具人", "evidence": "证明方式", "issued_by": "出具部门",
    "copies": "份数", "defer": "容缺", "errand": "要找的人", "fresh": "有效期", "act": "动作", "at": "发生的时候",
    "means": "办法", "persons": "须同时到场的人", "announced": "可能通知去的地点", "limit": "期限",
    "rest": "与前一个动作相隔的天数",
    "after": "前置环节", "checks": "核查要点", "delivery": "送达方式", "licence": "证照类型", "valid": "有效期",
    "years": "年限", "statutory": "法定期限", "promised": "承诺期限", "since": "起算点", "amount": "金额",
    "standard": "计费办法", "text": "内容", "way": "方式", "resource": "共享数据", "days": "期限",
    "weekdays": "开放日", "handling": "办理方式", "correction": "补正期限", "deferral_ends": "容缺逾期的后果",
    "special": "特别程序", "interested": "告知利害关系人", "hearing": "听证", "extension": "延长期限",
    "quota": "数量限制", "risks": "所涉领域", "pledge": "告知承诺", "concerns": "所涉证照", "length": "长度",
    "by": "批准人", "number": "数量", "per": "计算范围", "check": "核查期限", "rectify": "整改期限",
    "notice": "公示期", "before": "申请提前量", "counts_from": "起算点",
    "at_once": "即办", "flagship": "重点事项", "test": "测试代码", "required": "必需", "commitment": "告知承诺",
    "kept": "收走原件", "held": "本来就有", "waivable": "可以放弃",
    "Matter.basis": "设定依据", "Matter.kind": "事项类型", "Counter.organ": "所属部门", "Stage.organ": "办理部门",
    "Stage.kind": "环节种类", "Result.kind": "结果类型", "Special.kind": "种类", "Special.days": "最长工作日",
    "Pledge.statutory": "法律特许的依据", "RefusalGround.text": "理由", "Pledge.text": "承诺书内容",
    "Concern.act": "申请内容", "Limits.since": "期限起算点", "Validity.years": "", "Deferral.days": "",
}  # fmt: skip
"""The name of a field; where a class means something of its own by it, under `Class.field`. "": the part itself."""

SWITCHES: Mapping[str, tuple[str, str]] = {
    "Codes.test": ("改为测试代码", "不再是测试代码"),
    "Field.required": ("改为必填", "改为选填"),
    "Requirement.required": ("改为必须提供", "改为可以不提供"),
    "Requirement.commitment": ("改为可以告知承诺", "不再可以告知承诺"),
    "Requirement.kept": ("的原件改为收走、不退还", "的原件不再收走"),
    "Requirement.held": ("改为申请人本来就有的材料", "不再当作申请人本来就有"),
    "Presence.waivable": ("改为可以放弃的权利", "不再是可以放弃的权利"),
    "Matter.at_once": ("改为即办件", "不再是即办件"),
    "Matter.flagship": ("列为重点事项", "不再列为重点事项"),
}
"""What is said when a yes or no changes: to yes, to no."""

_WORDS: Mapping[type[Enum], str] = {
    Channel: "网上申请 窗口申请 邮寄申请 村（社区）代办",
    Level: "区 镇（街道） 村（社区）",
    MadeBy: "申请人 部门 中介机构",
    Act: "核验身份 签字 考试、检验 当面陈述 领取",
    Moment: "申请时 审查时 领取时",
    Means: "网上实名核验 电子签名 代理人 本人到场 上门 视频",
    StageKind: "受理 初审 审查 现场核查 决定",
    FieldType: "一行文字 多行文字 数字 日期 单选 电话 身份证号 统一社会信用代码 地址 是否",
}
"""The words for the choices of those lists that have none of their own, in their order."""


def label_of(kind: type, name: str) -> str:
    """What people call a field of a class; raises KeyError for one that has no name yet."""
    own = f"{kind.__name__}.{name}"
    return _LABELS[own] if own in _LABELS else _LABELS[name]


def enum_words(value: Enum) -> str:
    """A choice of a closed list: its own label, the word for its code, or the Chinese that it is."""
    label = getattr(value, "label", None)
    if isinstance(label, str):
        return label
    words = _WORDS.get(type(value))
    return words.split()[list(type(value)).index(value)] if words else str(value.value)
