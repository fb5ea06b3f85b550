"""What is written in the courses of a case beside the ordinary one. Short, as people at work write."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.rules.cases.courses import Fault, LicenceAct, TerminationGround
from onevisit.rules.matters.courses import SpecialKind

FAULTS: Mapping[Fault, str] = {
    Fault.MISSING: "没有看到“{name}”，请补交{copies}份。",
    Fault.ILLEGIBLE: "“{name}”拍得看不清，请在光线好的地方重新拍，四个角都要拍进去。",
    Fault.INVALID: "“{name}”不符合法定形式，请按样本重新准备。",
    Fault.INCONSISTENT: "“{name}”上的地址和申请表填的不一致，请核对后改成一致。",
    Fault.EXPIRED: "“{name}”已经过了有效期，请换成在有效期内的。",
    Fault.UNSIGNED: "“{name}”没有签字（单位的没有盖章），请签好以后再交。",
}

STILL_NOT = (
    "补交的{names}仍然不符合一次性告知书上写的要求，不能受理。备齐后可以重新申请，已填写的内容直接使用。"
)
FALSE = "经与出具单位核对，“{name}”不是该单位出具的，属于提供虚假材料，不予受理。"
LATER = "{names}在受理后约定的日期前补交；到期没有补齐的，愿意承担撤销受理的后果。"
LAPSED = "承诺在{until}前补交的{names}到期没有补交，电话提醒过两次，撤销受理。补齐后可以重新申请。"
TAKEN_OVER = ("材料已收到，三个工作日内由我们和您联系。", "材料收到了，属于我们办理，已经按您的申请录入。")

ENDED: Mapping[TerminationGround, str] = {
    TerminationGround.DEATH: "申请人家属持死亡证明到窗口说明，申请人已经去世，终止办理。",
    TerminationGround.INCAPACITY: "申请人丧失行为能力，没有人继续申请，终止办理。",
    TerminationGround.DISSOLVED: "申请单位已经注销登记，终止办理。",
    TerminationGround.OBJECT_GONE: "申请办理的对象已经不存在，终止办理。",
    TerminationGround.NOT_GRANTABLE: "本事项已经取消，终止办理。",
}

SPECIAL: Mapping[SpecialKind, tuple[str, str]] = {
    SpecialKind.EXPERT_REVIEW: (
        "专业性强，需要组织专家评审，专家从专家库抽取。",
        "专家评审会已经召开，专家组出具了书面意见，意见已经落实。",
    ),
    SpecialKind.INSPECTION: ("需要送样检验才能认定事实。", "检验报告已经收到，结论明确。"),
    SpecialKind.TESTING: ("需要委托有资质的机构现场检测。", "检测报告已经收到，各项数据齐全。"),
    SpecialKind.QUARANTINE: ("需要检疫。", "检疫合格。"),
    SpecialKind.APPRAISAL: ("笔迹和印章的真伪需要委托鉴定。", "鉴定意见已经收到，可以据此认定。"),
    SpecialKind.TENDER: ("需要招标。", "招标已经完成。"),
    SpecialKind.AUCTION: ("需要拍卖。", "拍卖已经完成。"),
}
"""Why it is needed, and what came of it."""

EXTENDED = (
    "涉及多个部门的意见，其中一家还在现场复核，原期限内不能作出决定。",
    "情况比较复杂，需要再到现场核对一次，原期限内不能作出决定。",
)
INTERESTED = (
    "在您相邻处有人申请办理“{matter}”，可能影响您的采光、通行或者安静。您可以陈述意见，也可以要求听证。"
)
INTERESTED_WORK = (
    "有人向我们申请“{matter}”，事情和您（您单位）有关。您可以陈述意见、提交证据，也可以要求听证。"
)
TOLD_HOW = ("上门送达，本人签收", "在楼道和小区公告栏张贴，并逐户电话告知", "直接送达，签收回执存档")
VIEWS = (
    "住在三楼的一户说晚上十点以后希望关灯，申请人同意写进方案。",
    "邻居没有意见，提醒施工时不要堵住单元门。",
    "对方单位书面答复：没有异议。",
    "担心噪声，听了说明后表示可以接受。",
)
HEARING_ABOUT = "经审查，拟对您的申请作出不予许可的决定：{grounds}。您可以要求举行听证。"
HEARD = (
    "主持人核对到场人员，宣布听证事由和纪律。审查人员说明审查意见、证据和理由；申请人陈述，提交补充照片四张；"
    "到场的居民两人发言，分别谈到噪声和停车。双方质证、辩论后作最后陈述。笔录经到场人员核对无误后签字。"
)

KEPT = ("现场核查，情况与承诺一致。", "核对原件，与承诺的内容相符。", "抽查记录和设施，符合承诺。")
FAULTY = "现场核查发现：{names}与承诺不符，限期整改，整改后书面报告。"
MENDED = "复查：{names}已经整改到位，与承诺一致。"
BROKEN = "复查：{names}到期没有整改到位，与承诺仍然不符。"
REVOKED = "承诺不实，限期整改后仍不符合条件，撤销许可。作出决定前已经听取当事人陈述申辩。"
REPAIRED = "当事人已经停业整改，重新备齐材料并参加了诚信教育，同意信用修复。"

ACTS: Mapping[LicenceAct, tuple[str, str]] = {
    LicenceAct.SUSPEND: ("penalty", "行政处罚决定暂扣许可证件，期满前整改完毕的书面报告。"),
    LicenceAct.REINSTATE: ("over", "暂扣期满，整改已经复查合格，恢复许可证件效力。"),
    LicenceAct.REVOKE: (
        "unqualified",
        "事后核查发现申请时不具备法定条件，依法撤销。当事人的陈述申辩已经听取。",
    ),
    LicenceAct.RECALL: ("facts-changed", "所在地块已列入公共工程范围，为公共利益需要撤回，损失依法补偿。"),
    LicenceAct.CANCEL: ("other", "持有人书面申请注销，经核实没有未了结的事项。"),
}
"""The ground from the law's list, and the reasons."""

STRUCK_OFF = ("undone", "许可已经依法撤销，办理注销手续。")
RETURNED = ("收件人电话无人接听，三次投递未成，退回。", "地址查无此人，退回。", "收件人搬家，退回。")
NOTICED = "邮寄被退回，电话和留言都联系不上，现公告送达。自公告之日起经过三十日，视为送达。"
