"""A case with everything that is needed to decide on it, as one value. Six statements, however long its story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onevisit.casework import log
from onevisit.casework.courses_view import CoursesView, courses_of
from onevisit.casework.models import Case, Content, Event
from onevisit.casework.projection import state_of
from onevisit.casework.timeline import Step, data_of, step, text_of
from onevisit.catalogue.versions import Version, version
from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.cases import events as e
from onevisit.rules.cases.application import fields_for, readable, requirements_for, situations_for
from onevisit.rules.cases.clocks import Clock, clocks
from onevisit.rules.cases.commands import Shown
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.lapse import lapse
from onevisit.rules.cases.procedure import duties, opened_on, organ_of, pending, waiting_for
from onevisit.rules.cases.state import CaseState, Opinion
from onevisit.rules.identifiers import case_no, citizen, matter_codes, uscc
from onevisit.rules.matters.definition import Requirement, Stage
from onevisit.rules.matters.vocabulary import Level

_LEVELS = {Level.DISTRICT: 4, Level.TOWN: 5, Level.VILLAGE: 6}
"""行使层级 of GB/T 39046 A.2."""


@dataclass(frozen=True)
class StageView:
    """A stage as the case stands: waiting, open or done; who works on it, since when, and what was said."""

    stage: Stage
    organ: OrganCard | None
    status: str
    since: date | None
    opinion: Opinion | None
    words: str
    clock: Clock | None


@dataclass(frozen=True)
class MaterialView:
    """A requirement of this situation, and how it was shown."""

    requirement: Requirement
    shown: Shown | None
    sighted: bool


@dataclass(frozen=True)
class Answer:
    """A question or field with its answer, as a person reads it; of a field also its key, and what was typed."""

    label: str
    value: str
    key: str = ""
    typed: str = ""


@dataclass(frozen=True)
class CaseView:
    """A case, as of a day: what has come about by the passing of time is already in it, written down or not."""

    number: str
    national_number: str
    query_code: str
    version: Version
    state: CaseState
    seq: int
    hash: str
    sealed_seq: int
    organ: OrganCard
    hall_key: str
    hall_name: str
    applicant_name: str
    applicant_identifier: str
    applicant_masked: str
    applicant_phone: str
    applicant_address: str
    post_address: str
    agent_name: str
    answers: tuple[Answer, ...]
    form: tuple[Answer, ...]
    materials: tuple[MaterialView, ...]
    stages: tuple[StageView, ...]
    clocks: tuple[Clock, ...]
    timeline: tuple[Step, ...]
    next_steps: tuple[str, ...]
    reasons: str
    right_organ: OrganCard | None
    comment: str
    courses: CoursesView
    erased: bool
    bundle: str = ""
    """The number of the bundle that it belongs to, if it does."""
    sighted_before: Mapping[str, str] = field(default_factory=dict)
    """The requirements whose original a window had compared before it was handed in, and which window."""
    writers: Mapping[str, str] = field(default_factory=dict)
    """Who wrote each entry, where it was begun on line and finished at a window or the other way round."""


def case_view(case: Case, today: date) -> CaseView:
    """Read a case that has been found by `queries` (with organ, hall and applicant)."""
    found = version(case.matter, case.version)
    matter = found.matter
    days = calendar()
    rows = list(Event.objects.filter(case=case).order_by("seq"))
    bodies = {one.ref: one for one in Content.objects.filter(case=case)}
    organs = organ_cards()
    state = _up_to(state_of(case), Context(matter, case.version, days, today))
    application = data_of(bodies, state.application)
    filled = dict(application.get("form", {}))
    for ref in state.forms:
        filled |= data_of(bodies, ref).get("form", {})
    applicant: Mapping[str, str] = application.get("applicant", {})
    read = clocks(matter, state, days, today)
    return CaseView(
        number=case.number,
        national_number=_national_number(case),
        query_code=case.query_code,
        version=found,
        state=state,
        seq=case.last_seq,
        hash=case.last_hash,
        sealed_seq=case.sealed_seq,
        organ=organs[case.organ_id],
        hall_key=case.hall_id,
        hall_name=case.hall.name,
        applicant_name=applicant.get("name", "（已依法清除）"),
        applicant_identifier=applicant.get("identifier", ""),
        applicant_masked=citizen.mask(applicant.get("identifier", "")),
        applicant_phone=applicant.get("phone", ""),
        applicant_address=applicant.get("address", ""),
        post_address=next(
            (sent for ref in reversed(state.forms) if (sent := data_of(bodies, ref).get("post_address"))),
            application.get("post_address", ""),
        ),
        agent_name=filled.get("agent.name", ""),
        answers=tuple(
            Answer(one.ask, one.options.get(state.answers.get(one.key, ""), ""))
            for one in situations_for(matter, state.answers)
        ),
        form=_form(found, state, filled),
        materials=tuple(
            MaterialView(one, state.shows(one.key), one.key in state.sighted)
            for one in requirements_for(matter, state.answers)
        ),
        stages=tuple(
            _stage(stage, found, state, organs, bodies, read) for stage in pending(matter, state.answers)
        ),
        clocks=read,
        timeline=tuple(step(row, matter, organs, bodies) for row in rows),
        next_steps=tuple(
            f"{organs[duty.organ].short if duty.organ in organs else ''}{duty.kind.label}"
            for duty in duties(matter, state)
        ),
        reasons=text_of(bodies, state.reasons),
        right_organ=organs.get(state.right_organ),
        comment=_comment(rows, bodies),
        courses=courses_of(found.matter, state, organs, bodies),
        erased=not applicant,
        bundle=case.bundle,
        sighted_before=application.get("sighted", {}),
        writers=application.get("writers", {}),
    )


def _up_to(state: CaseState, context: Context) -> CaseState:
    for event in lapse(context, state):
        state = evolve(state, event)
    return state


def _form(found: Version, state: CaseState, form: Mapping[str, str]) -> tuple[Answer, ...]:
    fields = fields_for(found.matter, state.answers)
    typed = {one.key: form.get(one.key, "") for one in fields}
    return tuple(Answer(one.label, readable(one, typed[one.key]), one.key, typed[one.key]) for one in fields)


def _stage(
    stage: Stage,
    found: Version,
    state: CaseState,
    organs: Mapping[str, OrganCard],
    bodies: Mapping[str, Content],
    read: tuple[Clock, ...],
) -> StageView:
    opinion = state.opinions.get(stage.key)
    since = opened_on(found.matter, state, stage)
    waiting = since is None or waiting_for(found.matter, state, stage)
    status = "done" if opinion else "waiting" if waiting else "open"
    return StageView(
        stage,
        organs.get(organ_of(stage, found.matter, state)),
        status,
        since,
        opinion,
        text_of(bodies, opinion.text) if opinion else "",
        next((one for one in read if one.stage == stage.key), None),
    )


def _comment(rows: list[Event], bodies: Mapping[str, Content]) -> str:
    rated = next((row for row in rows if row.name == "Rated"), None)
    if rated is None:
        return ""
    event = log.read(rated).event
    return text_of(bodies, event.comment) if isinstance(event, e.Rated) else ""


def _national_number(case: Case) -> str:
    """办件编号 of the national platform: implementing code, day, and the day's sequence number."""
    matter = version(case.matter, case.version).matter
    own = case_no.check(case.number)
    task = matter_codes.make_task_code(
        uscc.check(case.organ.code),
        _LEVELS[Level(case.organ.level)],
        matter_codes.check_basic_code(matter.codes.basic),
    )
    return str(matter_codes.make_national_case_no(task, own.day, own.seq))
