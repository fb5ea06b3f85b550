"""Matters as they were on any day. A version holds its definition as canonical text; the columns are for lists."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from onevisit.platform.organs.models import Organ
from onevisit.platform.people.models import Person
from onevisit.rules.matters.vocabulary import Kind, WindowClass
from onevisit.rules.publishing.states import IN_WORK, PUBLIC, Move, State


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
    basis = models.JSONField("依据", null=True, blank=True)

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


class Bundle(models.Model):
    """一件事: which matters make one thing, as text. What follows from it is computed from the matters in force."""

    key = models.SlugField("键", max_length=58, primary_key=True)
    name = models.CharField("名称", max_length=60)
    definition = models.TextField("定义")
    sha256 = models.CharField("摘要", max_length=64)
    order = models.PositiveIntegerField("排序", default=100)

    class Meta:
        verbose_name = "一件事"
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """批次: matters published together, under a number, on a day. Append-only by trigger."""

    class Kind(models.TextChoices):
        """What a batch publishes: only matters of 最多跑一次, or an adjustment of the two lists."""

        ONE_VISIT = "one-visit", "“最多跑一次”事项"
        LISTS = "lists", "权力清单、公共服务事项清单调整"

    number = models.PositiveIntegerField("批次", unique=True)
    title = models.CharField("标题", max_length=100)
    published_on = models.DateField("公布日期")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices, default=Kind.LISTS)

    class Meta:
        verbose_name = "公布批次"

    def __str__(self) -> str:
        return self.title


class MatterVersion(models.Model):
    """实施清单的一个版本. In force from `valid_from` until the day before the next; in work it has no `valid_from`.

    What was published never changes (by trigger); only its last day is set, once. In work the columns for lists follow
    the definition as far as it can be read. `one_visit` says whether it is (to be) published as 最多跑一次, and
    `visits_low`/`visits_high` what was computed when it was published (`visits_high` None: no bound is known).
    """

    matter = models.SlugField("事项", max_length=60)
    number = models.PositiveIntegerField("版本号")
    state = models.CharField(
        "状态",
        max_length=10,
        choices=[(one.value, one.label) for one in State],
        default=State.DRAFT.value,
    )
    revision = models.PositiveIntegerField("修订号", default=1)
    based_on = models.PositiveIntegerField("起草时的现行版本", null=True, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="versions")
    valid_from = models.DateField("生效", null=True, blank=True)
    valid_to = models.DateField("失效", null=True, blank=True)
    one_visit = models.BooleanField("按“最多跑一次”公布", default=False)
    visits_low = models.PositiveSmallIntegerField("跑动次数下界", null=True, blank=True)
    visits_high = models.PositiveSmallIntegerField("跑动次数上界", null=True, blank=True)
    definition = models.TextField("定义")
    sha256 = models.CharField("摘要", max_length=64)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField("保存时间", null=True, blank=True)
    name = models.CharField("名称", max_length=100)
    pinyin = models.CharField("拼音", max_length=300)
    kind = models.CharField(
        "类型", max_length=10, choices=[(kind.value, kind.value) for kind in Kind], blank=True
    )
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="matters")
    window_class = models.CharField(
        "窗口类别", max_length=10, choices=[(one.value, one.value) for one in WindowClass], blank=True
    )
    basic_code = models.CharField("基本编码", max_length=12, blank=True)
    articles = models.PositiveIntegerField("有条文的值", default=0)
    assumed = models.PositiveIntegerField("待确认的值", default=0)

    class Meta:
        verbose_name = "事项版本"
        constraints = [
            models.UniqueConstraint("matter", "number", name="matter_version_number_once"),
            models.UniqueConstraint(
                "matter", condition=Q(valid_from__isnull=False, valid_to=None), name="one_version_in_force"
            ),
            models.UniqueConstraint(
                "matter", condition=Q(state__in=[one.value for one in IN_WORK]), name="one_version_in_work"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="version_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(
                    ~Q(kind=""),
                    ~Q(window_class=""),
                    ~Q(basic_code=""),
                    state__in=[one.value for one in PUBLIC],
                    valid_from__isnull=False,
                )
                | Q(
                    ~Q(state__in=[one.value for one in PUBLIC]),
                    valid_from=None,
                    valid_to=None,
                    batch=None,
                    visits_low=None,
                ),
                name="version_published_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN.value) | Q(valid_to__isnull=False),
                name="version_withdrawn_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(visits_high=None) | Q(visits_high__gte=F("visits_low")),
                name="version_visits_in_order",
            ),
            models.CheckConstraint(
                # 1a: what may need a second trip is not called 最多跑一次, whatever the program says.
                condition=Q(one_visit=False)
                | ~Q(state__in=[one.value for one in PUBLIC])
                | Q(visits_high__isnull=False, visits_high__lte=1),
                name="one_visit_is_computed",
            ),
        ]
        indexes = [
            models.Index(fields=["basic_code"], name="version_by_code"),
            models.Index(
                fields=["state", "matter"],
                condition=Q(state__in=[one.value for one in IN_WORK]),
                name="version_in_work",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} 第{self.number}版"


class DraftText(models.Model):
    """Every text that somebody saved for a version, also one that came too late. Append-only by trigger.

    `revision` is the revision that it became; None for a text that was refused because another was saved meanwhile:
    it is kept here so that nobody loses what he wrote. `seen` is the revision that its author had begun from.
    """

    version = models.ForeignKey(MatterVersion, models.PROTECT, related_name="texts")
    revision = models.PositiveIntegerField("修订号", null=True, blank=True)
    seen = models.PositiveIntegerField("所依据的修订号")
    definition = models.TextField("定义")
    sha256 = models.CharField("摘要", max_length=64)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField("保存时间", null=True, blank=True)

    class Meta:
        verbose_name = "草稿文本"
        constraints = [models.UniqueConstraint("version", "revision", name="draft_revision_once")]

    def __str__(self) -> str:
        return f"{self.version_id} r{self.revision}"


class PublishingAct(models.Model):
    """One line of a version's history: who did what, when, about exactly which text. Append-only by trigger."""

    version = models.ForeignKey(MatterVersion, models.PROTECT, related_name="acts")
    seq = models.PositiveIntegerField("序号")
    move = models.CharField("行为", max_length=10, choices=[(one.value, one.label) for one in Move])
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_what = models.CharField("以何身份", max_length=120)
    at = models.DateTimeField("时间")
    revision = models.PositiveIntegerField("修订号")
    sha256 = models.CharField("摘要", max_length=64)
    one_visit = models.BooleanField("按“最多跑一次”公布", default=False)
    words = models.TextField("意见、理由", blank=True)

    class Meta:
        verbose_name = "公布经过"
        constraints = [models.UniqueConstraint("version", "seq", name="publishing_act_seq_once")]

    def __str__(self) -> str:
        return f"{self.version_id}/{self.seq} {self.move}"
