"""`make prove`: every state of every shape of matter, the visits of 20,000 small worlds, long random stories of cases.

    prove.py                 everything, on two cores
    prove.py plain heard     these shapes alone
    prove.py journeys        the visits alone
    prove.py journeys 38 65  these of the small worlds

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
        count_visits(arguments[1:])
        return 0
    prove("walk", arguments, "The roads above say where a rule is broken.")
    if not arguments:
        count_visits([])
        tell_stories()
        with services.postgresql() as url:
            tell_stories(DATABASE_URL=url)
    return 0


def count_visits(numbers) -> None:
    """Hold the number of visits against trying everything, in all worlds or in these, and then in whole matters."""
    prove("journeys", numbers, "The worlds above say where the number of visits is wrong.")
    if not numbers:
        test("rules/journeys/test_matters.py", "The matter above has a figure that cannot be right.")


def prove(part: str, arguments, advice: str) -> None:
    """Run one proof of tests/rules at its full length."""
    paths = [str(ROOT / name) for name in ("src", "tests")]
    start = f"import sys; sys.path[:0] = {paths!r}; from rules.{part}.full import main; sys.exit(main(sys.argv[1:]))"
    run([PYTHON, "-c", start, *arguments], advice)


def tell_stories(**variables) -> None:
    """Run the random stories at their full length, on SQLite unless DATABASE_URL is given."""
    test("casework/test_machine.py", "The story above is where model and house disagree.", **variables)


def test(file: str, advice: str, **variables) -> None:
    """Run one file of tests at its full length."""
    values = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "ONEVISIT_DEBUG"}
    }
    values.update(variables, ONEVISIT_PROVE="1", ONEVISIT_VAR=str(VAR))
    run([PYTHON, "-m", "pytest", "-q", str(ROOT / "tests" / file)], advice, env=values, cwd=str(ROOT))


if __name__ == "__main__":
    main(work)
