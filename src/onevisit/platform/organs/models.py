"""Who handles matters, and where. Keys are the primary keys: they come from the pack and never change."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from onevisit.platform.people.models import Person
from onevisit.rules.district.definition import OrganKind, Role
from onevisit.rules.leave import Reason
from onevisit.rules.matters.vocabulary import Level, WindowClass

LEVELS = [
    (level.value, {"district": "区", "town": "镇（街道、开发区）", "village": "村（社区）"}[level])
    for level in Level
]


class Division(models.Model):
    """行政区划."""

    code = models.CharField("代码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=10, choices=LEVELS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    local = models.BooleanField("本地代码", default=False)

    class Meta:
        verbose_name = "行政区划"

    def __str__(self) -> str:
        return self.name


class Organ(models.Model):
    """实施主体. `head_name` is the first responsible person, shown wherever the organ's figures are (clause 6a)."""

    key = models.SlugField("键", max_length=60, primary_key=True)
    name = models.CharField("名称", max_length=100)
    short = models.CharField("简称", max_length=30)
    mark = models.CharField("机关代字", max_length=12, blank=True, default="")
    kind = models.CharField("性质", max_length=12, choices=[(kind.value, kind.label) for kind in OrganKind])
    level = models.CharField("层级", max_length=10, choices=LEVELS)
    division = models.ForeignKey(Division, models.PROTECT)
    code = models.CharField("统一社会信用代码", max_length=18, unique=True)
    test_code = models.BooleanField("测试代码", default=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    head_name = models.CharField("主要负责人", max_length=60)
    head_title = models.CharField("职务", max_length=60)
    formerly = models.JSONField("曾用名", default=list)
    duties = models.TextField("职责", blank=True)
    phone = models.CharField("电话", max_length=20, blank=True)
    order = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = "实施主体"
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("key")), name="organ_is_not_its_own_parent")
        ]

    def __str__(self) -> str:
        return self.short


class Hall(models.Model):
    """大厅、便民服务中心、便民服务点."""

    key = models.SlugField("键", max_length=60, primary_key=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=10, choices=LEVELS)
    division = models.ForeignKey(Division, models.PROTECT)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="halls")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    address = models.CharField("地址", max_length=120)
    hours = models.CharField("办公时间", max_length=120)
    phone = models.CharField("电话", max_length=20, blank=True)
    order = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = "大厅"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Window(models.Model):
    """窗口: takes in every matter of its classes, or hands out results, or both."""

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="windows")
    number = models.CharField("窗口号", max_length=10)
    name = models.CharField("名称", max_length=60)
    classes = models.JSONField("综合窗口类别", default=list)
    hands_out = models.BooleanField("出件", default=False)

    class Meta:
        verbose_name = "窗口"
        ordering = ["hall", "number"]
        constraints = [models.UniqueConstraint("hall", "number", name="window_number_once")]

    def __str__(self) -> str:
        return f"{self.number}号 {self.name}"

    def takes(self, window_class: WindowClass) -> bool:
        """Whether a matter of this class may be taken in here."""
        return window_class.value in self.classes


class Post(models.Model):
    """岗位: a role that a person holds in an organ or a hall, from a day to a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    role = models.CharField("岗位", max_length=12, choices=[(role.value, role.label) for role in Role])
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts")
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, blank=True, related_name="posts")
    window = models.CharField("窗口号", max_length=10, blank=True)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="post_ends_after_it_begins"
            ),
            models.UniqueConstraint("person", "role", "organ", "hall", "window", "since", name="post_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()} {self.organ}"


class Leave(models.Model):
    """请假: somebody is away from a day to a day, and a colleague does his work in his own name.

    `ended_at` is when it was taken back or ended early: from that instant on nobody stands in.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="leaves")
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="stands_in")
    since = models.DateField("自")
    until = models.DateField("至")
    reason = models.CharField(
        "事由", max_length=10, choices=[(reason.value, reason.label) for reason in Reason]
    )
    note = models.CharField("备注", max_length=100, blank=True)
    key = models.CharField("请求", max_length=40, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("登记时间")
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "请假"
        indexes = [
            models.Index(fields=["deputy", "until"], name="leave_by_deputy"),
            models.Index(fields=["person", "until"], name="leave_by_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="leave_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(deputy=F("person")), name="leave_has_another_for_deputy"),
            models.CheckConstraint(
                # Said twice that it is not null: a comparison with null is not false, and a check lets it pass.
                condition=Q(ended_by=None, ended_at=None)
                | Q(ended_by__isnull=False, ended_at__isnull=False, ended_at__gte=F("made_at")),
                name="leave_was_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.since}–{self.until}（{self.deputy}）"
