"""Errands that are still to be done, and the register of notices, which stands in for the operator's SMS gateway."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from onevisit.platform.people.models import Party


class Errand(models.Model):
    """Something to be done after the commit: at least once, with growing pauses between the tries."""

    kind = models.CharField("种类", max_length=30)
    payload = models.JSONField("内容")
    made_at = models.DateTimeField("产生时间")
    next_at = models.DateTimeField("下次尝试")
    attempts = models.PositiveIntegerField("已尝试", default=0)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    failure = models.TextField("最近的失败", blank=True)

    class Meta:
        verbose_name = "待办发送"
        indexes = [models.Index(fields=["next_at", "id"], condition=Q(done_at=None), name="errand_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class Notice(models.Model):
    """A message to an applicant, as the SMS register of this installation keeps it (no operator is connected)."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="notices")
    case_number = models.CharField("办件", max_length=12, blank=True)
    text = models.CharField("内容", max_length=300)
    sent_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "短信登记"
        indexes = [models.Index(fields=["party", "-sent_at"], name="notice_by_party")]

    def __str__(self) -> str:
        return self.text
