"""What casework does after the commit, and its regular rounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import structlog

from onevisit.casework import collection_book, commands, erasure, recalendar, reminders, sealing, subscribers
from onevisit.casework.models import Case
from onevisit.casework.notices import TOLD, notice, said_of_the_whole
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.outbox.worker import every
from onevisit.platform.people.actors import SYSTEM
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.codec import Corrupt
from onevisit.rules.cases.evolve import BrokenLog
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.refusals import NotNow
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Delivery
from onevisit.rules.record.canonical import NotCanonical

log = structlog.get_logger()

SWEEP_BATCH = 500


@subscribers.on(*TOLD)
def tell_applicant(
    case: Case, matter: Matter, state: CaseState, event: e.Event, at: datetime
) -> subscribers.Errands:
    """Every step that matters to the applicant is told to him; once for all cases of a bundle, by the bundle."""
    if case.bundle and said_of_the_whole(event):
        return
    text = notice(case, matter, state, event)
    if text:
        yield "notify", {"party": case.applicant_id, "case": case.number, "text": text}


@subscribers.on(e.Rendered, e.Refused, e.DeliveryChanged)
def deliver_electronically(
    case: Case, matter: Matter, state: CaseState, event: e.Event, at: datetime
) -> subscribers.Errands:
    """Who chose to download has his result as soon as the last printed form exists, and a refusal at once."""
    complete = all(one.result in state.rendered for one in state.results)
    decided = state.phase in (Phase.ISSUED, Phase.REFUSED)
    if state.delivery is Delivery.ELECTRONIC and complete and decided and state.handed_out_on is None:
        yield "deliver", {"case": case.number}


@outbox.handles("notify")
def _notify(payload: Mapping[str, object]) -> None:
    outbox.notify(int(str(payload["party"])), str(payload["case"]), str(payload["text"]))


@outbox.handles("lies-ready")
def _lies_ready(payload: Mapping[str, object]) -> None:
    collection_book.tell(str(payload["case"]), str(payload.get("since", "")))


@outbox.handles("deliver")
def _deliver(payload: Mapping[str, object]) -> None:
    number = str(payload["case"])
    order = commands.Order((c.HandOut(Delivery.ELECTRONIC),), case=number)
    try:
        commands.handle([order], actor=SYSTEM, at=clock.now(), key=f"deliver/{number}")
    except NotNow:
        # A window was quicker: it is in his hands, which is all that this errand was for.
        log.info("deliver.overtaken", case=number)


@every(60, "seal")
def seal_round() -> int:
    """Seal what was written in the last minute."""
    return sealing.seal(clock.now())


@every(60, "sweep")
def sweep_round() -> int:
    """Let time pass in every case that has something due: an indexed list, however many cases are open."""
    swept, broken = 0, set[str]()
    while numbers := _lapsing(broken):
        for number in numbers:
            swept += _let_pass(number, broken)
    return swept


def _let_pass(number: str, broken: set[str]) -> bool:
    """One case of a round. One whose record cannot be read must not keep time from passing in all others."""
    try:
        return commands.let_time_pass(number, clock.now()) is not None
    except (Corrupt, BrokenLog, NotCanonical) as fault:
        log.error("sweep.broken", case=number, fault=str(fault))
        broken.add(number)
        return False


@every(60, "calendar")
def calendar_round() -> int:
    """Work out again what is open when the calendar has changed; nothing to do on every other day."""
    brought, broken = 0, set[str]()
    while numbers := recalendar.behind(SWEEP_BATCH, broken):
        for number in numbers:
            _let_pass(number, broken)
        brought += len(set(numbers) - broken)
    return brought


@every(60 * 60, "reminders")
def reminders_round() -> int:
    """Remind applicants of what they have to do."""
    return reminders.remind(clock.now())


@every(60 * 60, "uncollected")
def uncollected_round() -> int:
    """Remind of results that nobody has fetched."""
    collection_book.catch_up()
    return collection_book.remind(clock.now())


@every(24 * 60 * 60, "abandoned drafts")
def drafts_round() -> int:
    """Erase drafts that nobody came back to."""
    return erasure.erase_abandoned_drafts(clock.now())


def _lapsing(broken: set[str]) -> list[str]:
    due = Case.objects.filter(lapses_on__lte=clock.today()).order_by("lapses_on")
    if broken:
        due = due.exclude(number__in=broken)
    return list(due.values_list("number", flat=True)[:SWEEP_BATCH])
