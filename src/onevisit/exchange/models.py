"""Registers of our own, for what no outside system answers yet, and the log of what was asked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from onevisit.exchange.ports import Direction, Purpose, Stand
from onevisit.exchange.treasury_models import TreasuryBill, TreasuryEntry  # noqa: F401 — Django finds them here.
from onevisit.platform.people.models import Party, Person


class Answer(models.Model):
    """What a register says about a party, as canonical text, by its hash: cases refer to it. Never changed.

    A newer truth is a newer answer; the entry then points at that one. Salted, so that nobody finds it by trying.
    """

    ref = models.CharField("摘要", max_length=64, primary_key=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="answers")
    body = models.TextField("正文")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "登记内容"

    def __str__(self) -> str:
        return self.ref[:12]


class RegisterEntry(models.Model):
    """数据资源登记簿: what a resource knows about a party now. `source` says who entered it."""

    resource = models.ForeignKey("catalogue.Resource", models.PROTECT, related_name="entries")
    party = models.ForeignKey(Party, models.PROTECT, related_name="register_entries")
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="+")
    source = models.CharField("来源", max_length=60)
    as_of = models.DateField("截至")

    class Meta:
        verbose_name = "数据资源登记"
        constraints = [models.UniqueConstraint("party", "resource", name="register_entry_once")]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.party_id}"


class HeldLicence(models.Model):
    """存量证照登记簿: a licence that was issued before this system, or elsewhere."""

    type = models.ForeignKey("catalogue.LicenceType", models.PROTECT, related_name="held")
    party = models.ForeignKey(Party, models.PROTECT, related_name="held_licences")
    number = models.CharField("证号", max_length=60)
    issuer = models.CharField("颁发机构", max_length=100)
    valid_from = models.DateField("有效期起")
    valid_to = models.DateField("有效期止", null=True, blank=True)
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="+")
    source = models.CharField("来源", max_length=60)

    class Meta:
        verbose_name = "存量证照"
        constraints = [
            models.UniqueConstraint("type", "number", name="held_licence_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="held_licence_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["party", "type"], name="held_by_party")]

    def __str__(self) -> str:
        return f"{self.type_id} {self.number}"


class Waybill(models.Model):
    """邮寄登记簿: a parcel that was handed to a courier, by a hall or by an applicant. `key` names the request.

    `carrier_number` is the courier's own, "" where only our own number is known. `stand` is where its last mark says.
    """

    number = models.CharField("运单号", max_length=13, unique=True)
    key = models.CharField("请求标识", max_length=64, unique=True)
    direction = models.CharField(
        "方向", max_length=3, choices=[(d.value, d.label) for d in Direction], default=Direction.OUT.value
    )
    case_number = models.CharField("办件", max_length=12)
    about = models.CharField("事项", max_length=100, blank=True)
    hall = models.SlugField("大厅", max_length=60, blank=True)
    carrier = models.CharField("快递公司", max_length=30, blank=True)
    carrier_number = models.CharField("快递单号", max_length=30, blank=True)
    contents = models.JSONField("内件", default=list)
    recipient = models.CharField("收件人", max_length=60)
    phone = models.CharField("电话", max_length=20)
    address = models.CharField("地址", max_length=200)
    sender = models.CharField("寄件人", max_length=60, blank=True)
    sender_phone = models.CharField("寄件人电话", max_length=20, blank=True)
    sender_address = models.CharField("寄件人地址", max_length=200, blank=True)
    stand = models.CharField("状态", max_length=10, default=Stand.POSTED.value)
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "邮寄登记"
        indexes = [
            models.Index(fields=["case_number"], name="waybill_by_case"),
            models.Index(fields=["hall", "direction", "stand", "registered_at"], name="waybill_by_hall"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(~Q(recipient=""), ~Q(phone=""), ~Q(address=""), direction="out")
                # What comes in has to find its way back instead; a hall need not have a telephone.
                | Q(~Q(sender=""), ~Q(sender_phone=""), ~Q(sender_address=""), direction="in"),
                name="waybill_can_arrive",
            ),
            models.UniqueConstraint(
                fields=["case_number", "direction", "carrier_number"],
                condition=~Q(carrier_number="") & ~Q(stand="cancelled"),
                name="waybill_label_once",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class WaybillMark(models.Model):
    """What was told of a parcel, when and by whom. Only added to."""

    waybill = models.ForeignKey(Waybill, models.CASCADE, related_name="marks")
    stand = models.CharField("状态", max_length=10, choices=[(s.value, s.value) for s in Stand])
    at = models.DateTimeField("时间")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_what = models.CharField("以何身份", max_length=60)
    words = models.CharField("说明", max_length=100, blank=True)

    class Meta:
        verbose_name = "邮寄经过"
        constraints = [models.UniqueConstraint("waybill", "stand", name="waybill_mark_once")]

    def __str__(self) -> str:
        return f"{self.waybill_id} {self.stand}"


class QueryLog(models.Model):
    """查询记录: who asked which register about whom, why, and whether there was something. The party may see it."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_what = models.CharField("以何身份", max_length=60)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="enquiries")
    resource = models.CharField("资源", max_length=60)
    register = models.CharField("登记簿", max_length=60)
    purpose = models.CharField("目的", max_length=10, choices=[(p.value, p.label) for p in Purpose])
    case_number = models.CharField("办件", max_length=12, blank=True)
    draft = models.PositiveBigIntegerField("草稿", null=True, blank=True)
    matter = models.CharField("事项", max_length=60, blank=True)
    found = models.BooleanField("有结果")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "查询记录"
        indexes = [models.Index(fields=["party", "-at"], name="enquiry_by_party")]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose=Purpose.IDENTITY.value)
                | ~Q(case_number="")
                | Q(draft__isnull=False)
                | ~Q(matter=""),
                name="enquiry_has_an_occasion",
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.at:%Y-%m-%d %H:%M}"
