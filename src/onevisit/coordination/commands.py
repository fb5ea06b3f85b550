"""Ask another organ about a case, answer, pass on, withdraw: each in one transaction, with a line of history."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from onevisit.casework import numbers
from onevisit.casework.taking_part import taking_part
from onevisit.coordination import access, terms
from onevisit.coordination.models import Question
from onevisit.coordination.reading import answering_organs, locked_question
from onevisit.coordination.recording import Doing, did, fresh, once, passed, tell, written
from onevisit.platform import clock
from onevisit.platform.organs.queries import organ_cards
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.workdays.queries import calendar, edition
from onevisit.rules.calendar import chinese_date
from onevisit.rules.coordination import refusals, texts
from onevisit.rules.coordination.question import CLIMBS, Deed, Phase, Rung, allowed, ladder
from onevisit.rules.district.definition import Role

HEARS = {Rung.CHIEF: (Role.CHIEF,), Rung.HEAD: (Role.HEAD,)}
"""Who is told when a question reaches a rung."""


def ask(case: str, to: str, text: str, *, actor: Actor, at: datetime, key: str) -> str:
    """Ask an organ about a case; returns the reference. Sent again with the same key it is answered with the first.

    Raises `NoSuchCase`, `NoPart`, `CaseOver`, `NobodyThere`, `SameOrgan`, `WordsMissing`.
    """
    try:
        with transaction.atomic():
            return _ask(case, to, text.strip(), Doing(Deed.ASK, actor, at, key))
    except IntegrityError:
        # Sent twice at the same moment: the other one was first.
        first = Question.objects.filter(key=key).first()
        if first is None:
            raise
        return first.reference


def _ask(case: str, to: str, text: str, doing: Doing) -> str:
    known = Question.objects.filter(key=doing.key).first()
    if known is not None:
        return known.reference
    part = taking_part(case)
    post = access.may_ask(doing.actor, part)
    if not part.is_open:
        raise refusals.CaseOver(case=case, phase=part.phase.label, deed=doing.deed.label)
    day, cards = clock.day_of(doing.at), organ_cards()
    written(texts.check(question=text))
    _reachable(to, post, day, cards[post.organ].short)
    number = edition()
    days = ladder(terms.on(day), day, calendar(number))
    row = Question(
        reference=texts.make_reference(
            texts.QUESTION, day, numbers.take(f"coordination:question:{day:%Y%m%d}")
        ),
        key=doing.key,
        case=case,
        matter_name=part.matter_name,
        from_organ_id=post.organ,
        from_hall_id=post.hall if post.role in access.COUNTER else None,
        to_organ_id=to,
        text=text,
        phase=Phase.ASKED.value,
        asked_at=doing.at,
        asked_by_id=doing.actor.person,
        since=day,
        due_on=days.officers,
        chief_due_on=days.chief,
        edition=number,
        seq=0,
    )
    did(row, doing, post, to)
    said = f"{post.organ_name}就办件{case}提出询问（{row.reference}），请在{chinese_date(row.due_on)}前答复。"
    tell(row, doing.at, {to: access.OFFICERS}, said)
    return row.reference


def _reachable(to: str, post: Holding, day: date, own: str) -> None:
    if to == post.organ and post.role not in access.COUNTER:
        raise refusals.SameOrgan(organ=own)
    if to not in answering_organs(day):
        raise refusals.NobodyThere


def answer(reference: str, text: str, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """Answer. Raises `NoSuchConsultation`, `NotAsked`, `NotNowCoordination`, `Moved`, `WordsMissing`."""
    doing = Doing(Deed.ANSWER, actor, at, key, seen)

    def work() -> None:
        row, post = _answering(reference, doing)
        written(texts.check(answer=text.strip()))
        day = clock.day_of(at)
        row.phase, row.answer = Phase.ANSWERED.value, text.strip()
        row.answered_at, row.answered_on, row.answered_by_id = at, day, actor.person
        row.took = calendar().working_days_between(clock.day_of(row.asked_at), day)
        did(row, doing, post, row.to_organ_id)
        tell(row, at, {row.from_organ_id: access.OFFICERS}, f"{post.organ_name}已答复询问{reference}。")

    once(doing, work)


def pass_on(reference: str, to: str, reason: str, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """Give it to the organ whose it is, once, with the reason: the new organ has its own day from today.

    Raises as `answer`, and `PassedEnough`, `SameOrgan`, `NobodyThere`.
    """
    doing = Doing(Deed.PASS_ON, actor, at, key, seen)

    def work() -> None:
        row, post = _answering(reference, doing)
        written(texts.check(reason=reason.strip()))
        day = clock.day_of(at)
        if to in (row.to_organ_id, row.from_organ_id):
            raise refusals.SameOrgan(organ=organ_cards()[to].short)
        if to not in answering_organs(day):
            raise refusals.NobodyThere
        number = edition()
        days = ladder(terms.on(day), day, calendar(number))
        row.to_organ_id, row.since, row.passed, row.rung = to, day, row.passed + 1, Rung.OFFICERS.value
        row.due_on, row.chief_due_on, row.edition = days.officers, days.chief, number
        did(row, doing, post, to, reason.strip())
        said = f"{post.organ_name}转来询问（{reference}），请在{chinese_date(row.due_on)}前答复。"
        tell(row, at, {to: access.OFFICERS}, said)

    once(doing, work)


def withdraw(reference: str, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """Take back what one's organ or window asked. Raises `NoSuchConsultation`, `NotAsker`, `NotNowCoordination`."""
    doing = Doing(Deed.WITHDRAW, actor, at, key, seen)

    def work() -> None:
        row = locked_question(reference, actor)
        let_time_pass(row, at)
        post = access.may_withdraw(actor, row, organ_cards()[row.from_organ_id])
        _in_order(row, doing)
        row.phase = Phase.WITHDRAWN.value
        did(row, doing, post, row.to_organ_id)

    once(doing, work)


def _answering(reference: str, doing: Doing) -> tuple[Question, Holding]:
    row = locked_question(reference, doing.actor)
    let_time_pass(row, doing.at)
    organ = organ_cards()[row.to_organ_id]
    post = access.may_answer(doing.actor, organ, Rung(row.rung), doing.deed)
    _in_order(row, doing)
    return row, post


def _in_order(row: Question, doing: Doing) -> None:
    phase = Phase(row.phase)
    possible = allowed(phase, row.passed)
    if phase is Phase.ASKED and doing.deed not in possible:
        raise refusals.PassedEnough
    # What time did is nothing that somebody did behind one's back: it takes nothing away from who answers.
    if phase is not Phase.ASKED:
        fresh(row, doing)
        raise refusals.NotNowCoordination(phase=phase.label, deed=doing.deed.label)


def let_time_pass(row: Question, at: datetime) -> int:
    """Tell a locked question up to whom it has come by `at`; returns how many rungs it climbed."""
    if row.phase != Phase.ASKED.value:
        return 0
    day = clock.day_of(at)
    days = ladder(terms.on(row.since), row.since, calendar())
    climbed = 0
    while row.rung < days.rung(day):
        row.rung += 1
        rung = Rung(row.rung)
        last = days.officers if rung is Rung.CHIEF else days.chief
        passed(row, CLIMBS[rung], at, row.to_organ_id, f"应于{chinese_date(last)}前答复，到期没有答复。")
        said = f"办件{row.case}的询问（{row.reference}）到期没有答复，请督办并尽快答复。"
        tell(row, at, {row.to_organ_id: HEARS[rung]}, said)
        climbed += 1
    return climbed
