"""Verifications that were asked for. The figures have no tables: they are read from the cases."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from onevisit.platform.people.models import Person


class Verification(models.Model):
    """The whole record was to be checked: who asked, when, and what was found. Running while `finished_at` is null."""

    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("提出时间")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    cases = models.PositiveIntegerField("办件数", default=0)
    events = models.PositiveIntegerField("事件数", default=0)
    leaves = models.PositiveBigIntegerField("封存叶数", default=0)
    seals = models.PositiveIntegerField("封存次数", default=0)
    root = models.CharField("树根", max_length=64, blank=True)
    fault_count = models.PositiveIntegerField("异常数", default=0)
    faults = models.JSONField("异常", default=list)

    class Meta:
        verbose_name = "记录核验"
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=models.F("asked_at")),
                name="verification_ends_after_it_begins",
            )
        ]
        indexes = [models.Index(fields=["-asked_at"], name="verification_by_day")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"
