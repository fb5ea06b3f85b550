"""What cases of a bundle do is written into its stream, in the same transaction: the bundle follows its cases."""

from __future__ import annotations

from datetime import datetime

from onevisit.bundles import stream
from onevisit.bundles.models import Bundle
from onevisit.casework import subscribers
from onevisit.platform import clock
from onevisit.platform.people.actors import SYSTEM
from onevisit.rules.bundles import deciding
from onevisit.rules.cases import events as e
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter

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


@subscribers.on(*MOVING)
def follow(
    case: subscribers.Case, matter: Matter, state: CaseState, event: e.Event, at: datetime
) -> subscribers.Errands:
    """Write down that a part has moved. What was waiting for it goes on after the commit.

    The bundle's row is locked after its cases and after every counter, here and everywhere, so that no two requests
    can wait for each other.
    """
    if not case.bundle:
        return
    bundle = Bundle.objects.select_for_update().get(number=case.bundle)
    before = stream.state_of(bundle)
    found = deciding.follow(before, case.number, matter.key, state.phase, state.outcome, clock.day_of(at))
    if not found:
        return
    after = stream.append(bundle, found, at, SYSTEM)
    if after.ready:
        yield "go-on", {"bundle": bundle.number}
    if after.collectable and not before.collectable:
        yield "collectable", {"bundle": bundle.number}
    if after.finished_on and not before.finished_on:
        yield "bundle-finished", {"bundle": bundle.number}
