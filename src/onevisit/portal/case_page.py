"""What the pages of a case show its applicant: what he has to do, by when, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from onevisit.casework.case_view import CaseView, StageView
from onevisit.platform.organs.queries import hall
from onevisit.platform.ui.values import Course, Event, Fact, Tone
from onevisit.platform.workdays.queries import calendar
from onevisit.portal.journeys import chosen
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.clocks import Clock, ClockKind, rating_until
from onevisit.rules.cases.phases import FINISHED, Outcome, Phase
from onevisit.rules.cases.transitions import row_of
from onevisit.rules.journeys import Journey
from onevisit.rules.limits import Unit
from onevisit.rules.matters.vocabulary import Delivery


@dataclass(frozen=True)
class Task:
    """What the applicant has to do now, if anything. `nothing`: he may put the matter out of his mind."""

    title: str
    text: str
    href: str = ""
    action: str = ""
    nothing: bool = False


@dataclass(frozen=True)
class Place:
    """Where to come, and when."""

    name: str
    address: str
    hours: str
    phone: str


def place(key: str) -> Place | None:
    """A hall as an applicant needs it."""
    found = hall(key) if key else None
    return Place(found.name, found.address, found.hours, found.phone) if found else None


def ratable_until(view: CaseView, today: date) -> date | None:
    """The last day on which a rating would be taken; None if it is too early, too late, or done.

    A case of a bundle is not rated by itself: the bundle is, once (一事一评).
    """
    if view.state.rating is not None or view.bundle:
        return None
    until = rating_until(view.state, calendar(), today)
    return until if until is not None and today <= until else None


def task(view: CaseView, ratable: date | None) -> Task:
    """The one thing to do next; `ratable` is the last day for a rating."""
    state = view.state
    if state.phase is Phase.SUBMITTED:
        return _submitted(view)
    if state.phase in _WAITS:
        return _waiting(view)
    if state.phase is Phase.ISSUED:
        return _issued(view)
    if state.phase in _STANDS:
        title, text = _STANDS[state.phase]
        return Task(title, text)
    if state.phase is Phase.DECLINED:
        right = f"这件事由{view.right_organ.name}办理，可以向它申请。" if view.right_organ else ""
        text = f"{right}理由写在下面；补齐或更正后可以重新申请。"
        if ratable is None:
            return Task("没有受理", text)
        return Task("没有受理", text, reverse("portal:rate", args=[view.number]), "评价这次服务")
    return _finished(view, ratable)


_STANDS = {
    Phase.CORRECTING: ("材料等您补正", "要补的都列在下面。"),
    Phase.UNACCEPTED: ("受理已经撤销", "承诺后补的材料到期没有补齐。备齐以后可以重新申请。"),
    Phase.TERMINATED: ("办理已经终止", "没有作出决定，理由写在下面。"),
    Phase.REFUSED: ("决定是不予许可", "理由和救济途径写在下面；决定书会按您选的方式送达。"),
}
"""What is said where nothing more special is to be done."""

_WAITS = {
    Phase.RECEIVED: "窗口已经收件，正在核对材料。",
    Phase.ACCEPTED: "各部门正在同时办理，办理期间不用再跑。",
    Phase.GRANTED: "已经准予，正在制作结果。",
}


def _waiting(view: CaseView) -> Task:
    """Nothing, unless a hearing has been called."""
    hearing = view.state.hearing
    if hearing is not None and hearing.is_open and hearing.day is not None:
        day = f"{hearing.day.month}月{hearing.day.day}日"
        return Task(f"请来参加听证：{day}", f"{hearing.place}。带身份证件；您的权利写在下面。")
    return Task("现在不用您做什么", _WAITS[view.state.phase], nothing=True)


def _submitted(view: CaseView) -> Task:
    """Nothing; where originals are still to come, `parcels.task` says so instead."""
    return Task("现在不用您做什么", f"{view.hall_name}会核对材料并答复是否受理。", nothing=True)


def _issued(view: CaseView) -> Task:
    if view.state.delivery is Delivery.WINDOW:
        where = place(view.state.hall)
        text = f"{where.name}，{where.address}，{where.hours}。" if where else ""
        return Task("结果办好了，请来领取", f"{text}带上身份证件，报办件编号就行。")
    if view.state.delivery is Delivery.COURIER:
        return Task("结果办好了，正在寄给您", "收到快递后，欢迎回来评价。", nothing=True)
    return Task("结果办好了", "文件正在生成，几秒钟后就可以下载，请刷新本页。", nothing=True)


def _finished(view: CaseView, ratable: date | None) -> Task:
    if ratable is None:
        return Task("这件事已经办完", "记录会一直保存，随时可以回来查看、下载。", nothing=True)
    text = f"{ratable.month}月{ratable.day}日前可以评价，选一个就行，一分钟。"
    return Task("办完了，您满意吗？", text, reverse("portal:rate", args=[view.number]), "评价这次服务")


def can_withdraw(view: CaseView) -> bool:
    """Whether the applicant may still take it back."""
    return view.state.phase in row_of(c.Withdraw).since


def main_clock(view: CaseView) -> Timed | None:
    """The clock that matters now: his own while he has to mend something, the answer, the promise, the delivery."""
    wanted = ClockKind.ACCEPTANCE if view.state.accepted_on is None else ClockKind.PROMISED
    if view.state.phase is Phase.CORRECTING:
        wanted = ClockKind.CORRECTION
    if view.state.decided_on is not None:
        wanted = ClockKind.DELIVERY
    return next((timed(view, one) for one in view.clocks if one.kind is wanted), None)


@dataclass(frozen=True)
class Timed:
    """A clock, what it counts, and whether it has stopped."""

    clock: Clock
    unit: Unit
    done: bool


def clocks(view: CaseView) -> list[Timed]:
    """The clocks of the whole case; those of stages stand with their stages."""
    return [timed(view, one) for one in view.clocks if one.kind is not ClockKind.STAGE]


def standing_still(view: CaseView) -> tuple[str, ...]:
    """What the clock of the whole waits for: special procedures that go on, or a hearing."""
    hearing = view.state.hearing
    heard = ("听证",) if hearing is not None and hearing.is_open else ()
    return (*dict.fromkeys(one.kind.label for one in view.state.running), *heard)


def timed(view: CaseView, clock: Clock) -> Timed:
    """A clock as the component of the kit wants it."""
    return Timed(clock, clock.reading.unit, clock.stopped_on is not None)


@dataclass(frozen=True)
class StageLine:
    """A stage as the applicant sees it."""

    view: StageView
    label: str
    tone: Tone
    timed: Timed | None


def stages(view: CaseView) -> list[StageLine]:
    """What each organ does, and how far it is."""
    words = {"waiting": ("还没开始", Tone.MUTED), "open": ("办理中", Tone.ACCENT)}
    found = []
    for one in view.stages:
        if one.opinion:
            label, tone = (
                one.opinion.outcome.label,
                Tone.OK if one.opinion.outcome.value == "pass" else Tone.BAD,
            )
        elif view.state.phase in FINISHED or view.state.phase is Phase.CLOSED:
            label, tone = "没有进行", Tone.MUTED
        else:
            label, tone = words[one.status]
        found.append(StageLine(one, label, tone, timed(view, one.clock) if one.clock else None))
    return found


def timeline(view: CaseView, *, named: bool = True) -> list[Event]:
    """What happened, the latest last, and what comes next. `named` False leaves out names and words."""
    events = []
    for step in view.timeline:
        who = step.organ or step.who
        if named and step.organ and step.who not in ("申请人", "系统", ""):
            who = f"{step.organ} {step.who}"
        words = step.words if named else ""
        text = (
            f"{step.label}（{step.about}）" if step.about and (named or step.label != "评价") else step.label
        )
        events.append(Event(text, step.at, who, words))
    next_steps = view.next_steps
    if view.state.phase in (Phase.SUBMITTED, Phase.RECEIVED):
        # These two are done at the counter, in the organ's name.
        next_steps = (f"{view.hall_name}{'收件' if view.state.phase is Phase.SUBMITTED else '受理'}",)
    elif view.state.phase in (Phase.ISSUED, Phase.REFUSED):
        next_steps = (_DELIVERED[view.state.delivery],)
    events.extend(Event(text, course=Course.NOW) for text in next_steps)
    return events


_DELIVERED = {
    Delivery.ELECTRONIC: "网上送达",
    Delivery.COURIER: "快递送达",
    Delivery.WINDOW: "窗口出件，等您领取",
}


def journey(view: CaseView) -> Journey:
    """The visits that follow from how this case was applied for."""
    state = view.state
    return chosen(view.version.matter, state.answers, state.shown, state.delivery, state.channel)


def remedies(view: CaseView) -> str:
    """What can be done against a refusal."""
    return view.state.remedies if view.state.outcome is Outcome.REFUSED else ""


def filled(view: CaseView) -> list[Fact]:
    """What was answered and typed."""
    return [Fact(one.label, one.value or "（没有填）") for one in (*view.answers, *view.form)]


def summary(view: CaseView) -> list[Fact]:
    """Number, code and who is responsible."""
    organ = view.organ
    head = f"负责人：{organ.head_name}（{organ.head_title}）" if organ.head_name else ""
    return [
        Fact("办件编号", view.number, copy=True),
        Fact(
            "查询码", view.query_code, copy=True, note="凭编号和查询码，不登录也能查进度；请勿告诉不相干的人"
        ),
        Fact("申请人", view.applicant_name, note=view.applicant_masked),
        Fact("决定部门", organ.name, note=head),
        Fact("收件大厅", view.hall_name),
        Fact("领取方式", view.state.delivery.label),
    ]
