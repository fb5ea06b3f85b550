"""20,000 worlds, two at a time: what `make prove` runs. Prints how often the figure was exact, and every fault."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from rules.journeys.proof import EXACT, Verdict, judge, tally
from rules.journeys.worlds import numbered

WORLDS = 20_000
TOGETHER = 100
"""Worlds that are handed to a process at a time."""


def go(number: int) -> tuple[int, Verdict]:
    """Judge the world with this number."""
    try:
        return number, judge(numbered(number))
    except BaseException as fault:
        fault.add_note(f"This was world {number}.")
        raise


def main(arguments: Sequence[str]) -> int:
    """Judge the worlds with these numbers, or all; return 1 if anything was found wrong."""
    numbers = [int(one) for one in arguments] or range(WORLDS)
    started = time.monotonic()
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        counted = tally(pool.map(go, numbers, chunksize=min(TOGETHER, len(numbers))))
    for fault in counted.faults:
        print(f"FAULT {fault}", flush=True)
    minutes = (time.monotonic() - started) / 60
    print(f"{len(numbers)} worlds: {counted.words}, {minutes:.1f} min")
    return 1 if counted.faults or (not arguments and counted.exact < EXACT) else 0
