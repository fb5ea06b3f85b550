"""What was promised for later is handed in once for all parts: one paper, whichever case it comes to first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

import structlog

from onevisit.bundles import filing, stream
from onevisit.bundles.models import Bundle
from onevisit.casework import of_bundle, subscribers
from onevisit.casework.commands import Order, handle
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import SYSTEM
from onevisit.rules.bundles.portions import Portion
from onevisit.rules.bundles.state import BundleState
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.command import Shown
from onevisit.rules.cases.refused import Refused
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Way

log = structlog.get_logger()


@subscribers.on(e.Supplied)
def share(
    case: subscribers.Case, matter: Matter, state: CaseState, event: e.Supplied, at: datetime
) -> subscribers.Errands:
    """What came to one case goes to the others of its bundle that wait for the same."""
    if case.bundle and event.shown:
        came = [one.requirement for one in event.shown]
        yield "share", {"bundle": case.bundle, "matter": matter.key, "came": came, "by": event.by.value}


@outbox.handles("share")
def _share(payload: Mapping[str, object]) -> None:
    bundle = Bundle.objects.get(number=str(payload["bundle"]))
    state = stream.state_of(bundle)
    what = filing.filing_of(bundle, state)
    if what is None:
        return
    matter, by = str(payload["matter"]), Channel(str(payload["by"]))
    given = of_bundle.papers_of(state.parts[matter].case)
    for key in map(str, payload["came"]):  # type: ignore[call-overload]
        shown = given.shown.get(key)
        for other, other_key in others(what.shared, matter, key):
            if shown is not None:
                _hand_on(bundle.number, state, other, replace(shown, requirement=other_key), by)


def others(shared: tuple[tuple[str, ...], ...], matter: str, key: str) -> Iterator[tuple[str, str]]:
    """What is the same paper in the other matters: matter and requirement."""
    for group in shared:
        if f"{matter}.{key}" in group:
            for one in group:
                other, _, other_key = one.partition(".")
                if other != matter:
                    yield other, other_key


def _hand_on(number: str, state: BundleState, matter: str, shown: Shown, by: Channel) -> None:
    case = state.parts[matter].case
    if not case or shown.requirement not in of_bundle.papers_of(case).deferred:
        return
    sighted = (shown.requirement,) if shown.way is Way.ORIGINAL else ()
    order = Order((c.Supply((shown,), sighted=sighted, by=by),), case=case)
    key = f"share/{number}/{list(state.parts).index(matter)}/{shown.requirement}"[:60]
    try:
        handle([order], actor=SYSTEM, at=clock.now(), key=key)
    except Refused as refused:
        # The case has gone on without it: it is asked for there, as its own notice says.
        log.info("bundle.not-shared", bundle=number, case=case, why=refused.code)


def brought(portion: Portion, state: BundleState, shared: tuple[tuple[str, ...], ...]) -> Portion:
    """The portion with what was promised for later and has meanwhile come to another case."""
    shown, later = list(portion.shown), list(portion.later)
    for key in portion.later:
        for other, other_key in others(shared, portion.matter, key):
            case = state.parts[other].case
            given = of_bundle.papers_of(case).shown.get(other_key) if case else None
            if given is not None:
                shown.append(replace(given, requirement=key))
                later.remove(key)
                break
    return replace(portion, shown=tuple(shown), later=tuple(later))
