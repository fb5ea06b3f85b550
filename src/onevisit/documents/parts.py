"""What a document of each kind has to say, and by which article. A document without one of its parts is void or
voidable, so none is printed without (`missing`), and a template that drops one fails its test (`absent`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_XKF = "行政许可法"
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?=$|[T ]\d{2}:\d{2})")
"""A day, or a day with its hour, of which the text is compared by the day."""


@dataclass(frozen=True)
class Part:
    """One required part: the key whose value has to be printed, or the words of which the template has to print one."""

    name: str
    basis: str
    key: str = ""
    words: tuple[str, ...] = ()
    always: bool = True
    """False: a case may have none of it (a matter that asks for no material), but what it has is printed."""


def _of(basis: str, /, **names: str) -> tuple[Part, ...]:
    """The parts that one article wants: key and name of each."""
    return tuple(Part(name, basis, key=key) for key, name in names.items())


_LAYOUT = "GB/T 9704"
_HEAD = (
    *_of(_LAYOUT, title="标题", number="文号"),
    *_of("行政许可法第四十四条", to="受送达人"),
    *_of("行政许可法第三十七条", matter="申请事项", case="办件编号"),
)
_END = _of("行政许可法第三十二条、第三十八条", organ="机关名称", day="日期")
_REMEDIES = _of("行政许可法第七条、第三十八条", remedies="救济途径")
_LICENCE = (
    *_of(_LAYOUT, title="标题", number="文号"),
    *_of("行政许可法第四十四条", to="受送达人"),
    *_of("行政许可法第三十九条", licence="证件名称", licence_number="证件编号"),
)


def _licence(basis: str, words: str, *more: Part) -> tuple[Part, ...]:
    return (
        *_LICENCE,
        *_of(basis, ground="事由", reasons="理由", basis="依据"),
        Part("决定", basis, words=(words,)),
        *more,
        *_REMEDIES,
        *_END,
    )


def _letter(basis: str, **names: str) -> tuple[Part, ...]:
    """From one organ to another: addressed to it."""
    return (
        *_of(_LAYOUT, title="标题", number="文号", to_organ="主送机关"),
        *_of(basis, **names),
        Part("材料清单", basis, key="materials", always=False),
        *_END,
    )


_NOTICE = f"{_XKF}第三十二条第一款第四项"
_HEARING = f"{_XKF}第四十八条"
_DEFERRAL = "事项规定的容缺受理规则"
_COMMITMENT = "告知承诺制的规定"

PARTS: dict[str, tuple[Part, ...]] = {
    "receipt": (
        *_HEAD,
        *_of(f"{_XKF}第三十二条", received_on="收件日期"),
        Part("材料清单", f"{_XKF}第三十二条", key="materials", always=False),
        Part("答复期限", f"{_XKF}第三十二条", key="accept_by", always=False),
        Part("逾期的后果", _NOTICE, words=("逾期不告知的，自收到申请材料之日起即为受理",)),
        *_END,
    ),
    "correction": (
        *_HEAD,
        *_of(_NOTICE, basis="依据"),
        Part("一次告知", _NOTICE, words=("全部内容一次性告知",)),
        *_of(_NOTICE, items="补正内容", until="补正期限", ways="补正方式", silence="逾期的后果"),
        *_END,
    ),
    "acceptance": (
        *_HEAD,
        Part("决定", f"{_XKF}第三十二条", words=("予以受理", "即为受理")),
        *_of(f"{_XKF}第三十二条、第四十二条", accepted_on="受理日期", promised_due="承诺办结日期"),
        *_END,
    ),
    "decline": (
        *_HEAD,
        Part("决定", f"{_XKF}第三十二条", words=("本机关决定不予受理",)),
        *_of(f"{_XKF}第七十二条", ground="事由", reason="理由"),
        *_of(f"{_XKF}第三十二条", basis="依据"),
        *_REMEDIES,
        *_END,
    ),
    "deferral": (
        *_HEAD,
        *_of(_DEFERRAL, basis="依据", items="容缺的材料和期限", consequence="逾期的后果", pledge="承诺"),
        *_of(_DEFERRAL, pledged_by="承诺人", pledged_on="承诺日期"),
        *_END,
    ),
    "commitment": (
        *_HEAD,
        *_of(_COMMITMENT, basis="依据", told="告知的条件", items="以承诺代替的材料", check_days="核查期限"),
        *_of(
            _COMMITMENT,
            consequences="不实承诺的后果",
            pledge="承诺",
            pledged_by="承诺人",
            pledged_on="承诺日期",
        ),
        *_END,
    ),
    "acceptance-revoked": (
        *_HEAD,
        *_of(_DEFERRAL, accepted_on="受理日期", items="没有补齐的材料", reason="理由", basis="依据"),
        Part("决定", _DEFERRAL, words=("本机关决定撤销对上述申请的受理",)),
        *_REMEDIES,
        *_END,
    ),
    "deemed-withdrawn": (
        *_HEAD,
        *_of("补正告知书载明的后果", until="补正期限", items="没有补正的内容", basis="依据"),
        Part("后果", "补正告知书载明的后果", words=("视为撤回",)),
        *_END,
    ),
    "withdrawn": (*_HEAD, Part("后果", "申请人撤回申请", words=("终止办理",)), *_END),
    "terminated": (
        *_HEAD,
        Part("决定", f"{_XKF}第七条", words=("本机关决定终止办理",)),
        *_of(f"{_XKF}第七条", ground="事由", reason="理由", basis="依据"),
        *_END,
    ),
    "special": (
        *_HEAD,
        *_of(f"{_XKF}第四十五条", basis="依据"),
        Part("效力", f"{_XKF}第四十五条", words=("不计算在办理期限内",)),
        *_of(f"{_XKF}第四十五条", procedure="程序", days="所需时间", since="开始日期", until="预计结束日期"),
        *_of(f"{_XKF}第四十五条", reason="理由"),
        *_END,
    ),
    "resumed": (
        *_HEAD,
        *_of(f"{_XKF}第四十五条", procedure="程序", since="开始日期", until="结束日期"),
        *_of(f"{_XKF}第四十二条", promised_due="办结日期"),
        *_END,
    ),
    "extension": (
        *_HEAD,
        *_of(
            f"{_XKF}第四十二条",
            old_due="原办结日期",
            reason="理由",
            basis="依据",
            approved_by="批准人",
            days="延长的时间",
            new_due="延长后的办结日期",
        ),
        *_END,
    ),
    "interested": (
        *_of(_LAYOUT, title="标题", number="文号"),
        *_of(f"{_XKF}第三十六条", to="利害关系人", applicant="申请人", matter="申请事项", case="办件编号"),
        *_of(f"{_XKF}第三十六条", about="申请的内容", basis="依据"),
        Part("权利", f"{_XKF}第三十六条", words=("有权进行陈述和申辩",)),
        *_of(f"{_XKF}第三十六条", until="提出意见的期限"),
        *_END,
    ),
    "hearing-right": (
        *_HEAD,
        *_of(f"{_XKF}第四十七条", about="拟作出决定的内容", basis="依据"),
        Part("权利", f"{_XKF}第四十七条", words=("享有要求听证的权利",)),
        *_of(f"{_XKF}第四十七条", until="提出的期限"),
        Part("费用", f"{_XKF}第四十七条", words=("不承担组织听证的费用",)),
        *_END,
    ),
    "hearing-notice": (
        *_HEAD,
        Part("是否公开", _HEARING, words=("公开举行",)),
        *_of(_HEARING, hearing_on="时间", place="地点", presider="主持人", about="听证的事项", rights="权利"),
        Part("回避", _HEARING, words=("有权申请回避",)),
        *_END,
    ),
    "hearing-record": (
        *_of(_LAYOUT, title="标题", number="文号", matter="申请事项", case="办件编号"),
        *_of(
            _HEARING, hearing_on="时间", place="地点", presider="主持人", present="到场人员", words="听证内容"
        ),
        Part("签名", _HEARING, words=("确认无误后签字或者盖章",)),
        *_of(_HEARING, signed="签名"),
    ),
    "forwarded": _letter(
        f"{_XKF}第三十五条、第四十三条",
        accepted_on="受理日期",
        matter="申请事项",
        case="办件编号",
        opinion="初步审查意见",
    ),
    "grant": (
        *_HEAD,
        *_of(f"{_XKF}第三十八条", basis="依据"),
        Part("决定", f"{_XKF}第三十八条", words=("本机关决定准予",)),
        *_REMEDIES,
        *_END,
    ),
    "refusal": (
        *_HEAD,
        Part("决定", f"{_XKF}第三十八条", words=("经审查，本机关决定",)),
        *_of(f"{_XKF}第三十八条", grounds="事由和依据", reasons="理由"),
        *_REMEDIES,
        *_END,
    ),
    "rectify": (
        *_HEAD,
        *_of(_COMMITMENT, items="不符合承诺的情况", basis="依据", until="整改期限", words="整改要求"),
        Part("逾期的后果", _COMMITMENT, words=("逾期不整改",)),
        *_END,
    ),
    "revocation": _licence(f"{_XKF}第六十九条", "本机关决定撤销上述许可证件"),
    "recall": _licence(
        f"{_XKF}第八条", "本机关决定撤回上述许可证件", Part("补偿", f"{_XKF}第八条", words=("依法给予补偿",))
    ),
    "cancellation": _licence(f"{_XKF}第七十条", "本机关决定注销上述许可证件"),
    "suspension": _licence(
        f"{_XKF}第七条", "本机关决定暂扣上述许可证件", *_of(f"{_XKF}第七条", until="暂扣期限")
    ),
    "reinstatement": _licence(f"{_XKF}第七条", "本机关决定恢复上述许可证件的效力"),
    "delivery": (
        *_of(_LAYOUT, title="标题", number="文号"),
        *_of(f"{_XKF}第四十四条", to="受送达人", matter="申请事项", case="办件编号"),
        *_of(
            f"{_XKF}第四十四条",
            place="送达地点",
            way="送达方式",
            delivered_on="送达日期",
            documents="送达的文书",
        ),
        Part("签名", f"{_XKF}第四十四条", words=("受送达人或者代收人签名",)),
        *_END,
    ),
    "public-notice": (
        *_HEAD,
        *_of("民事诉讼法第九十五条", documents="送达的文书", until="公告期"),
        Part("后果", "民事诉讼法第九十五条", words=("即视为送达",)),
        *_END,
    ),
    "transfer": _letter(f"{_XKF}第三十二条", matter="申请事项", case="办件编号", reason="理由"),
}
"""By kind, in the order in which a document says them."""


def missing(kind: str, data: Mapping[str, object]) -> tuple[Part, ...]:
    """The required parts for which the data have nothing. The title is never among them: every kind has one."""
    return tuple(
        part
        for part in PARTS[kind]
        if part.always and part.key not in ("", "title") and not any(_said(data.get(part.key)))
    )


def absent(kind: str, data: Mapping[str, object], text: str) -> tuple[Part, ...]:
    """The required parts that the text of a document does not say, or says before the part that goes before it.

    `text` and what is looked for are compared without blanks and line ends.
    """
    squeezed, place, unsaid = "".join(text.split()), 0, []
    for part in PARTS[kind]:
        pieces = [(piece,) for piece in _said(data.get(part.key))] if part.key else [part.words]
        for choice in pieces:
            after = _first(choice, squeezed, place)
            if after is None:
                unsaid.append(part)
                break
            place = after
    return tuple(unsaid)


def _first(choice: Iterable[str], text: str, place: int) -> int | None:
    """Where the first of these texts ends, from a place on; None if there is none of them."""
    wanted = ["".join(one.split()) for one in choice]
    ends = [at + len(one) for one in wanted if (at := text.find(one, place)) >= 0]
    return min(ends, default=None)


def _said(value: object) -> list[str]:
    """The pieces of text that a value is printed as; a day is printed in Chinese."""
    if isinstance(value, list | tuple):
        return [piece for one in value for piece in _said(one)]
    if not isinstance(value, str) or not value.strip():
        return []
    day = _DAY.match(value)
    return ["{}年{}月{}日".format(*map(int, day.groups()))] if day else value.split("\n")
