"""A bundle from its submission to the hands of its applicant, by the commands that the doors send."""

from __future__ import annotations

from datetime import datetime

from bundles.test_the_pack import handed_in, open_parts
from factories import bundles as bundle
from factories import cases as make
from onevisit.casework import of_bundle
from onevisit.casework.commands import Order, handle
from onevisit.platform import clock
from onevisit.platform.people.actors import SYSTEM
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Phase
from onevisit.rules.matters.vocabulary import Delivery

__all__ = ["fetched", "handed_in", "issued"]


def issued(number: str) -> datetime:
    """Every part decided by its organ, one after the other as they can begin. Returns when the last one was."""
    while matters := open_parts(number):
        for matter in matters:
            bundle.issue(number, [matter], make.latest(bundle.case(number, matter)))
        bundle.go_on(latest(number))
    return latest(number)


def latest(number: str) -> datetime:
    return max(make.latest(one.number) for one in of_bundle.parts_of([number]))


def fetched(number: str, at: datetime) -> None:
    """What is downloaded is, and everything else is handed over in one act at one window."""
    ready = [one.number for one in of_bundle.parts_of([number]) if one.phase is Phase.ISSUED]
    for case in ready:
        for one in make.now(case).results:
            make.do(case, SYSTEM, c.Render(one.result, "f" * 64), at=at)
    electronic = [case for case in ready if make.now(case).delivery is Delivery.ELECTRONIC]
    for case in electronic:
        if make.now(case).phase is Phase.ISSUED:
            make.do(case, SYSTEM, c.HandOut(Delivery.ELECTRONIC), at=at)
    left = [case for case in ready if case not in electronic]
    if left:
        actor, post = make.hands_out_at("district-hall", at)
        over = c.HandOut(Delivery.WINDOW, post.hall, post.window, make.words("示例·甲 签收"))
        with clock.at(at):
            handle([Order((over,), case=case) for case in left], actor=actor, at=at, key=make.key())
