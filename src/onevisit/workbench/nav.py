"""The left side: what each post can do, and how much of it waits."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from onevisit.appointments import access as appointments
from onevisit.assistance import access as assistance
from onevisit.coordination import access as coordination
from onevisit.coordination import queries as consultations
from onevisit.exchange import access as exchange
from onevisit.payments import access as payments
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.values import Link, NavGroup
from onevisit.questions import access as questions
from onevisit.rules.district.definition import Role
from onevisit.supervision.access import SUPERVISORS
from onevisit.tickets import access as tickets
from onevisit.visits import access as visits
from onevisit.workbench.publishing import SEES

WORKERS = (Role.CLERK, Role.HANDOUT, Role.REVIEWER, Role.CHIEF, Role.HEAD, Role.AGENT)
"""Posts that have work items."""

INTAKE = (Role.CLERK, Role.AGENT)
CATALOGUE = (Role.EDITOR, Role.LEGAL, Role.INQUIRY)
REDUCTIONS = (*SUPERVISORS, Role.EDITOR, Role.LEGAL)
LEVERS = (*REDUCTIONS, Role.CHIEF)
"""Whoever could pull one, orders it, judges whether it is lawful, or writes it down."""


def has_work(actor: Actor) -> bool:
    """Whether anything can wait for this person."""
    return actor.holds(*WORKERS) or any(post.hands_out for post in actor.posts)


def groups(actor: Actor, path: str, counts: Mapping[str, int]) -> tuple[NavGroup, ...]:
    """The links that lead somewhere for this person, the present one marked."""
    work = [_link("今天", "workbench:today", "calendar-due", path)]
    if has_work(actor):
        work.append(_link("待办事项", "workbench:items", "checklist", path, counts.get("all")))
    work.append(_link("办件", "workbench:cases", "clipboard-list", path))
    work.append(_link("一件事", "workbench:bundles", "packages", path))
    if actor.holds(*questions.READS):
        work.append(_link("在线咨询", "workbench:questions", "message-2", path))
    if actor.holds(*payments.ASSESSES):
        work.append(_link("核定费用", "workbench:fees-to-assess", "scale", path))
    if actor.holds(*coordination.READS):
        owed = consultations.waiting(actor) if actor.holds(*coordination.OWES) else None
        work.append(_link("部门协同", "workbench:coordination", "users-group", path, owed))
    work.append(_link("请假与代行", "workbench:leave", "users", path))
    found = [NavGroup("工作", tuple(work))]
    counter = _counter(actor, path, counts)
    if counter:
        found.append(NavGroup("窗口", tuple(counter)))
    others = _for_others(actor, path)
    if others:
        found.append(NavGroup("帮办代办", tuple(others)))
    looks = _looks(actor, path)
    if looks:
        found.append(NavGroup("监督", tuple(looks)))
    matters = _matters(actor, path)
    if matters:
        found.append(NavGroup("事项", tuple(matters)))
    return tuple(found)


def _counter(actor: Actor, path: str, counts: Mapping[str, int]) -> list[Link]:
    """What is done with people who stand there."""
    counter: list[Link] = []
    if actor.holds(*tickets.CALLERS):
        counter.append(_link("叫号", "workbench:window", "ticket", path))
    if actor.holds(*INTAKE):
        counter.append(_link("受理新申请", "workbench:intake", "writing", path))
        counter.append(_link("补交材料", "workbench:supply-find", "upload", path))
        counter.append(_link("容缺跟踪", "workbench:deferrals", "hourglass", path, counts.get("deferral")))
    if actor.holds(*appointments.WORKS):
        counter.append(_link("预约", "workbench:appointments", "calendar-event", path))
    if actor.holds(*appointments.HEADS):
        counter.append(_link("预约名额和停办", "workbench:appointment-slots", "calendar-stats", path))
        counter.append(_link("取号终端", "workbench:ticket-terminals", "device-mobile", path))
    if any(post.hands_out for post in actor.posts):
        counter.append(_link("统一出件", "workbench:hand-out", "package", path, counts.get("hand_out")))
    if actor.holds(*payments.TAKES):
        counter.append(_link("窗口收款", "workbench:payment-take", "credit-card", path))
    if actor.holds(*exchange.POST_ROOM):
        counter.append(_link("邮寄登记簿", "workbench:parcels", "truck-delivery", path))
    return counter


def _for_others(actor: Actor, path: str) -> list[Link]:
    """帮办代办: what is done for those who cannot come."""
    found: list[Link] = []
    if actor.holds(*assistance.AGENTS):
        found.append(_link("代办", "workbench:assist", "heart-handshake", path))
    if actor.holds(*assistance.PLANNERS, *assistance.AGENTS, Role.INQUIRY):
        found.append(_link("上门服务", "workbench:home-visits", "home", path))
    if actor.holds(*assistance.WINDOWS):
        found.append(_link("撤销委托", "workbench:assist-revoke", "signature", path))
    if actor.holds(*assistance.LOOKS_OVER, Role.CLERK):
        found.append(_link("代办员", "workbench:agents", "users", path))
    return found


def _matters(actor: Actor, path: str) -> list[Link]:
    """What the house offers, and who keeps it."""
    matters: list[Link] = []
    if actor.holds(*CATALOGUE):
        matters.append(_link("实施清单", "workbench:catalogue", "books", path))
        matters.append(_link("目录体检", "workbench:health", "stethoscope", path))
    if SEES.admits(actor):
        matters.append(_link("版本与公布", "workbench:versions", "versions", path))
    if actor.holds(*questions.PROMISES):
        matters.append(_link("咨询答复期限", "workbench:question-promise", "clock", path))
    return matters


def _looks(actor: Actor, path: str) -> list[Link]:
    """What is looked over and not worked on."""
    looks = []
    if actor.holds(*SUPERVISORS):
        looks.append(_link("运行情况", "workbench:supervision", "chart-bar", path))
        looks.append(_link("差评", "workbench:ratings", "message-2", path))
        looks.append(_link("三集中三到位", "workbench:concentration", "building-bank", path))
    if actor.holds(*SUPERVISORS) or payments.oversees(actor):
        looks.append(_link("缴费", "workbench:payments", "credit-card", path))
    if actor.holds(*visits.READS):
        looks.append(_link("多跑的办件", "workbench:visits", "walk", path))
    if actor.holds(*tickets.LOOKS):
        looks.append(_link("大厅一天", "workbench:hall-day", "ticket", path))
    if actor.holds(*REDUCTIONS):
        looks.append(_link("五减", "workbench:reductions", "minus", path))
    if actor.holds(*LEVERS):
        looks.append(_link("减跑动", "workbench:levers", "walk", path))
    if actor.holds(Role.HALL_HEAD, Role.HEAD, Role.INQUIRY):
        looks.append(_link("日历变动", "workbench:moves", "calendar-stats", path))
    if actor.holds(Role.INQUIRY):
        looks.append(_link("记录核验", "workbench:ledger", "shield-check", path))
    if actor.holds(Role.INQUIRY, Role.HALL_HEAD) and not actor.holds(*exchange.POST_ROOM):
        looks.append(_link("邮寄登记簿", "workbench:parcels", "truck-delivery", path))
    return looks


def _link(label: str, route: str, icon: str, path: str, count: int | None = None) -> Link:
    return Link(label, reverse(route), icon, count, _here(reverse(route), path))


def _here(address: str, path: str) -> bool:
    """Whether a page belongs under a link. The ratings stand under supervision in the address, not in the menu."""
    if address in (reverse("workbench:today"), reverse("workbench:supervision")):
        behind = path.startswith(reverse("workbench:behind"))
        return path == address or (address == reverse("workbench:supervision") and behind)
    return path == address or path.startswith(f"{address}/")
