"""Single levers over a whole catalogue, ranked by what they would save in a year.

What one organ would do once is one lever here: sharing a paper helps every matter that asks for it, moving windows
into the hall helps all that are done there. `savings` is what one case would save and depends on the catalogue alone;
`ranked` weighs it with the cases of a year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.journeys.levers import candidates
from onevisit.rules.journeys.levers.lever import Lever, LeverKind, bundled, pulled
from onevisit.rules.journeys.matters.figures import Figure, Figures, figures
from onevisit.rules.matters.definition import Matter


@dataclass(frozen=True)
class Relief:
    """What one case of a matter would save: visits and days, in hand and from nothing.

    Days are negative where the way with fewer visits takes longer.
    """

    visits: int = 0
    days: int = 0
    visits_from_nothing: int = 0
    days_from_nothing: int = 0


NO_RELIEF = Relief()


@dataclass(frozen=True)
class Saving:
    """What one lever would save in each case. `each` are the matters that it helps, with what a case of them saves.

    `by` is the organ that would have to do it: its key, or the name of one outside the district. `levers` are the
    changes that it consists of.
    """

    words: str
    kind: LeverKind
    by: str
    levers: tuple[Lever, ...]
    each: Mapping[str, Relief]

    @property
    def lawful(self) -> bool:
        """Whether no article has to be changed first."""
        return all(lever.lawful for lever in self.levers)


@dataclass(frozen=True)
class Gain:
    """What one lever would save in a year. `matters` are those that it helps, `levers` the changes it consists of.

    `visits` and `days` are saved by the cases counted in `volumes`: in hand, and from nothing. `by` is as in `Saving`.
    """

    words: str
    kind: LeverKind
    levers: tuple[Lever, ...]
    matters: tuple[str, ...]
    visits: int
    days: int
    visits_from_nothing: int
    days_from_nothing: int
    lawful: bool
    by: str

    @property
    def rank(self) -> tuple[int, ...]:
        """The most first: visits of everybody, then visits for the papers, then days."""
        return -self.visits, -self.visits_from_nothing, -self.days, -self.days_from_nothing


def ranking(catalogue: Catalogue, volumes: Mapping[str, int]) -> tuple[Gain, ...]:
    """Every single lever that saves something, by what it saves. `volumes` are cases of a year by matter."""
    return ranked(savings(catalogue), volumes)


def ranked(found: Iterable[Saving], volumes: Mapping[str, int]) -> tuple[Gain, ...]:
    """The same of savings that are known already. What no case of the year would have used is left out."""
    gains = (_gain(one, volumes) for one in found)
    return tuple(sorted((gain for gain in gains if any(gain.rank)), key=lambda gain: (gain.rank, gain.words)))


def savings(catalogue: Catalogue) -> tuple[Saving, ...]:
    """Every single lever that would save somebody a visit or a day; the same one of several matters is one."""
    before = {key: figures(matter, catalogue) for key, matter in catalogue.matters.items()}
    needing = _needing(catalogue)
    found = (
        Saving(words, levers[0].kind, by, levers, _each(levers, catalogue, before, needing))
        for (words, by), levers in _single(catalogue).items()
    )
    return tuple(one for one in found if one.each)


def _single(catalogue: Catalogue) -> Mapping[tuple[str, str], tuple[Lever, ...]]:
    """The levers that are one to who would pull them, by their words and their organ."""
    found: dict[tuple[str, str], dict[Lever, None]] = defaultdict(dict)
    for matter in catalogue.matters.values():
        own = [one for one in candidates.from_nothing(matter, catalogue) if one.matter == matter.key]
        for lever in own:
            found[_whose(lever, matter, catalogue)][lever] = None
    return {whose: tuple(levers) for whose, levers in found.items()}


def _whose(lever: Lever, matter: Matter, catalogue: Catalogue) -> tuple[str, str]:
    if lever.kind is LeverKind.INTO_HALL:
        return f"{catalogue.organ_name(lever.what)}的窗口进大厅", lever.what
    if lever.kind is LeverKind.SHARE:
        one = matter.requirement(lever.what)
        if one is not None:
            return f"{catalogue.organ_name(one.issued_by)}共享“{one.name}”", one.issued_by
    if lever.kind is LeverKind.REMOTE:
        # Who verifies on line at all does so for everybody who comes for the matter.
        return candidates.remote_words(matter, matter.presences[int(lever.what)], apart=False), matter.organ
    return lever.words, matter.organ


def _needing(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Matter → the matters that need it first, and itself."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, matter in catalogue.matters.items():
        for one in candidates.needed_first(matter, catalogue):
            found[one.key].append(key)
    return {key: tuple(each) for key, each in found.items()}


def _each(
    levers: tuple[Lever, ...],
    catalogue: Catalogue,
    before: Mapping[str, Figures],
    needing: Mapping[str, tuple[str, ...]],
) -> Mapping[str, Relief]:
    changed, together = pulled(catalogue, levers), bundled(levers)
    own = {lever.matter for lever in levers if lever.kind is not LeverKind.BUNDLE}
    found: dict[str, Relief] = {}
    for key in sorted({key for lever in levers for key in _touched(lever, needing)}):
        after = figures(changed.matters[key], changed, together=together)
        # With every paper in hand only a matter's own definition counts.
        in_hand = _saved(before[key].in_hand, after.in_hand) if key in own else (0, 0)
        relief = Relief(*in_hand, *_saved(before[key].from_nothing, after.from_nothing))
        if relief != NO_RELIEF:
            found[key] = relief
    return found


def _touched(lever: Lever, needing: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    return (lever.matter,) if lever.kind is LeverKind.BUNDLE else needing.get(lever.matter, ())


def _saved(before: Figure, after: Figure) -> tuple[int, int]:
    """Visits and days saved; nothing can be said where one of them has no number.

    A lever offers a way and takes none away, so that who would fare worse with it does as before.
    """
    if before.visits.high is None or after.visits.high is None:
        return 0, 0
    saved = before.visits.high - after.visits.high, before.days - after.days
    return max(saved, (0, 0))


def _gain(saving: Saving, volumes: Mapping[str, int]) -> Gain:
    each = [(volumes.get(key, 0), relief) for key, relief in saving.each.items()]
    return Gain(
        saving.words,
        saving.kind,
        saving.levers,
        tuple(saving.each),
        sum(number * one.visits for number, one in each),
        sum(number * one.days for number, one in each),
        sum(number * one.visits_from_nothing for number, one in each),
        sum(number * one.days_from_nothing for number, one in each),
        saving.lawful,
        saving.by,
    )
