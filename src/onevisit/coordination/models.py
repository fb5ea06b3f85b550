"""Questions between organs, disagreements, what happened to each (append-only by trigger), the terms and the arbiters.

A case is known here by its number: its own tables belong to casework.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from onevisit.platform.organs.models import Hall, Organ
from onevisit.platform.people.models import Person
from onevisit.rules.coordination import disagreement, question
from onevisit.rules.coordination.question import Deed, Rung
from onevisit.rules.coordination.terms import LONGEST as LONGEST_SPAN
from onevisit.rules.coordination.texts import LONGEST


class Question(models.Model):
    """部门之间的询问. `since` is the day from which the limit counts: that of asking, or of passing on.

    `due_on` and `chief_due_on` are projections by the calendar of `edition`; `rung` is how far the round has told it
    up; `took` how many working days the answer took.
    """

    reference = models.CharField("询问编号", max_length=14, unique=True)
    key = models.CharField("请求标识", max_length=64, unique=True)
    case = models.CharField("办件编号", max_length=12)
    matter_name = models.CharField("事项名称", max_length=100)
    from_organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    from_hall = models.ForeignKey(Hall, models.PROTECT, null=True, blank=True, related_name="+")
    to_organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    text = models.TextField("问题", max_length=LONGEST["question"])
    phase = models.CharField(
        "状态", max_length=10, choices=[(one.value, one.label) for one in question.Phase]
    )
    asked_at = models.DateTimeField("提出时间")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateField("起算日期")
    passed = models.PositiveSmallIntegerField("已转次数", default=0)
    rung = models.PositiveSmallIntegerField("督办层级", default=Rung.OFFICERS.value)
    due_on = models.DateField("应答复日期")
    chief_due_on = models.DateField("首席代表督办至")
    edition = models.PositiveIntegerField("日历版次")
    answer = models.TextField("答复", max_length=LONGEST["answer"], blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    took = models.PositiveIntegerField("用时（工作日）", null=True, blank=True)
    seq = models.PositiveIntegerField("末序号")

    class Meta:
        verbose_name = "部门询问"
        indexes = [
            models.Index(fields=["case", "id"], name="organ_question_by_case"),
            models.Index(
                fields=["to_organ", "due_on", "id"],
                condition=Q(phase="asked"),
                name="organ_question_to_answer",
            ),
            models.Index(fields=["from_organ", "-id"], name="organ_question_asked"),
            models.Index(fields=["due_on", "id"], condition=Q(phase="asked"), name="organ_question_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=[one.value for one in question.Phase]),
                name="organ_question_phase_known",
            ),
            models.CheckConstraint(
                condition=Q(rung__in=[one.value for one in Rung]), name="organ_question_rung_known"
            ),
            models.CheckConstraint(
                condition=Q(passed__lte=question.PASSED_AT_MOST), name="organ_question_passed_once_at_most"
            ),
            models.CheckConstraint(
                condition=Q(
                    ~Q(answer=""),
                    phase="answered",
                    answered_at__isnull=False,
                    answered_on__isnull=False,
                    answered_by__isnull=False,
                    took__isnull=False,
                )
                | Q(
                    ~Q(phase="answered"),
                    answer="",
                    answered_at=None,
                    answered_on=None,
                    answered_by=None,
                    took=None,
                ),
                name="organ_question_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Disagreement(models.Model):
    """争议: two positions, and the arbiter before whom they stand. `since` is when the present step began.

    `pair` names both sides whichever of them raised it. Positions are
    written once; what the arbiter decided stands beside them and is never changed.
    """

    reference = models.CharField("争议编号", max_length=14, unique=True)
    key = models.CharField("请求标识", max_length=64, unique=True)
    case = models.CharField("办件编号", max_length=12)
    matter_name = models.CharField("事项名称", max_length=100)
    issue = models.CharField(
        "争议", max_length=10, choices=[(one.value, one.label) for one in disagreement.Issue]
    )
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="disagreements"
    )
    raiser = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    other = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    pair = models.CharField("双方", max_length=121)
    raised_at = models.DateTimeField("提请时间")
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.TextField("提请方意见", max_length=LONGEST["position"])
    articles = models.CharField("提请方依据", max_length=LONGEST["articles"])
    other_position = models.TextField("对方意见", max_length=LONGEST["position"], blank=True)
    other_articles = models.CharField("对方依据", max_length=LONGEST["articles"], blank=True)
    other_at = models.DateTimeField("对方提出时间", null=True, blank=True)
    other_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    phase = models.CharField(
        "状态", max_length=10, choices=[(one.value, one.label) for one in disagreement.Phase]
    )
    arbiter = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    since = models.DateField("本步起算")
    due_on = models.DateField("本步到期")
    edition = models.PositiveIntegerField("日历版次")
    holds = models.CharField("支持哪一方", max_length=10, blank=True)
    decision = models.TextField("决定理由", max_length=LONGEST["decision"], blank=True)
    binding = models.CharField("双方怎么做", max_length=LONGEST["binding"], blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    took = models.PositiveIntegerField("用时（工作日）", null=True, blank=True)
    seq = models.PositiveIntegerField("末序号")

    class Meta:
        verbose_name = "部门争议"
        indexes = [
            models.Index(fields=["case", "id"], name="disagreement_by_case"),
            models.Index(
                fields=["arbiter", "due_on", "id"],
                condition=Q(phase__in=["heard", "raised"]),
                name="disagreement_to_decide",
            ),
            models.Index(fields=["raiser", "-id"], name="disagreement_by_raiser"),
            models.Index(fields=["other", "-id"], name="disagreement_by_other"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=[one.value for one in disagreement.Phase]),
                name="disagreement_phase_known",
            ),
            models.CheckConstraint(condition=~Q(raiser=F("other")), name="disagreement_has_two_sides"),
            models.CheckConstraint(
                condition=~Q(arbiter=F("raiser")) & ~Q(arbiter=F("other")),
                name="disagreement_arbiter_is_no_side",
            ),
            models.CheckConstraint(
                condition=Q(
                    ~Q(decision=""),
                    ~Q(binding=""),
                    phase="decided",
                    holds__in=[one.value for one in disagreement.Holds],
                    decided_at__isnull=False,
                    decided_on__isnull=False,
                    decided_by__isnull=False,
                    took__isnull=False,
                )
                | Q(
                    ~Q(phase="decided"),
                    holds="",
                    decision="",
                    binding="",
                    decided_at=None,
                    decided_on=None,
                    decided_by=None,
                    took=None,
                ),
                name="disagreement_decided_by_somebody",
            ),
            models.UniqueConstraint(
                "case",
                "pair",
                condition=Q(phase__in=["heard", "raised"]),
                name="disagreement_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Happening(models.Model):
    """One line of the history of a question or a disagreement, whichever the reference names. Append-only.

    What was answered, stated or decided stands in the row itself; `words` is the reason for moving it on.
    """

    reference = models.CharField("编号", max_length=14)
    seq = models.PositiveIntegerField("序号")
    deed = models.CharField("行为", max_length=10, choices=[(deed.value, deed.label) for deed in Deed])
    at = models.DateTimeField("时间")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_what = models.CharField("以何身份", max_length=60)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    words = models.CharField("说明", max_length=LONGEST["reason"], blank=True)
    key = models.CharField("请求标识", max_length=64, unique=True)

    class Meta:
        verbose_name = "协同经过"
        constraints = [models.UniqueConstraint("reference", "seq", name="coordination_seq_once")]

    def __str__(self) -> str:
        return f"{self.reference}/{self.seq} {self.deed}"


class Told(models.Model):
    """Somebody of the staff was told that something is his now: no gateway is connected, so the register is here."""

    reference = models.CharField("编号", max_length=14)
    seq = models.PositiveIntegerField("序号")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_what = models.CharField("以何身份", max_length=60)
    text = models.CharField("内容", max_length=300)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "协同告知"
        constraints = [models.UniqueConstraint("reference", "seq", "person", name="told_once")]

    def __str__(self) -> str:
        return f"{self.reference}/{self.seq} → {self.person_id}"


class CoordinationTerms(models.Model):
    """期限: in force for what begins on or after `since`, until a later row. The first comes with the migration."""

    since = models.DateField("自", primary_key=True)
    answer = models.PositiveSmallIntegerField("答复（工作日）")
    chief = models.PositiveSmallIntegerField("首席代表督办（工作日）")
    position = models.PositiveSmallIntegerField("对方提意见（工作日）")
    decision = models.PositiveSmallIntegerField("协调决定（工作日）")
    source = models.CharField("参照", max_length=100, blank=True)
    assumed = models.BooleanField("待确认")

    class Meta:
        verbose_name = "协同期限"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__gte=1, chief__gte=1, position__gte=1, decision__gte=1)
                & Q(
                    answer__lte=LONGEST_SPAN,
                    chief__lte=LONGEST_SPAN,
                    position__lte=LONGEST_SPAN,
                    decision__lte=LONGEST_SPAN,
                ),
                name="coordination_terms_in_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.since}起"


class Arbiter(models.Model):
    """协调人: which organ's head decides a disagreement about this, at which place of the order. From the pack."""

    issue = models.CharField(
        "争议", max_length=10, choices=[(one.value, one.label) for one in disagreement.Issue]
    )
    place = models.PositiveSmallIntegerField("次序")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    assumed = models.BooleanField("待确认")

    class Meta:
        verbose_name = "协调人"
        ordering = ["issue", "place"]
        constraints = [
            models.UniqueConstraint("issue", "place", name="arbiter_place_once"),
            models.UniqueConstraint("issue", "organ", name="arbiter_organ_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issue} {self.place} {self.organ_id}"
