"""What a bundle does after the commit: what waited goes on, and one notice is sent instead of many."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from onevisit.bundles import filing, stream
from onevisit.bundles.models import Bundle
from onevisit.casework.applications import hand_in
from onevisit.licences import queries as licences
from onevisit.platform import clock
from onevisit.platform.organs.queries import hall
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import SYSTEM
from onevisit.rules.bundles.portions import Portion
from onevisit.rules.bundles.state import BundleState
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.refused import Refused
from onevisit.rules.matters.vocabulary import Delivery

log = structlog.get_logger()


@outbox.handles("go-on")
def _go_on(payload: Mapping[str, object]) -> None:
    """Hand in the parts that have everything now. Each under a key of its own, so that it happens once."""
    bundle = Bundle.objects.get(number=str(payload["bundle"]))
    state = stream.state_of(bundle)
    what = filing.filing_of(bundle, state)
    if what is None:
        log.error("bundle.erased", bundle=bundle.number)
        return
    waiting = {one.matter: one for one in what.portions}
    for part in state.ready:
        _begin(bundle, state, what, waiting[part.matter])


def _begin(bundle: Bundle, state: BundleState, what: filing.Filing, portion: Portion) -> None:
    issued = {one.giver: licences.of_case(state.parts[one.giver].case) for one in portion.coming}
    made = filing.application(bundle, state, what, filing.completed(portion, issued))
    key = f"bundle/{bundle.number}/{list(state.parts).index(portion.matter)}"
    hall, window = state.accepted_at
    if state.accepted_on is not None:
        # The window looked through everything when it accepted the whole (浙江保障“最多跑一次”规定 Art. 5).
        at_once = filing.with_then(made, (c.Receive(hall, window, portion.sighted), c.Accept()))
        try:
            hand_in(at_once, actor=SYSTEM, at=clock.now(), key=key)
        except Refused as refused:
            log.info("bundle.to-window", bundle=bundle.number, matter=portion.matter, why=refused.code)
        else:
            return
    hand_in(made, actor=SYSTEM, at=clock.now(), key=key)


@outbox.handles("collectable")
def _collectable(payload: Mapping[str, object]) -> None:
    """Everything is there: one notice, one way to fetch it."""
    bundle = Bundle.objects.get(number=str(payload["bundle"]))
    state = stream.state_of(bundle)
    if state.delivery is not Delivery.WINDOW:
        return
    words = f"您办的“{bundle.name}”（{bundle.number}）的结果都办好了，到{_where(bundle, state)}一次领走，带身份证件。"
    outbox.notify(bundle.applicant_id, bundle.number, words)


@outbox.handles("bundle-finished")
def _finished(payload: Mapping[str, object]) -> None:
    bundle = Bundle.objects.get(number=str(payload["bundle"]))
    words = f"您办的“{bundle.name}”（{bundle.number}）全部办完了。请对这次服务评价一次。"
    outbox.notify(bundle.applicant_id, bundle.number, words)


def _where(bundle: Bundle, state: BundleState) -> str:
    """The name of the hall where it lies."""
    found = hall(state.collect_at or bundle.hall_id)
    return found.name if found else "收件大厅"
