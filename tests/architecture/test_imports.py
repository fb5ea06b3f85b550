"""What the import contracts of pyproject.toml cannot say, because they see other projects only as a whole."""

import ast
import re
import sys

from architecture.repository import ROOT, SOURCE, files, imports, relative, text

RULES = SOURCE / "rules"
DOORS = {"portal", "workbench", "api"}
WEB = (
    "django.http",
    "django.template",
    "django.shortcuts",
    "django.views",
    "django.urls",
    "django.contrib.messages",
)
KNOWS_THE_WEB = {*DOORS, "config", "cli", "platform/ui", "platform/access.py"}
READS_THE_ENVIRONMENT = {"config", "cli", "__main__.py"}
IMPURE = {"open", "print", "input", "exec", "eval", "compile", "__import__", "breakpoint", "globals"}


def _part(file, names: set[str]) -> bool:
    inside = file.relative_to(SOURCE).as_posix()
    return any(inside == name or inside.startswith(f"{name}/") for name in names)


def test_capabilities_know_no_web() -> None:
    """A capability that knew a request or a template could be used by one door only."""
    found = {
        relative(file): sorted(web)
        for file in files(".py", under=SOURCE)
        if not _part(file, KNOWS_THE_WEB)
        and (web := {name for name in imports(file) if name.startswith(WEB)})
    }
    assert not found


def test_rules_import_only_themselves_and_the_standard_library() -> None:
    found = {
        relative(file): sorted(others)
        for file in files(".py", under=RULES)
        if (
            others := {
                name
                for name in imports(file)
                if not name.startswith("onevisit.rules")
                and name.partition(".")[0] not in sys.stdlib_module_names
            }
        )
    }
    assert not found


def test_rules_call_nothing_that_reaches_outside() -> None:
    found = [
        f"{relative(file)}:{node.lineno} {node.func.id}"
        for file in files(".py", under=RULES)
        for node in ast.walk(ast.parse(text(file)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IMPURE
    ]
    assert not found


def test_only_configuration_reads_the_environment() -> None:
    """Everything else asks django.conf, where a test can set it and the operator's page describes it."""
    found = [
        relative(file)
        for file in files(".py", under=SOURCE)
        if not _part(file, READS_THE_ENVIRONMENT) and re.search(r"\bos\.(environ|getenv)", text(file))
    ]
    assert not found


def test_no_column_reads_the_clock_by_itself() -> None:
    """auto_now asks Django's clock, which a test or the demo player cannot set."""
    found = [
        relative(file)
        for file in files(".py", under=SOURCE)
        if re.search(r"\bauto_now(_add)?\s*=", text(file))
    ]
    assert not found


def test_tests_import_the_tree_they_stand_in() -> None:
    import onevisit

    assert onevisit.__file__ == str(ROOT / "src" / "onevisit" / "__init__.py")
