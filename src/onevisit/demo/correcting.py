"""The one notice of everything that is wrong, with each requirement judged; and what an applicant leaves out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from onevisit.demo import sayings
from onevisit.demo.chance import Chance
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import fields_for, requirements_for
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import FORM, Asked, Fault
from onevisit.rules.matters.definition import Field, Matter, Requirement
from onevisit.rules.matters.vocabulary import Channel, FieldType, Way

JUDGED = (Way.UPLOAD, Way.ORIGINAL, Way.FORM)
"""What comes from the applicant himself. What a register answers is as it is."""

FAULTS: Mapping[Way, Mapping[Fault, float]] = {
    Way.UPLOAD: {Fault.ILLEGIBLE: 0.5, Fault.UNSIGNED: 0.2, Fault.EXPIRED: 0.1, Fault.INVALID: 0.2},
    Way.ORIGINAL: {Fault.EXPIRED: 0.4, Fault.INVALID: 0.3, Fault.INCONSISTENT: 0.3},
    Way.FORM: {Fault.UNSIGNED: 0.5, Fault.INCONSISTENT: 0.5},
}

ALSO, IN_FORM = 0.35, 0.2
"""How often something is wrong beside what is missing, and how often something in the form is."""

_WRITTEN = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.NUMBER, FieldType.ADDRESS)


def left_out(matter: Matter, shown: Sequence[c.Shown], channel: Channel, chance: Chance) -> tuple[str, ...]:
    """What somebody forgets to bring: one or two of his papers. On line the form does not let him."""
    if channel is Channel.ONLINE:
        return ()
    needed = {one.key for one in matter.requirements if one.required}
    given = {one.requirement: one.way for one in shown if one.requirement in needed}
    papers = [key for key, way in given.items() if way in (Way.UPLOAD, Way.ORIGINAL)]
    papers = papers or [key for key, way in given.items() if way is Way.FORM]
    return chance.some(papers, 2) if papers else ()


def notice(
    matter: Matter,
    answers: Mapping[str, str],
    shown: Sequence[c.Shown],
    excused: Collection[str],
    chance: Chance,
) -> c.AskCorrection | None:
    """The notice for an application with which something is wrong; None where nothing can be."""
    ways = {one.requirement: one.way for one in shown}
    needed = [one for one in requirements_for(matter, answers) if one.key not in excused]
    judged = [one for one in needed if one.required or one.key in ways]
    items = {one.key: Fault.MISSING for one in judged if one.key not in ways}
    fields = [one for one in fields_for(matter, answers) if one.required and one.type in _WRITTEN]
    faulty = [one.key for one in judged if ways.get(one.key) in JUDGED]
    if faulty and (not items or chance.happens(ALSO)):
        for key in chance.some(faulty, 2):
            items[key] = chance.weighted(FAULTS[ways[key]])
    wrong = chance.one(fields) if fields and (not items or chance.happens(IN_FORM)) else None
    if not items and wrong is None:
        return None
    asked = [Asked(one.key, items[one.key]) for one in judged if one.key in items]
    said = {one.about: _sentence(matter.requirement(one.about), one.fault) for one in asked}
    if wrong is not None:
        asked.append(Asked(f"{FORM}{wrong.key}", Fault.INCONSISTENT))
        said[f"{FORM}{wrong.key}"] = _of_field(wrong)
    fine = tuple(one.key for one in judged if one.key not in items)
    return c.AskCorrection(tuple(asked), fine, Contents("correction", {"items": said}, chance.salt()))


def _sentence(requirement: Requirement | None, fault: Fault) -> str:
    name = requirement.name if requirement else ""
    copies = requirement.copies if requirement else 1
    return sayings.FAULTS[fault].format(name=name, copies=copies)


def _of_field(field: Field) -> str:
    return f"“{field.label}”和所附材料上写的不一致，请核对后重新填写。"
