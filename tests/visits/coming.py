"""People who come to a window, and what is written down of it, for the tests about visits."""

from __future__ import annotations

import secrets
from datetime import datetime

from factories import cases as make
from factories.matters import A_HASH, delivery_for, form_for, matters, shown_for, situations
from onevisit.casework.commands import Order, handle
from onevisit.casework.intake import NewCase
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import Actor
from onevisit.rules.appearances import Cause, Purpose, Verdict
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way
from onevisit.visits import commands
from onevisit.visits.commands import Correction, Seen
from onevisit.visits.models import Appearance


def weighed(at: datetime = make.NOON) -> None:
    """Let the worker do what is due."""
    with clock.at(at):
        while outbox.run_next(but=("render", "documents")):
            pass


def clerk(matter: str = "dig-road", at: datetime = make.NOON) -> Actor:
    """Somebody at a window of the district's hall that takes this matter in."""
    return make.staff(Role.CLERK, hall=make.main_hall(), takes=matters()[matter].window_class.value, at=at)


def at_window(
    matter: str = "dig-road",
    *,
    at: datetime = make.NOON,
    delivery: Delivery | None = None,
    accept: bool = True,
) -> str:
    """Handed in, received and perhaps accepted at a window of the district's hall."""
    (done,) = handle(
        [order(matter, at=at, delivery=delivery, accept=accept)],
        actor=clerk(matter, at),
        at=at,
        key=make.key(),
    )
    return done.number


def order(
    matter: str,
    *,
    at: datetime = make.NOON,
    delivery: Delivery | None = None,
    accept: bool = True,
    bundle: str = "",
) -> Order:
    """An application at a window of the district's hall, with every original seen."""
    definition = matters()[matter]
    answers = next(situations(definition))
    shown = shown_for(definition, answers)
    post = clerk(matter, at).posts[0]
    party = make.applicant(at=at)[1]
    contents = Contents(
        "application",
        {"applicant": {"name": "示例·甲"}, "form": form_for(definition, answers), "post_address": ""},
        secrets.token_hex(16),
    )
    submit = c.Submit(
        contents,
        Channel.WINDOW,
        answers,
        shown,
        delivery or delivery_for(definition),
        "chishang",
        post.hall,
    )
    receive = c.Receive(post.hall, post.window, tuple(one.requirement for one in shown))
    new = NewCase(matter, 1, party, post.hall, "chishang", None, Channel.WINDOW.value, bundle)
    return Order((submit, receive, c.Accept()) if accept else (submit, receive), new=new)


def brought(
    number: str, *keys: str, at: datetime, by: Channel = Channel.WINDOW, actor: Actor | None = None
) -> None:
    """What was lacking is brought, or what is open in the correction."""
    state, matter = make.now(number), make.matter_of(number)
    about = keys or tuple(one.about for one in state.correction.open) if state.correction else keys
    shown, sighted = [], []
    for key in about:
        requirement = matter.requirement(key)
        assert requirement is not None
        way = requirement.evidence[0].way
        shown.append(c.Shown(key, way, () if way in (Way.FORM, Way.ORIGINAL) else (A_HASH,)))
        if way is Way.ORIGINAL:
            sighted.append(key)
    make.do(
        number,
        actor or clerk(matter.key, at),
        c.Supply(tuple(shown), sighted=tuple(sighted), by=by),
        at=at,
    )


def collected(number: str, at: datetime, way: Delivery = Delivery.WINDOW) -> None:
    """Handed over at a window, or sent."""
    actor, post = make.hands_out_at(make.now(number).hall or make.main_hall(), at)
    make.do(number, actor, c.HandOut(way, post.hall, post.window, make.words("示例·甲 签收")), at=at)


def inquiry() -> Actor:
    """Somebody of the inquiry office."""
    return make.staff(Role.INQUIRY)


def sent_away(number: str, *, actor: Actor | None = None, at: datetime = make.NOON) -> None:
    """The clerk writes down that he was sent away."""
    seen = Seen(number, at, Purpose.OTHER, Cause.AGENCY, "系统故障，没有办成，请他改日再来")
    commands.record(seen, actor=actor or clerk(make.matter_of(number).key, at), at=at, key=make.key())


def filled() -> str:
    """A case with something in every table of the register."""
    number = at_window()
    sent_away(number, at=make.later(1))
    weighed(make.later(1))
    row = Appearance.objects.order_by("-id")[0]
    correction = Correction(row.pk, Purpose.SIGN, required=True, cause=Cause.AGENCY, reason="核对了监控")
    judge = inquiry()
    commands.reclassify(correction, actor=judge, at=make.later(1), seen=0, key=make.key())
    commands.find(
        number, Verdict.AGENCY, "窗口系统故障", actor=judge, at=make.later(1), seen=2, key=make.key()
    )
    return number
