"""Years, announced or not, and the days in them that are not what their weekday says."""

from __future__ import annotations

from django.db import models


class Year(models.Model):
    """A year of the calendar; until the State Council has announced it, its days are provisional."""

    year = models.PositiveIntegerField("年", primary_key=True)
    announced = models.BooleanField("已公布")
    source = models.CharField("来源", max_length=200)

    class Meta:
        verbose_name = "日历年"

    def __str__(self) -> str:
        return f"{self.year}年"


class SpecialDay(models.Model):
    """A holiday, or a weekend day on which one works."""

    on = models.DateField("日期", primary_key=True)
    kind = models.CharField("类别", max_length=10)
    name = models.CharField("名称", max_length=30)

    class Meta:
        verbose_name = "特殊日"

    def __str__(self) -> str:
        return f"{self.on} {self.name}"


class Edition(models.Model):
    """One row: counts the changes of the table, so that whoever keeps a calendar knows when to read it again."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveIntegerField("版次", default=0)

    class Meta:
        verbose_name = "日历版次"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_edition_row")]

    def __str__(self) -> str:
        return str(self.number)
