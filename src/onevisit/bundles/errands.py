"""What a bundle does after the commit: what waited goes on, and one notice is sent instead of many."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from django.db import transaction

from onevisit.bundles import filing, sharing, stream
from onevisit.bundles.following import consequences
from onevisit.bundles.models import Bundle
from onevisit.casework.applications import hand_in
from onevisit.catalogue import bundles as catalogue
from onevisit.catalogue.versions import version
from onevisit.licences import queries as licences
from onevisit.platform import clock
from onevisit.platform.organs.queries import hall
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import SYSTEM
from onevisit.rules.bundles import deciding
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
        try:
            _begin(bundle, state, what, waiting[part.matter])
        except Refused as refused:
            # The law has come between (he was barred, a licence is in force no more): the others go on, he is told.
            log.info("bundle.given-up", bundle=bundle.number, matter=part.matter, why=refused.code)
            article = f"（{refused.basis.cite()}）" if refused.basis else ""
            _give_up(bundle.number, part.matter, refused.said(refused.what) + article)


def _give_up(number: str, matter: str, why: str) -> None:
    with transaction.atomic():
        bundle = Bundle.objects.select_for_update().get(number=number)
        before, at = stream.state_of(bundle), clock.now()
        events = deciding.give_up(before, [matter], why, clock.day_of(at))
        if events:
            after = stream.append(bundle, events, at, SYSTEM)
            outbox.put(consequences(number, before, after), at)


def _begin(bundle: Bundle, state: BundleState, what: filing.Filing, portion: Portion) -> None:
    issued = {one.giver: licences.of_case(state.parts[one.giver].case) for one in portion.coming}
    matter = version(portion.matter, portion.version).matter
    names = {one.key: one.name for one in matter.requirements}
    brought = sharing.brought(portion, state, what.shared)
    made = filing.application(bundle, state, what, filing.completed(brought, issued, names))
    key = f"bundle/{bundle.number}/{list(state.parts).index(portion.matter)}"
    hall, window = state.accepted_at
    sighted = _sighted(bundle, state, portion)
    if state.accepted_on is not None:
        # The window looked through everything when it accepted the whole (浙江保障“最多跑一次”规定 Art. 5).
        at_once = filing.with_then(made, (c.Receive(hall, window, sighted), c.Accept()))
        try:
            hand_in(at_once, actor=SYSTEM, at=clock.now(), key=key)
        except Refused as refused:
            log.info("bundle.to-window", bundle=bundle.number, matter=portion.matter, why=refused.code)
        else:
            return
    hand_in(made, actor=SYSTEM, at=clock.now(), key=key)


def _sighted(bundle: Bundle, state: BundleState, portion: Portion) -> tuple[str, ...]:
    """What of this part the window has compared: at its own table, or as the same paper of another part."""
    shown, seen = {one.requirement for one in portion.shown}, set(portion.sighted)
    if state.sighted:
        parts = [(one.matter, one.version) for one in state.parts.values()]
        for group in catalogue.as_it_was(bundle.key, parts).requirements:
            if any(str(ref) in state.sighted for ref in group.refs):
                seen |= {ref.key for ref in group.refs if ref.matter == portion.matter}
    return tuple(sorted(seen & shown))


@outbox.handles("bundle-dropped")
def _dropped(payload: Mapping[str, object]) -> None:
    """Say once, for each part that will not begin, which it is and why."""
    bundle = Bundle.objects.select_related("applicant").get(number=str(payload["bundle"]))
    state = stream.state_of(bundle)
    matters = payload["matters"]
    if not isinstance(matters, list):
        raise TypeError(f"matters: {matters!r}")
    for part in (state.parts[str(key)] for key in matters):
        why = part.dropped_why or f"它要用的“{state.parts[part.dropped_for].name}”没有办成"
        about = f"您办的“{bundle.name}”（{bundle.number}）里，“{part.name}”不再办理：{why}。"
        words = f"{about}其余部分照常办理；条件具备后可以另行申请。"
        outbox.notify(bundle.applicant_id, bundle.number, words)


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
