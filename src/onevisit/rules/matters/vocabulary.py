"""The closed lists that a definition chooses from. The Chinese words are what officials write and citizens read."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """事项类型, GB/T 39046-2020 table A.1 (the number is what other systems call it)."""

    LICENCE = "行政许可"
    PENALTY = "行政处罚"
    COERCION = "行政强制"
    LEVY = "行政征收"
    PAYMENT = "行政给付"
    INSPECTION = "行政检查"
    CONFIRMATION = "行政确认"
    AWARD = "行政奖励"
    ADJUDICATION = "行政裁决"
    OTHER_POWER = "其他行政权力"
    PUBLIC_SERVICE = "公共服务"

    @property
    def code(self) -> str:
        """Two digits, as in the 12-digit basic code of a matter."""
        return _KIND_CODES[self]


_KIND_CODES = dict(zip(Kind, ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"), strict=True))


class Audience(StrEnum):
    """服务对象, the national platform's list."""

    PERSON = "自然人"
    ENTERPRISE = "企业法人"
    INSTITUTION = "事业法人"
    ASSOCIATION = "社会组织法人"
    UNINCORPORATED = "非法人企业"
    ADMINISTRATION = "行政机关"
    OTHER = "其他组织"

    @property
    def code(self) -> str:
        """One digit of the national platform (1–6, 9)."""
        return _AUDIENCE_CODES[self]


_AUDIENCE_CODES = dict(zip(Audience, ("1", "2", "3", "4", "5", "6", "9"), strict=True))


class WindowClass(StrEnum):
    """The four comprehensive windows of clause 5.3b of the order."""

    INVESTMENT = "投资项目审批"
    PROPERTY = "不动产登记"
    COMMERCE = "商事登记"
    PEOPLE = "社会民生"


class Level(StrEnum):
    """The three levels at which the order is carried out (clause 2b)."""

    DISTRICT = "district"
    TOWN = "town"
    VILLAGE = "village"


class Channel(StrEnum):
    """How an application may come in (GB/T 39046 A.5, with the village point of the order's clause 5.6c)."""

    ONLINE = "online"
    WINDOW = "window"
    POST = "post"
    VILLAGE = "village"


class MadeBy(StrEnum):
    """Who produces what is asked for; what another organ produces is a candidate for sharing (clause 5.1c)."""

    APPLICANT = "applicant"
    ORGAN = "organ"
    INTERMEDIARY = "intermediary"


class Way(StrEnum):
    """证明方式: the ways in which a requirement can be shown.

    Deferral and commitment are courses of the case with duties of their own, not ways of showing.
    """

    FORM = "form"
    UPLOAD = "upload"
    ORIGINAL = "original"
    E_LICENCE = "e_licence"
    SHARED = "shared"
    ZONE = "zone_assessment"

    @property
    def label(self) -> str:
        """What people see."""
        return _WAY_LABELS[self]


_WAY_LABELS = {
    Way.FORM: "在线填写，系统生成",
    Way.UPLOAD: "上传扫描件或照片",
    Way.ORIGINAL: "到窗口出示原件",
    Way.E_LICENCE: "电子证照，免提交",
    Way.SHARED: "部门共享数据，免提交",
    Way.ZONE: "区域评估成果，免提交",
}


class Act(StrEnum):
    """What may need the applicant's own body."""

    IDENTITY = "identity"
    SIGNATURE = "signature"
    TEST = "test"
    ORAL = "oral"
    COLLECT = "collect"


class Moment(StrEnum):
    """When in the course of a case an act takes place."""

    SUBMIT = "submit"
    REVIEW = "review"
    COLLECT = "collect"


class Means(StrEnum):
    """What can stand in for the body."""

    ONLINE_IDENTITY = "online-identity"
    E_SIGNATURE = "e-signature"
    AGENT = "agent"
    IN_PERSON = "in-person"
    HOME_VISIT = "home-visit"
    VIDEO = "video"


class StageKind(StrEnum):
    """环节 kinds, in the order in which they usually come."""

    ACCEPT = "accept"
    FIRST_REVIEW = "first-review"
    """初审 by the lower level, which then forwards its opinion with all materials (行政许可法 Art. 35, 43)."""
    REVIEW = "review"
    SURVEY = "survey"
    DECIDE = "decide"


class Since(StrEnum):
    """From when the limits of a matter count."""

    ACCEPTANCE = "acceptance"
    RECEIPT = "receipt"

    @property
    def label(self) -> str:
        """What a derivation says: 从受理之日 …"""
        return {"acceptance": "受理之日", "receipt": "收到申请之日"}[self.value]


class ResultKind(StrEnum):
    """结果类型 (JN-SYNC dictionary, simplified)."""

    LICENCE = "证照"
    APPROVAL = "批文"
    REGISTER = "登记"
    OTHER = "其他"


class Delivery(StrEnum):
    """送达方式: how the result reaches the applicant."""

    ELECTRONIC = "electronic"
    COURIER = "courier"
    WINDOW = "window"
    NOTICE = "notice"
    """By publication, when no other way reaches the applicant; no definition offers it."""

    @property
    def label(self) -> str:
        """What people see."""
        return _DELIVERIES[self]


_DELIVERIES = {
    Delivery.ELECTRONIC: "网上下载",
    Delivery.COURIER: "快递送达",
    Delivery.WINDOW: "窗口领取",
    Delivery.NOTICE: "公告送达",
}


class FieldType(StrEnum):
    """What may stand in a field of the application form."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    PHONE = "phone"
    CITIZEN_ID = "citizen-id"
    USCC = "uscc"
    ADDRESS = "address"
    YES_NO = "yes-no"
