"""到期提醒: which licences run out, until when a renewal is in time, and with which matter it is applied for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onevisit.catalogue.shelf import shelf
from onevisit.rules.calendar import Calendar, UnknownYear
from onevisit.rules.cases import renewals as rules
from onevisit.rules.matters.courses import Act, Concern

REMIND = timedelta(days=120)
"""How long before the expiry the holder is reminded. Ours: longer than every limit to apply that we know."""


@dataclass(frozen=True)
class ApplyBy:
    """The last day on which a renewal is applied for in time; `day` is None while no calendar knows it."""

    day: date | None
    in_time: bool


@dataclass(frozen=True)
class Renewal:
    """The matter that renews a type of licence."""

    matter: str
    name: str
    rule: Concern


def apply_by(rule: Concern, valid_to: date, calendar: Calendar, today: date) -> ApplyBy:
    """The last day to apply, and whether today is one of them."""
    in_time = rules.is_in_time(rule, valid_to, today, calendar)
    try:
        return ApplyBy(rules.apply_by(rule, valid_to, calendar), in_time)
    except UnknownYear:
        return ApplyBy(None, in_time)


def renewing(today: date) -> Mapping[str, Renewal]:
    """The matters in force that renew something, by the type of licence."""
    found = {}
    for one in shelf(today).items:
        rule = one.matter.courses.concerns
        if rule is not None and rule.act is Act.RENEWAL:
            found[rule.licence] = Renewal(one.matter.key, one.matter.name, rule)
    return found
