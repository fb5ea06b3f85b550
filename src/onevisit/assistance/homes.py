"""Visits at home: asked for, planned, made, missed, cancelled; each in one transaction, once for a `key`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from onevisit.assistance import access, notices
from onevisit.assistance.models import HomeVisit, Line
from onevisit.casework import numbers
from onevisit.catalogue.versions import in_force
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall, Post
from onevisit.platform.organs.standing_in import held_on
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import Actor
from onevisit.rules.assistance import home_visits as rules
from onevisit.rules.assistance import references, refusals
from onevisit.rules.assistance.home_visits import Deed, Outcome, Phase, Wish
from onevisit.rules.assistance.reach import ACTS, home_acts
from onevisit.rules.cases.application import Fault
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.matters.vocabulary import Act, Level


@dataclass(frozen=True)
class Plan:
    """Who goes when. `companion` is the second, where two have to go."""

    on: date | None
    half: str
    lead: int
    companion: int | None = None


@dataclass(frozen=True)
class _Step:
    """One deed as it is done."""

    deed: Deed
    actor: Actor
    at: datetime
    key: str
    words: str = ""
    seen: int | None = None


def ask(party: int, matter: str, hall: str, wish: Wish, *, actor: Actor, at: datetime, key: str) -> str:
    """Ask for a visit: oneself, or whoever serves the hall for somebody who called. Returns its number.

    Raises `NotYourVisit`, `VisitIncomplete`, `NoSuchMatter`. Sent again with the same `key`, the first is the answer.
    """
    _whole(rules.check_wish(wish, clock.day_of(at)))
    definition = in_force(matter, clock.day_of(at)).matter
    row = HomeVisit(
        key=key,
        party_id=party,
        matter=definition.key,
        matter_name=definition.name,
        hall=_hall(hall),
        why=wish.why,
        note=wish.note.strip(),
        address=wish.address.strip(),
        phone=wish.phone.strip(),
        on=wish.on or clock.day_of(at),
        half=wish.half,
        phase=Phase.ASKED.value,
        acts=[act.value for act in home_acts(definition)],
        asked_by_id=actor.person,
        asked_at=at,
        seq=1,
    )
    own = party in actor.parties
    as_what = "本人" if own else access.authorise_visit(actor, row, Deed.ASK)
    try:
        return _asked(row, _Step(Deed.ASK, actor, at, key), as_what)
    except IntegrityError:
        # Sent twice at the same moment: the other one was first, and its number is this one's too.
        first = HomeVisit.objects.filter(key=key).first()
        if first is None:
            raise
        return first.number


def _hall(key: str) -> Hall:
    hall = Hall.objects.filter(pk=key).exclude(level=Level.DISTRICT.value).first()
    hall = hall or Hall.objects.filter(pk=key).first()
    if hall is None:
        raise refusals.VisitIncomplete(missing="请选择由哪个便民服务中心上门")
    return hall


@transaction.atomic
def _asked(row: HomeVisit, step: _Step, as_what: str) -> str:
    known = HomeVisit.objects.filter(key=step.key).first()
    if known is not None:
        return known.number
    day = clock.day_of(step.at)
    row.number = references.make(references.HOME_VISIT, day, numbers.take(f"home-visit:{day:%Y%m%d}"))
    row.save(force_insert=True)
    _line(row, step, as_what)
    return row.number


def plan(number: str, given: Plan, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """Say who goes when, or change it. Raises `NotYourVisit`, `VisitNotNow`, `VisitIncomplete`, `TwoNeeded`."""

    def work(row: HomeVisit) -> str:
        today = clock.day_of(at)
        faults = list(rules.check_plan(given.on, given.half, today))
        on = given.on or today
        who = _on_duty([given.lead, *([given.companion] if given.companion else [])], on)
        if given.lead not in who:
            faults.append(Fault("lead", "请选择谁去"))
        if given.companion and given.companion not in who:
            faults.append(Fault("companion", "请重新选择同去的人"))
        _whole(faults)
        acts = [Act(one) for one in row.acts]
        if given.companion in (None, given.lead) and rules.needs_two(acts):
            raise refusals.TwoNeeded(acts="、".join(ACTS[one] for one in acts))
        row.on, row.half, row.phase = on, given.half, Phase.PLANNED.value
        row.lead_id = given.lead
        row.companion_id = None if given.companion == given.lead else given.companion
        row.save()
        _tell(row, notices.visit_planned(HomeVisit.objects.get(pk=row.pk), today), at)
        return ""

    _do(number, _Step(Deed.PLAN, actor, at, key, seen=seen), work)


def _on_duty(people: Sequence[int], day: date) -> set[int]:
    """Those of these who hold a post on that day."""
    return set(Post.objects.filter(held_on(day), person__in=people).values_list("person", flat=True))


def done(number: str, outcome: Outcome, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """Record what was done there. Raises as `plan`."""

    def work(row: HomeVisit) -> str:
        known = set(row.acts)
        _whole(rules.check_outcome(outcome, row.acts))
        row.phase, row.done_at = Phase.DONE.value, at
        row.done = [one for one in outcome.acts if one in known]
        row.photos, row.words = list(outcome.photos), outcome.words.strip()[: rules.LONGEST["note"]]
        return row.words

    _do(number, _Step(Deed.DONE, actor, at, key, seen=seen), work)


def not_home(number: str, words: str, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """They went, and nobody was there: it is planned again. Raises as `plan`."""

    def work(row: HomeVisit) -> str:
        row.phase, row.lead, row.companion = Phase.ASKED.value, None, None
        _tell(row, notices.visit_missed(row), at)
        return words.strip()[: rules.LONGEST["note"]]

    _do(number, _Step(Deed.NOT_HOME, actor, at, key, seen=seen), work)


def cancel(number: str, words: str, *, actor: Actor, at: datetime, key: str, seen: int | None = None) -> None:
    """It does not take place: the person himself, or who planned it, with the reason. Raises as `plan`."""

    def work(row: HomeVisit) -> str:
        reason = words.strip()[: rules.LONGEST["note"]]
        if not reason:
            _whole((Fault("words", "请写明为什么取消，他会看到"),))
        row.phase, row.lead, row.companion = Phase.CANCELLED.value, None, None
        if row.party_id not in actor.parties:
            _tell(row, notices.visit_cancelled(row, reason), at)
        return reason

    _do(number, _Step(Deed.CANCEL, actor, at, key, seen=seen), work)


def _do(number: str, step: _Step, work: Callable[[HomeVisit], str]) -> None:
    try:
        _locked(number, step, work)
    except (IntegrityError, Refused):
        # Sent twice: the first was carried out, after which it does not stand where this can be done.
        if not Line.objects.filter(key=step.key, deed=step.deed.value).exists():
            raise


@transaction.atomic
def _locked(number: str, step: _Step, work: Callable[[HomeVisit], str]) -> None:
    seen = access.sees_visits(step.actor) | access.own_visits(step.actor)
    rows = HomeVisit.objects.select_related("hall", "party").select_for_update(of=("self",))
    row = rows.filter(seen, number=number).first()
    if row is None:
        raise refusals.NoSuchVisit(number=number[:20])
    as_what = access.authorise_visit(step.actor, row, step.deed)
    if step.deed not in rules.allowed(Phase(row.phase)) or (step.seen is not None and row.seq > step.seen):
        raise refusals.VisitNotNow(phase=Phase(row.phase).label, deed=step.deed.label)
    words = work(row)
    row.seq += 1
    row.save()
    _line(row, step, as_what, words)


def _whole(faults: Sequence[Fault]) -> None:
    if faults:
        raise refusals.VisitIncomplete(missing="；".join(dict.fromkeys(one.message for one in faults)))


def _line(row: HomeVisit, step: _Step, as_what: str, words: str = "") -> None:
    Line.objects.create(
        visit=row,
        deed=step.deed.value,
        at=step.at,
        person_id=step.actor.person,
        as_what=as_what[:60],
        words=words,
        key=step.key,
    )


def _tell(row: HomeVisit, text: str, at: datetime) -> None:
    outbox.put([("notify", {"party": row.party_id, "case": "", "text": text})], at)
