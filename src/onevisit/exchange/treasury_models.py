"""演示用非税收缴登记簿: bills, and what was paid on them. It stands for the treasury and knows no order of ours."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from onevisit.exchange.treasury_port import BillStand, EntryKind, PayWay


class TreasuryBill(models.Model):
    """A bill with its payment code. `lines` are organ, code, item and fen; `key` names the request that entered it."""

    code = models.CharField("缴款码", max_length=20, unique=True)
    key = models.CharField("请求标识", max_length=64, unique=True)
    order = models.CharField("缴款单", max_length=20)
    payer = models.CharField("缴款人", max_length=100)
    about = models.CharField("事由", max_length=200)
    lines = models.JSONField("项目")
    fen = models.PositiveBigIntegerField("金额（分）")
    expires_on = models.DateField("有效期至")
    stand = models.CharField("状态", max_length=6, default=BillStand.OPEN.value)
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "非税缴款登记"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="treasury_bill_of_something"),
            models.CheckConstraint(
                condition=Q(stand__in=[one.value for one in BillStand]), name="treasury_bill_stand_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class TreasuryEntry(models.Model):
    """Money in or out. A bill is paid once: the database allows no second."""

    bill = models.ForeignKey(TreasuryBill, models.PROTECT, related_name="entries")
    kind = models.CharField("收退", max_length=8, choices=[(one.value, one.label) for one in EntryKind])
    serial = models.CharField("流水号", max_length=20, unique=True)
    key = models.CharField("请求标识", max_length=64, unique=True)
    fen = models.PositiveBigIntegerField("金额（分）")
    way = models.CharField("方式", max_length=6, choices=[(one.value, one.label) for one in PayWay])
    slip = models.CharField("小票号", max_length=30, blank=True)
    at = models.DateTimeField("时间")
    day = models.DateField("日期")

    class Meta:
        verbose_name = "非税收退流水"
        constraints: ClassVar = [
            models.UniqueConstraint("bill", condition=Q(kind="paid"), name="treasury_bill_paid_once"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="treasury_entry_of_something"),
        ]
        indexes: ClassVar = [models.Index(fields=["day", "id"], name="treasury_entry_by_day")]

    def __str__(self) -> str:
        return self.serial
