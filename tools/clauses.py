"""`make clauses`: each clause of the order with the tests that exercise it; the rest as open.

The clauses are the rows of docs/mission/clauses.md; the tests name them with `@pytest.mark.clause("5.3c")`, on a
function, a class or a module (`pytestmark`). `--check` prints only marks that name no clause.
"""

from __future__ import annotations

import ast
import re

from kit import ROOT, main, say

TABLE = ROOT / "docs" / "mission" / "clauses.md"
ROW = re.compile(r"^\|\s*(\d[\w.]*)\s*\|\s*([^|]+?)\s*\|", re.MULTILINE)


def work(arguments) -> int:
    """Print the list, and return 1 if a mark names a clause that does not exist."""
    titles = dict(ROW.findall(TABLE.read_text(encoding="utf-8")))
    marks = collect()
    unknown = {clause: tests for clause, tests in marks.items() if clause not in titles}
    if arguments != ["--check"]:
        for clause, title in titles.items():
            tests = marks.get(clause, [])
            say(f"{clause:6} {'' if tests else 'open   '}{title}")
            for test in tests:
                say(f"           {test}")
        done = sum(1 for clause in titles if clause in marks)
        say(f"\n{done} of {len(titles)} clauses carry tests, {len(titles) - done} are open.")
    for clause, tests in unknown.items():
        say(f"{', '.join(tests)}: there is no clause {clause!r} in docs/mission/clauses.md")
    return 1 if unknown else 0


def collect():
    """Return the tests (file::name) by the clause that they name."""
    found = {}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
        for name, node in _marked(tree):
            place = f"{file.relative_to(ROOT)}{name}"
            for clause in _clauses(node):
                found.setdefault(clause, []).append(place)
    return found


def _marked(tree):
    """Give each place that can carry a mark: its name, and the expressions that may be marks."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(getattr(t, "id", "") == "pytestmark" for t in node.targets):
            yield "", [node.value]
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield f"::{node.name}", node.decorator_list


def _clauses(expressions):
    for expression in expressions:
        for node in ast.walk(expression):
            is_mark = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "clause"
            if is_mark and node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


if __name__ == "__main__":
    main(work)
