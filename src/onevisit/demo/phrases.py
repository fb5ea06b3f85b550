"""What staff and applicants write: opinions, reasons, signatures, comments. Short, as people at work write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onevisit.demo.chance import Chance
from onevisit.platform.organs.queries import OrganCard
from onevisit.rules.cases.phases import RatingLevel
from onevisit.rules.district.definition import OrganKind
from onevisit.rules.matters.definition import RefusalGround, Stage
from onevisit.rules.matters.vocabulary import StageKind

GRANTED = (
    "经审查，申请符合法定条件，准予。",
    "各环节意见一致，符合条件，准予。",
    "材料齐全、符合法定形式，准予。",
)
WITHDRAWN = (
    "暂时不办了，以后再申请。",
    "材料里的地址写错了，撤回重新提交。",
    "家里有变化，不需要了。",
    "改到外地办理。",
)


@dataclass(frozen=True)
class Elsewhere:
    """Whose an application really is that came to us: the organ (“town” is the applicant's), and the words."""

    organ: str
    reason: str


ELSEWHERE: Mapping[str, Elsewhere] = {
    "dig-road": Elsewhere(
        "transport", "申请挖掘的路段是县道，不是城市道路，由交通运输部门办理，请向区交通运输局提出。"
    ),
    "occupy-road": Elsewhere("transport", "占用的路段是公路用地，由交通运输部门办理，请向区交通运输局提出。"),
    "small-restaurant": Elsewhere(
        "town", "没有固定门店，属于食品摊点，由所在镇（街道）登记发卡，请到便民服务中心办理。"
    ),
    "food-business-permit": Elsewhere(
        "health", "申请的是集中用餐的供水设施，不是食品经营，请向区卫健局提出。"
    ),
    "resident-medical": Elsewhere(
        "human-resources", "您已在单位就业，应参加职工医保，由单位在区人社局办理参保登记。"
    ),
    "temporary-aid": Elsewhere("medical-insurance", "反映的是住院费用负担，属于医疗救助，请向区医保局申请。"),
    "fee-report": Elsewhere("market", "反映的是经营者不明码标价，属于价格违法行为，由区市场监管局查处。"),
    "fire-safety-check": Elsewhere("housing", "工程还没有通过消防验收，应先向区住建局申请消防验收。"),
    "property-mortgage": Elsewhere("traffic-police", "抵押物是机动车，抵押登记由博山交警大队办理。"),
}

AT_HOME = ("没跑腿就办下来了，谢谢。", "手机上就办完了，真方便。", "已经有的证不用再交一遍，省心。")
AT_COUNTER = (
    "窗口讲得很清楚，一次就办好了。",
    "工作人员帮着填的表，态度好。",
    "来一趟就办完了，比以前快多了。",
)
COMMENTS: Mapping[RatingLevel, tuple[str, ...]] = {
    RatingLevel.GOOD: ("挺好。", "流程清楚，进度随时能查。", "办得快，要是能送到村里就更好了。"),
    RatingLevel.FAIR: ("办是办了，材料样本要是再清楚些就好了。", "等的时间有点长。"),
}
"""What those write who are nearly content; who is wholly so writes `AT_HOME` or `AT_COUNTER`, by where he applied."""


@dataclass(frozen=True)
class Complaint:
    """What somebody writes who is not content, and what he ticks. `late`: only where it took too long."""

    words: str
    options: tuple[str, ...]
    late: bool = False


COMPLAINTS: Mapping[RatingLevel, tuple[Complaint, ...]] = {
    RatingLevel.BAD: (
        Complaint("说好的日子没办完，打电话问了两次才有人管。", ("209",), late=True),
        Complaint("比承诺的晚了好几天，耽误了开工。", ("209", "213"), late=True),
        Complaint("表上的意思看不懂，也没有样本可以照着填。", ("207",)),
        Complaint("已经共享的证明又让我交了一遍。", ("210",)),
        Complaint("问了两句就不耐烦。", ("214",)),
        Complaint("打了两次电话才问清楚进度。", ("213",)),
    ),
    RatingLevel.VERY_BAD: (
        Complaint("过了期限也没人告诉一声。", ("110", "115"), late=True),
        Complaint("前后找了三个窗口，每次说的都不一样。", ("113",)),
        Complaint("要的材料指南上根本没写。", ("109",)),
    ),
}


def passed(stage: Stage, chance: Chance) -> str:
    """An opinion in favour: what was looked at, and that it is in order."""
    looked = "现场查看了" if stage.kind is StageKind.SURVEY else "审查了"
    points = "、".join(stage.checks) or "申请材料"
    end = chance.one(("符合要求，同意。", "没有发现问题，同意。", "与申请一致，同意。"))
    return f"{looked}：{points}。{end}"


def failed(stage: Stage, grounds: Sequence[RefusalGround]) -> str:
    """An opinion against, with the grounds."""
    looked = "现场查看" if stage.kind is StageKind.SURVEY else "审查"
    return f"经{looked}，{'；'.join(one.text for one in grounds)}，不同意。"


def refused(grounds: Sequence[RefusalGround]) -> str:
    """The reasons of a refusal: each ground with the article that it rests on."""
    named = "；".join(f"{one.text}（{one.basis.cite()}）" for one in grounds)
    return f"经审查，您的申请存在以下情形：{named}。因此不予许可。"


def remedies(organ: OrganCard, government: str) -> str:
    """The rights against a refusal, and before whom (行政复议法 Art. 20, 24 and 27, 行政诉讼法 Art. 46)."""
    above = {OrganKind.GOVERNMENT: "上一级人民政府", OrganKind.VERTICAL: "上一级主管部门"}
    before = above.get(OrganKind(organ.kind), government)
    return (
        f"如不服本决定，可以自知道本决定之日起六十日内向{before}申请行政复议，"
        "也可以自知道本决定之日起六个月内依法向有管辖权的人民法院提起行政诉讼。"
    )
