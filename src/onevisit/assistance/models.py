"""Authorisations, visits at home, what happened to each (append-only by trigger), and texts that were sent."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from onevisit.platform.organs.models import Hall
from onevisit.platform.people.models import Party, Person
from onevisit.rules.assistance import authorisation as words
from onevisit.rules.assistance import home_visits as visits

_PHASES = [
    (words.Phase.ASKED.value, "等本人确认"),
    (words.Phase.GIVEN.value, "已委托"),
    (words.Phase.DECLINED.value, "本人没有同意"),
    (words.Phase.REVOKED.value, "已撤销"),
    (words.Phase.RESIGNED.value, "已辞去"),
]


_GIVEN = ["given", "revoked", "resigned"]


class Authorisation(models.Model):
    """委托: `agent` may act for `principal` from a day to a day, for the matters in `covered` or all of a class.

    A private agent need not have an account: he is known by name and number. `hall` is where the agent works, or
    where a window entered it. `salt` makes the code that was sent; nobody can read the code from it.
    """

    number = models.CharField("委托编号", max_length=14, unique=True)
    key = models.CharField("请求标识", max_length=64, unique=True)
    principal = models.ForeignKey(Party, models.PROTECT, related_name="authorisations")
    kind = models.CharField(
        "代办人类别", max_length=10, choices=[(one.value, one.label) for one in words.Kind]
    )
    agent = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    agent_name = models.CharField("代办人", max_length=60)
    agent_identifier = models.CharField("代办人证件号码", max_length=18, blank=True)
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, blank=True, related_name="+")
    window_class = models.CharField("一类事项", max_length=10, blank=True)
    bundle = models.CharField("一件事", max_length=60, blank=True)
    since = models.DateField("自")
    until = models.DateField("至")
    given = models.CharField(
        "委托方式", max_length=10, blank=True, choices=[(one.value, one.label) for one in words.Given]
    )
    papers = models.JSONField("委托书", default=list)
    phase = models.CharField("状态", max_length=10, choices=_PHASES)
    salt = models.CharField("授权码种子", max_length=32, blank=True)
    code_until = models.DateTimeField("授权码有效至", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("试错次数", default=0)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "委托"
        indexes = [
            models.Index(fields=["principal", "-id"], name="authorisation_by_principal"),
            models.Index(
                fields=["agent", "until"], condition=Q(phase="given"), name="authorisation_by_agent"
            ),
            models.Index(fields=["hall", "-id"], name="authorisation_by_hall"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=[one.value for one in words.Phase]), name="authorisation_phase_known"
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="authorisation_ends_after"),
            models.CheckConstraint(
                condition=Q(agent__isnull=False) | ~Q(agent_identifier=""),
                name="authorisation_names_its_agent",
            ),
            models.CheckConstraint(
                condition=Q(phase__in=["asked", "declined"], given="") | Q(~Q(given=""), phase__in=_GIVEN),
                name="authorisation_given_somehow",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Covered(models.Model):
    """A matter that an authorisation names."""

    authorisation = models.ForeignKey(Authorisation, models.CASCADE, related_name="covered")
    matter = models.SlugField("事项", max_length=60)

    class Meta:
        verbose_name = "委托事项"
        constraints = [models.UniqueConstraint("authorisation", "matter", name="covered_once")]

    def __str__(self) -> str:
        return f"{self.authorisation_id} {self.matter}"


class HomeVisit(models.Model):
    """上门: whose home, why, when, who goes, and what was done there. `hall` is the place that sees to it."""

    number = models.CharField("上门编号", max_length=14, unique=True)
    key = models.CharField("请求标识", max_length=64, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="home_visits")
    matter = models.SlugField("事项", max_length=60)
    matter_name = models.CharField("事项名称", max_length=100)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="home_visits")
    why = models.CharField("原因", max_length=10, choices=[(one.value, one.label) for one in visits.Why])
    note = models.CharField("说明", max_length=visits.LONGEST["note"], blank=True)
    address = models.CharField("地址", max_length=visits.LONGEST["address"])
    phone = models.CharField("电话", max_length=visits.LONGEST["phone"])
    on = models.DateField("哪一天")
    half = models.CharField(
        "上午下午", max_length=10, choices=[(one.value, one.label) for one in visits.Half]
    )
    phase = models.CharField("状态", max_length=10, choices=[(one.value, one.label) for one in visits.Phase])
    lead = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    companion = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    acts = models.JSONField("要办的", default=list)
    done = models.JSONField("办成的", default=list)
    photos = models.JSONField("照片", default=list)
    words = models.CharField("现场情况", max_length=visits.LONGEST["note"], blank=True)
    done_at = models.DateTimeField("上门时间", null=True, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField("预约时间")
    seq = models.PositiveIntegerField("末序号")

    class Meta:
        verbose_name = "上门服务"
        indexes = [
            models.Index(fields=["hall", "on", "id"], name="home_visit_by_hall"),
            models.Index(fields=["lead", "on"], condition=Q(phase="planned"), name="home_visit_by_lead"),
            models.Index(
                fields=["companion", "on"], condition=Q(phase="planned"), name="home_visit_by_companion"
            ),
            models.Index(fields=["party", "-id"], name="home_visit_by_party"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=[one.value for one in visits.Phase]), name="home_visit_phase_known"
            ),
            models.CheckConstraint(
                condition=Q(phase__in=["asked", "cancelled"]) | Q(lead__isnull=False),
                name="home_visit_somebody_goes",
            ),
            models.CheckConstraint(
                condition=Q(companion=None) | Q(lead__isnull=False) & ~Q(companion=F("lead")),
                name="home_visit_two_are_two",
            ),
            models.CheckConstraint(
                condition=Q(phase="done", done_at__isnull=False) | Q(~Q(phase="done"), done_at=None),
                name="home_visit_done_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Line(models.Model):
    """One line of the history of an authorisation or of a visit at home. Append-only.

    `case` is set where an agent did something for his principal: then `words` say what.
    """

    authorisation = models.ForeignKey(
        Authorisation, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    visit = models.ForeignKey(HomeVisit, models.PROTECT, null=True, blank=True, related_name="lines")
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, blank=True, related_name="+")
    deed = models.CharField("行为", max_length=10)
    at = models.DateTimeField("时间")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_what = models.CharField("以何身份", max_length=60)
    words = models.CharField("说明", max_length=300, blank=True)
    key = models.CharField("请求标识", max_length=64, unique=True)

    class Meta:
        verbose_name = "帮办代办经过"
        indexes = [
            models.Index(fields=["authorisation", "id"], name="line_by_authorisation"),
            models.Index(fields=["visit", "id"], name="line_by_visit"),
            models.Index(fields=["person", "-at"], condition=Q(case__isnull=False), name="line_by_agent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(authorisation__isnull=False, visit=None)
                | Q(authorisation=None, visit__isnull=False),
                name="line_is_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.at}"


class TextMessage(models.Model):
    """短信: the register of our own behind the port, until a gateway is connected. The words go once they were used."""

    phone = models.CharField("号码", max_length=20)
    about = models.CharField("关于", max_length=20)
    text = models.CharField("内容", max_length=200, blank=True)
    sent_at = models.DateTimeField("发送时间")

    class Meta:
        verbose_name = "短信"
        indexes = [models.Index(fields=["about"], name="text_by_subject")]

    def __str__(self) -> str:
        return f"{self.about} {self.sent_at}"
