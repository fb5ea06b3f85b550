"""What cases of a bundle do is written into its stream, in the same transaction: the bundle follows its cases."""

from __future__ import annotations

from collections.abc import Sequence

from onevisit.bundles import notices, stream
from onevisit.bundles.models import Bundle
from onevisit.casework import subscribers
from onevisit.platform import clock
from onevisit.platform.people.actors import SYSTEM
from onevisit.rules.bundles import deciding
from onevisit.rules.bundles import events as b
from onevisit.rules.bundles.state import BundleState, evolve
from onevisit.rules.cases import events as e

MOVING = (
    e.Submitted,
    e.Received,
    e.CorrectionAsked,
    e.Supplied,
    e.Accepted,
    e.Declined,
    e.AcceptanceRevoked,
    e.Withdrawn,
    e.Terminated,
    e.Granted,
    e.Refused,
    e.Issued,
    e.HandedOut,
    e.Closed,
)
"""Events that may bring a case into another phase."""


@subscribers.together(*MOVING)
def follow(lines: Sequence[subscribers.Line]) -> subscribers.Errands:
    """Write down which parts have moved. What was waiting for them goes on after the commit.

    The rows of bundles are locked after their cases and after every counter, and by number, here and everywhere, so
    that no two requests can wait for each other. However many parts move in a transaction, it is told once.
    """
    numbers = sorted({one.case.bundle for one in lines if one.case.bundle})
    if not numbers:
        return
    for bundle in Bundle.objects.select_for_update().filter(number__in=numbers).order_by("number"):
        yield from _follow(bundle, [one for one in lines if one.case.bundle == bundle.number])


def _follow(bundle: Bundle, lines: Sequence[subscribers.Line]) -> subscribers.Errands:
    before, at = stream.state_of(bundle), lines[-1].at
    for text in notices.told(bundle, lines):
        yield "notify", {"party": bundle.applicant_id, "case": bundle.number, "text": text}
    after, found = before, list[b.Event]()
    for line in {one.case.number: one for one in lines}.values():
        moved = line.state.phase, line.state.outcome
        more = deciding.follow(after, line.case.number, line.matter.key, *moved, clock.day_of(line.at))
        found += more
        after = evolved(after, more)
    if not found:
        return
    stream.append(bundle, found, at, SYSTEM)
    yield from consequences(bundle.number, before, after)


def evolved(state: BundleState, events: Sequence[b.Event]) -> BundleState:
    """The state after these events."""
    for event in events:
        state = evolve(state, event)
    return state


def consequences(number: str, before: BundleState, after: BundleState) -> subscribers.Errands:
    """What is to be done after the commit, when a bundle has come from one state into another."""
    if after.ready:
        yield "go-on", {"bundle": number}
    if after.collectable and not before.collectable:
        yield "collectable", {"bundle": number}
    if after.finished_on and not before.finished_on:
        yield "bundle-finished", {"bundle": number}
    dropped = [
        key for key, one in after.parts.items() if one.dropped_for and not before.parts[key].dropped_for
    ]
    if dropped:
        yield "bundle-dropped", {"bundle": number, "matters": dropped}
