"""The matters of the real pack, and applications for them that lack nothing. No database."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from onevisit.catalogue.pack_files import Checked, check_folder
from onevisit.rules.calendar import Calendar, parse_rows
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import fields_for, requirements_for, situations_for
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.context import Context, Facts, LicenceFacts, QuotaFacts
from onevisit.rules.matters.definition import Field, Matter, Stage
from onevisit.rules.matters.vocabulary import Channel, Delivery, FieldType, StageKind, Way

PACK = Path(__file__).parents[2] / "districts" / "boshan"
SALT = "0" * 32
A_HASH = "a" * 64
LICENCE = "1.2.156.3005.2.示例"
"""The licence that applications for a change or a renewal name."""
SURVEYORS = ("示例·勘一", "示例·勘二")
"""The two who look at the facts (行政许可法 Art. 34 (3))."""
FIVE_YEARS = timedelta(days=5 * 365)


@cache
def checked() -> Checked:
    """The pack, read once a process."""
    return check_folder(PACK)


@cache
def matters() -> Mapping[str, Matter]:
    """Every matter by its key."""
    return {entry.matter.key: entry.matter for entry in checked().pack.matters}


@cache
def calendar() -> Calendar:
    """The calendar of the pack."""
    return Calendar.from_rows(*parse_rows(yaml.safe_load((PACK / "calendar.yaml").read_text("utf-8"))))


def context(matter: Matter, today: date, by: int = 0, facts: Facts | None = None) -> Context:
    """What a decision about a case of this matter rests on; without `facts`, those that stand in nobody's way."""
    return Context(matter, 1, calendar(), today, by, facts or facts_for(matter, today))


def facts_for(matter: Matter, today: date) -> Facts:
    """Nobody barred; the licence that is to be changed or renewed in force for years; numbers enough."""
    rule, quota = matter.courses.concerns, matter.courses.quota
    licence = LicenceFacts(LICENCE, rule.licence, True, today + FIVE_YEARS) if rule else None
    return Facts((), licence, QuotaFacts(0) if quota else None)


def surveyors(stage: Stage) -> tuple[str, ...]:
    """Who took part in a stage: two where facts are looked at on the spot, else nobody by name."""
    return SURVEYORS if stage.kind is StageKind.SURVEY else ()


def situations(matter: Matter) -> Iterator[dict[str, str]]:
    """Every set of answers that the questions of a matter admit."""
    choices = [[(one.key, option) for option in one.options] for one in matter.situations]
    seen = set()
    for combination in itertools.product(*choices):
        answers: dict[str, str] = {}
        for one in matter.situations:
            if one.when.holds(answers):
                answers[one.key] = dict(combination)[one.key]
        fixed = tuple(sorted(answers.items()))
        if fixed not in seen:
            seen.add(fixed)
            yield answers


def form_for(matter: Matter, answers: Mapping[str, str]) -> dict[str, str]:
    """Something valid in every field."""
    return {one.key: _value(one) for one in fields_for(matter, answers)}


def _value(field: Field) -> str:
    if field.type is FieldType.CHOICE:
        return next(iter(field.options))
    return {
        FieldType.NUMBER: "12",
        FieldType.DATE: "2026-12-01",
        FieldType.PHONE: "19900000001",
        FieldType.CITIZEN_ID: "370304199001010013",
        FieldType.USCC: "11370304MB00000198",
        FieldType.YES_NO: "yes",
    }.get(field.type, "示例")


def shown_for(matter: Matter, answers: Mapping[str, str]) -> tuple[c.Shown, ...]:
    """Every requirement of the situation, by its first way."""
    shown = []
    for one in requirements_for(matter, answers):
        way = one.evidence[0].way
        refs = () if way in (Way.FORM, Way.ORIGINAL) else (A_HASH,)
        shown.append(c.Shown(one.key, way, refs))
    return tuple(shown)


def channel_for(matter: Matter) -> Channel:
    """The channel that we would like people to use."""
    return Channel.ONLINE if Channel.ONLINE in matter.channels else matter.channels[0]


def delivery_for(matter: Matter) -> Delivery:
    """The first way of delivery that all results have."""
    return matter.results[0].delivery[0]


def submit(matter: Matter, answers: Mapping[str, str] | None = None, **changes: object) -> c.Submit:
    """An application that lacks nothing; `changes` replace parts of it."""
    answers = next(situations(matter)) if answers is None else answers
    application = Contents(
        "application",
        {
            "applicant": {
                "kind": "person",
                "name": "示例·甲",
                "identifier": "370304199001010013",
                "phone": "19900000001",
                "address": "博山区",
            },
            "form": form_for(matter, answers),
        },
        SALT,
    )
    values: dict[str, object] = {
        "application": application,
        "channel": channel_for(matter),
        "answers": answers,
        "shown": shown_for(matter, answers),
        "delivery": delivery_for(matter),
        "town": "chishang",
        "hall": "district-hall",
        "licence": LICENCE if matter.courses.concerns else "",
    }
    return c.Submit(**{**values, **changes})  # type: ignore[arg-type]


def answered(matter: Matter, answers: Mapping[str, str]) -> bool:
    """Whether these answers are to exactly the questions that apply."""
    return {one.key for one in situations_for(matter, answers)} == set(answers)
