"""Writes the generated pages of docs/reference/, or compares them with what stands there.

    references.py            write them
    references.py --check    report every difference; exit code 1 if there is one

Each module of tools/generators/ has `generate() -> dict[str, str]`: the texts by their path in the repository. A page
that no generator makes does not belong in docs/reference/, unless a generator reads it and names it in `SOURCES`. Runs
in the project's environment, see `make check`.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"


def generators():
    """Return the modules of tools/generators/."""
    names = [info.name for info in pkgutil.iter_modules([str(Path(__file__).parent / "generators")])]
    return [importlib.import_module(f"generators.{name}") for name in names]


def generated() -> dict[Path, str]:
    """Return all generated texts by their file; two generators may not write the same one."""
    texts: dict[Path, str] = {}
    for module in generators():
        for name, text in module.generate().items():
            file = ROOT / name
            if not file.is_relative_to(FOLDER) or file in texts:
                raise ValueError(f"{module.__name__}: {name} is outside docs/reference or written twice")
            texts[file] = text
    return texts


def unmade(texts: dict[Path, str]) -> list[Path]:
    """Return the files that no generator makes, and none reads."""
    read = {FOLDER / name for module in generators() for name in getattr(module, "SOURCES", ())}
    there = {file for file in FOLDER.rglob("*") if file.is_file()}
    return sorted(there - texts.keys() - read)


def differences(texts: dict[Path, str]) -> list[str]:
    """Return one text for each page that is missing, stale, or made by no generator."""
    faults = [f"{file.relative_to(ROOT)}: no generator makes this page" for file in unmade(texts)]
    for file, text in sorted(texts.items()):
        name = str(file.relative_to(ROOT))
        if not file.is_file():
            faults.append(f"{name}: missing")
        elif (found := file.read_text(encoding="utf-8")) != text:
            lines = difflib.unified_diff(
                found.splitlines(), text.splitlines(), name, "generated", lineterm="", n=1
            )
            faults.append("\n".join(list(lines)[:40]))
    return faults


def main(arguments: list[str]) -> int:
    """Write, or compare."""
    texts = generated()
    if arguments == ["--check"]:
        faults = differences(texts)
        if faults:
            print("\n".join(faults), "Write them anew: .venv/bin/python tools/references.py", sep="\n")
        return 1 if faults else 0
    for file in unmade(texts):
        file.unlink()
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        print(file.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
