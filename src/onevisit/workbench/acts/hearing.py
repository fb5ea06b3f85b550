"""听证: telling the right, taking down a request, calling it, and its record (行政许可法 Art. 46–48)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from onevisit.platform.organs.queries import colleagues
from onevisit.platform.ui.values import Fact
from onevisit.rules.calendar import chinese_date, weekday_name
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.deciding.hearings import DAYS_AHEAD, earliest_hearing
from onevisit.rules.cases.procedure import decider
from onevisit.rules.district.definition import Role
from onevisit.workbench.acts.act import DESKS, OFFICERS, Act, Desk
from onevisit.workbench.acts.form import Given, Incomplete, Kind, Option, Question
from onevisit.workbench.written import proof, words

PRESIDERS = (*OFFICERS, Role.HEAD)
"""Who may submit a record: those of the organ that decides. None of them may have reviewed (Art. 48 (3))."""

_INTERESTED, _APPLICANT = "interested", "applicant"


def _tell_questions(desk: Desk) -> tuple[Question, ...]:
    return (
        Question(
            "about", "拟作出的决定和理由", Kind.WORDS, "申请人据此考虑要不要听证：拟怎样决定、关系到他的什么利益"
        ),
    )  # fmt: skip


def _tell(desk: Desk, given: Given) -> c.Command:
    return c.TellHearing(words(given.text("about")))


def _request_questions(desk: Desk) -> tuple[Question, ...]:
    who = (
        Option(_INTERESTED, "利害关系人", "书面或者口头向本部门提出，由本部门记录"),
        Option(_APPLICANT, "申请人", "没有在网上提出，当面提出的"),
    )
    return (Question("who", "谁申请听证", Kind.ONE, "", who),)


def _request(desk: Desk, given: Given) -> c.Command:
    return c.RequestHearing(interested=given.text("who") == _INTERESTED)


def _waive_questions(desk: Desk) -> tuple[Question, ...]:
    return (Question("signed", "已核对身份证件，申请人已签字放弃听证", Kind.YES),)


def _waive(desk: Desk, given: Given) -> c.Command:
    return c.WaiveHearing()


def _earliest(desk: Desk) -> date:
    return earliest_hearing(desk.context.calendar, desk.context.today)


def _call_known(desk: Desk) -> Sequence[Fact]:
    """The first and the last lawful day, each with its reason."""
    calendar, today, hearing = desk.context.calendar, desk.context.today, desk.view.state.hearing
    first = _earliest(desk)
    between = [today + timedelta(days=n) for n in range(1, (first - today).days)]
    working = [day for day in between if calendar.is_working(day)]
    why = (
        f"今天{chinese_date(today)}通知，次日起隔满{DAYS_AHEAD}个工作日"
        f"（{chinese_date(working[0])}至{chinese_date(working[-1], after=today)}），其后第一个工作日；"
        "行政许可法第四十八条第一款第一项"
    )
    facts = [Fact("最早", f"{chinese_date(first)} {weekday_name(first)}", note=why)]
    if hearing is not None and hearing.hold_by is not None and hearing.requested_on is not None:
        latest = max(hearing.hold_by, first)
        why = f"{chinese_date(hearing.requested_on)}收到听证申请，二十个工作日内组织；行政许可法第四十七条第一款"
        if latest != hearing.hold_by:
            until = chinese_date(hearing.hold_by)
            why = f"原来的期限是{until}，已经不够提前七个工作日通知，就定在最早的一天"
        facts.append(Fact("最晚", f"{chinese_date(latest)} {weekday_name(latest)}", note=why))
    if hearing is not None and hearing.day is not None:
        facts.append(
            Fact("已经通知", f"{chinese_date(hearing.day)}，{hearing.place}", note="再次通知即为改期")
        )
    return facts


def _call_questions(desk: Desk) -> tuple[Question, ...]:
    hearing = desk.view.state.hearing
    first = _earliest(desk)
    day = hearing.day if hearing is not None and hearing.day is not None else first
    return (
        Question("day", "哪一天", Kind.DAY, value=day.isoformat(), least=min(day, first).isoformat()),
        Question("place", "地点", Kind.LINE, value=hearing.place if hearing else ""),
        Question(
            "presider", "主持人", Kind.ONE, "由审查这个申请的人以外的人主持；与申请有直接利害关系的也要回避",
            _presiders(desk), str(hearing.presider) if hearing is not None and hearing.presider else "",
        ),
    )  # fmt: skip


def _presiders(desk: Desk) -> tuple[Option, ...]:
    state = desk.view.state
    reviewed = {opinion.by for opinion in state.opinions.values()}
    people = colleagues(decider(desk.view.version.matter, state), desk.context.today)
    return tuple(
        Option(
            str(one.person),
            one.name,
            "、".join(role.label for role in one.roles if role in PRESIDERS),
            "审查过这个办件" if one.person in reviewed else "",
        )
        for one in people
        if set(one.roles) & set(PRESIDERS)
    )


def _call(desk: Desk, given: Given) -> c.Command:
    day, person = given.day("day"), given.number("presider")
    if day is None:
        raise Incomplete(fields="哪一天")
    name = next((one.label for one in _presiders(desk) if one.value == str(person)), "")
    return c.CallHearing(day, given.text("place"), person, name)


def _hold_known(desk: Desk) -> Sequence[Fact]:
    hearing = desk.view.state.hearing
    if hearing is None or hearing.day is None:
        return ()
    return (
        Fact("听证", f"{chinese_date(hearing.day)}，{hearing.place}", note=f"主持人{hearing.presider_name}"),
    )


def _hold_questions(desk: Desk) -> tuple[Question, ...]:
    return (
        Question("present", "到场的人", Kind.LINES, "一行一个：姓名和身份"),
        Question("absent", "通知了没有到场的", Kind.LINES, required=False),
        Question("words", "笔录", Kind.WORDS, "审查意见的证据、理由，申请人和利害关系人的陈述、申辩、质证"),
        Question("signed", "核对无误并签字的人", Kind.LINES, "一行一个；拒绝签字的，在笔录里写明"),
    )


def _hold(desk: Desk, given: Given) -> c.Command:
    lists = {name: given.lines(name) for name in ("present", "absent", "signed")}
    return c.HoldHearing(proof("hearing", {"text": given.text("words"), **lists}))


ACTS = (
    Act(
        c.TellHearing, "tell-hearing", (Role.CHIEF,), "已告知听证权利，告知书已出具。", _tell_questions, _tell
    ),
    Act(c.RequestHearing, "request-hearing", DESKS, "听证申请已记录。", _request_questions, _request),
    Act(
        c.WaiveHearing,
        "waive-hearing",
        (Role.CLERK, Role.AGENT),
        "申请人放弃听证已记录。",
        _waive_questions,
        _waive,
    ),
    Act(
        c.CallHearing, "call-hearing", (Role.CHIEF,), "听证通知书已出具。", _call_questions, _call, _call_known
    ),
    Act(
        c.HoldHearing, "hold-hearing", PRESIDERS, "听证笔录已提交，办理期限接着计算。", _hold_questions, _hold,
        _hold_known,
    ),
)  # fmt: skip
