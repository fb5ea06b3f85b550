"""Ask, answer, pass on, withdraw, publish: each in one transaction, with a line of history, once for a `key`."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from onevisit.casework import numbers
from onevisit.catalogue.versions import in_force
from onevisit.platform import clock
from onevisit.platform.organs.queries import OrganCard, organ_cards, towns
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar, edition
from onevisit.questions import access, notices, promises, refusals
from onevisit.questions.models import AnswerPromise, Happening, Question
from onevisit.questions.reading import answering_organs, deeds_since, find, first_stop
from onevisit.rules import questions as rules
from onevisit.rules.cases.application import Fault
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.checks import TOWN
from onevisit.rules.identifiers import query_code
from onevisit.rules.questions import Deed, Phase

ASKER = "提问人"


@dataclass(frozen=True)
class Asking:
    """What is asked. `matter` is its key, if it is about one; `organ` whom ("": the house finds out)."""

    title: str
    text: str
    matter: str = ""
    organ: str = ""


@dataclass(frozen=True)
class Asked:
    """A question that has been taken: what its asker needs to find it again."""

    reference: str
    code: str
    due_on: date


@dataclass(frozen=True)
class _Step:
    """One deed as it is done: who, when, under which request, and how far he had seen the history go."""

    deed: Deed
    actor: Actor
    at: datetime
    key: str
    seen: int | None = None


def ask(asking: Asking, *, actor: Actor, at: datetime, key: str) -> Asked:
    """Ask, signed in or not. Raises `QuestionIncomplete`, `TownForQuestion`, `NobodyAnswers`, `NoSuchMatter`.

    Sent again with the same `key` it is answered with the first question.
    """
    title, text = asking.title.strip(), asking.text.strip()
    faults = rules.check_question(title, text)
    if faults:
        raise refusals.QuestionIncomplete(missing=_listed(faults))
    matter_name, organ = _whom(asking, clock.day_of(at))
    try:
        return _ask(Question(title=title, text=text, matter=asking.matter, matter_name=matter_name, organ_id=organ.key),
                    organ, _Step(Deed.ASK, actor, at, key))  # fmt: skip
    except IntegrityError:
        # Sent twice at the same moment: the other one was first, and its question is this one's too.
        first = Question.objects.filter(key=key).first()
        if first is None:
            raise
        return _asked(first)


@transaction.atomic
def _ask(row: Question, organ: OrganCard, step: _Step) -> Asked:
    known = Question.objects.filter(key=step.key).first()
    if known is not None:
        return _asked(known)
    actor, day = step.actor, clock.day_of(step.at)
    number = edition()
    reading = rules.answer_by(promises.on(day), day, calendar(number), today=day)
    row.key, row.phase, row.seq = step.key, Phase.ASKED.value, 0
    row.asked_at, row.asked_on, row.due_on, row.edition = step.at, day, reading.due, number
    row.person_id, row.party_id = actor.person, actor.parties[0] if actor.parties else None
    row.code = query_code.make(secrets.token_bytes(query_code.ENTROPY_BYTES))
    row.reference = rules.make_reference(day, numbers.take(f"question:{day:%Y%m%d}"))
    row.seq = 1
    row.save(force_insert=True)
    _record(row, step, ASKER)
    _tell(row, notices.asked(row, organ), step.at)
    return _asked(row)


def _asked(row: Question) -> Asked:
    return Asked(row.reference, row.code, row.due_on)


def _whom(asking: Asking, day: date) -> tuple[str, OrganCard]:
    """The name of the matter and the organ that is asked."""
    cards, answering = organ_cards(), answering_organs(day)
    name, organ = "", asking.organ
    if asking.matter:
        matter = in_force(asking.matter, day).matter
        name, organ = matter.name, matter.organ
        if organ == TOWN:
            organ = asking.organ
            if organ not in {one.key for one in towns()}:
                raise refusals.TownForQuestion(matter=name)
    organ = organ or first_stop()
    if organ not in answering:
        raise refusals.NobodyAnswers
    return name, cards[organ]


def answer(reference: str, text: str, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """Answer. Raises `NoSuchQuestion`, `NotYourQuestion`, `NotNowQuestion`, `QuestionMoved`, `WordsNeeded`."""

    def work(row: Question, organ: OrganCard) -> str:
        _written(rules.check_answer(text.strip()))
        row.phase, row.answer = Phase.ANSWERED.value, text.strip()
        row.answered_at, row.answered_on, row.answered_by_id = at, clock.day_of(at), actor.person
        _tell(row, notices.answered(row, organ), at)
        return ""

    _do(reference, _Step(Deed.ANSWER, actor, at, key, seen), work)


def pass_on(reference: str, to: str, reason: str, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """Give it to the organ whose it is, with the reason. The day by which it is answered does not move.

    Raises as `answer`, and `SameOrgan`, `NobodyAnswers`.
    """

    def work(row: Question, organ: OrganCard) -> str:
        chosen = () if to else (Fault("to", "请选择转给哪个部门"),)
        _written((*chosen, *rules.check_reason(reason.strip())))
        if to == organ.key:
            raise refusals.SameOrgan(organ=organ.name)
        if to not in answering_organs(clock.day_of(at)):
            raise refusals.NobodyAnswers
        row.organ_id = to
        _tell(row, notices.passed_on(row, organ_cards()[to]), at)
        return reason.strip()

    _do(reference, _Step(Deed.PASS_ON, actor, at, key, seen), work)


def publish(
    reference: str,
    title: str,
    text: str,
    public_answer: str,
    *,
    actor: Actor,
    at: datetime,
    seen: int,
    key: str,
) -> None:
    """Show an answered question to everybody, in the words that the organ wrote for that.

    Raises as `answer`, and `NotForPublic` where these words hold personal data.
    """

    def work(row: Question, organ: OrganCard) -> str:
        names = [row.party.name] if row.party else []
        parts = (title.strip(), text.strip(), public_answer.strip())
        faults = rules.check_public(*parts, names)
        if faults:
            raise refusals.NotForPublic(missing=_listed(faults))
        row.public_title, row.public_text, row.public_answer = parts
        row.published_at = at
        return ""

    _do(reference, _Step(Deed.PUBLISH, actor, at, key, seen), work)


def take_down(reference: str, reason: str, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """Show it to nobody any more, with the reason. Raises as `answer`."""

    def work(row: Question, organ: OrganCard) -> str:
        _written(rules.check_reason(reason.strip()))
        row.published_at = None
        return reason.strip()

    _do(reference, _Step(Deed.TAKE_DOWN, actor, at, key, seen), work)


def withdraw(reference: str, *, actor: Actor, at: datetime, key: str, code: str = "") -> None:
    """Take one's own question back before it is answered; `code` for who did not sign in when he asked.

    Raises `NoSuchQuestion`, `NotNowQuestion`.
    """

    def work(row: Question, organ: OrganCard) -> str:
        row.phase, row.withdrawn_on = Phase.WITHDRAWN.value, clock.day_of(at)
        return ""

    _do(reference, _Step(Deed.WITHDRAW, actor, at, key), work, code)


Work = Callable[[Question, OrganCard], str]


def _do(reference: str, step: _Step, work: Work, code: str = "") -> None:
    try:
        _locked(reference, step, work, code)
    except (IntegrityError, Refused):
        # Sent twice: the first was carried out, after which this person may not even see the question any more.
        if not Happening.objects.filter(key=step.key, deed=step.deed.value).exists():
            raise


@transaction.atomic
def _locked(reference: str, step: _Step, work: Work, code: str) -> None:
    row = find(reference, step.actor, code, own=step.deed is Deed.WITHDRAW, lock=True)
    organ = organ_cards()[row.organ_id]
    as_what = ASKER
    if step.deed is not Deed.WITHDRAW:
        post = access.authorise(step.actor, organ.key, organ.name, step.deed)
        as_what = f"{organ.short}{post.role.label}{post.standing_in}"
    if step.seen is not None and row.seq > step.seen:
        raise refusals.QuestionMoved(changes="；".join(deeds_since(row, step.seen)))
    _in_order(row, step.deed)
    words = work(row, organ)
    row.seq += 1
    row.save()
    _record(row, step, as_what, words)


def _in_order(row: Question, deed: Deed) -> None:
    phase = Phase(row.phase)
    if deed not in rules.allowed(phase, published=row.published_at is not None):
        state = "已公开" if row.published_at else phase.label
        raise refusals.NotNowQuestion(phase=state, deed=deed.label)


def _record(row: Question, step: _Step, as_what: str, words: str = "") -> None:
    Happening.objects.create(
        question=row,
        seq=row.seq,
        deed=step.deed.value,
        at=step.at,
        person_id=step.actor.person,
        as_what=as_what[:60],
        organ_id=row.organ_id,
        words=words,
        key=step.key,
    )


def _tell(row: Question, text: str, at: datetime) -> None:
    """Tell the asker, if he has a party to whom notices go."""
    if row.party_id is not None:
        outbox.put([("notify", {"party": row.party_id, "case": "", "text": text})], at)


def _written(faults: Sequence[Fault]) -> None:
    if faults:
        raise refusals.WordsNeeded(missing=_listed(faults))


def _listed(faults: Sequence[Fault]) -> str:
    return "；".join(dict.fromkeys(fault.message for fault in faults))


def set_promise(days: int, since: date, source: str, *, assumed: bool, actor: Actor, at: datetime) -> None:
    """Promise another number of days for questions asked from a later day on.

    Raises `NotYourPromise`, `PromiseRefused`.
    """
    access.may_promise(actor)
    if not 1 <= days <= promises.LONGEST:
        raise refusals.PromiseRefused(why=f"{days}个工作日不在1到{promises.LONGEST}之间")
    if since <= clock.day_of(at):
        raise refusals.PromiseRefused(why="施行日期要在今天以后")
    values = {"days": days, "source": source.strip()[:100], "assumed": assumed, "set_by_id": actor.person}
    AnswerPromise.objects.update_or_create(since=since, defaults=values)
