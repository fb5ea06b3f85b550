"""What the pages of the counter share: whose window it is, what is missing there, and the day a limit would bring."""

from __future__ import annotations

from datetime import date

from onevisit.casework.case_view import CaseView
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.cases.state import CaseState
from onevisit.rules.district.definition import Role
from onevisit.rules.limits import Limit, Reading
from onevisit.rules.limits import read as read_limit
from onevisit.rules.matters.definition import Requirement

TAKES_IN = (Role.CLERK, Role.AGENT)


def window_of(actor: Actor, view: CaseView) -> Holding:
    """The clerk's post at the hall that takes this case in. Raises `NotYours`."""
    wanted = view.version.matter.window_class
    for post in actor.posts_as(*TAKES_IN):
        if post.hall == view.hall_key and wanted in post.classes:
            return post
    raise NotYours(command=c.Receive.label, who=f"{view.hall_name}的“{wanted}”综合窗口")


def any_window(actor: Actor, view: CaseView, command: type[c.Command]) -> Holding:
    """The clerk's post at any window of the case's class, or an agent's: he speaks for the applicant wherever it is.

    Raises `NotYours`.
    """
    wanted = view.version.matter.window_class
    for post in actor.posts_as(*TAKES_IN):
        if wanted in post.classes or post.role is Role.AGENT:
            return post
    raise NotYours(command=command.label, who=f"任一“{wanted}”综合窗口")


def absent(view: CaseView) -> tuple[Requirement, ...]:
    """What is required and was neither shown, nor promised, nor announced to come later."""
    state = view.state
    return tuple(
        one.requirement
        for one in view.materials
        if one.requirement.required and one.shown is None and not promised(state, one.requirement.key)
    )


def promised(state: CaseState, requirement: str) -> bool:
    """Whether the applicant has signed for it: that it will come, or that it is so."""
    return requirement in state.committed or requirement in state.later


def told_today(limit: Limit, start: date | None = None) -> Reading:
    """When it ends if it begins today, or began on `start`, with the derivation."""
    today = clock.today()
    return read_limit(limit, start or today, calendar(), today=today)
