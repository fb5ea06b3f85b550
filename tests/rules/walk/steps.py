"""What has to hold of every step."""

from __future__ import annotations

from collections.abc import Iterator

from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.courses import LicenceAct, Standing
from onevisit.rules.cases.evolve import evolve
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.procedure import duties
from rules.walk.days import ONE, this_or_next, workdays_after
from rules.walk.moves import Move
from rules.walk.papers import RECEIPT
from rules.walk.road import Road
from rules.walk.shapes import REVIEWS, Shape
from rules.walk.timing import told_days
from rules.walk.walk import Place


def at_step(shape: Shape, before: Place | None, after: Place, move: Move | None) -> Iterator[str]:
    """What is wrong with a step; `move` is None for time."""
    if move is not None and move.never:
        yield f"never lawful, yet admitted: {move.words}"
    if move is not None and isinstance(move.commands[-1], c.Redate) and after.events:
        yield "the calendar is the same, yet a told day moved"
    if before is not None:
        yield from _dates(before, after)
        yield from _after_the_end(before, after)
        for event in after.events:
            yield from _event(shape, before, after, event)
    yield from _documents(after)
    if after.events and after.road.accepted is not None and after.road.stopped is None:
        yield from told_days(shape, after)


def _dates(before: Place, after: Place) -> Iterator[str]:
    for event in after.events:
        if event.on > after.today:
            yield f"an event of the future: {type(event).__name__} on {event.on}"
        if event.on < before.state.submitted_on:
            yield f"an event before the application: {type(event).__name__} on {event.on}"
    road = after.road
    if road.accepted and road.decided and road.decided < road.accepted:
        yield f"decided before it was accepted: {road.decided}, accepted {road.accepted}"


def _after_the_end(before: Place, after: Place) -> Iterator[str]:
    phase = before.state.phase
    lawful: tuple[type[e.Event], ...] = (e.Rated, e.Closed, e.DocumentIssued, e.DocumentsRendered)
    if phase is Phase.DECLINED:
        lawful = (*lawful, e.HandedOver, e.TakenOver)
    if phase in (Phase.HANDED_OUT, Phase.CLOSED):
        lawful = (*lawful, e.CommitmentChecked, e.CreditRepaired, e.LicenceActed, e.Supplied, e.Rendered)
    if phase is Phase.HANDED_OUT:
        lawful = (*lawful, e.Returned)
    if phase.finished or phase is Phase.CLOSED:
        for event in after.events:
            if not isinstance(event, lawful):
                yield f"{type(event).__name__} after the end"
    if before.road.closed is not None and after.state.phase is not Phase.CLOSED:
        yield "a closed file was opened again"


def _event(shape: Shape, before: Place, after: Place, event: e.Event) -> Iterator[str]:
    road = before.road
    match event:
        case e.CorrectionAsked() if road.corrections:
            yield "a second correction"
        case e.CorrectionAsked() if road.accepted is not None:
            yield "a correction after acceptance"
        case e.Supplied():
            yield from _supplied(road, event)
        case e.Granted(by_silence=False) | e.Refused():
            yield from may_not_decide(shape, before, after, granting=isinstance(event, e.Granted))
        case e.Issued() if not road.granted:
            yield "a result without a grant"
        case e.Extended() if road.extended is not None:
            yield "a second extension"
        case e.Closed():
            yield from _closed(shape, before, after)
        case e.Accepted():
            yield from _accepted(before, after, event)
        case e.HearingHeld() | e.LicenceActed():
            yield from _later(before, after, event)


def _later(before: Place, after: Place, event: e.HearingHeld | e.LicenceActed) -> Iterator[str]:
    road = before.road
    match event:
        case e.HearingHeld():
            called = road.hearing_called
            if called is None:
                yield "a hearing that was not called"
            elif workdays_after(called[0], 8) > after.today:
                yield f"a hearing with less than seven days' notice: called on {called[0]}"
        case e.LicenceActed():
            was, now = before.state.standing, after.state.standing
            if (was, event.act, now) not in STANDINGS:
                yield f"a licence became {now} from {was} by {event.act}"


STANDINGS = {
    (Standing.IN_FORCE, LicenceAct.SUSPEND, Standing.SUSPENDED),
    (Standing.SUSPENDED, LicenceAct.REINSTATE, Standing.IN_FORCE),
    *((since, LicenceAct.REVOKE, Standing.REVOKED) for since in (Standing.IN_FORCE, Standing.SUSPENDED)),
    *((since, LicenceAct.RECALL, Standing.RECALLED) for since in (Standing.IN_FORCE, Standing.SUSPENDED)),
    *(
        (since, LicenceAct.CANCEL, Standing.CANCELLED)
        for since in Standing
        if since is not Standing.CANCELLED
    ),
}
"""行政许可法 Art. 69 and 70, 行政处罚法 Art. 9: the third follows from the first by the second, and nothing else."""


def _supplied(road: Road, event: e.Supplied) -> Iterator[str]:
    came = {one.requirement for one in event.shown} | set(event.sighted)
    if road.decided is not None:
        if not came <= set(road.faulty) or event.fields or event.later:
            yield f"taken in after the decision without being demanded: {came}"
    elif road.accepted is not None and (not came <= set(road.late) or event.fields or event.later):
        yield f"taken in after acceptance without being deferred: {came}"


def _closed(shape: Shape, before: Place, after: Place) -> Iterator[str]:
    state = before.state
    for event in after.events:
        if isinstance(event, e.Closed) and (duties(shape.matter, state) or not state.phase.finished):
            yield f"closed too early: {state.phase.value}, {[duty.key for duty in duties(shape.matter, state)]}"
        state = evolve(state, event)


def _accepted(before: Place, after: Place, event: e.Accepted) -> Iterator[str]:
    road, state = before.road, before.state
    # Acceptance by silence becomes known on the day after the five: whoever is told then has not lost time before.
    known = workdays_after(road.complete, 5) + ONE if event.by_silence else after.today
    for name, until in event.deferred.items():
        if until < known:
            yield f"deferred to a day that was over before it was told: {name} by {until}, known on {known}"
    if event.by_silence:
        if event.on != road.complete:
            yield f"accepted by silence on {event.on}, but everything was there on {road.complete}"
        return
    shown = {one.requirement for one in state.shown if one.requirement != "paper"} | set(state.sighted)
    if not {"main"} <= shown:
        yield "accepted without the main material"


def may_not_decide(shape: Shape, before: Place, after: Place, *, granting: bool) -> Iterator[str]:
    """Why nobody may decide now: written from standards 3.1 (Art. 36, 45–48), without a look at `deciding`."""
    road, today, courses = before.road, after.today, shape.matter.courses
    opinions = {**road.opinions, **after.road.opinions}
    if road.specials:
        yield "decided while a special procedure was open"
    if road.hearing_open:
        yield "decided while a hearing was open"
    wanted = {one.key for one in shape.matter.stages if one.kind in REVIEWS}
    if wanted - set(opinions):
        yield f"decided while a review was open: {sorted(wanted - set(opinions))}"
    if courses.hearing is not None and road.held is None:
        yield "decided without the hearing that the law demands"
    for name, told in (("the applicant", road.told), ("others", road.others)):
        mine = name == "the applicant"
        heard = road.held is not None and told is not None and road.held >= told[0]
        if told and not heard and not (mine and road.waived) and today <= this_or_next(told[1]):
            yield f"decided while {name} could still ask for a hearing"
    if not granting:
        return
    if courses.interested is not None and road.others is None:
        yield "granted without telling the interested parties"
    if road.late:
        yield f"granted while something deferred was missing: {sorted(road.late)}"
    if not all(passed for passed, _ in opinions.values()):
        yield "granted against an organ's opinion"


def _documents(after: Place) -> Iterator[str]:
    """Every document that the law demands has been issued on this road, and none of a decision that was not made."""
    needed, found = after.road.needed, after.road.papers
    for paper, number in (needed - found).items():
        yield f"not issued: {paper} ({number})"
    for paper, number in (found - needed).items():
        # A receipt is given for everything that comes in, and once for what was received.
        if paper != RECEIPT:
            yield f"issued without a reason: {paper} ({number})"
    hearing = after.state.hearing
    if hearing is not None and hearing.told_on is not None and not found["hearing-right"]:
        yield "the applicant counts as told of his right to a hearing, but no paper told him"
    for document in after.state.documents:
        if not document.organ:
            yield f"a document of nobody: {document.kind}"
