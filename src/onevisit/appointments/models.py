"""Slots of halls with their places, who booked which, what happened to it (append-only by trigger), closed hours."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from onevisit.platform.organs.models import Hall
from onevisit.platform.people.models import Party, Person
from onevisit.rules.appointments.booking import Deed, Kind, Phase, Rules

LIVE_AT_MOST = Rules().live_at_most
"""How many live appointments one holder may have: the greatest `nth`, which the database checks."""


class Slot(models.Model):
    """A time at which some windows of a hall take people who booked.

    `desk` names the windows: all those of the hall that take the same classes. `fits` is how many places can be booked
    by the present hours, staff and calendar, `why` the steps that lead to it. The places are rows of their own; there
    may be more of them than `fits` only where they were booked before something changed.
    """

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="slots")
    desk = models.CharField("窗口组", max_length=60)
    day = models.DateField("日期")
    begins_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    fits = models.PositiveSmallIntegerField("可约名额")
    why = models.JSONField("怎么算的", default=list)
    closed = models.CharField("停办原因", max_length=100, blank=True)

    class Meta:
        verbose_name = "预约时段"
        indexes = [models.Index(fields=["hall", "day", "desk"], name="slot_of_day")]
        constraints = [
            models.UniqueConstraint("hall", "desk", "begins_at", name="slot_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="slot_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(closed="") | Q(fits=0), name="slot_closed_has_no_place"),
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.desk} {self.begins_at}"


class Place(models.Model):
    """One place of a slot. Overbooking would need a place that is not there, double booking one that is taken."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="places")
    number = models.PositiveSmallIntegerField("序号")

    class Meta:
        verbose_name = "预约名额"
        constraints = [models.UniqueConstraint("slot", "number", name="place_once")]

    def __str__(self) -> str:
        return f"{self.slot_id}/{self.number}"


class Appointment(models.Model):
    """预约. While it lives it has a place of its own; `slot` stays when the place is given back.

    `holder` tells whose it is: a party, or a telephone where the hall booked for somebody without an account. `nth` is
    which of the holder's live appointments it is, so that the database itself limits them. `moves` counts the moves.
    """

    code = models.CharField("预约码", max_length=8, unique=True)
    holder = models.CharField("谁的", max_length=30)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="appointments")
    booked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("姓名或名称", max_length=100)
    phone = models.CharField("电话", max_length=20)
    kind = models.CharField("种类", max_length=10, choices=[(one.value, one.value) for one in Kind])
    subject = models.CharField("事项或一件事", max_length=60)
    subject_name = models.CharField("名称", max_length=100)
    window_class = models.CharField("综合窗口类别", max_length=20)
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="appointments")
    place = models.OneToOneField(Place, models.PROTECT, null=True, blank=True, related_name="appointment")
    nth = models.PositiveSmallIntegerField("第几个", null=True, blank=True)
    phase = models.CharField("状态", max_length=10, choices=[(one.value, one.label) for one in Phase])
    booked_at = models.DateTimeField("预约时间")
    moves = models.PositiveSmallIntegerField("改过几次", default=0)
    arrived_at = models.DateTimeField("到场时间", null=True, blank=True)
    ticket = models.CharField("排队号", max_length=20, blank=True)
    reminded_for = models.CharField("提醒到", max_length=40, blank=True)
    seq = models.PositiveIntegerField("末序号")

    class Meta:
        verbose_name = "预约"
        indexes = [
            models.Index(fields=["slot", "phase"], name="appointment_of_slot"),
            models.Index(fields=["party", "-id"], name="appointment_by_party"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=[phase.value for phase in Phase]), name="appointment_phase_known"
            ),
            models.CheckConstraint(
                condition=Q(phase="booked", place__isnull=False, nth__isnull=False)
                | Q(phase="arrived", place__isnull=False, nth=None, arrived_at__isnull=False)
                | Q(phase__in=["missed", "cancelled"], place=None, nth=None, arrived_at=None),
                name="appointment_live_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(nth=None) | Q(nth__gte=1, nth__lte=LIVE_AT_MOST), name="appointment_not_too_many"
            ),
            models.UniqueConstraint(
                fields=["holder", "kind", "subject"],
                condition=Q(phase="booked"),
                name="appointment_one_live_per_subject",
            ),
            models.UniqueConstraint(
                fields=["holder", "nth"], condition=Q(phase="booked"), name="appointment_nth_once"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Happening(models.Model):
    """One line of an appointment's history. Append-only. `when` and `where` are what was agreed at that moment."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="happenings")
    seq = models.PositiveIntegerField("序号")
    deed = models.CharField("行为", max_length=10, choices=[(deed.value, deed.label) for deed in Deed])
    at = models.DateTimeField("时间")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_what = models.CharField("以何身份", max_length=60)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="+")
    begins_at = models.DateTimeField("预约的时间")
    words = models.CharField("说明", max_length=300, blank=True)
    key = models.CharField("请求标识", max_length=64, unique=True)

    class Meta:
        verbose_name = "预约经过"
        constraints = [models.UniqueConstraint("appointment", "seq", name="appointment_happening_seq_once")]

    def __str__(self) -> str:
        return f"{self.appointment_id}/{self.seq} {self.deed}"


class Closure(models.Model):
    """停办: hours in which a hall (or one desk of it, unless `desk` is empty) takes no appointments, and why.

    It is recorded, not erased: who opens again before its end enters when.
    """

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="closures")
    desk = models.CharField("窗口组", max_length=60, blank=True)
    begins_at = models.DateTimeField("自")
    ends_at = models.DateTimeField("至")
    reason = models.CharField("原因", max_length=100)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("登记时间")
    key = models.CharField("请求标识", max_length=64, unique=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField("恢复时间", null=True, blank=True)

    class Meta:
        verbose_name = "停办"
        indexes = [models.Index(fields=["hall", "ends_at"], name="closure_of_hall")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="closure_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="closure_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None) | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="closure_was_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.begins_at}–{self.ends_at} {self.reason}"
