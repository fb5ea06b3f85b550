"""Every finding that anything can make is in the one table, with its severity, its mend and its source."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from factories.matters import checked
from onevisit.rules import catalogue_checks
from onevisit.rules.catalogue_checks import check_one
from onevisit.rules.catalogue_checks.registry import CHECKS, by_code, by_id
from onevisit.rules.district.checks import UNKNOWN
from onevisit.rules.findings import Severity
from onevisit.rules.matters.parse import parse_matter
from rules.catalogue_checks.definitions import among
from rules.test_matters_parse import FAULTS, GOOD, paths, plain

SOURCE = Path(catalogue_checks.__file__).parents[2]
WHERE = ("rules", "catalogue")
OBJECT = re.compile(r'^([A-Z_]+) = (?:Check|warns)\(\s*"[MC]-\d{3}",\s*"([a-z-]+)"', re.MULTILINE)
MAKERS = {"error": Severity.ERROR, "warning": Severity.WARNING, "Finding": Severity.ERROR}


def made() -> Iterator[tuple[str, str, Severity]]:
    """Place, code and severity of each finding that the program text makes; the code as written where it is no text."""
    for file in (file for part in WHERE for file in sorted((SOURCE / part).rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            name = _maker(node)
            if isinstance(node, ast.Call) and name and len(node.args) >= 3:
                place = f"{file.relative_to(SOURCE)}:{node.lineno}"
                severity = Severity.WARNING if "Severity.WARNING" in ast.unparse(node) else MAKERS[name]
                # The reader of a written catalogue names the file first.
                code = node.args[2 if name == "error" and len(node.args) == 4 else 1]
                texts = [
                    one.value
                    for one in (code, getattr(code, "body", None), getattr(code, "orelse", None))
                    if isinstance(one, ast.Constant)
                ]
                for text in texts or [f"<{ast.unparse(code)}>"]:
                    yield place, str(text), severity


def _maker(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    return name if name in MAKERS else ""


def test_every_code_that_is_emitted_is_registered_with_its_severity() -> None:
    carried = {"<code>", "<self.code>", "<one.code>", "<finding.code>"}
    """A check's own code, those of `UNKNOWN`, and findings that are handed on."""
    found = [(place, code, severity) for place, code, severity in made() if code not in carried]
    assert len(found) > 100
    for place, code, severity in found:
        assert code in by_code, f"{place}: {code} is not in catalogue_checks"
        assert by_code[code].severity is severity, f"{place}: {code}"
    assert {code for code, _ in UNKNOWN.values()} <= set(by_code)


def test_a_check_is_entered_once_with_an_id_a_sentence_a_mend_and_a_source() -> None:
    assert len(by_code) == len(by_id) == len(CHECKS)
    for check in CHECKS:
        assert re.fullmatch(r"[MCFD]-\d{3}", check.id)
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", check.code)
        assert check.source.strip(), check.id
        for text in (check.says, check.mend):
            assert re.search(r"[\u4e00-\u9fff]", text), check.id
            assert not text.endswith("。"), check.id


def test_every_check_stands_where_something_emits_it() -> None:
    """No dead entry: its code is written somewhere, or it is a check object whose `at` is called."""
    written = {code for _, code, _ in made()}
    written |= {code for code, _ in UNKNOWN.values()}
    used = set()
    for file in Path(catalogue_checks.__file__).parent.glob("*.py"):
        text = file.read_text("utf-8")
        for name, code in OBJECT.findall(text):
            if f"{name}.at(" in text or f"({name} if" in text:
                used.add(code)
    assert set(by_code) - written - used == set()


@pytest.mark.parametrize("fault", FAULTS, ids=[row[0] for row in FAULTS])
def test_a_definition_that_contradicts_itself_is_still_checked_to_the_end(fault: tuple[object, ...]) -> None:
    data = copy.deepcopy(GOOD)
    fault[1](data)  # type: ignore[operator]
    parsed = parse_matter(data)
    if parsed.matter is None:
        return
    again = {(one.path, one.code) for one in check_one(parsed.matter, among())}
    assert {(one.path, one.code) for one in parsed.findings if one.code in by_code} - again <= {
        (one.path, one.code) for one in parsed.findings if by_code[one.code].scope == "F"
    }


def test_what_the_pack_is_told_is_registered() -> None:
    for one in checked().findings:
        assert by_code[one.code].severity is one.severity


@given(keys=paths, value=plain)
def test_nothing_in_the_place_of_anything_makes_the_checks_fail(keys: list[str], value: object) -> None:
    data = copy.deepcopy(GOOD)
    for key in keys:
        data[key] = value
    matter = parse_matter(data).matter
    if matter is not None:
        assert {one.code for one in check_one(matter, among())} <= set(by_code)
