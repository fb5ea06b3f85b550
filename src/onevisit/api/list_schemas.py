"""What the API answers about lists and versions. Like `schemas`, a contract with other people's programs."""

from datetime import date

from ninja import Field, Schema

from onevisit.catalogue.lists import ListKind
from onevisit.rules.differences import Change


class ListSummaryOut(Schema):
    """A list by its name."""

    kind: ListKind = Field(description="在地址里的名字")
    label: str = Field(description="清单名称", examples=["权力清单"])
    total: int = Field(description="有多少事项")


class BatchSummaryOut(Schema):
    """批次."""

    number: int = Field(description="批次")
    title: str = Field(description="标题")
    published_on: date = Field(description="公布日期")
    total: int = Field(description="本批公布、那一天有效的事项数")
    one_visit: int = Field(description="其中按“最多跑一次”公布的事项数")


class ListsOut(Schema):
    """What is published."""

    lists: list[ListSummaryOut] = Field(description="清单")
    batches: list[BatchSummaryOut] = Field(description="批次，从新到旧")


class ListRowOut(Schema):
    """A matter in a list."""

    place: int = Field(description="序号，从1起")
    key: str = Field(description="事项的键")
    name: str = Field(description="事项名称")
    kind: str = Field(description="事项类型")
    organ: str = Field(description="实施主体的键；各镇（街道）各办各的事项为空")
    organ_name: str = Field(description="实施主体")
    basic_code: str = Field(description="基本编码（12位）")
    test_code: bool = Field(description="基本编码是否为测试码")
    task_code: str = Field(description="实施编码（31位）；各镇（街道）各办各的事项为空")
    laws: list[str] = Field(description="设定依据")
    audience: list[str] = Field(description="服务对象")
    levels: list[str] = Field(description="办理层级")
    promised: str = Field(description="承诺时限")
    visits_low: int = Field(description="跑动次数下界（材料齐全时，由定义推算）")
    visits_high: int | None = Field(description="跑动次数上界；没有算出上限的为空")
    version: int = Field(description="版本号")
    since: date = Field(description="本版本施行日期")


class ListBatchOut(Schema):
    """The matters that were published together."""

    number: int | None = Field(description="批次；未编批次的为空")
    title: str = Field(description="标题")
    published_on: date | None = Field(description="公布日期")
    matters: list[ListRowOut] = Field(description="事项")


class ListOut(Schema):
    """A list as it was on a day."""

    kind: ListKind = Field(description="在地址里的名字")
    title: str = Field(description="标题", examples=["淄博市博山区权力清单"])
    day: date = Field(description="哪一天的清单")
    signed_by: str = Field(description="由谁公布")
    total: int = Field(description="共多少事项")
    batches: list[ListBatchOut] = Field(description="按批次")


class TripOut(Schema):
    """One visit."""

    text: str = Field(description="去做什么")
    details: list[str] = Field(description="细节")
    why: str = Field(description="为什么省不掉，或者不能和上一次并在一起")


class AboveOneOut(Schema):
    """A matter that needs more than one visit."""

    matter: ListRowOut = Field(description="事项")
    trips: list[TripOut] = Field(description="每一次跑动")
    laws: list[str] = Field(description="要本人到场的依据")


class ChangeOut(Schema):
    """One change."""

    change: Change = Field(description="added 新增，removed 取消，changed 改动")
    section: str = Field(description="属于哪一部分", examples=["申请材料"])
    path: str = Field(description="在定义里的位置")
    text: str = Field(description="改了什么")


class VersionOut(Schema):
    """One version."""

    number: int = Field(description="版本号")
    name: str = Field(description="当时的名称")
    since: date = Field(description="施行日期")
    until: date | None = Field(description="有效到哪一天（含）；没有期限的为空")
    in_force: bool = Field(description="现在是否有效")
    batch: int | None = Field(description="公布批次")
    changes: list[ChangeOut] = Field(description="比前一版改了什么；最早的一版为空")


class PastOut(Schema):
    """All versions of a matter."""

    key: str = Field(description="事项的键")
    name: str = Field(description="事项名称")
    ended: bool = Field(description="是否已经不再办理")
    versions: list[VersionOut] = Field(description="版本，从新到旧")
