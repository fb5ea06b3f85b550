"""Play the demonstration: the last working days of business, through the real commands, into an empty database."""

import argparse
import sys
import time
from datetime import date
from pathlib import Path

PACK = Path("districts") / "boshan"
LINES = 5  # lines of progress where nobody watches a terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take how many days and cases, until when, and the seed of chance."""
    parser.add_argument("--days", type=int, default=30, help="working days to play (default: 30)")
    parser.add_argument("--until", type=date.fromisoformat, help="the last day, YYYY-MM-DD (default: today)")
    parser.add_argument("--cases", type=int, default=700, help="about how many cases (default: 700)")
    parser.add_argument("--seed", type=int, help="the same seed plays the same (default: 20170724)")
    parser.add_argument("--pack", type=Path, help=f"the pack that was loaded (default: {PACK})")


def run(args: argparse.Namespace) -> int:
    """Play; 1 if it cannot be played, and then nothing was written."""
    from onevisit.catalogue.pack_files import check_folder
    from onevisit.demo.play import SEED, CannotPlay, play
    from onevisit.demo.show import open_doors, summary
    from onevisit.platform import clock

    folder = args.pack or (PACK if PACK.is_dir() else Path(__file__).parents[3] / PACK)
    checked = check_folder(folder)
    if not checked.ok:
        print(f"{folder} 不是一个完整的区县目录，请用 --pack 指明载入过的目录。", file=sys.stderr)
        return 1
    try:
        played = play(
            checked.pack,
            days=args.days,
            until=args.until or clock.today(),
            cases=args.cases,
            seed=SEED if args.seed is None else args.seed,
            progress=_Bar(),
        )
    except CannotPlay as fault:
        print(f"onevisit play: {fault}", file=sys.stderr)
        return 1
    open_doors(checked.pack, played)
    print(summary(played))
    return 0


class _Bar:
    """A bar on a terminal; a few lines where the output goes to a file."""

    WIDTH = 32
    PAUSE = 0.1  # seconds between two pictures

    def __init__(self) -> None:
        self._drawn, self._line = 0.0, -1

    def __call__(self, share: float, day: str) -> None:
        if not sys.stderr.isatty():
            line = int(share * LINES)
            if line > self._line:
                self._line = line
                print(f"  {share:4.0%}  {day}", file=sys.stderr, flush=True)
            return
        if share < 1 and time.monotonic() - self._drawn < self.PAUSE:
            return
        self._drawn = time.monotonic()
        full = int(share * self.WIDTH)
        bar = "█" * full + "·" * (self.WIDTH - full)
        print(f"\r  {bar} {share:4.0%}  {day}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)
