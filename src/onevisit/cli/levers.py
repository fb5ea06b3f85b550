"""What would have to change for fewer visits: of one matter, or over the whole catalogue.

With MATTER: the smallest sets of up to three changes for at most one visit, and for none, with everything in hand and
from nothing. Without: every single change that saves something, the most first, by what it would have saved in the
last twelve months: its visits and days times the cases of the matters that it helps. A pack's folder has no cases: with
--pack each matter counts as one case. With --json the same as plain data.
"""

import argparse
import json
import sys

STANDALONE = True
"""With --pack no settings are needed; without, the catalogue is read after Django was set up."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the matter, if one is meant, where the catalogue is read from, and who reads the answer."""
    from onevisit.cli._catalogue_read import add_source

    parser.add_argument(
        "matter", metavar="MATTER", nargs="?", help="a matter's key or its whole name; all of them without it"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    add_source(parser)


def run(args: argparse.Namespace) -> int:
    """Print the levers; 2 if what was asked for does not exist."""
    from onevisit.cli import _levers
    from onevisit.cli._catalogue_read import Unusable, matter_of, read_catalogue, volumes_of
    from onevisit.rules.journeys import levers, ranking

    try:
        catalogue = read_catalogue(args)
        matter = matter_of(catalogue, args.matter) if args.matter else None
    except Unusable as fault:
        print(f"onevisit: {fault}", file=sys.stderr)
        return 2
    if matter is not None:
        found = levers(matter, catalogue)
        plain, lines = _levers.as_plain(found), _levers.lines(found)
    else:
        cases = volumes_of(args, catalogue)
        gains = ranking(catalogue, cases.volumes)
        plain, lines = _levers.ranking_as_plain(gains, cases), _levers.ranking_lines(gains, cases, catalogue)
    print(json.dumps(plain, ensure_ascii=False, indent=2) if args.json else "\n".join(lines))
    return 0
