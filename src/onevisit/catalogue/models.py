"""Matters as they were on any day. A version holds its definition as canonical text; the columns are for lists."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from onevisit.platform.organs.models import Organ
from onevisit.rules.matters.vocabulary import Kind, WindowClass


class Law(models.Model):
    """A law that definitions cite by its short name."""

    name = models.CharField("简称", max_length=60, primary_key=True)
    title = models.CharField("全称", max_length=120)
    articles = models.PositiveIntegerField("条数")
    issued_by = models.CharField("制定机关", max_length=100, blank=True)
    version = models.CharField("版本", max_length=30, blank=True)
    document = models.CharField("文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "法律法规"

    def __str__(self) -> str:
        return self.title


class LicenceType(models.Model):
    """证照类型."""

    key = models.SlugField("键", max_length=60, primary_key=True)
    name = models.CharField("名称", max_length=100)
    code = models.CharField("类型代码", max_length=21, unique=True)
    issuer = models.CharField("颁发机构", max_length=60)
    test_code = models.BooleanField("测试代码", default=False)
    held_by = models.JSONField("人人都有的对象", default=list, blank=True)

    class Meta:
        verbose_name = "证照类型"

    def __str__(self) -> str:
        return self.name


class Resource(models.Model):
    """数据资源: what an organ knows and shares."""

    key = models.SlugField("键", max_length=60, primary_key=True)
    name = models.CharField("名称", max_length=100)
    holder = models.CharField("提供部门", max_length=60)
    says = models.CharField("内容", max_length=200)

    class Meta:
        verbose_name = "数据资源"

    def __str__(self) -> str:
        return self.name


class LifeEvent(models.Model):
    """How people think of what they need."""

    key = models.SlugField("键", max_length=60, primary_key=True)
    name = models.CharField("名称", max_length=30)
    audience = models.CharField("服务对象", max_length=10)
    icon = models.CharField("图标", max_length=40)
    order = models.PositiveIntegerField("排序", default=100)

    class Meta:
        verbose_name = "主题"
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.name


class Word(models.Model):
    """What people say (开饭店) for what they need."""

    word = models.CharField("说法", max_length=40)
    matter = models.SlugField("事项", max_length=60)

    class Meta:
        verbose_name = "俗语"
        constraints = [models.UniqueConstraint("word", "matter", name="word_means_once")]

    def __str__(self) -> str:
        return self.word


class Batch(models.Model):
    """批次: matters published together, under a number, on a day."""

    number = models.PositiveIntegerField("批次", unique=True)
    title = models.CharField("标题", max_length=100)
    published_on = models.DateField("公布日期")

    class Meta:
        verbose_name = "公布批次"

    def __str__(self) -> str:
        return self.title


class MatterVersion(models.Model):
    """实施清单的一个版本. In force from `valid_from` until the day before the next; a draft has no `valid_from`."""

    matter = models.SlugField("事项", max_length=60)
    number = models.PositiveIntegerField("版本号")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="versions")
    valid_from = models.DateField("生效", null=True, blank=True)
    valid_to = models.DateField("失效", null=True, blank=True)
    definition = models.TextField("定义")
    sha256 = models.CharField("摘要", max_length=64)
    name = models.CharField("名称", max_length=100)
    pinyin = models.CharField("拼音", max_length=300)
    kind = models.CharField("类型", max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="matters")
    window_class = models.CharField(
        "窗口类别", max_length=10, choices=[(one.value, one.value) for one in WindowClass]
    )
    basic_code = models.CharField("基本编码", max_length=12)
    articles = models.PositiveIntegerField("有条文的值", default=0)
    assumed = models.PositiveIntegerField("待确认的值", default=0)

    class Meta:
        verbose_name = "事项版本"
        constraints = [
            models.UniqueConstraint("matter", "number", name="matter_version_number_once"),
            models.UniqueConstraint(
                "matter", condition=Q(valid_from__isnull=False, valid_to=None), name="one_version_in_force"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="version_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["basic_code"], name="version_by_code")]

    def __str__(self) -> str:
        return f"{self.name} 第{self.number}版"
