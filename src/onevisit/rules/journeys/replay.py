"""Does a plan that was made as if doing more never hurt hold where papers expire and originals are kept?

What lasts only a while is got as late as it can be, since that costs no visit; and at a counter, what takes something
away is done last. Then every use is looked at: is it there, and is it still good?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onevisit.rules.journeys.days import WEEK, after
from onevisit.rules.journeys.model import EVERY_DAY, Place, PlaceKind
from onevisit.rules.journeys.moves import Entry
from onevisit.rules.journeys.world import Bits, World


def takers_last(firings: Sequence[tuple[Bits, str]]) -> list[tuple[Bits, str]]:
    """What is done at one visit, with what takes something away as late as what follows from it allows."""
    left, ordered = list(firings), []
    while left:
        missing = _missing(left)
        ready = [one for one in left if not one[0].needs & missing]
        gentle = [one for one in ready if not one[0].takes]
        chosen = (gentle or ready or left)[0]
        ordered.append(chosen)
        left.remove(chosen)
    return ordered


def _missing(left: Sequence[tuple[Bits, str]]) -> int:
    """What is still to be given by what has not been done: nothing that needs it can come before."""
    found = 0
    for rule, _ in left:
        found |= rule.gives
    return found


Told = tuple[tuple[int, int], ...]
"""What is announced in a course: all that has to hold for it, and the facts of its outcome."""


def replayed(world: World, entries: list[Entry], told: Told, owed: int, end: int) -> tuple[list[Entry], bool]:
    """The entries with private errands postponed, and whether everything holds. `end` is the last day."""
    if any(one.takes or one.lasts for one in world.organs):
        # What organs do of themselves may happen without being needed, so that the entries do not show all of it.
        return entries, False
    moved = _postponed(world, entries)
    return moved, _holds(world, moved, told, world.goal | owed, end)


def _there(world: World, entry: Entry, day: int) -> int:
    working = world.problem.rules[entry.rule.number].working
    return after(day, entry.rule.wait, working=working)


def _postponed(world: World, entries: list[Entry]) -> list[Entry]:
    """What is got to last a while is got as late as its uses allow: a paper alone, or with all of its visit."""
    moved = list(entries)
    places = {place.key: place for place in world.problem.places}
    last = len(moved)
    while last:
        first = last - 1
        while moved[first].visit and first and moved[first - 1].visit == moved[first].visit:
            first -= 1
        if any(entry.rule.lasts for entry in moved[first:last]):
            day = _latest(world, moved[first:last], moved[last:], places)
            moved[first:last] = [entry._replace(day=day) for entry in moved[first:last]]
        last = first
    return moved


def _latest(world: World, group: list[Entry], later: list[Entry], places: Mapping[str, Place]) -> int:
    """The last day on which all of these can be done, so that each is there when it is first used."""
    found = day = group[0].day
    open_on, first_used = EVERY_DAY, list[tuple[Entry, int]]()
    for entry in group:
        place = places[world.problem.rules[entry.rule.number].place]
        if place.kind is PlaceKind.COUNTER:
            open_on &= place.weekdays
        uses = [one.day for one in later if one.rule.needs & entry.rule.gives]
        heard = any(one.after & entry.rule.gives for one in world.announcements)
        if heard or (entry.rule.lasts and not uses):
            return found
        if uses:
            first_used.append((entry, min(uses)))
    while all(_there(world, entry, day + 1) <= used for entry, used in first_used):
        day += 1
        if day % WEEK + 1 in open_on:
            found = day
    return found


def _holds(world: World, entries: list[Entry], told: Told, wanted: int, end: int) -> bool:
    """Whether on its day each entry has what it needs, and in the end everything wanted is there together."""
    given = 0
    for entry in entries:
        if entry.rule.gives & given & world.passing:
            # Got twice: what is there when is then no matter of the first time.
            return False
        given |= entry.rule.gives
    have: dict[int, _Span] = dict.fromkeys(_bits(world.start), (0, None))
    silent = list(told)
    for entry in sorted(entries, key=lambda one: one.day):
        _announce(have, silent, entry.day)
        if not all(_good(have.get(bit), entry.day) for bit in _bits(entry.rule.needs)):
            return False
        for bit in _bits(entry.rule.takes):
            have.pop(bit, None)
        there = _there(world, entry, entry.day)
        until = there + entry.rule.lasts if entry.rule.lasts else None
        for bit in _bits(entry.rule.gives):
            since, end_of_it = have.get(bit, (there, until))
            # What is there for good stays there, and since the first time.
            have[bit] = (min(since, there), None) if end_of_it is None else (there, until)
    _announce(have, silent, end)
    return all(_good(have.get(bit), end) for bit in _bits(wanted))


def _announce(have: dict[int, _Span], silent: list[tuple[int, int]], day: int) -> None:
    """Let everything be announced whose time has come, as far as what it follows upon still holds on this day."""
    for each in [one for one in silent if all(_good(have.get(bit), day) for bit in _bits(one[0]))]:
        silent.remove(each)
        for bit in _bits(each[1]):
            have[bit] = (day, None)


_Span = tuple[int, int | None]
"""The first day on which something is there, and the last; None where it has no end."""


def _good(span: _Span | None, day: int) -> bool:
    return span is not None and span[0] <= day and (span[1] is None or day <= span[1])


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        found.append(mask & -mask)
        mask &= mask - 1
    return found
