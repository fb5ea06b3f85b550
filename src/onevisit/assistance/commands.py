"""Give, ask for, confirm and take back a word: each in one transaction, with a line of history, once for a `key`."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from onevisit.assistance import access, notices
from onevisit.assistance.messages import code_of
from onevisit.assistance.models import Authorisation, Covered, Line
from onevisit.casework import numbers
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall, Post
from onevisit.platform.organs.standing_in import held_on
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.people.models import Party, Person
from onevisit.rules.assistance import authorisation as rules
from onevisit.rules.assistance import references, refusals
from onevisit.rules.assistance.authorisation import Deed, Given, Kind, Phase, Scope, Term
from onevisit.rules.cases.application import Fault
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Level

ENTERED_BY_AGENT = "代办员登记"
"""How a party says that nobody but an agent has written it down: its telephone number proves nothing."""


@dataclass(frozen=True)
class Word:
    """What is authorised: by whom (a party), for what, from when until when. `papers` are hashes of photographs."""

    principal: int
    scope: Scope
    term: Term
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Agent:
    """Whom it is given to."""

    kind: Kind
    name: str
    person: int | None = None
    identifier: str = ""
    hall: str | None = None


@dataclass(frozen=True)
class _Step:
    """One deed as it is done."""

    deed: Deed
    actor: Actor
    at: datetime
    key: str
    as_what: str = ""
    words: str = ""


def record(word: Word, *, actor: Actor, at: datetime, key: str, hall: str = "") -> str:
    """Enter a signed paper, as the agent whom it names; returns the number of the authorisation.

    Raises `NoAgentPost`, `ForHimself`, `AuthorisationIncomplete`. Sent again with the same `key`, the first is the
    answer.
    """
    post = access.post_of(actor, hall)
    _complete(word, at, rules.check_papers(word.papers))
    step = _Step(Deed.GIVE, actor, at, key, post.title, Given.PAPER.label)
    return _make(word, _staff(actor, post), step, Given.PAPER)


def ask(word: Word, *, actor: Actor, at: datetime, key: str, hall: str = "") -> str:
    """Ask the principal to agree, with a code on his telephone; returns the number of the request.

    Raises as `record`, and `PhoneNotHis`, `TooManyCodes`.
    """
    post = access.post_of(actor, hall)
    _complete(word, at)
    return _make(word, _staff(actor, post), _Step(Deed.ASK, actor, at, key, post.title), None)


def give(word: Word, *, to: int, actor: Actor, at: datetime, key: str) -> str:
    """Authorise an agent in one's own account; `to` is his post. Raises `NotYours`, `AuthorisationIncomplete`."""
    if word.principal not in actor.parties:
        raise refusals.NotTheAgent
    agent = _agent_of_post(to, clock.day_of(at))
    _complete(word, at)
    return _make(word, agent, _Step(Deed.GIVE, actor, at, key, "本人", Given.ACCOUNT.label), Given.ACCOUNT)


def give_private(word: Word, name: str, identifier: str, *, actor: Actor, at: datetime, key: str) -> str:
    """Authorise somebody private (a daughter, a neighbour), in one's own account. Raises as `give`."""
    if word.principal not in actor.parties:
        raise refusals.NotTheAgent
    _complete(word, at, () if name.strip() else (Fault("agent_name", "请填写代办人姓名"),))
    agent = _Agent(Kind.PRIVATE, name.strip(), None, identifier)
    return _make(word, agent, _Step(Deed.GIVE, actor, at, key, "本人", Given.ACCOUNT.label), Given.ACCOUNT)


def _staff(actor: Actor, post: Holding) -> _Agent:
    level = Level(Hall.objects.values_list("level", flat=True).get(pk=post.hall))
    kind = rules.kind_of(post.role, level)
    if kind is None or actor.person is None:
        raise refusals.NoAgentPost
    if post.instead_of:
        # Who minds a point enters what is given to the agent of the point.
        absent = Person.objects.filter(
            posts__role=Role.AGENT.value, posts__hall=post.hall, name=post.instead_of
        ).first()
        if absent is None:
            raise refusals.NoAgentPost
        return _Agent(kind, absent.name, absent.pk, "", post.hall)
    return _Agent(kind, actor.name, actor.person, "", post.hall)


def _agent_of_post(key: int, day: date) -> _Agent:
    post = (
        Post.objects.filter(held_on(day), pk=key, role=Role.AGENT.value)
        .select_related("person", "hall")
        .first()
    )
    if post is None or post.hall is None:
        raise refusals.AuthorisationIncomplete(missing="请选择委托给哪个服务点的代办员")
    kind = rules.kind_of(Role.AGENT, Level(post.hall.level))
    if kind is None:
        raise refusals.NoAgentPost
    return _Agent(kind, post.person.name, post.person_id, "", post.hall_id)


def _complete(word: Word, at: datetime, more: Sequence[Fault] = ()) -> None:
    faults = (*rules.check(word.scope, word.term, clock.day_of(at)), *more)
    if faults:
        raise refusals.AuthorisationIncomplete(
            missing="；".join(dict.fromkeys(fault.message for fault in faults))
        )


def _make(word: Word, agent: _Agent, step: _Step, given: Given | None) -> str:
    try:
        return _made(word, agent, step, given)
    except IntegrityError:
        # Sent twice at the same moment: the other one was first, and its number is this one's too.
        first = Authorisation.objects.filter(key=step.key).first()
        if first is None:
            raise
        return first.number


@transaction.atomic
def _made(word: Word, agent: _Agent, step: _Step, given: Given | None) -> str:
    known = Authorisation.objects.filter(key=step.key).first()
    if known is not None:
        return known.number
    principal = Party.objects.select_for_update().get(pk=word.principal)
    _not_himself(principal, agent)
    row = Authorisation(
        key=step.key,
        principal=principal,
        kind=agent.kind.value,
        agent_id=agent.person,
        agent_name=agent.name,
        agent_identifier=agent.identifier,
        hall_id=agent.hall,
        window_class=word.scope.window_class,
        bundle=word.scope.bundle,
        since=word.term.since,
        until=word.term.until,
        given=given.value if given else "",
        papers=list(word.papers),
        phase=(Phase.GIVEN if given else Phase.ASKED).value,
        made_by_id=step.actor.person,
        made_at=step.at,
    )
    if given is None:
        _new_code(row, principal, step.at)
    day = clock.day_of(step.at)
    row.number = references.make(references.AUTHORISATION, day, numbers.take(f"authorisation:{day:%Y%m%d}"))
    row.save(force_insert=True)
    Covered.objects.bulk_create(
        Covered(authorisation=row, matter=matter) for matter in dict.fromkeys(word.scope.matters)
    )
    _line(row, step)
    if given is None:
        outbox.put([("assistance.code", {"number": row.number})], step.at)
    elif given is Given.PAPER:
        _tell(row, notices.entered(row), step.at)
    else:
        _tell(row, notices.given(row), step.at)
    return row.number


def _not_himself(principal: Party, agent: _Agent) -> None:
    own = agent.person is not None and principal.people.filter(pk=agent.person).exists()
    if own or (agent.identifier and agent.identifier == principal.identifier):
        raise refusals.ForHimself(agent=agent.name)


def _new_code(row: Authorisation, principal: Party, at: datetime) -> None:
    """A fresh seed. Raises `PhoneNotHis`, `TooManyCodes`."""
    if not principal.phone:
        raise refusals.PhoneNotHis(why="本人没有登记过手机号")
    if principal.verified_by.endswith(ENTERED_BY_AGENT):
        raise refusals.PhoneNotHis(why="这个号码只有代办员自己登记过")
    day = clock.day_of(at)
    sent = Line.objects.filter(
        authorisation__principal=principal, deed=Deed.ASK.value, at__gte=_midnight(day)
    ).count()
    if sent >= rules.CODES_A_DAY:
        raise refusals.TooManyCodes(principal=principal.name, count=str(rules.CODES_A_DAY))
    row.salt, row.code_until, row.tries = secrets.token_hex(16), at + rules.ASKED_FOR, 0


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.DISTRICT)


def resend(number: str, *, actor: Actor, at: datetime, key: str) -> None:
    """Send another code for the same request. Raises as `ask`, and `AuthorisationNotNow`, `NotTheAgent`."""

    def work(row: Authorisation) -> None:
        _new_code(row, row.principal, at)
        outbox.put([("assistance.code", {"number": row.number})], at)

    _as_agent(number, _Step(Deed.ASK, actor, at, key), work, needs=Deed.GIVE)


def confirm(number: str, code: str, *, actor: Actor, at: datetime, key: str) -> None:
    """The principal has told the agent his code.

    Raises `WrongCode`, `CodeDead`, `AuthorisationNotNow`, `NoSuchAuthorisation`.
    """
    wrong: list[Refused] = []

    def work(row: Authorisation) -> None:
        if row.code_until is None or at > row.code_until:
            raise refusals.CodeDead(why=f"超过了{int(rules.ASKED_FOR.total_seconds() // 60)}分钟")
        if row.tries >= rules.TRIES:
            raise refusals.CodeDead(why=f"已经输错{rules.TRIES}次")
        if not constant_time_compare(code_of(row), code):
            row.tries += 1
            wrong.append(refusals.WrongCode(left=str(rules.TRIES - row.tries)))
            return
        _agreed(row, Given.CODE, at)

    _as_agent(number, _Step(Deed.GIVE, actor, at, key, "", Given.CODE.label), work, unless=wrong)
    if wrong:
        # The try is written down before it is told: whoever guesses cannot take it back.
        raise wrong[0]


def agree(number: str, *, actor: Actor, at: datetime, key: str) -> None:
    """The principal agrees in his own account. Raises `NoSuchAuthorisation`, `AuthorisationNotNow`."""
    _as_principal(
        number,
        _Step(Deed.GIVE, actor, at, key, "本人", Given.ACCOUNT.label),
        lambda row: _agreed(row, Given.ACCOUNT, at),
    )


def decline(number: str, *, actor: Actor, at: datetime, key: str) -> None:
    """The principal does not agree. Raises as `agree`."""

    def work(row: Authorisation) -> None:
        row.phase, row.salt, row.code_until = Phase.DECLINED.value, "", None
        outbox.put([("assistance.forget", {"number": row.number})], at)

    _as_principal(number, _Step(Deed.DECLINE, actor, at, key, "本人"), work)


def _agreed(row: Authorisation, given: Given, at: datetime) -> None:
    row.phase, row.given, row.salt, row.code_until = Phase.GIVEN.value, given.value, "", None
    outbox.put([("assistance.forget", {"number": row.number})], at)
    _tell(row, notices.given(row), at)


def revoke(number: str, *, actor: Actor, at: datetime, key: str, words: str = "", shown: str = "") -> None:
    """Take one's word back, at once; or a window takes it down for whoever stands there or calls (then with `words`).

    A window may for what it may read, or by the number of the principal that was `shown` to it.
    Raises `NoSuchAuthorisation`, `AuthorisationNotNow`.
    """

    def work(row: Authorisation) -> None:
        row.phase = Phase.REVOKED.value
        _tell(row, notices.revoked(row), at)

    with_words = words.strip()[:300]
    if with_words and actor.holds(*access.WINDOWS):
        step = _Step(Deed.REVOKE, actor, at, key, access.title(actor), with_words)
        _do(number, step, lambda row: access.takes_down(actor, row, shown), work)
    else:
        _as_principal(number, _Step(Deed.REVOKE, actor, at, key, "本人", with_words), work)


def resign(number: str, words: str, *, actor: Actor, at: datetime, key: str) -> None:
    """The agent lays it down (民法典 Art. 173). Raises as `confirm`."""

    def work(row: Authorisation) -> None:
        row.phase = Phase.RESIGNED.value
        _tell(row, notices.resigned(row), at)

    _as_agent(number, _Step(Deed.RESIGN, actor, at, key, "", words.strip()[:300]), work)


def _as_principal(number: str, step: _Step, work: Callable[[Authorisation], None]) -> None:
    _do(number, step, lambda row: row.principal_id in step.actor.parties, work)


def _as_agent(
    number: str,
    step: _Step,
    work: Callable[[Authorisation], None],
    *,
    needs: Deed | None = None,
    unless: list[Refused] | None = None,
) -> None:
    post = access.post_of(step.actor)
    titled = _Step(step.deed, step.actor, step.at, step.key, step.as_what or post.title, step.words)
    mine = access.of_agent(step.actor)
    _do(
        number,
        titled,
        lambda row: Authorisation.objects.filter(mine, pk=row.pk).exists(),
        work,
        needs=needs,
        unless=unless,
    )


def _do(
    number: str,
    step: _Step,
    may: Callable[[Authorisation], bool],
    work: Callable[[Authorisation], None],
    *,
    needs: Deed | None = None,
    unless: Sequence[Refused] | None = None,
) -> None:
    try:
        _locked(number, step, may, work, needs or step.deed, () if unless is None else unless)
    except (IntegrityError, Refused):
        # Sent twice: the first was carried out, after which it does not stand where this can be done.
        if not Line.objects.filter(key=step.key, deed=step.deed.value).exists():
            raise


@transaction.atomic
def _locked(
    number: str,
    step: _Step,
    may: Callable[[Authorisation], bool],
    work: Callable[[Authorisation], None],
    needs: Deed,
    unless: Sequence[Refused],
) -> None:
    rows = Authorisation.objects.select_related("principal").select_for_update(of=("self",))
    row = rows.filter(number=number).first()
    if row is None or not may(row):
        raise refusals.NoSuchAuthorisation(number=number[:20])
    if needs not in rules.allowed(Phase(row.phase)):
        standing = rules.standing(Phase(row.phase), row.since, row.until, clock.day_of(step.at))
        raise refusals.AuthorisationNotNow(standing=standing.label, deed=step.deed.label)
    work(row)
    row.save()
    if not unless:
        _line(row, step)


def _line(row: Authorisation, step: _Step) -> None:
    Line.objects.create(
        authorisation=row,
        deed=step.deed.value,
        at=step.at,
        person_id=step.actor.person,
        as_what=step.as_what[:60],
        words=step.words,
        key=step.key,
    )


def _tell(row: Authorisation, text: str, at: datetime) -> None:
    outbox.put([("notify", {"party": row.principal_id, "case": "", "text": text})], at)
