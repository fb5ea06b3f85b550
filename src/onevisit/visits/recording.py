"""How an appearance comes into the register: in the same transaction as the event that it follows from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onevisit.casework import subscribers
from onevisit.exchange.enclosed import arrived, enclosed
from onevisit.platform import clock
from onevisit.platform.people.actors import ActorKind
from onevisit.rules.appearances import KINDS, Post, Sight, read
from onevisit.rules.cases import events as e
from onevisit.visits.models import Appearance

ENDS: tuple[type[e.Event], ...] = (
    e.HandedOut,
    e.Declined,
    e.Withdrawn,
    e.AcceptanceRevoked,
    e.Terminated,
    e.Returned,
)
"""After these the case is finished, or is not any more."""

WEIGH = "weigh-visits"


@subscribers.together(*dict.fromkeys((*KINDS, *ENDS)))
def record(lines: Sequence[subscribers.Line]) -> subscribers.Errands:
    """Write down who was there, in one statement for the whole transaction; what it comes to is worked out later.

    One statement more where originals were looked at of somebody who did not apply just now: they may have come by
    post. What nobody is told of (a look at originals alone) is counted with the next step, so that it costs no errand.
    """
    rows = appearances(lines)
    if rows:
        Appearance.objects.bulk_create(rows)
    seen = {(row.case_id, row.seq) for row in rows}
    weighty = [
        one
        for one in lines
        if isinstance(one.event, (e.Submitted, *ENDS))
        or ((one.case.pk, one.seq) in seen and not isinstance(one.event, e.Received))
    ]
    last = {one.case.pk: one for one in weighty}
    return [(WEIGH, facts(one)) for one in last.values()]


def appearances(lines: Sequence[subscribers.Line]) -> list[Appearance]:
    """The rows that follow from these events."""
    applied = {(one.case.pk, one.at) for one in lines if isinstance(one.event, e.Submitted)}
    shown = {
        one.case.number
        for one in lines
        if isinstance(one.event, (e.Received, e.Supplied))
        and one.event.sighted
        and (one.case.pk, one.at) not in applied
    }
    parcels = arrived(shown)
    found = []
    for line in lines:
        post = Post(
            str(line.by.get("role", "")),
            str(line.by.get("hall", "")),
            enclosed(parcels.get(line.case.number, ()), line.at),
            line.by["kind"] == ActorKind.SYSTEM,
        )
        sight = read(line.event, line.matter, line.state, post)
        if sight is not None:
            found.append(_row(line, sight))
    return found


def _row(line: subscribers.Line, sight: Sight) -> Appearance:
    case = line.case
    return Appearance(
        case=case,
        bundle=case.bundle,
        party_id=case.applicant_id,
        hall_id=None if sight.place else sight.hall or case.hall_id,
        place=sight.place[:100],
        at=line.at,
        day=clock.day_of(line.at),
        purpose=sight.purpose.value,
        required=sight.required,
        cause=sight.cause.value,
        foreseen=sight.foreseen,
        why=sight.why[:300],
        seq=line.seq,
    )


def facts(line: subscribers.Line) -> Mapping[str, object]:
    """What has to be known of a case to say what it was promised: told with the errand, so that nobody looks it up."""
    case, state = line.case, line.state
    return {
        "case": case.pk,
        "number": case.number,
        "bundle": case.bundle,
        "seq": line.seq,
        "name": case.matter_name,
        "matter": case.matter,
        "version": case.version,
        "organ": case.organ_id,
        "hall": case.hall_id,
        "answers": dict(state.answers),
        "channel": state.channel.value,
        "delivery": state.delivery.value,
        "finished_on": state.finished_on.isoformat() if state.finished_on else "",
    }
