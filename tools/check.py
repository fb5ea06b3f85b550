"""`make check`: everything that is proved without running the program. Every fault is reported in one run.

Each check is one command; a new one is a line in CHECKS.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import environment
from kit import PYTHON, ROOT, VENV, main, preparing, say

BIN = VENV / "bin"
CHECKS = {
    "ruff check": [BIN / "ruff", "check", "--quiet", "--output-format=concise"],
    "ruff format": [BIN / "ruff", "format", "--check", "--output-format=concise"],
    "mypy": [BIN / "mypy", "--no-error-summary"],
    "import contracts": [BIN / "lint-imports", "--no-logo"],
    "migrations in step": [PYTHON, "-m", "onevisit", "manage", "makemigrations", "--check", "--dry-run"],
    "Django's own checks": [PYTHON, "-m", "onevisit", "manage", "check", "--fail-level", "WARNING"],
    "generated references in step": [PYTHON, "tools/references.py", "--check"],
    "clauses": [PYTHON, "tools/clauses.py", "--check"],
    "architecture": [PYTHON, "-m", "pytest", "-q", "--no-header", "tests/architecture"],
}


def work(arguments) -> int:
    """Run all checks; return 1 if one found a fault."""
    with preparing():
        environment.ensure("dev")
    passed, failed = run_all()
    say(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


def run_all():
    """Run all checks, two at a time, and return how many passed and how many failed."""
    with tempfile.TemporaryDirectory() as var, ThreadPoolExecutor(2) as pool:
        # A data folder of its own: a check leaves nothing in var/, and finds nothing there.
        values = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "ONEVISIT_DEBUG"}}
        values["ONEVISIT_VAR"] = var
        (Path(var) / "frontend").mkdir()
        results = list(pool.map(lambda item: _run(*item, values), CHECKS.items()))
    return results.count(True), results.count(False)


def _run(name: str, command, values) -> bool:
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=str(ROOT), env=values, capture_output=True, text=True, check=False)
    good = done.returncode == 0
    report = "" if good else "\n" + (done.stdout + done.stderr).strip()
    say(f"{'ok   ' if good else 'FAULT'} {name}{report}")
    return good


if __name__ == "__main__":
    main(work)
