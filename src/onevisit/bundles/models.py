"""Bundles as they stand, and what happened to each (append-only by trigger). Their cases stand in `casework`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from onevisit.platform.organs.models import Hall
from onevisit.platform.people.models import Party, Person


class Bundle(models.Model):
    """一件事 that somebody applied for. `state` is the fold of its events; the other columns are what lists ask for."""

    number = models.CharField("编号", max_length=12, unique=True)
    query_code = models.CharField("查询码", max_length=8)
    key = models.SlugField("一件事", max_length=58, blank=True)
    name = models.CharField("名称", max_length=100)
    window_class = models.CharField("窗口类别", max_length=10)
    applicant = models.ForeignKey(Party, models.PROTECT, related_name="bundles")
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="bundles")
    channel = models.CharField("申请方式", max_length=10)
    handed_in_on = models.DateField("提交日期")
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    finished_on = models.DateField("办结日期", null=True, blank=True)
    rating = models.CharField("评价", max_length=10, blank=True)
    visits = models.PositiveSmallIntegerField("承诺跑动次数", null=True, blank=True)
    promised_days = models.PositiveSmallIntegerField("承诺工作日", default=0)
    last_seq = models.PositiveIntegerField("末序号")
    last_hash = models.CharField("末摘要", max_length=64)
    last_at = models.DateTimeField("末次时间")
    sealed_seq = models.PositiveIntegerField("已封存序号", default=0)
    state = models.TextField("状态内容")

    class Meta:
        verbose_name = "一件事"
        indexes = [
            models.Index(fields=["applicant", "-id"], name="bundle_by_applicant"),
            models.Index(fields=["hall", "-handed_in_on", "-id"], name="bundle_by_hall"),
            models.Index(fields=["-handed_in_on", "-id"], name="bundle_by_day"),
            models.Index(
                fields=["number"], condition=Q(last_seq__gt=models.F("sealed_seq")), name="bundle_to_seal"
            ),
            models.Index(
                fields=["hall", "handed_in_on", "id"], condition=Q(accepted_on=None), name="bundle_to_accept"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(number="") & ~Q(name=""), name="bundle_has_number_and_name")
        ]

    def __str__(self) -> str:
        return self.number


class Event(models.Model):
    """One line of a bundle's stream. `body` is canonical JSON of everything, chained to the line before."""

    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField("序号")
    name = models.CharField("事件", max_length=20)
    at = models.DateTimeField("时间")
    key = models.CharField("请求标识", max_length=64, null=True, blank=True)
    body = models.TextField("正文")
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "一件事的事件"
        constraints = [
            models.UniqueConstraint("bundle", "seq", name="bundle_event_seq_once"),
            models.UniqueConstraint("key", name="bundle_event_key_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="bundle_event_seq_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}/{self.seq} {self.name}"


class Content(models.Model):
    """What was handed in for all parts together, by the hash that the stream refers to. Erased when the law says so."""

    ref = models.CharField("摘要", max_length=64, primary_key=True)
    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="contents")
    body = models.TextField("正文", blank=True)
    erased_at = models.DateTimeField("清除时间", null=True, blank=True)

    class Meta:
        verbose_name = "一件事的内容"
        constraints = [
            models.CheckConstraint(
                condition=~Q(body="") | Q(erased_at__isnull=False), name="bundle_content_there_or_erased"
            )
        ]

    def __str__(self) -> str:
        return self.ref[:12]
