"""`make prove`: every state of every shape of matter, the visits of 20,000 small worlds, long random stories of cases.

    prove.py                 everything, on two cores
    prove.py plain heard     these shapes alone
    prove.py journeys        the visits alone; with numbers, these worlds

The walk is tests/rules/walk/, the visits are tests/rules/journeys/; both need no database. The stories are
tests/casework/test_machine.py: real commands on SQLite and on PostgreSQL. `make test` does a little of each.
"""

from __future__ import annotations

import os

import environment
import services
from kit import PYTHON, ROOT, VAR, main, preparing, run


def work(arguments) -> int:
    """Walk everywhere; a fault ends with code 1 after the road that leads to it."""
    with preparing():
        environment.ensure("dev")
    if arguments[:1] == ["journeys"]:
        prove("journeys", arguments[1:], "The worlds above say where the number of visits is wrong.")
        return 0
    prove("walk", arguments, "The roads above say where a rule is broken.")
    if not arguments:
        prove("journeys", [], "The worlds above say where the number of visits is wrong.")
        tell_stories()
        with services.postgresql() as url:
            tell_stories(DATABASE_URL=url)
    return 0


def prove(part: str, arguments, advice: str) -> None:
    """Run one proof of tests/rules at its full length."""
    paths = [str(ROOT / name) for name in ("src", "tests")]
    start = f"import sys; sys.path[:0] = {paths!r}; from rules.{part}.full import main; sys.exit(main(sys.argv[1:]))"
    run([PYTHON, "-c", start, *arguments], advice)


def tell_stories(**variables) -> None:
    """Run the random stories at their full length, on SQLite unless DATABASE_URL is given."""
    values = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "ONEVISIT_DEBUG"}
    }
    values.update(variables, ONEVISIT_PROVE="1", ONEVISIT_VAR=str(VAR))
    command = [PYTHON, "-m", "pytest", "-q", str(ROOT / "tests" / "casework" / "test_machine.py")]
    run(command, "The story above is where model and house disagree.", env=values, cwd=str(ROOT))


if __name__ == "__main__":
    main(work)
