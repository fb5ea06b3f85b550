"""Single levers over a whole catalogue, ranked by what they would save in a year.

What one organ would do once is one lever here: sharing a paper helps every matter that asks for it, moving windows
into the hall helps all that are done there.
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
class Gain:
    """What one lever would save. `matters` are those that it helps, `levers` the changes that it consists of.

    `visits` and `days` are saved in a year by the cases counted in `volumes`: in hand, and from nothing.
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

    @property
    def rank(self) -> tuple[int, ...]:
        """The most first: visits of everybody, then visits for the papers, then days."""
        return -self.visits, -self.visits_from_nothing, -self.days, -self.days_from_nothing


def ranking(catalogue: Catalogue, volumes: Mapping[str, int]) -> tuple[Gain, ...]:
    """Every single lever that saves something, by what it saves. `volumes` are cases of a year by matter."""
    here = {key: figures(matter, catalogue) for key, matter in catalogue.matters.items()}
    needing = _needing(catalogue)
    gains = (
        _gain(words, levers, catalogue, volumes, here, needing)
        for words, levers in _single(catalogue).items()
    )
    return tuple(sorted((gain for gain in gains if any(gain.rank)), key=lambda gain: (gain.rank, gain.words)))


def _single(catalogue: Catalogue) -> Mapping[str, tuple[Lever, ...]]:
    found: dict[str, dict[Lever, None]] = defaultdict(dict)
    for matter in catalogue.matters.values():
        own = [one for one in candidates.from_nothing(matter, catalogue) if one.matter == matter.key]
        for lever in own:
            found[_words(lever, matter, catalogue)][lever] = None
    return {words: tuple(levers) for words, levers in found.items()}


def _words(lever: Lever, matter: Matter, catalogue: Catalogue) -> str:
    if lever.kind is LeverKind.INTO_HALL:
        return f"{catalogue.organ_name(lever.what)}的窗口进大厅"
    if lever.kind is LeverKind.SHARE:
        one = matter.requirement(lever.what)
        if one is not None:
            return f"{catalogue.organ_name(one.issued_by)}共享“{one.name}”"
    return lever.words


def _needing(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Matter → the matters that need it first, and itself."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, matter in catalogue.matters.items():
        for one in candidates.needed_first(matter, catalogue):
            found[one.key].append(key)
    return {key: tuple(each) for key, each in found.items()}


def _gain(
    words: str,
    levers: tuple[Lever, ...],
    catalogue: Catalogue,
    volumes: Mapping[str, int],
    before: Mapping[str, Figures],
    needing: Mapping[str, tuple[str, ...]],
) -> Gain:
    changed, together = pulled(catalogue, levers), bundled(levers)
    saved = [0, 0, 0, 0]
    helped: list[str] = []
    touched = {key for lever in levers for key in _touched(lever, needing)}
    for key in sorted(touched):
        after = figures(changed.matters[key], changed, together=together)
        number = volumes.get(key, 0)
        delta = (
            *_delta(before[key].in_hand, after.in_hand),
            *_delta(before[key].from_nothing, after.from_nothing),
        )
        if any(delta):
            helped.append(key)
        saved = [have + number * more for have, more in zip(saved, delta, strict=True)]
    return Gain(
        words,
        levers[0].kind,
        levers,
        tuple(helped),
        saved[0],
        saved[1],
        saved[2],
        saved[3],
        all(lever.lawful for lever in levers),
    )


def _touched(lever: Lever, needing: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    return (lever.matter,) if lever.kind is LeverKind.BUNDLE else needing.get(lever.matter, ())


def _delta(before: Figure, after: Figure) -> tuple[int, int]:
    """Visits and days saved; nothing can be said where one of them has no number."""
    if before.missing or after.missing or before.visits.high is None or after.visits.high is None:
        return 0, 0
    return before.visits.high - after.visits.high, before.days - after.days
