"""Cases and their record. The log (`Event`, `Leaf`, `Seal`) is append-only by trigger; the rest can be made from it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from onevisit.platform.organs.models import Hall, Organ
from onevisit.platform.people.models import Party, Person
from onevisit.rules.cases.context import BarKind
from onevisit.rules.cases.phases import OPEN, Outcome, Phase

PHASES = [(phase.value, phase.label) for phase in Phase]


class Case(models.Model):
    """办件. `state` is the fold of its events by version `fold`; the other columns are what lists ask for."""

    number = models.CharField("办件编号", max_length=12, unique=True)
    query_code = models.CharField("查询码", max_length=8)
    matter = models.SlugField("事项", max_length=60)
    version = models.PositiveIntegerField("版本")
    matter_name = models.CharField("事项名称", max_length=100)
    window_class = models.CharField("窗口类别", max_length=10)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="cases")
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="cases")
    window = models.CharField("收件窗口", max_length=10, blank=True)
    applicant = models.ForeignKey(Party, models.PROTECT, related_name="cases")
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField("申请方式", max_length=10)
    bundle = models.CharField("一件事编号", max_length=12, blank=True, default="")
    phase = models.CharField("状态", max_length=12, choices=PHASES)
    outcome = models.CharField(
        "结果", max_length=20, blank=True, choices=[(o.value, o.label) for o in Outcome]
    )
    submitted_on = models.DateField("提交日期")
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    finished_on = models.DateField("办结日期", null=True, blank=True)
    due_on = models.DateField("承诺到期", null=True, blank=True)
    statutory_due_on = models.DateField("法定到期", null=True, blank=True)
    paused = models.BooleanField("暂停计时", default=False)
    applicant_due_on = models.DateField("申请人到期", null=True, blank=True)
    reminded_on = models.DateField("已提醒", null=True, blank=True)
    reminded_for = models.DateField("为何日提醒", null=True, blank=True)
    published_until = models.DateField("承诺公示至", null=True, blank=True)
    quota_year = models.PositiveIntegerField("名额年度", null=True, blank=True)
    rating = models.CharField("评价", max_length=10, blank=True)
    lapses_on = models.DateField("下次自动变化", null=True, blank=True)
    last_seq = models.PositiveIntegerField("末序号")
    last_hash = models.CharField("末摘要", max_length=64)
    last_at = models.DateTimeField("末次时间")
    sealed_seq = models.PositiveIntegerField("已封存序号", default=0)
    state = models.TextField("状态内容")
    fold = models.PositiveIntegerField("折叠版本")
    calendar = models.PositiveIntegerField("日历版次", default=0)

    class Meta:
        verbose_name = "办件"
        indexes = [
            models.Index(fields=["organ", "-submitted_on", "-id"], name="case_by_organ"),
            models.Index(fields=["hall", "-submitted_on", "-id"], name="case_by_hall"),
            models.Index(fields=["applicant", "-id"], name="case_by_applicant"),
            models.Index(fields=["-submitted_on", "-id"], name="case_by_day"),
            models.Index(fields=["lapses_on"], condition=Q(lapses_on__isnull=False), name="case_lapsing"),
            models.Index(fields=["id"], condition=Q(last_seq__gt=F("sealed_seq")), name="case_unsealed"),
            models.Index(
                fields=["due_on"],
                condition=Q(phase__in=sorted(phase.value for phase in OPEN)),
                name="case_open_due",
            ),
            models.Index(fields=["matter", "-id"], name="case_by_matter"),
            models.Index(fields=["bundle", "id"], condition=~Q(bundle=""), name="case_by_bundle"),
            models.Index(
                fields=["applicant_due_on"],
                condition=Q(applicant_due_on__isnull=False),
                name="case_applicant_due",
            ),
            models.Index(
                fields=["published_until"],
                condition=Q(published_until__isnull=False),
                name="case_published",
            ),
            models.Index(
                fields=["calendar"],
                condition=Q(phase__in=sorted(phase.value for phase in Phase if phase is not Phase.CLOSED)),
                name="case_live_calendar",
            ),
            models.Index(
                fields=["matter", "quota_year", "accepted_on", "id"],
                condition=Q(quota_year__isnull=False),
                name="case_in_quota",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed_seq__lte=F("last_seq")), name="sealed_no_further_than_written"
            ),
            models.CheckConstraint(
                condition=Q(phase__in=[phase.value for phase in Phase]), name="phase_known"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Event(models.Model):
    """One line of a case's log. `body` is canonical JSON of everything; the columns beside it are copies for queries.

    `key` stands on the first event of a command: a command that comes a second time finds it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField("序号")
    name = models.CharField("事件", max_length=20)
    at = models.DateTimeField("时间")
    key = models.CharField("请求标识", max_length=64, null=True, blank=True)
    body = models.TextField("正文")
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "事件"
        constraints = [
            models.UniqueConstraint("case", "seq", name="event_seq_once"),
            models.UniqueConstraint("key", name="event_key_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="event_seq_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.name}"


class Content(models.Model):
    """What a person wrote, by the hash that events refer to. Erased when the law says so: row stays, words go."""

    ref = models.CharField("摘要", max_length=64, primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="contents")
    kind = models.CharField("种类", max_length=30)
    body = models.TextField("正文", blank=True)
    erased_at = models.DateTimeField("清除时间", null=True, blank=True)

    class Meta:
        verbose_name = "内容"
        constraints = [
            models.CheckConstraint(
                condition=~Q(body="") | Q(erased_at__isnull=False), name="content_is_there_or_erased"
            )
        ]

    def __str__(self) -> str:
        return self.ref[:12]


class Participation(models.Model):
    """An organ that has a part in a case: the responsible one, and every one with a stage in it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="participations")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="participations")

    class Meta:
        verbose_name = "参与部门"
        constraints = [models.UniqueConstraint("organ", "case", name="participation_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.organ_id}"


class WorkItem(models.Model):
    """待办: one thing that somebody has to do next. A projection of the case, kept in the same transaction."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="work_items")
    key = models.CharField("键", max_length=70)
    kind = models.CharField("种类", max_length=12)
    stage = models.CharField("环节", max_length=60, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="work_items")
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, blank=True, related_name="work_items")
    window_class = models.CharField("窗口类别", max_length=10, blank=True)
    since = models.DateField("自")
    due_on = models.DateField("到期")
    provisional = models.BooleanField("暂计", default=False)
    claimed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="claimed")

    class Meta:
        verbose_name = "待办"
        constraints = [models.UniqueConstraint("case", "key", name="work_item_once")]
        indexes = [
            models.Index(fields=["organ", "kind", "due_on", "id"], name="work_by_organ"),
            models.Index(fields=["hall", "kind", "due_on", "id"], name="work_by_hall"),
            models.Index(fields=["due_on", "id"], name="work_by_due"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.key}"


class Bar(models.Model):
    """What somebody may not do for a time, because of what he did in a case: a projection of that case's events."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="bars")
    case = models.ForeignKey(Case, models.CASCADE, related_name="bars")
    kind = models.CharField("种类", max_length=10, choices=[(kind.value, kind.value) for kind in BarKind])
    matter = models.SlugField("事项", max_length=60, blank=True)
    law = models.CharField("依据", max_length=60)
    article = models.CharField("条", max_length=10)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "限制"
        constraints = [models.UniqueConstraint("case", "kind", name="bar_once_a_case")]
        indexes = [models.Index(fields=["party", "kind"], name="bar_by_party")]

    def __str__(self) -> str:
        return f"{self.party_id} {self.kind}"


class Move(models.Model):
    """A day that moved because the calendar changed: what it was, what it is, and whether it had been told."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="moves")
    edition = models.PositiveIntegerField("日历版次")
    clock = models.CharField("期限", max_length=20)
    was = models.DateField("原为")
    now = models.DateField("现为")
    told = models.BooleanField("已告知申请人", default=False)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "日历变动"
        constraints = [models.UniqueConstraint("case", "edition", "clock", name="move_once")]
        indexes = [models.Index(fields=["-edition", "case"], name="move_by_edition")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.clock} {self.was} → {self.now}"


class Leaf(models.Model):
    """One event in the tree over the whole log. Remembers what the log forgets when somebody takes an event out."""

    index = models.PositiveBigIntegerField("序号", primary_key=True)
    number = models.CharField("办件编号", max_length=12)
    seq = models.PositiveIntegerField("事件序号")
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "叶"
        constraints = [models.UniqueConstraint("number", "seq", name="leaf_once")]

    def __str__(self) -> str:
        return f"{self.index}"


class Seal(models.Model):
    """The root of the tree after so many leaves: printed on receipts, so that it is known outside the house."""

    size = models.PositiveBigIntegerField("叶数", primary_key=True)
    root = models.CharField("根", max_length=64)
    frontier = models.TextField("前沿")
    sealed_at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = "封存"

    def __str__(self) -> str:
        return f"{self.size} {self.root[:12]}"


class Counter(models.Model):
    """Numbers without gaps, one row a series. Locked last in a transaction, so that nobody waits for long."""

    series = models.CharField("序列", max_length=80, primary_key=True)
    value = models.PositiveIntegerField("已用到")

    class Meta:
        verbose_name = "编号"

    def __str__(self) -> str:
        return f"{self.series}: {self.value}"


class Collection(models.Model):
    """待领取: a result that waits to be handed over, or was: where it lies and since when. A projection of the events.

    `digest` finds the case by the code with which it may be fetched. Once handed over (`handed_on`), `hall`, `window`
    and `person` are those that did it.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="collection")
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="collections")
    way = models.CharField("送达方式", max_length=10)
    since = models.DateField("自")
    returned = models.BooleanField("退回过", default=False)
    reminded = models.PositiveSmallIntegerField("已提醒次数", default=0)
    digest = models.CharField("领取码摘要", max_length=64)
    handed_on = models.DateField("送达日期", null=True, blank=True)
    window = models.CharField("出件窗口", max_length=10, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "待领取"
        indexes = [
            models.Index(
                fields=["hall", "since", "case"], condition=Q(handed_on=None), name="collection_waiting"
            ),
            models.Index(fields=["hall", "-handed_on", "-case"], name="collection_handed"),
            models.Index(fields=["digest"], condition=Q(handed_on=None), name="collection_by_code"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.hall_id}"


class Draft(models.Model):
    """An application that has not been handed in. Saved as one types; erased when handed in or abandoned.

    `person` writes it: an applicant, or the clerk of a window (then `hall` is set). Once it has gone from the one to
    the other, `person` is the applicant and `clerk` whoever has it open at a window of `hall`. `written` says of each
    entry who wrote it last. One with `dropped_at` is gone for everybody, and its writer can take it back for some days.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    clerk = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    matter = models.SlugField("事项", max_length=60)
    version = models.PositiveIntegerField("版本")
    parts = models.JSONField("合并的事项", default=list, blank=True)
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="drafts")
    hall = models.ForeignKey(Hall, models.CASCADE, null=True, blank=True, related_name="drafts")
    content = models.JSONField("内容", default=dict)
    written = models.JSONField("谁填写的", default=dict)
    edition = models.PositiveIntegerField("保存次数", default=0)
    key = models.CharField("提交标识", max_length=64, unique=True)
    made_at = models.DateTimeField("开始时间")
    saved_at = models.DateTimeField("保存时间")
    dropped_at = models.DateTimeField("删除时间", null=True, blank=True)

    class Meta:
        verbose_name = "草稿"
        indexes = [models.Index(fields=["person", "-saved_at"], name="draft_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.matter}"


class DraftCode(models.Model):
    """接办码: with it a draft goes from the phone to a window, or from a window to the phone. Once, and not for long.

    The code itself is made from `seed` whenever its owner wants to see it; whoever brings one is looked up by `digest`.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="codes")
    goes_to = models.CharField("去向", max_length=8, choices=[("window", "窗口"), ("phone", "网上")])
    seed = models.CharField("种子", max_length=32)
    digest = models.CharField("摘要", max_length=64, unique=True)
    expires_at = models.DateTimeField("失效时间")

    class Meta:
        verbose_name = "接办码"
        constraints = [
            models.UniqueConstraint("draft", "goes_to", name="draft_code_once_a_way"),
            models.CheckConstraint(
                condition=Q(goes_to__in=["window", "phone"]), name="draft_code_goes_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.goes_to}"


class Look(models.Model):
    """Who looked at a case, and for what: the applicant may see it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="looks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_what = models.CharField("以何岗位", max_length=60)
    page = models.CharField("查看内容", max_length=40)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "查阅记录"
        indexes = [models.Index(fields=["case", "-at"], name="look_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person_id}"
