"""From the values of the capabilities to what the API answers: chosen field by field, so that nothing slips out."""

from __future__ import annotations

from dataclasses import asdict

from onevisit.api import schemas
from onevisit.casework.case_view import CaseView
from onevisit.catalogue.queries import Guide, Itinerary, Leg, MatterCard
from onevisit.rules.cases.clocks import Clock, ClockKind
from onevisit.rules.cases.phases import FINISHED, Phase
from onevisit.rules.cases.procedure import status_code
from onevisit.rules.journeys import Catalogue, Interval, figures
from onevisit.rules.matters.vocabulary import Channel, Delivery

_CLOCK_OF = {
    Phase.SUBMITTED: ClockKind.ACCEPTANCE,
    Phase.RECEIVED: ClockKind.ACCEPTANCE,
    Phase.CORRECTING: ClockKind.CORRECTION,
    Phase.ACCEPTED: ClockKind.PROMISED,
}
"""Which clock matters in which phase; in every other that is still open it is that of delivery."""


def matter_out(card: MatterCard) -> schemas.MatterOut:
    """A matter in a list."""
    return schemas.MatterOut.model_validate(card)


def guide_out(guide: Guide) -> schemas.GuideOut:
    """A guide."""
    matter = guide.matter
    values = {name: getattr(guide, name) for name in schemas.GuideOut.model_fields if hasattr(guide, name)}
    return schemas.GuideOut.model_validate(
        values
        | {
            "matter": guide.card,
            "basic_code": matter.codes.basic,
            "basic_code_is_test": matter.codes.test,
            "window_class": matter.window_class.value,
            "conditions": matter.conditions,
            "journey": _journey_out(guide),
            "most_visits": guide.journeys.most,
            "visits": _visits_out(guide),
            "in_hand": _way_out(guide.journeys.in_hand),
            "from_nothing": _way_out(guide.journeys.from_nothing),
            "licences": [one.key for one in guide.journeys.counted],
            "licences_useful": [one.key for one in guide.journeys.useful],
        }
    )


def _journey_out(guide: Guide) -> schemas.JourneyOut:
    channel, delivery = _easiest(guide)
    way = guide.journeys.in_hand
    steps = [schemas.StepOut.model_validate(leg.step) for leg in way.legs]
    return schemas.JourneyOut(visits=_at_most(way.visits), channel=channel, delivery=delivery, steps=steps)


def _visits_out(guide: Guide) -> schemas.VisitsOut:
    found = guide.journeys
    return schemas.VisitsOut(
        in_hand=_ends(found.in_hand.visits),
        exceptional=_ends(found.exceptional),
        from_nothing=_ends(found.from_nothing.visits),
    )


def _way_out(way: Itinerary) -> schemas.WayOut:
    return schemas.WayOut(
        visits=_ends(way.visits),
        days=way.days,
        settled=way.settled,
        errands=way.errands,
        situation=dict(way.situation),
        witness=[_witness_out(leg) for leg in way.legs],
        unobtainable=list(way.stuck),
    )


def _witness_out(leg: Leg) -> schemas.WitnessStepOut:
    values = asdict(leg.step) | {"laws": leg.laws, "earliest": leg.earliest}
    return schemas.WitnessStepOut.model_validate(values)


def _ends(visits: Interval) -> list[int | None]:
    return [visits.low, visits.high]


def _at_most(visits: Interval) -> int:
    return visits.low if visits.high is None else visits.high


def _easiest(guide: Guide) -> tuple[Channel, Delivery]:
    """The first way to apply and to receive with which it takes no more visits than it has to."""
    matter = guide.matter
    offered = dict.fromkeys(way for result in matter.results for way in result.delivery)
    pairs = [(channel, delivery) for channel in matter.channels for delivery in offered]
    for channel, delivery in pairs:
        course = figures(matter, Catalogue(), guide.answers, channel=channel, delivery=delivery)
        if course.gate == guide.journeys.in_hand.visits.high:
            return channel, delivery
    return pairs[0]


def case_out(view: CaseView) -> schemas.CaseOut:
    """How far a case is, for whoever holds its code: nothing of the applicant, and nobody of the staff."""
    phase = view.state.phase
    return schemas.CaseOut(
        number=view.number,
        matter=view.version.matter.key,
        matter_name=view.version.matter.name,
        organ_name=view.organ.name,
        phase=phase.value,
        phase_label=phase.label,
        phase_code=status_code(view.state),
        tasks=[
            schemas.TaskOut(
                what=one.kind.label, until=one.until, otherwise=one.otherwise, basis=one.basis.cite()
            )
            for one in view.courses.tasks
        ],
        due=None if phase in FINISHED or phase is Phase.CLOSED else _due(view),
        timeline=[schemas.TimelineOut(at=step.at, label=step.label) for step in view.timeline],
    )


def _due(view: CaseView) -> schemas.DueOut | None:
    kind = _CLOCK_OF.get(view.state.phase, ClockKind.DELIVERY)
    clock = next((one for one in view.clocks if one.kind is kind), None)
    return _due_out(clock) if clock else None


def _due_out(clock: Clock) -> schemas.DueOut:
    reading = clock.reading
    return schemas.DueOut(
        name=clock.name,
        on=reading.due,
        left=reading.left,
        paused=reading.paused,
        overdue=reading.overdue,
        final=reading.final,
        provisional=reading.provisional,
        steps=[
            schemas.DueStepOut(text=step.text, on=step.on, basis=step.basis.cite() if step.basis else "")
            for step in reading.steps
        ],
    )
