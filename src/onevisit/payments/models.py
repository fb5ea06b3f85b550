"""What cases owe, the orders that gather it, what was paid and given back. History and payments are append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from onevisit.exchange.treasury_port import PayWay
from onevisit.platform.organs.models import Organ
from onevisit.platform.people.models import Party, Person
from onevisit.rules.payments.orders import LIVE, SETTLED, ChargeStand, Deed, Stand
from onevisit.rules.payments.refunds import Ground


class Charge(models.Model):
    """应缴项目: one fee of one case, by the version of the matter under which the case came. Amounts are fen.

    `subject` is what is paid as one: `case:<number>` or `bundle:<number>`. `basis` is the article that lets it be
    charged, `exemption` the one that lifts it. `made_on` is the day on which the case's result was made, `ended_on`
    that on which the case ended without one.
    """

    subject = models.CharField("缴费对象", max_length=20)
    case_number = models.CharField("办件", max_length=12)
    matter = models.SlugField("事项", max_length=60)
    matter_name = models.CharField("事项名称", max_length=100)
    version = models.PositiveIntegerField("版本")
    fee = models.SlugField("收费项目键", max_length=60)
    name = models.CharField("收费项目", max_length=100)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="charges")
    hall = models.SlugField("大厅", max_length=60)
    party = models.ForeignKey(Party, models.PROTECT, related_name="charges")
    unit = models.CharField("单位", max_length=20)
    standard = models.CharField("收费标准", max_length=300)
    note = models.CharField("说明", max_length=300, blank=True)
    basis = models.JSONField("依据")
    fen = models.PositiveBigIntegerField("金额（分）", null=True, blank=True)
    calculation = models.CharField("计算", max_length=200, blank=True)
    assessed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    exemption = models.JSONField("减免依据", null=True, blank=True)
    reason = models.CharField("减免理由", max_length=200, blank=True)
    stand = models.CharField("状态", max_length=10, choices=[(one.value, one.label) for one in ChargeStand])
    since = models.DateField("自")
    made_on = models.DateField("制作日期", null=True, blank=True)
    ended_on = models.DateField("未办成日期", null=True, blank=True)

    class Meta:
        verbose_name = "应缴项目"
        constraints = [
            models.UniqueConstraint("case_number", "fee", name="charge_once"),
            models.CheckConstraint(
                condition=Q(stand__in=[one.value for one in ChargeStand]), name="charge_stand_known"
            ),
            models.CheckConstraint(
                condition=Q(stand__in=[ChargeStand.ASSESSING.value, ChargeStand.EXEMPT.value, ChargeStand.LIFTED.value])
                | Q(stand=ChargeStand.NOTHING.value, fen=0)
                | Q(fen__gt=0),
                name="charge_has_an_amount",
            ),
            models.CheckConstraint(
                condition=~Q(stand=ChargeStand.EXEMPT.value) | Q(~Q(reason=""), exemption__isnull=False),
                name="charge_exempt_by_law",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["subject", "id"], name="charge_by_subject"),
            models.Index(fields=["organ", "since", "id"], condition=Q(stand="assessing"), name="charge_to_assess"),
            models.Index(fields=["party", "id"], condition=Q(stand__in=["assessing", "due"]), name="charge_owed"),
            models.Index(fields=["ended_on", "id"], condition=Q(stand="paid", ended_on__isnull=False, made_on=None),
                         name="charge_owed_back"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_number} {self.fee}"


class Order(models.Model):
    """缴款单: what is paid at one time, for a case or a bundle. `code` is the treasury's payment code (缴款码).

    `attempt` counts the codes that were asked for; `receipt` is the SHA-256 of the printed receipt, "" until it exists.
    """

    number = models.CharField("缴款单号", max_length=14, unique=True)
    subject = models.CharField("缴费对象", max_length=20)
    party = models.ForeignKey(Party, models.PROTECT, related_name="payment_orders")
    about = models.CharField("事由", max_length=200)
    stand = models.CharField("状态", max_length=10, choices=[(one.value, one.label) for one in Stand])
    fen = models.PositiveBigIntegerField("金额（分）", default=0)
    returned = models.PositiveBigIntegerField("已退（分）", default=0)
    code = models.CharField("缴款码", max_length=30, blank=True)
    attempt = models.PositiveIntegerField("取码次数", default=0)
    made_at = models.DateTimeField("生成时间")
    opened_at = models.DateTimeField("开单时间", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    paid_at = models.DateTimeField("缴款时间", null=True, blank=True)
    receipt = models.CharField("票据", max_length=64, blank=True)
    seq = models.PositiveIntegerField("末序号")

    class Meta:
        verbose_name = "缴款单"
        constraints = [
            models.UniqueConstraint(
                "subject", condition=Q(stand__in=[one.value for one in LIVE]), name="order_live_once"
            ),
            models.CheckConstraint(
                condition=Q(stand__in=[one.value for one in Stand]), name="order_stand_known"
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("fen")), name="order_returns_no_more_than_paid"
            ),
            models.CheckConstraint(
                condition=Q(stand__in=[one.value for one in SETTLED], paid_at__isnull=False)
                | Q(~Q(stand__in=[one.value for one in SETTLED]), paid_at=None, returned=0),
                name="order_paid_at_an_instant",
            ),
            models.CheckConstraint(
                condition=~Q(stand=Stand.OPEN.value)
                | Q(fen__gt=0, opened_at__isnull=False, expires_on__isnull=False),
                name="order_open_for_something",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "id"], name="order_by_subject"),
            models.Index(fields=["party", "-id"], name="order_by_party"),
            models.Index(fields=["expires_on"], condition=Q(stand="open"), name="order_expiring"),
            models.Index(fields=["-made_at", "-id"], name="order_by_time"),
        ]

    def __str__(self) -> str:
        return self.number


class Line(models.Model):
    """One charge in one order, with the amount that was fixed when the order was opened. `live`: open or paid.

    A charge stands in one live order at most, so that nobody can pay it twice.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="lines")
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="lines")
    fen = models.PositiveBigIntegerField("金额（分）")
    returned = models.PositiveBigIntegerField("已退（分）", default=0)
    live = models.BooleanField("有效", default=True)

    class Meta:
        verbose_name = "缴款单项目"
        constraints = [
            models.UniqueConstraint("charge", condition=Q(live=True), name="charge_in_one_live_order"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="line_of_something"),
            models.CheckConstraint(
                condition=Q(returned__lte=F("fen")), name="line_returns_no_more_than_paid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.charge_id}"


class Payment(models.Model):
    """缴款: an order is paid once. `reference` is the treasury's serial, or the number of the slip at the window."""

    order = models.OneToOneField(Order, models.PROTECT, related_name="payment")
    way = models.CharField("方式", max_length=6, choices=[(one.value, one.label) for one in PayWay])
    reference = models.CharField("凭证号", max_length=30)
    fen = models.PositiveBigIntegerField("金额（分）")
    at = models.DateTimeField("时间")
    day = models.DateField("日期")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_what = models.CharField("以何身份", max_length=60)

    class Meta:
        verbose_name = "缴款"
        constraints = [
            models.UniqueConstraint("way", "reference", name="payment_slip_once"),
            models.CheckConstraint(condition=Q(fen__gt=0) & ~Q(reference=""), name="payment_of_something"),
        ]
        indexes = [models.Index(fields=["day", "id"], name="payment_by_day")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.reference}"


class Refund(models.Model):
    """退付: what goes back of one line, and why. `serial` is the treasury's, "" until it has given it back."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="refunds")
    fen = models.PositiveBigIntegerField("金额（分）")
    ground = models.CharField("理由", max_length=10, choices=[(one.value, one.label) for one in Ground])
    reason = models.CharField("说明", max_length=200)
    at = models.DateTimeField("时间")
    day = models.DateField("日期")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.CharField("请求标识", max_length=64, unique=True)
    serial = models.CharField("退付流水号", max_length=20, blank=True)

    class Meta:
        verbose_name = "退付"
        constraints = [models.CheckConstraint(condition=Q(fen__gt=0), name="refund_of_something")]
        indexes = [models.Index(fields=["day", "id"], name="refund_by_day")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.fen}"


class Happening(models.Model):
    """One line of an order's history. Append-only."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="happenings")
    seq = models.PositiveIntegerField("序号")
    deed = models.CharField("行为", max_length=10, choices=[(one.value, one.label) for one in Deed])
    at = models.DateTimeField("时间")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_what = models.CharField("以何身份", max_length=60)
    words = models.CharField("说明", max_length=400, blank=True)
    key = models.CharField("请求标识", max_length=80, unique=True)

    class Meta:
        verbose_name = "缴费经过"
        constraints = [models.UniqueConstraint("order", "seq", name="payment_happening_seq_once")]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.seq} {self.deed}"


class Day(models.Model):
    """对账: a day as both books have it. `differences` are sentences; none says that the books agree."""

    day = models.DateField("日期", primary_key=True)
    taken = models.PositiveBigIntegerField("收款（分）")
    given_back = models.PositiveBigIntegerField("退付（分）")
    entries = models.PositiveIntegerField("笔数")
    mended = models.PositiveIntegerField("补记")
    differences = models.JSONField("差异", default=list)
    at = models.DateTimeField("对账时间")

    class Meta:
        verbose_name = "对账"

    def __str__(self) -> str:
        return f"{self.day}"
