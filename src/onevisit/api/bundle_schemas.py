"""What the API answers about bundles. The names here are a contract: add to them, never change one."""

from ninja import Field, Schema

from onevisit.rules.matters.vocabulary import Audience, Channel


class WhichBundle(Schema):
    """The bundle in the address."""

    key: str = Field(pattern=r"^[a-z0-9_-]{1,60}$", description="一件事的键", examples=["open-a-restaurant"])


class BundleOut(Schema):
    """A bundle in a list."""

    key: str = Field(description="键：出现在地址里，永不改变", examples=["open-a-restaurant"])
    name: str = Field(description="名称", examples=["开饭店"])
    summary: str = Field(description="一句话说明")
    audience: list[Audience] = Field(description="服务对象")
    life_events: list[str] = Field(description="所属主题的键")
    aliases: list[str] = Field(description="俗语")
    matters: list[str] = Field(description="可能包含的事项的键，按先后", examples=[["sole-trader"]])


class BundlePartOut(Schema):
    """A matter of a bundle."""

    matter: str = Field(description="事项的键", examples=["food-business-permit"])
    name: str = Field(description="事项名称")
    version: int = Field(description="事项的版本号", examples=[1])
    organ: str = Field(description="实施主体的键；town 表示各镇（街道）各办各的", examples=["market"])
    conditional: bool = Field(description="是否要看情形问题的回答才知道包含不包含")
    applies: bool = Field(description="按给出的回答，是否包含")
    wave: int = Field(description="第几批办，从1起；同一批同时办；不包含的为0", examples=[1])
    after: list[str] = Field(description="等哪些事项的结果（键）；由定义推算")
    days: int = Field(description="这个事项的承诺时限（工作日）", examples=[8])


class BundleQuestionOut(Schema):
    """A question of all its matters, asked once."""

    key: str = Field(description="键：写进 situation 的前一半", examples=["food"])
    ask: str = Field(description="问题")
    options: dict[str, str] = Field(description="选项：键和说法")


class BundleDetailOut(BundleOut):
    """A bundle with what follows from its definition after the answers given."""

    questions: list[BundleQuestionOut] = Field(description="合并后的情形问题，每个只问一次")
    parts: list[BundlePartOut] = Field(description="包含的事项，按先后")
    channels: list[Channel] = Field(description="一次提交的方式")
    visits_low: int = Field(description="材料齐全时至少跑几次，由定义推算", examples=[0])
    visits_high: int | None = Field(description="材料齐全时最多跑几次；没有算出上限的为空", examples=[1])
    days: int = Field(
        description="从受理到全部办完，承诺几个工作日，由先后次序推算；还没有回答时是全都要办的天数",
        examples=[12],
    )
