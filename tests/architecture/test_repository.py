"""What may not stand in a committed file, and how long one may be."""

import ast
import re

import pytest

from architecture.repository import ROOT, files, relative, text

LONGEST = 400  # lines
PICTURES = "docs/pictures/"  # taken by a test, shown in README
LARGEST_PICTURE = 400 * 1024  # bytes

# Put together here, so that this file itself passes.
HOSTS = [
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
]
FORBIDDEN = {
    "a registry's host name": re.compile("|".join(map(re.escape, HOSTS))),
    "a registry's address": re.compile(
        r'"resolved": *"|^registry *=|^--(extra-)?index-url|^--find-links', re.MULTILINE
    ),
    "a path of one machine": re.compile(r"(?<![\w.])/(home|Users|root)/\w"),
    "something left open": re.compile("|".join([r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b"])),
}
LAW = ("LICENSE", "docs/mission/")  # given texts


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_committed_file_holds(what: str) -> None:
    found = [
        f"{relative(file)}:{text(file)[: match.start()].count(chr(10)) + 1}: {match.group()}"
        for file in files()
        if not relative(file).startswith(LAW)
        for match in FORBIDDEN[what].finditer(text(file))
    ]
    assert not found


def test_source_files_are_short() -> None:
    code = [
        f
        for f in files(".py", ".html", ".css", ".js")
        if relative(f).startswith(("src/", "tests/", "tools/"))
    ]
    written = [file for file in code if "migrations" not in file.parts]  # those are generated
    long = {relative(f): n for f in written if (n := len(text(f).splitlines())) > LONGEST}
    assert not long


def test_no_binary_is_committed_but_small_pictures_of_the_pages() -> None:
    binary = [file for file in files() if b"\0" in file.read_bytes()]
    allowed = [f for f in binary if relative(f).startswith(PICTURES) and f.suffix == ".jpg"]
    assert set(binary) == set(allowed)
    assert not [relative(f) for f in allowed if f.stat().st_size > LARGEST_PICTURE]


def test_texts_are_utf8_without_carriage_returns() -> None:
    wrong = [relative(file) for file in files() if "\r" in text(file)]
    assert not wrong


def test_tools_can_be_read_by_an_old_python() -> None:
    """An interpreter that is too old has to get as far as the sentence that says what to install."""
    before_setup = ("kit", "bootstrap", "environment", "frontend", "services", "test", "check", "clauses")
    for name in before_setup:
        file = ROOT / "tools" / f"{name}.py"
        ast.parse(text(file), str(file), feature_version=(3, 8))
