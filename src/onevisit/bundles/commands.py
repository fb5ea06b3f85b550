"""What may be done with a bundle as a whole. Each is one transaction over the bundle and its cases.

Rows are locked in one order everywhere: counters of bundles, cases, counters of cases, bundles.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from onevisit.bundles import access, filing, stream
from onevisit.bundles.filing import Filing
from onevisit.bundles.following import consequences
from onevisit.bundles.models import Bundle, Content, Event
from onevisit.casework import numbers, of_bundle
from onevisit.casework.applications import Application, hand_in_all
from onevisit.casework.commands import Order, handle
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import Actor
from onevisit.rules.bundles import deciding
from onevisit.rules.bundles import events as e
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.bundles.portions import HandedIn, Portion, check_later, portions, shared
from onevisit.rules.bundles.refusals import CannotJoin
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents, text
from onevisit.rules.cases.phases import Phase, RatingLevel
from onevisit.rules.identifiers import bundle_no, query_code
from onevisit.rules.journeys import journey
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel

WITHDRAWN = "申请人撤回了申请"


@dataclass(frozen=True)
class Submission:
    """Everything that is handed in at once, in the words of the composite. `window` is "" for what comes by line.

    `asked` are the questions with their answers in words, `agent` who stands there for the applicant.
    """

    composite: Composite
    handed_in: HandedIn
    party: int
    channel: Channel
    hall: str
    town: str = ""
    collect_at: str = ""
    post_address: str = ""
    window: str = ""
    asked: tuple[tuple[str, str], ...] = ()
    agent: dict[str, str] | None = None
    pledge: Contents | None = None


def hand_in(
    given: Submission, *, actor: Actor, at: datetime, key: str, accept: bool = False, receive: bool = False
) -> str:
    """一口提交: make the bundle and the cases of all parts that can begin. Returns its number.

    `receive` and `accept` are what a window does at once with everything that lies on its table, in one act. Raises a
    `Refused` of any of its cases; then nothing is written. `key` sent again is answered with the first number.
    """
    done = _done(key)
    if done:
        return done
    try:
        with transaction.atomic():
            return _hand_in(given, actor, at, key, accept=accept, receive=receive)
    except IntegrityError:
        # Sent twice at the same moment: the other one was first, and its bundle is this one's too.
        done = _done(key)
        if not done:
            raise
        return done


def _done(key: str) -> str:
    row = Event.objects.filter(key=key).select_related("bundle").only("bundle__number").first()
    return row.bundle.number if row else ""


def _hand_in(given: Submission, actor: Actor, at: datetime, key: str, *, accept: bool, receive: bool) -> str:
    day = clock.day_of(at)
    parts = portions(given.composite, given.handed_in)
    if not parts:
        raise CannotJoin.gone(())
    # What begins later is looked at now: nobody is told after weeks that a line was left empty.
    signed = given.pledge is not None
    check_later(given.composite, parts, channel=given.channel, town=given.town, signed=signed, today=day)
    what = Filing(
        parts,
        given.asked,
        given.post_address,
        given.agent,
        {name: str(value) for name, value in given.pledge.data.items()} if given.pledge else None,
        shared(given.composite, parts),
    )
    contents = what.contents()
    bundle = _row(given, parts, day, actor, at)
    event = e.HandedIn(
        day,
        tuple(e.PartRow(one.matter, one.version, one.name, one.after) for one in parts),
        given.channel,
        given.handed_in.delivery,
        contents.ref,
        given.hall,
        bundle.key,
        given.town,
        given.collect_at,
    )
    post = access.at_counter(actor, bundle)
    state = stream.append(bundle, [event], at, actor, post, key)
    Content.objects.create(ref=contents.ref, bundle=bundle, body=contents.body)
    first = [one for one in parts if not one.after]
    made: list[Application] = []
    for one in first:
        then = _at_window(given.hall, given.window, one, accept=accept) if accept or receive else ()
        made.append(filing.with_then(filing.application(bundle, state, what, one), then))
    hand_in_all(made, actor=actor, at=at, key=key)
    if accept:
        sighted = tuple(f"{one.matter}.{key}" for one in parts for key in one.sighted)
        _accepted(bundle.number, [one.matter for one in first], given, sighted, actor, at)
    return bundle.number


def _row(given: Submission, parts: Sequence[Portion], day: date, actor: Actor, at: datetime) -> Bundle:
    bundle = given.composite.bundle
    asked = given.composite.within(given.handed_in.answers)
    return Bundle(
        number=str(bundle_no.make_bundle_no(day, numbers.take(f"bundle:{day:%Y%m%d}"))),
        query_code=query_code.make(secrets.token_bytes(query_code.ENTROPY_BYTES)),
        key="" if bundle.key.startswith("@") else bundle.key,
        name=bundle.name,
        window_class=bundle.window_class.value,
        applicant_id=given.party,
        submitted_by_id=actor.person,
        hall_id=given.hall,
        channel=given.channel.value,
        handed_in_on=day,
        visits=_visits(asked, given),
        promised_days=asked.limits.promised.length,
        last_seq=0,
        last_hash="",
        last_at=at,
    )


def _visits(asked: Matter, given: Submission) -> int:
    """How often one has to come for exactly this, once for all parts: what was promised on this day."""
    answers, delivery = given.handed_in.answers, given.handed_in.delivery
    return journey(asked, answers, delivery=delivery, channel=given.channel).visits


def _at_window(hall: str, window: str, portion: Portion, *, accept: bool) -> tuple[c.Command, ...]:
    receive = c.Receive(hall, window, portion.sighted)
    return (receive, c.Accept()) if accept else (receive,)


def _accepted(
    number: str,
    matters: Sequence[str],
    given: Submission,
    sighted: tuple[str, ...],
    actor: Actor,
    at: datetime,
) -> None:
    """Write down the one act, after its cases: the bundle is locked last."""
    bundle = Bundle.objects.select_for_update().get(number=number)
    event = e.Accepted(clock.day_of(at), tuple(matters), given.hall, given.window, sighted)
    stream.append(bundle, [event], at, actor, access.at_counter(actor, bundle))


def accept(
    number: str,
    *,
    actor: Actor,
    at: datetime,
    key: str,
    window: str,
    seen: int | None = None,
    sighted: Sequence[str] = (),
) -> None:
    """受理 in one act of everything that was handed in by line or post and waits at this window.

    `sighted` are requirements as `matter.key` whose originals were compared. Raises a `Refused`; then none is accepted.
    `key` sent again does nothing.
    """
    bundle = access.for_counter(actor, number)
    if _done(f"accept/{key}"):
        return
    state = stream.state_of(bundle)
    if seen is not None:
        deciding.unmoved(bundle.last_seq, seen)
    waiting = deciding.acceptable(state)
    (event,) = deciding.accept(state, clock.day_of(at), bundle.hall_id, window, tuple(sighted))
    orders = []
    for matter in waiting:
        part = state.parts[matter]
        own = tuple(one.partition(".")[2] for one in sighted if one.partition(".")[0] == matter)
        receive = (c.Receive(bundle.hall_id, window, own),) if part.phase is Phase.SUBMITTED or own else ()
        orders.append(Order((*receive, c.Accept()), case=part.case))
    with transaction.atomic():
        handle(orders, actor=actor, at=at, key=key)
        locked = Bundle.objects.select_for_update().get(number=number)
        if not Event.objects.filter(key=f"accept/{key}").exists():
            stream.append(locked, [event], at, actor, access.at_counter(actor, locked), f"accept/{key}")


def rate(
    number: str,
    level: RatingLevel,
    *,
    actor: Actor,
    at: datetime,
    key: str,
    via: str,
    options: tuple[str, ...] = (),
    comment: str = "",
) -> None:
    """一次评价 for the whole. Raises a `Refused`. `key` sent again does nothing.

    It is one rating: the stream of the bundle has it. Each case that is not closed notes whose rating it shares
    (`about`), so that each organ reads it; the figures count it once (一事一评, `supervision.figures`).
    """
    bundle = access.own(actor, number)
    if _done(f"rate/{key}"):
        return
    (event,) = deciding.rate(stream.state_of(bundle), level, clock.day_of(at))
    parts = of_bundle.parts_of([number])
    orders = [
        Order((c.Rate(level, via, options, _comment(comment), {"bundle": number}),), case=one.number)
        for one in parts
        if one.phase is Phase.HANDED_OUT
    ]
    with transaction.atomic():
        if orders:
            handle(orders, actor=actor, at=at, key=key)
        locked = Bundle.objects.select_for_update().get(number=number)
        if _done(f"rate/{key}"):
            return
        deciding.rate(stream.state_of(locked), level, clock.day_of(at))
        stream.append(locked, [event], at, actor, None, f"rate/{key}")


def _comment(words: str) -> Contents | None:
    """What was said, once for each case, because each is erased by itself."""
    return text(words, secrets.token_hex(16)) if words else None


def withdraw(number: str, *, actor: Actor, at: datetime, key: str, reason: str) -> None:
    """撤回 of the whole, as far as it has not been decided: what has not begun falls away.

    Raises a `Refused`, `NoSuchBundle` among them. `key` sent again does nothing.
    """
    bundle = access.own(actor, number)
    if _done(f"withdraw/{key}") or of_bundle.done(key):
        return
    orders = [
        Order((c.Withdraw(text(reason, secrets.token_hex(16))),), case=case)
        for case in deciding.withdrawable(stream.state_of(bundle))
    ]
    with transaction.atomic():
        if orders:
            handle(orders, actor=actor, at=at, key=key)
        locked = Bundle.objects.select_for_update().get(number=number)
        before = stream.state_of(locked)
        events = deciding.give_up(before, list(before.parts), WITHDRAWN, clock.day_of(at))
        if events:
            after = stream.append(locked, events, at, actor, None, f"withdraw/{key}")
            outbox.put(consequences(number, before, after), at)
