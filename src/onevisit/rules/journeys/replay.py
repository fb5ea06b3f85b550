"""Does a plan that was made as if doing more never hurt hold where papers expire and originals are kept?

What is got at home or from somebody private is got as late as it can be, since that costs no visit; and at a counter,
what takes something away is done last. Then every use is looked at: is it there, and is it still good?
"""

from __future__ import annotations

from collections.abc import Sequence

from onevisit.rules.journeys.days import after
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


def replayed(world: World, entries: list[Entry], owed: int, end: int) -> tuple[list[Entry], bool]:
    """The entries with private errands postponed, and whether everything holds. `end` is the last day."""
    if any(one.takes or one.lasts for one in world.organs):
        # What organs do of themselves may happen without being needed, so that the entries do not show all of it.
        return entries, False
    moved = _postponed(world, entries)
    return moved, _holds(world, moved, world.goal | owed, end)


def _there(world: World, entry: Entry, day: int) -> int:
    working = world.problem.rules[entry.rule.number].working
    return after(day, entry.rule.wait, working=working)


def _postponed(world: World, entries: list[Entry]) -> list[Entry]:
    moved = list(entries)
    for at in reversed(range(len(moved))):
        entry = moved[at]
        if not entry.rule.lasts or entry.visit:
            continue
        uses = [one.day for one in moved[at + 1 :] if one.rule.needs & entry.rule.gives]
        day = entry.day
        while uses and _there(world, entry, day + 1) <= min(uses):
            day += 1
        moved[at] = entry._replace(day=day)
    return moved


def _holds(world: World, entries: list[Entry], wanted: int, end: int) -> bool:
    """Whether on its day each entry has what it needs, and in the end everything wanted is there together."""
    order = sorted(range(len(entries)), key=lambda at: (entries[at].day, at))
    have: dict[int, tuple[int, int | None]] = {}
    for bit in _bits(world.start):
        have[bit] = (0, None)
    said = 0
    for one in world.announcements:
        for outcome in one.outcomes:
            said |= outcome
    for at in order:
        entry = entries[at]
        if not all(_good(have.get(bit), entry.day) for bit in _bits(entry.rule.needs & ~said)):
            return False
        for bit in _bits(entry.rule.takes):
            have.pop(bit, None)
        there = _there(world, entry, entry.day)
        until = there + entry.rule.lasts if entry.rule.lasts else None
        for bit in _bits(entry.rule.gives):
            have[bit] = (there, until)
    return all(_good(have.get(bit), end) for bit in _bits(wanted & ~said))


def _good(span: tuple[int, int | None] | None, day: int) -> bool:
    return span is not None and span[0] <= day and (span[1] is None or day <= span[1])


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        found.append(mask & -mask)
        mask &= mask - 1
    return found
