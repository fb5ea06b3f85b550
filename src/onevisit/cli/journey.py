"""How often somebody has to come for a matter: computed, with the itinerary that proves it, and why each visit.

Three numbers: with everything in hand (the official definition), with the lawful exceptions (a correction, a hearing),
and from nothing (with every trip for the papers themselves). Each is that of the worst situation that fits --situation.
With --json: `visits` has the three as [lowest, highest] (highest null where no bound was found); `days`, `settled`,
`errands`, `situation`, `witness` and `bounded` are those of the figure in hand, `exceptional` and `from_nothing` have
theirs; `unobtainable` says what nobody can ever get, and the shortest circle that keeps it away.
"""

import argparse
import json
import sys

STANDALONE = True
"""With --pack no settings are needed; without, the catalogue is read after Django was set up."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the matter, whose case it is, where the catalogue is read from, and who reads the answer."""
    from onevisit.cli._catalogue_read import add_source

    parser.add_argument("matter", metavar="MATTER", help="a matter's key or its whole name")
    parser.add_argument(
        "--situation", metavar="K=V", nargs="+", action="extend", default=[], help="answers: question=option"
    )
    parser.add_argument(
        "--licence",
        metavar="KEY",
        nargs="+",
        action="extend",
        default=[],
        help="licence types that are there already",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    add_source(parser)


def run(args: argparse.Namespace) -> int:
    """Print the journey; 2 if what was asked for does not exist."""
    from onevisit.cli._catalogue_read import Unusable, licences_of, matter_of, read_catalogue, situation_of
    from onevisit.cli._itinerary import as_plain, lines
    from onevisit.rules.journeys import figures

    try:
        catalogue = read_catalogue(args)
        matter = matter_of(catalogue, args.matter)
        answers = situation_of(matter, args.situation)
        licences = licences_of(catalogue, args.licence)
    except Unusable as fault:
        print(f"onevisit: {fault}", file=sys.stderr)
        return 2
    found = figures(matter, catalogue, answers, licences)
    if args.json:
        print(json.dumps(as_plain(found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines(found)))
    return 0
