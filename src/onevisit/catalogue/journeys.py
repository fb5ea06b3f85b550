"""How often somebody has to come for a matter in force: in his situation, and with the licences that he has already.

The numbers are computed by `rules.journeys` and never typed. What was computed is kept beside the shelf that it was
computed from, as plain values: another version of any matter makes another shelf, which starts with nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from weakref import WeakKeyDictionary

from onevisit.catalogue.shelf import Shelf
from onevisit.rules.journeys import Figure, Figures, Interval, Step, answered, figures, holds, unknown, worst
from onevisit.rules.journeys import loop_of as loop
from onevisit.rules.journeys.levers.candidates import needed_first
from onevisit.rules.journeys.situations import costs_nothing
from onevisit.rules.matters.conditions import Answers
from onevisit.rules.matters.definition import Matter, Presence, Requirement
from onevisit.rules.matters.vocabulary import Means, Moment, StageKind

_MOST = 512
"""Situations kept of one shelf, those last asked for. Each is a few kilobytes of text."""


@dataclass(frozen=True)
class LicenceName:
    """A licence type as an applicant may have it."""

    key: str
    name: str


@dataclass(frozen=True)
class Leg:
    """One step of an itinerary, with what only the catalogue knows of it.

    `of` names what the step is for, where that is another thing that has to be got first; "" for the matter itself.
    `laws` are the articles that ask for the applicant's body at this visit. `earliest` says that the authority fixes
    the day of it, so that `step.day` is the first on which it can be.
    """

    step: Step
    of: str = ""
    laws: tuple[str, ...] = ()
    earliest: bool = False


@dataclass(frozen=True)
class Itinerary:
    """One number with the way it is made of: see `rules.journeys.Figure` for `days`, `settled` and `errands`.

    `situation` is the one that it was found in: what was answered, and the costliest of what was not. `stuck` says why
    nobody gets through, in sentences; then there are no legs, and the number says nothing.
    """

    visits: Interval
    days: int
    settled: int
    errands: int
    situation: Mapping[str, str]
    legs: tuple[Leg, ...]
    stuck: tuple[str, ...] = ()

    @property
    def above_one(self) -> bool:
        """Whether more than one visit is needed, or may be: then nobody is promised 最多跑一次."""
        return bool(self.stuck) or self.visits.high is None or self.visits.high > 1


@dataclass(frozen=True)
class Journeys:
    """The figures of a matter for one applicant: with every paper in hand, by exception, and from nothing.

    `most` is what he comes to who chooses the window although he need not. `counted` are the licences that he has and
    that were reckoned with, `useful` those that would change the way from nothing, `concern` every type that could.
    """

    in_hand: Itinerary
    exceptional: Interval
    from_nothing: Itinerary
    most: int
    counted: tuple[LicenceName, ...]
    useful: tuple[LicenceName, ...]
    concern: frozenset[str]


_Key = tuple[str, tuple[tuple[str, str], ...], frozenset[str]]
_kept: WeakKeyDictionary[Shelf, OrderedDict[_Key, Journeys]] = WeakKeyDictionary()
_lock = Lock()


def journeys_of(
    here: Shelf, key: str, answers: Answers | None = None, licences: frozenset[str] = frozenset()
) -> Journeys:
    """The journeys of a matter of this shelf; KeyError for one that is not on it. No statement.

    An answer to what is not asked and a licence that changes nothing do not count.
    """
    matter = here.by_key[key].matter
    concern = _concern(matter, here)
    known = answered(matter, answers or {})
    asked: _Key = (key, tuple(sorted(known.items())), licences & concern)
    with _lock:
        kept = _kept.setdefault(here, OrderedDict())
        if asked in kept:
            kept.move_to_end(asked)
            return kept[asked]
    # Computed without the lock: two who ask for the same at once compute it twice, and nobody waits for another.
    found = _journeys(here, matter, known, licences & concern, concern)
    with _lock:
        kept[asked] = found
        while len(kept) > _MOST:
            kept.popitem(last=False)
    return found


def _journeys(
    here: Shelf, matter: Matter, known: Answers, licences: frozenset[str], concern: frozenset[str]
) -> Journeys:
    found = figures(matter, here.catalogue, known, licences)
    from_nothing = _itinerary(found, found.from_nothing)
    return Journeys(
        in_hand=_itinerary(found, found.in_hand),
        exceptional=found.exceptional.visits,
        from_nothing=from_nothing,
        most=worst(matter, known).visits,
        counted=_named(here, sorted(licences)),
        useful=_named(here, _useful(here, found, from_nothing, concern - licences)),
        concern=concern,
    )


def _itinerary(found: Figures, figure: Figure) -> Itinerary:
    circle = loop(figure.problem) if figure.missing else None
    stuck = (circle.words,) if circle is not None else tuple(f"拿不到“{one}”" for one in figure.missing)
    legs = (
        () if stuck else _accepted_first(found.matter, [_leg(found, figure, step) for step in figure.steps])
    )
    return Itinerary(
        figure.visits, figure.days, figure.settled, figure.errands, dict(figure.answers), legs, stuck
    )


def _accepted_first(matter: Matter, legs: Sequence[Leg]) -> tuple[Leg, ...]:
    """The stages of acceptance before the visits during the review: whoever is asked to come then was accepted."""
    kinds = {one.key: one.kind for one in matter.stages}
    early = [one for one in legs if {kinds.get(each) for each in one.step.stages} == {StageKind.ACCEPT}]
    at = next((number for number, one in enumerate(legs) if one.earliest and not one.of), len(legs))
    late = [one for one in early if one in legs[at:]]
    day = legs[at].step.day if late else 0
    moved = [replace(one, step=replace(one.step, day=min(one.step.day, day))) for one in late]
    return (*legs[:at], *moved, *(one for one in legs[at:] if one not in late))


def _leg(found: Figures, figure: Figure, step: Step) -> Leg:
    """A step, told for what it is: the words that name the other matter stand apart from it."""
    of = ""
    if step.matter != found.matter.key:
        other = found.catalogue.matters.get(step.matter)
        of = other.name if other else found.catalogue.licence_name(step.matter)
    told = replace(step, text=step.text.removeprefix(f"先办“{of}”："))
    acts = tuple(_acts(found, figure, step.visit)) if step.visit else ()
    laws = (one.basis.cite() for one in acts if one.basis and one.means == (Means.IN_PERSON,))
    return Leg(told, of, tuple(dict.fromkeys(laws)), any(one.at is Moment.REVIEW for one in acts))


def _acts(found: Figures, figure: Figure, visit: int) -> Iterator[Presence]:
    """The acts of a visit that need the applicant's body."""
    done = {key.split("@")[0] for move in figure.solution.moves if move.visit == visit for key in move.rules}
    for matter in (found.matter, *found.catalogue.matters.values()):
        for number, one in enumerate(matter.presences):
            if f"{matter.key}:act:{number}" in done:
                done.discard(f"{matter.key}:act:{number}")
                yield one


def _concern(matter: Matter, here: Shelf) -> frozenset[str]:
    """Every licence that may be asked for on the way, and that not everybody has from the start."""
    every = {
        evidence.licence
        for one in needed_first(matter, here.catalogue)
        for requirement in one.requirements
        for evidence in requirement.evidence
        if evidence.licence
    }
    return frozenset(every) - _given(matter, here)


def _given(matter: Matter, here: Shelf) -> frozenset[str]:
    concern = matter.courses.concerns
    return here.catalogue.held_by(matter) | ({concern.licence} if concern is not None else frozenset())


def _useful(here: Shelf, found: Figures, way: Itinerary, concern: frozenset[str]) -> list[str]:
    """The licences that are got on this way, or would save a step of it; in the order in which they are asked for."""
    if not any(one.of or one.step.place == "errand" for one in way.legs) and not way.visits.high:
        return []
    on_it = dict.fromkeys((found.matter.key, *(one.step.matter for one in way.legs)))
    wanted: dict[str, None] = {}
    for key in on_it:
        if key in concern:
            wanted[key] = None  # A licence of somebody outside the catalogue is a step of its own.
        matter = here.catalogue.matters.get(key)
        for one in matter.requirements if matter else ():
            if one.required and not costs_nothing(one) and _asked(one, found, matter):
                wanted |= dict.fromkeys(each.licence for each in one.evidence if each.licence in concern)
    return list(wanted)


def _asked(one: Requirement, found: Figures, matter: Matter | None) -> bool:
    """Whether a requirement can apply: of the matter itself in this situation, of another in any."""
    if matter is not found.matter:
        return True
    return holds(one.when, found.answers, unknown(found.matter, found.answers)) is not False


def _named(here: Shelf, keys: list[str]) -> tuple[LicenceName, ...]:
    return tuple(LicenceName(key, here.catalogue.licence_name(key)) for key in keys)
