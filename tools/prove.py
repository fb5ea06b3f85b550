"""`make prove`: the exhaustive proof of the procedure: every state of every shape of matter, and what holds in each.

    prove.py              everything, on two cores
    prove.py plain heard  these shapes

The walk itself is tests/rules/walk/; `make test` walks a few shapes of it. No database.
"""

from __future__ import annotations

import environment
from kit import PYTHON, ROOT, main, preparing, run


def work(arguments) -> int:
    """Walk everywhere; a fault ends with code 1 after the road that leads to it."""
    with preparing():
        environment.ensure("dev")
    paths = [str(ROOT / part) for part in ("src", "tests")]
    start = f"import sys; sys.path[:0] = {paths!r}; from rules.walk.full import main; sys.exit(main(sys.argv[1:]))"
    run([PYTHON, "-c", start, *arguments], "The roads above say where a rule is broken.")
    return 0


if __name__ == "__main__":
    main(work)
