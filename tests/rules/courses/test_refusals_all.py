"""No refusal is without a row: whoever writes a new one shows the case in which it is said."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from onevisit.rules import cases
from onevisit.rules.cases import refusals
from onevisit.rules.cases.refused import Refused
from rules.courses.refusing import Row

ELSEWHERE = {
    refusals.BackInTime: "tests/casework: it is about the log",
    refusals.NotYours: "tests/casework: it is about the person",
}


def tried() -> list[Row]:
    here = sorted(Path(__file__).parent.glob("test_refusals_*.py"))
    found = (importlib.import_module(f"rules.courses.{path.stem}") for path in here)
    return [row for module in found for row in getattr(module, "ROWS", ())]


def written() -> set[type[Refused]]:
    """Every refusal that stands in one of the modules `refusals*`, however many there are."""
    names = [one.name for one in pkgutil.iter_modules(cases.__path__) if one.name.startswith("refusals")]
    modules = [importlib.import_module(f"{cases.__name__}.{name}") for name in names]
    return {
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Refused) and one.__module__ == module.__name__
    }


def test_every_refusal_of_the_rules_is_said_in_some_case() -> None:
    assert len(written()) > 100, "the modules were found"
    missing = written() - {row.kind for row in tried()} - set(ELSEWHERE)
    assert not missing, sorted(one.__name__ for one in missing)


def test_every_refusal_is_found_under_one_name_and_says_what_to_do() -> None:
    for one in written():
        assert getattr(refusals, one.__name__) is one, "decide finds it under `refusals`"
        assert one.__doc__
        assert one.what
        assert one.remedy
