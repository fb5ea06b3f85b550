"""What one can tick beside a rating (好差评), by level: the options of the national interface, with its codes.

The first digit of a code is the level as that interface counts (5 is the best); GB/T 39046 counts the other way
round, so levels are stored by name (standards 7.2). The wording is fixed: ticks are compared over the whole country.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from onevisit.rules.cases.phases import RatingLevel

OPTIONS: Mapping[RatingLevel, Mapping[str, str]] = {
    RatingLevel.VERY_GOOD: {
        "510": "一窗受理一次办结",
        "511": "可以先受理后补材料",
        "512": "不用提交证明",
        "513": "全程网上办理",
        "514": "可以手机办理",
        "515": "可以就近办理",
        "516": "无需材料直接办理",
        "517": "服务热情效率高",
    },
    RatingLevel.GOOD: {
        "406": "填写一张表单就可完成申报",
        "407": "在线提交材料窗口核验",
        "408": "一张清单告知全部申报材料",
        "409": "用告知承诺减免申报材料",
        "410": "可以在线预约办理",
        "411": "跑大厅一次办完",
        "412": "可使用自助机",
        "413": "服务态度较好",
    },
    RatingLevel.FAIR: {
        "307": "一次性告知需要补正的材料",
        "308": "提供申报材料样本",
        "309": "在承诺的时间内办结",
        "310": "办事指南准确",
        "311": "按办事指南要求的材料即可办理",
        "312": "可以快递送达",
        "313": "跑动次数与承诺的一致",
        "314": "服务态度一般",
    },
    RatingLevel.BAD: {
        "207": "没提供材料样本",
        "208": "没提供材料清单",
        "209": "未在承诺时间内办结",
        "210": "同样内容的证明材料被要求多次提交",
        "211": "承诺网办但无法在线办理",
        "212": "在线预约办理后到现场重复取号",
        "213": "业务不熟练",
        "214": "服务态度生硬",
    },
    RatingLevel.VERY_BAD: {
        "108": "在办事指南之外增加新的审批条件",
        "109": "需提供办事指南之外的申报材料",
        "110": "无理由超过法定办理时间",
        "111": "提供的材料样本有错",
        "112": "承诺可以在线收取材料实际无法做到",
        "113": "到多部门/多窗口跑",
        "114": "跑动次数与承诺的不一致",
        "115": "态度差、效率低",
    },
}


class Via(StrEnum):
    """Where a rating was given (评价渠道)."""

    WEB = "web"
    CODE = "code"
    HALL = "hall"

    @property
    def label(self) -> str:
        """What people see."""
        return {"web": "网上（登录后）", "code": "网上（凭查询码）", "hall": "大厅评价器"}[self.value]


def known(level: RatingLevel, options: Iterable[str]) -> tuple[str, ...]:
    """Those of the options that belong to this level, in the order of the list and each once."""
    given = set(options)
    return tuple(code for code in OPTIONS[level] if code in given)


def label(option: str) -> str:
    """What an option says; the code itself where it is none of ours (a rating that came from elsewhere)."""
    return next((options[option] for options in OPTIONS.values() if option in options), option)
