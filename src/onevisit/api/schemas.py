"""What the API answers. The names here are a contract with other people's programs: add to them, never change one."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Schema

from onevisit.rules.limits import Unit
from onevisit.rules.matters.vocabulary import Audience, Channel, Delivery, Kind, Level, Way


class MatterOut(Schema):
    """A matter in a list."""

    key: str = Field(description="键：出现在地址里，永不改变", examples=["food-business-permit"])
    name: str = Field(description="事项名称", examples=["食品经营许可（新办）"])
    summary: str = Field(description="一句话说明")
    kind: Kind = Field(description="事项类型（GB/T 39046 表A.1）")
    organ: str = Field(description="实施主体的键；town 表示各镇（街道）各办各的", examples=["market"])
    organ_name: str = Field(description="实施主体简称", examples=["区市场监管局"])
    audience: list[Audience] = Field(description="服务对象")
    promised: str = Field(description="承诺时限", examples=["8个工作日"])
    at_once: bool = Field(description="是否即办件")
    channels: list[Channel] = Field(description="申请方式")
    offered_at: list[Level] = Field(description="在哪几级大厅能办")
    life_events: list[str] = Field(description="所属主题的键")
    visits: int = Field(
        description="材料齐全时最多要跑几次，由定义推算；没有算出上限的（unbounded）是下限", examples=[0]
    )
    unbounded: bool = Field(description="跑动次数是否没有算出上限")
    one_visit: bool = Field(description="是否按“最多跑一次”公布")
    version: int = Field(description="实施清单的版本号", examples=[1])


class FoundOut(MatterOut):
    """A matter that was searched for, and why it was found."""

    why: str = Field(description="为什么找到它", examples=["俗语：开饭店"])


class MattersOut(Schema):
    """A page of a list."""

    total: int = Field(description="符合条件的事项总数（准确数）", examples=[5])
    page: int = Field(description="第几页，从1起", examples=[1])
    pages: int = Field(description="共几页；没有事项时为0", examples=[1])
    items: list[MatterOut | FoundOut] = Field(description="本页的事项；带 q 查找时每条有 why")
    corrected: str = Field("", description="按更正后的说法查找的，写在这里", examples=["食品经营"])
    suggestions: list[str] = Field(default_factory=list, description="什么也没找到时，相近的说法")


class BatchOut(Schema):
    """批次."""

    number: int = Field(description="批次", examples=[1])
    title: str = Field(description="标题")
    published_on: date = Field(description="公布日期")
    visits_at_most: int = Field(description="本批事项中最多要跑几次")
    matters: list[MatterOut] = Field(description="本批公布、现行有效的事项")


class OrganOut(Schema):
    """实施主体."""

    key: str = Field(description="键")
    name: str = Field(description="全称", examples=["博山区市场监督管理局"])
    short: str = Field(description="简称")
    code: str = Field(description="统一社会信用代码")
    formerly: list[str] = Field(description="曾用名称")
    phone: str = Field(description="咨询电话")


class CitationOut(Schema):
    """An article."""

    text: str = Field(description="引用", examples=["《行政许可法》第四十二条第一款"])
    title: str = Field(description="法律法规全称")
    issued_by: str = Field(description="制定机关")
    document: str = Field(description="文号或者通过、修正情况")
    version: str = Field(description="所依据的版本")


class GroundOut(Schema):
    """设定依据."""

    citation: CitationOut = Field(description="条文")
    says: str = Field(description="条文的意思")


class QuestionOut(Schema):
    """A situation question."""

    key: str = Field(description="键", examples=["premises"])
    ask: str = Field(description="问题")
    help: str = Field(description="提示")
    options: dict[str, str] = Field(
        description="选项的键和文字", examples=[{"owned": "自有", "rented": "租用"}]
    )
    answer: str = Field(description="已选的选项；空表示还没回答")
    asked: bool = Field(description="现在是否该问；false 表示要看前面问题的回答")


class WayOut(Schema):
    """One way to show a requirement."""

    way: Way = Field(description="证明方式")
    label: str = Field(description="证明方式的文字")
    source: str = Field(description="电子证照或者数据资源的名称")
    holder: str = Field(description="由谁提供")


class RequirementOut(Schema):
    """What has to be shown."""

    key: str = Field(description="键")
    name: str = Field(description="材料名称")
    made_by: str = Field(description="来源渠道")
    issuer: str = Field(description="出具部门")
    ways: list[WayOut] = Field(description="可以怎样证明，第一种最省事")
    required: bool = Field(description="是否必要")
    copies: int = Field(description="份数")
    note: str = Field(description="说明")
    defer_days: int = Field(description="容缺受理后几个工作日内补齐；0 表示不能容缺")
    commitment: bool = Field(description="能否以告知承诺代替")
    citation: CitationOut | None = Field(description="依据")
    depends: str = Field(description="取决于哪个还没回答的问题；空表示一定需要")


class StageOut(Schema):
    """A stage of the handling."""

    key: str = Field(description="键")
    name: str = Field(description="环节")
    organ: str = Field(description="由谁办理")
    limit: str = Field(description="时限")
    note: str = Field(description="说明")
    citation: CitationOut | None = Field(description="依据")
    depends: str = Field(description="取决于哪个还没回答的问题")


class LimitOut(Schema):
    """A time limit."""

    words: str = Field(description="文字", examples=["20个工作日"])
    length: int = Field(description="数值；当场办结为0")
    unit: Unit = Field(description="单位")
    citation: CitationOut | None = Field(description="依据")


class FeeOut(Schema):
    """A fee."""

    key: str = Field(description="键")
    name: str = Field(description="收费项目")
    words: str = Field(description="标准", examples=["20元/证"])
    amount: Decimal | None = Field(description="金额（元）；按办法计算的为空")
    unit: str = Field(description="计费单位")
    note: str = Field(description="说明")
    citation: CitationOut = Field(description="依据")
    depends: str = Field(description="取决于哪个还没回答的问题")


class ResultOut(Schema):
    """What the applicant is given."""

    key: str = Field(description="键")
    name: str = Field(description="结果名称")
    kind: str = Field(description="结果类型")
    licence: str = Field(description="证照类型")
    validity: str = Field(description="有效期", examples=["5年"])
    delivery: list[Delivery] = Field(description="送达方式")
    citation: CitationOut | None = Field(description="依据")


class RefusalOut(Schema):
    """A lawful reason for no."""

    text: str = Field(description="不予受理或者不予许可的情形")
    citation: CitationOut = Field(description="依据")


class FaqOut(Schema):
    """常见问题."""

    ask: str = Field(description="问")
    answer: str = Field(description="答")


class HallOut(Schema):
    """Where it can be handed in."""

    key: str = Field(description="键")
    name: str = Field(description="名称")
    level: str = Field(description="层级")
    address: str = Field(description="地址")
    hours: str = Field(description="办公时间")
    phone: str = Field(description="电话")
    windows: list[str] = Field(description="受理窗口")


class StepOut(Schema):
    """A step of the journey."""

    place: str = Field(
        description="home 在家，counter 到现场，errand 找个人或者单位（不算跑动），organs 部门之间",
        examples=["counter"],
    )
    text: str = Field(description="做什么")
    details: list[str] = Field(description="细节")
    visit: int = Field(description="属于第几次跑动；0 表示不用跑")
    day: int = Field(description="第几天，从0起")
    where: str = Field(description="地点")
    why: str = Field(description="这一次跑动为什么省不掉，或者不能和上一次并在一起")


class JourneyOut(Schema):
    """What the applicant has to do with every paper in hand, computed from the definition."""

    visits: int = Field(description="跑动次数；没有算出上限的是下限")
    channel: Channel = Field(description="申请方式")
    delivery: Delivery = Field(description="送达方式")
    steps: list[StepOut] = Field(description="步骤")


class WitnessStepOut(StepOut):
    """A step of a witness: everything that one has to know to check the number."""

    matter: str = Field(description="属于哪个事项或者证照（键）：先要办别的才能办的，写在这里")
    persons: list[str] = Field(description="要来的人；空表示申请人一个人")
    carried: list[str] = Field(description="要带的材料")
    laws: list[str] = Field(description="要求本人到场的条文")
    earliest: bool = Field(description="日子由部门定，day 是最早的一天")


class WayOut(Schema):
    """One number with the itinerary that proves it."""

    visits: list[int | None] = Field(
        description="跑动次数：[下限, 上限]；没有算出上限的，上限为空", examples=[[1, 1]]
    )
    days: int = Field(description="第几天拿到结果，从0起，按承诺期限算，不计节假日")
    settled: int = Field(description="第几天手续全部了结，从0起")
    errands: int = Field(description="另外自己跑几处（房东、医院等），不算到政府跑动")
    situation: dict[str, str] = Field(description="这个次数对应的情形：没有回答的，取最费事的")
    witness: list[WitnessStepOut] = Field(description="行程")
    unobtainable: list[str] = Field(description="办不成的原因，例如循环证明；能办成的为空")


class VisitsOut(Schema):
    """The numbers of visits, each as [low, high]; high is null where no upper end was found."""

    in_hand: list[int | None] = Field(description="材料齐了，最多跑几次", examples=[[0, 0]])
    exceptional: list[int | None] = Field(description="补正一次、要求听证的，最多跑几次", examples=[[1, 1]])
    from_nothing: list[int | None] = Field(description="从零开始，连取材料，最多跑几次", examples=[[1, 2]])


class GuideOut(Schema):
    """办事指南 in the situation that was given."""

    matter: MatterOut = Field(description="事项")
    basic_code: str = Field(description="基本编码（12位）", examples=["000131301000"])
    basic_code_is_test: bool = Field(description="基本编码是否为测试码，即不是取自国家基本目录")
    task_code: str = Field(description="实施编码（31位）；各镇（街道）各办各的事项为空")
    version: int = Field(description="版本号")
    since: date = Field(description="本版本生效日期")
    batch: int | None = Field(description="公布批次")
    organ: OrganOut | None = Field(description="实施主体；各镇（街道）各办各的事项为空")
    window_class: str = Field(description="综合窗口类别")
    conditions: list[str] = Field(description="受理条件")
    answers: dict[str, str] = Field(description="已采用的情形回答")
    complete: bool = Field(description="情形是否已经完整；否则有些内容标有 depends")
    grounds: list[GroundOut] = Field(description="设定依据")
    questions: list[QuestionOut] = Field(description="情形问题")
    requirements: list[RequirementOut] = Field(description="申请材料")
    stages: list[list[StageOut]] = Field(description="办理环节；同一组的同时进行")
    statutory: LimitOut = Field(description="法定时限")
    promised: LimitOut = Field(description="承诺时限")
    fees: list[FeeOut] = Field(description="收费；空表示不收费")
    results: list[ResultOut] = Field(description="办理结果")
    refusals: list[RefusalOut] = Field(description="不予受理或者不予许可的情形")
    faq: list[FaqOut] = Field(description="常见问题")
    halls: list[HallOut] = Field(description="受理地点")
    phone: str = Field(description="咨询电话")
    journey: JourneyOut = Field(description="跑动最少的办法")
    most_visits: int = Field(description="自己选择到窗口提交、领取的，最多会跑几次")
    visits: VisitsOut = Field(description="跑动次数")
    in_hand: WayOut = Field(description="材料齐了怎么跑")
    from_nothing: WayOut = Field(description="从零开始怎么跑")
    licences: list[str] = Field(description="申请人已经有、算进去了的证照（键）")
    licences_useful: list[str] = Field(description="有了能少跑或者少办几步的证照（键）")


class CaseIn(Schema):
    """What is printed on the receipt."""

    number: str = Field(max_length=40, description="办件编号", examples=["261123 00017 2"])
    code: str = Field(max_length=40, description="查询码", examples=["7KQ3M9PX"])


class DueStepOut(Schema):
    """One sentence of the answer to “why this day?”."""

    text: str = Field(description="说明")
    on: date | None = Field(description="所说的日子")
    basis: str = Field(description="依据的条文")


class DueOut(Schema):
    """The clock that matters now."""

    name: str = Field(description="哪一个期限", examples=["承诺期限"])
    on: date = Field(description="到期日")
    left: int = Field(description="还剩几天，单位与该期限相同")
    paused: bool = Field(description="是否正在暂停")
    overdue: bool = Field(description="是否已经超期")
    final: bool = Field(description="到期日是否已经确定（暂停中为 false）")
    provisional: bool = Field(description="是否依据尚未公布放假安排的年份暂计")
    steps: list[DueStepOut] = Field(description="怎样算出来的")


class TimelineOut(Schema):
    """Something that happened, without who did it."""

    at: datetime = Field(description="时间")
    label: str = Field(description="发生了什么", examples=["受理"])


class TaskOut(Schema):
    """What the applicant has to do, until when, and what happens otherwise."""

    what: str = Field(description="要做什么", examples=["补正材料"])
    until: date | None = Field(description="到哪一天；没有期限的为空")
    otherwise: str = Field(description="不做会怎样")
    basis: str = Field(description="依据的条文")


class CaseOut(Schema):
    """How far a case is. No names and no identity numbers."""

    number: str = Field(description="办件编号")
    matter: str = Field(description="事项的键")
    matter_name: str = Field(description="事项名称")
    organ_name: str = Field(description="负责的部门")
    phase: str = Field(description="状态", examples=["accepted"])
    phase_label: str = Field(description="状态的文字", examples=["已受理，审查中"])
    phase_code: str = Field(description="状态代码（省前置库字典）", examples=["08"])
    due: DueOut | None = Field(description="当前的期限；已经办完的为空")
    tasks: list[TaskOut] = Field(description="等申请人做的事")
    timeline: list[TimelineOut] = Field(description="经过")


class ProblemOut(Schema):
    """An error, as RFC 9457 has it (application/problem+json)."""

    type: str = Field(description="about:blank")
    title: str = Field(description="是什么错误", examples=["没有这个事项"])
    status: int = Field(description="HTTP 状态码", examples=[404])
    detail: str = Field(description="发生了什么，现在怎么办")
    request: str = Field(description="请求编号，与运维人员联系时报出")
    errors: list[dict[str, str]] = Field(default_factory=list, description="逐个参数的错误")
