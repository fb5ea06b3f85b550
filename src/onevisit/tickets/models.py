"""Tickets as they stand, what was done with each (append-only by trigger), and which windows are open."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from onevisit.platform.organs.models import Hall
from onevisit.platform.people.models import Party, Person
from onevisit.rules.queueing import Deed, Desk, Ground, Priority, State
from onevisit.rules.queueing.life import AT_WINDOW

DESKS = [(desk.value, desk.label) for desk in Desk]
HOLDS_A_WINDOW = [state.value for state in AT_WINDOW]


class Ticket(models.Model):
    """号: one person's place in a line, for a day. It holds no name: whoever comes is asked who he is at the window.

    `series` and `seq` make its number and never change; `desk` is the line in which it stands now. The line is called
    by (`rank`, `place`, `id`): 0 for those who go on after having been called already, then from when one counts.
    `for_window` is the only window that may call it, if any; `window` the one that called it last.
    `had_priority` is what is left of `priority` once that is forgotten, for the figures.
    `calls` counts since it was last in line; `served` are the seconds it has been served at its present desk.
    """

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="+")
    day = models.DateField("日期")
    series = models.CharField("取号类别", max_length=1, choices=DESKS)
    seq = models.PositiveIntegerField("序号")
    number = models.CharField("号码", max_length=8)
    desk = models.CharField("排队类别", max_length=1, choices=DESKS)
    about = models.CharField("来办什么", max_length=60, blank=True)
    about_name = models.CharField("来办什么（名称）", max_length=100, blank=True)
    priority = models.CharField(
        "优先", max_length=10, blank=True, choices=[(one.value, one.label) for one in Priority if one.value]
    )
    had_priority = models.BooleanField("曾经优先", default=False)
    appointment = models.CharField("预约编号", max_length=32, blank=True)
    promised_at = models.DateTimeField("预约时间", null=True, blank=True)
    party = models.ForeignKey(Party, models.SET_NULL, null=True, blank=True, related_name="+")
    code = models.CharField("查询码", max_length=8, unique=True)
    state = models.CharField("状态", max_length=8, choices=[(one.value, one.label) for one in State])
    came = models.DateTimeField("取号时间")
    place = models.DateTimeField("视同取号时间")
    ground = models.CharField("排队依据", max_length=12, choices=[(one.value, one.value) for one in Ground])
    rank = models.PositiveSmallIntegerField("次序", default=1)
    for_window = models.CharField("限窗口", max_length=10, blank=True)
    window = models.CharField("窗口号", max_length=10, blank=True)
    calls = models.PositiveSmallIntegerField("叫号次数", default=0)
    first_called_at = models.DateTimeField("首次叫号", null=True, blank=True)
    called_at = models.DateTimeField("叫号时间", null=True, blank=True)
    begun_at = models.DateTimeField("开始办理", null=True, blank=True)
    absent_at = models.DateTimeField("过号时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    served = models.PositiveIntegerField("办理秒数", default=0)
    acts = models.PositiveIntegerField("末序号", default=0)

    class Meta:
        verbose_name = "号"
        indexes = [
            models.Index(
                fields=["hall", "day", "desk", "rank", "place", "id"],
                condition=Q(state="waiting"),
                name="ticket_line",
            ),
            models.Index(
                fields=["hall", "desk", "-ended_at"], condition=Q(state="done"), name="ticket_served"
            ),
            models.Index(fields=["hall", "day", "state"], name="ticket_of_day"),
        ]
        constraints = [
            models.UniqueConstraint("hall", "day", "series", "seq", name="ticket_number_once"),
            models.UniqueConstraint(
                fields=["hall", "day", "window"],
                condition=Q(state__in=HOLDS_A_WINDOW),
                name="ticket_one_at_a_window",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HOLDS_A_WINDOW) | (~Q(window="") & Q(called_at__isnull=False)),
                name="ticket_called_to_a_window",
            ),
            models.CheckConstraint(
                condition=Q(place__lte=models.F("came")) | ~Q(ground__in=["came", "priority", "booked"]),
                name="ticket_counts_no_later_than_it_came",
            ),
            models.CheckConstraint(condition=Q(seq__gte=1), name="ticket_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.day} {self.number}"


class TicketAct(models.Model):
    """One line of a ticket's history. Append-only.

    `number` is the case or bundle that was worked on while it was served. `seconds` are those of the serving that this
    act ended, at `desk` and `window`.
    """

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="history")
    seq = models.PositiveIntegerField("序号")
    deed = models.CharField("行为", max_length=10, choices=[(deed.value, deed.label) for deed in Deed])
    at = models.DateTimeField("时间")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_what = models.CharField("以何身份", max_length=60)
    desk = models.CharField("排队类别", max_length=1, choices=DESKS)
    window = models.CharField("窗口号", max_length=10, blank=True)
    words = models.CharField("说明", max_length=100, blank=True)
    number = models.CharField("办件或套餐编号", max_length=20, blank=True)
    seconds = models.PositiveIntegerField("办理秒数", default=0)
    key = models.CharField("请求标识", max_length=64, unique=True)

    class Meta:
        verbose_name = "号的经过"
        indexes = [models.Index(fields=["number"], condition=~Q(number=""), name="ticket_act_of_case")]
        constraints = [
            models.UniqueConstraint("ticket", "seq", name="ticket_act_seq_once"),
            models.UniqueConstraint(
                fields=["ticket", "number"], condition=~Q(number=""), name="ticket_act_case_once"
            ),
            models.CheckConstraint(
                condition=Q(deed="handled") & ~Q(number="") | ~Q(deed="handled") & Q(number=""),
                name="ticket_act_names_what_was_handled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}/{self.seq} {self.deed}"


class Series(models.Model):
    """The last number of a line on a day, and when it was taken. Numbers have no gaps, and times never go back."""

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="+")
    day = models.DateField("日期")
    desk = models.CharField("取号类别", max_length=1, choices=DESKS)
    last = models.PositiveIntegerField("末号")
    came = models.DateTimeField("末号取号时间")

    class Meta:
        verbose_name = "号段"
        constraints = [models.UniqueConstraint("hall", "day", "desk", name="series_of_a_day")]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.day} {self.desk}"


class WindowDay(models.Model):
    """窗口值守: a window that is or was open on a day. Its row is locked while it calls, so that it calls one."""

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="+")
    day = models.DateField("日期")
    window = models.CharField("窗口号", max_length=10)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("开窗时间")
    closed_at = models.DateTimeField("暂停时间", null=True, blank=True)

    class Meta:
        verbose_name = "窗口值守"
        constraints = [
            models.UniqueConstraint("hall", "day", "window", name="window_day_once"),
            models.CheckConstraint(condition=~Q(window=""), name="window_day_names_its_window"),
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.day} {self.window}"


class Terminal(models.Model):
    """取号终端: a machine from which tickets of a hall are taken. Of its secrets only hashes are kept.

    It waits to be paired until `pairs_until`, is in use from `paired_at`, and is shut off at `shut_at`, for good.
    """

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=40)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("设立时间")
    pairing_hash = models.CharField("配对码摘要", max_length=64, blank=True)
    pairs_until = models.DateTimeField("配对期限")
    token_hash = models.CharField("凭据摘要", max_length=64, blank=True)
    paired_at = models.DateTimeField("启用时间", null=True, blank=True)
    used_at = models.DateTimeField("最近使用", null=True, blank=True)
    shut_at = models.DateTimeField("停用时间", null=True, blank=True)
    shut_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "取号终端"
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "name"], condition=Q(shut_at=None), name="terminal_name_once_in_use"
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="terminal_token_once"
            ),
            models.UniqueConstraint(
                fields=["pairing_hash"], condition=~Q(pairing_hash=""), name="terminal_pairing_once"
            ),
            models.CheckConstraint(
                condition=Q(shut_at=None, shut_by=None)
                | Q(shut_at__isnull=False, token_hash="", pairing_hash=""),
                name="terminal_shut_keeps_no_secret",
            ),
            models.CheckConstraint(
                condition=Q(paired_at=None, token_hash="") | Q(paired_at__isnull=False, pairing_hash=""),
                name="terminal_paired_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.name}"
