"""Questions as they stand, what happened to each (append-only by trigger), and the district's promise."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from onevisit.platform.organs.models import Organ
from onevisit.platform.people.models import Party, Person
from onevisit.rules.questions import LONGEST, Deed, Phase


class Question(models.Model):
    """咨询. Without `person` it was asked by somebody who did not sign in and holds reference and code.

    `due_on` is a projection for lists, by the calendar of `edition`; why it is that day is read from the promise.
    `public_*` is the version for everybody, which the organ writes; it is shown while `published_at` is set.
    """

    reference = models.CharField("咨询编号", max_length=14, unique=True)
    code = models.CharField("查询码", max_length=8)
    key = models.CharField("请求标识", max_length=64, unique=True)
    matter = models.SlugField("事项", max_length=60, blank=True)
    matter_name = models.CharField("事项名称", max_length=100, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="questions")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="questions")
    title = models.CharField("标题", max_length=LONGEST["title"])
    text = models.TextField("内容", max_length=LONGEST["text"])
    phase = models.CharField("状态", max_length=10, choices=[(phase.value, phase.label) for phase in Phase])
    asked_at = models.DateTimeField("提问时间")
    asked_on = models.DateField("提问日期")
    due_on = models.DateField("应答复日期")
    edition = models.PositiveIntegerField("日历版次")
    answer = models.TextField("答复", max_length=LONGEST["answer"], blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    public_title = models.CharField("公开标题", max_length=LONGEST["title"], blank=True)
    public_text = models.TextField("公开内容", max_length=LONGEST["text"], blank=True)
    public_answer = models.TextField("公开答复", max_length=LONGEST["answer"], blank=True)
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    seq = models.PositiveIntegerField("末序号")

    class Meta:
        verbose_name = "咨询"
        indexes = [
            models.Index(
                fields=["organ", "due_on", "id"], condition=Q(phase="asked"), name="question_to_answer"
            ),
            models.Index(fields=["organ", "-asked_at"], name="question_by_organ"),
            models.Index(fields=["person", "-id"], name="question_by_person"),
            models.Index(fields=["party", "-id"], name="question_by_party"),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(published_at__isnull=False),
                name="question_public",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=[phase.value for phase in Phase]), name="question_phase_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    ~Q(answer=""),
                    phase="answered",
                    answered_at__isnull=False,
                    answered_on__isnull=False,
                    answered_by__isnull=False,
                )
                | Q(~Q(phase="answered"), answer="", answered_at=None, answered_on=None, answered_by=None),
                name="question_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(phase="withdrawn", withdrawn_on__isnull=False)
                | Q(~Q(phase="withdrawn"), withdrawn_on=None),
                name="question_withdrawn_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(~Q(public_title=""), ~Q(public_text=""), ~Q(public_answer=""), phase="answered"),
                name="question_published_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Happening(models.Model):
    """One line of a question's history. Append-only.

    `words` is what the staff gave as reason; what the asker wrote stands in the question alone, so that it can be
    erased when the law says so.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="happenings")
    seq = models.PositiveIntegerField("序号")
    deed = models.CharField("行为", max_length=10, choices=[(deed.value, deed.label) for deed in Deed])
    at = models.DateTimeField("时间")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_what = models.CharField("以何身份", max_length=60)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    words = models.CharField("说明", max_length=LONGEST["reason"], blank=True)
    key = models.CharField("请求标识", max_length=64, unique=True)

    class Meta:
        verbose_name = "咨询经过"
        constraints = [models.UniqueConstraint("question", "seq", name="happening_seq_once")]

    def __str__(self) -> str:
        return f"{self.question_id}/{self.seq} {self.deed}"


class AnswerPromise(models.Model):
    """答复期限: in force for questions asked from `since` on, until a later row. The first comes with the migration."""

    since = models.DateField("自", primary_key=True)
    days = models.PositiveSmallIntegerField("工作日")
    source = models.CharField("参照", max_length=100, blank=True)
    assumed = models.BooleanField("待确认")
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "答复期限"
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1) & Q(days__lte=30), name="answer_promise_in_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.since}起{self.days}个工作日"
