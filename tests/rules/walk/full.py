"""All shapes, two at a time: what `make prove` runs. Prints the numbers, and every fault with its road."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from rules.walk.properties import Proof
from rules.walk.shapes import Shape, of_the_pack, written
from rules.walk.walk import walk

LIMIT = 100_000
"""No shape has more places than this: a walk that has passed it will not end."""


def go(shape: Shape) -> tuple[str, int, int, list[str]]:
    """Walk one shape: its name, how many places and moves, and what was found wrong."""
    done = walk(shape, Proof(), limit=LIMIT)
    return shape.name, len(done.places), done.tried, done.faults


def main(names: Sequence[str]) -> int:
    """Walk the shapes named, or all; return 1 if anything was found wrong."""
    shapes = [one for one in (*written(), *of_the_pack()) if not names or one.name in names]
    started, places, moves, wrong = time.monotonic(), 0, 0, 0
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        for name, here, tried, faults in pool.map(go, shapes):
            places, moves, wrong = places + here, moves + tried, wrong + len(faults)
            print(f"{'FAULT' if faults else 'ok   '} {name}: {here} states, {tried} moves", flush=True)
            for fault in faults:
                print(fault, flush=True)
    minutes = (time.monotonic() - started) / 60
    print(f"{len(shapes)} shapes, {places} states, {moves} moves, {wrong} faults, {minutes:.1f} min")
    return 1 if wrong or not shapes else 0
