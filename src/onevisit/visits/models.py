"""Appearances, rulings about them and findings (append-only by trigger), and the tally of each case or bundle."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from onevisit.platform.organs.models import Hall, Organ
from onevisit.platform.people.models import Party, Person
from onevisit.rules.appearances import Cause, Purpose, Verdict

PURPOSES = [(one.value, one.label) for one in Purpose]
CAUSES = [(one.value, one.label) for one in Cause]


class Appearance(models.Model):
    """到场记录: the applicant or his private proxy was there, for one case. Append-only.

    It follows from an event of the case (`seq`), or somebody wrote it down (`key`, `person`, `words`). `hall` is empty
    where `place` says in words where it was. `bundle` is that of the case: its visits are counted together.
    """

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="appearances")
    bundle = models.CharField("一件事编号", max_length=12, blank=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="appearances")
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, blank=True, related_name="appearances")
    place = models.CharField("地点", max_length=100, blank=True)
    at = models.DateTimeField("时间")
    day = models.DateField("日期")
    purpose = models.CharField("事由", max_length=10, choices=PURPOSES)
    required = models.BooleanField("必须到场")
    cause = models.CharField("原因", max_length=10, choices=CAUSES)
    foreseen = models.BooleanField("在承诺之内")
    why = models.CharField("说明", max_length=300)
    seq = models.PositiveIntegerField("事件序号", null=True, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_what = models.CharField("以何岗位", max_length=60, blank=True)
    key = models.CharField("请求标识", max_length=64, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "到场记录"
        indexes = [
            models.Index(fields=["bundle"], condition=~Q(bundle=""), name="appearance_by_bundle"),
            models.Index(fields=["party", "day"], name="appearance_by_party"),
        ]
        constraints = [
            models.UniqueConstraint("case", "seq", name="appearance_once_an_event"),
            models.CheckConstraint(
                condition=Q(seq__isnull=False, key=None) | Q(seq=None, key__isnull=False),
                name="appearance_from_the_log_or_by_hand",
            ),
            models.CheckConstraint(
                condition=Q(hall__isnull=False, place="") | Q(~Q(place=""), hall=None),
                name="appearance_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(
                    purpose__in=[one.value for one in Purpose], cause__in=[one.value for one in Cause]
                ),
                name="appearance_in_known_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.day} {self.purpose}"


class Ruling(models.Model):
    """更正: what a supervisor ruled about an appearance. The last one holds, and what was written before stays."""

    appearance = models.ForeignKey(Appearance, models.PROTECT, related_name="rulings")
    number = models.PositiveSmallIntegerField("第几次")
    purpose = models.CharField("事由", max_length=10, choices=PURPOSES)
    required = models.BooleanField("必须到场")
    cause = models.CharField("原因", max_length=10, choices=CAUSES)
    void = models.BooleanField("不算到场")
    reason = models.CharField("理由", max_length=300)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_what = models.CharField("以何岗位", max_length=60)
    at = models.DateTimeField("时间")
    key = models.CharField("请求标识", max_length=64, unique=True)

    class Meta:
        verbose_name = "到场更正"
        constraints = [
            models.UniqueConstraint("appearance", "number", name="ruling_number_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="ruling_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.appearance_id}/{self.number}"


class Tally(models.Model):
    """跑动账: promised and actual visits of a case, or of a bundle, for lists and figures. Made again from the rest.

    `subject` is the number of the case, or of the bundle that it is part of; `case` is its first one, `seq` how far
    its log was read. `settled` is how many visits the last finding spoke about.
    """

    subject = models.CharField("编号", max_length=12, unique=True)
    is_bundle = models.BooleanField("一件事")
    seq = models.PositiveIntegerField("已计到事件", default=0)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    name = models.CharField("事项名称", max_length=100)
    matter = models.SlugField("事项", max_length=60, blank=True)
    version = models.PositiveIntegerField("版本", null=True, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="+")
    promised = models.PositiveSmallIntegerField("承诺次数", null=True, blank=True)
    actual = models.PositiveSmallIntegerField("实际次数", default=0)
    counted = models.PositiveSmallIntegerField("计入考核", default=0)
    by_applicant = models.PositiveSmallIntegerField("申请人原因", default=0)
    chosen = models.PositiveSmallIntegerField("自愿到场", default=0)
    answerable = models.BooleanField("需要查明", default=False)
    reasons = models.TextField("超出原因", blank=True)
    settled = models.PositiveSmallIntegerField("已查明到第几次", default=0)
    last_on = models.DateField("最近到场", null=True, blank=True)
    finished_on = models.DateField("办结日期", null=True, blank=True)

    class Meta:
        verbose_name = "跑动账"
        indexes = [
            models.Index(
                fields=["finished_on"], condition=Q(finished_on__isnull=False), name="tally_by_finish"
            ),
            models.Index(
                fields=["last_on", "id"], condition=Q(actual__gt=F("promised")), name="tally_beyond_promise"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.actual}/{self.promised}"


class Finding(models.Model):
    """查明: what a supervisor found about a case that took more visits than were promised. Append-only."""

    subject = models.CharField("编号", max_length=12, db_index=True)
    verdict = models.CharField("认定", max_length=10, choices=[(one.value, one.label) for one in Verdict])
    words = models.CharField("说明", max_length=500)
    promised = models.PositiveSmallIntegerField("承诺次数")
    actual = models.PositiveSmallIntegerField("实际次数")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_what = models.CharField("以何岗位", max_length=60)
    at = models.DateTimeField("时间")
    key = models.CharField("请求标识", max_length=64, unique=True)

    class Meta:
        verbose_name = "跑动认定"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="finding_with_words")]

    def __str__(self) -> str:
        return f"{self.subject} {self.verdict}"
