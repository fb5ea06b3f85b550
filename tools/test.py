"""`make test`: all set-up, every test on SQLite, what touches data on PostgreSQL too, the browser, and the checks.

    test.py                     everything
    test.py sqlite -- -k seal   one part or several; what follows -- goes to pytest

The parts: rules (no database), sqlite, postgres, browser, check. The last line is the sum over all of them.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import check
import environment
import frontend
import services
from kit import PYTHON, ROOT, VAR, Failure, main, preparing, say

PARTS = ("rules", "sqlite", "postgres", "browser", "check")
AIMS = {"rules": 1, "sqlite": 3, "postgres": 2, "browser": 3, "check": 1}  # minutes on two cores
ELSEWHERE = ("tests/rules", "tests/architecture", "tests/journeys")  # in the parts rules, check and browser


class Result:
    """What came of one part: how many passed and failed, and how long it took."""

    def __init__(self, name: str) -> None:
        self.name, self.passed, self.failed, self.note = name, 0, 0, ""
        self.started, self.minutes = time.monotonic(), 0.0

    def finish(self):
        """Take the time, say it, and return the result."""
        self.minutes = (time.monotonic() - self.started) / 60
        say(f"== {self.line()}")
        return self

    def line(self) -> str:
        """Return the part's line of the summary."""
        counts = f"{self.passed:5} passed {self.failed:5} failed"
        return f"{self.name:9} {counts} {self.minutes:6.1f} min (aim {AIMS[self.name]})  {self.note}".rstrip()


def work(arguments) -> int:
    """Run the parts named, or all of them; return 1 if anything failed."""
    chosen, _, more = _split(arguments)
    with preparing():
        environment.ensure("dev")
        frontend.ensure()
    results = [run_part(name, more) for name in PARTS if name in chosen]
    passed, failed = sum(r.passed for r in results), sum(r.failed for r in results)
    say("\n" + "\n".join(r.line() for r in results))
    say(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def _split(arguments):
    at = arguments.index("--") if "--" in arguments else len(arguments)
    chosen, more = arguments[:at] or list(PARTS), arguments[at + 1 :]
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        raise Failure(f"No such part: {', '.join(unknown)}. The parts are {', '.join(PARTS)}.")
    return chosen, "--", more


def run_part(name: str, more) -> Result:
    """Run one part; what is missing on the machine is its failure, and the other parts still run."""
    say(f"\n== {name}")
    result = Result(name)
    try:
        if name == "check":
            result.passed, result.failed = check.run_all()
        elif name == "rules":
            pytest(result, ["tests/rules", "-n2"], more)
        elif name == "sqlite":
            pytest(result, ["tests", "-n2", *_without(*ELSEWHERE)], more)
        elif name == "postgres":
            with services.postgresql() as url:
                pytest(result, ["tests", "-n2", *_without(*ELSEWHERE)], more, DATABASE_URL=url)
        else:
            services.chinese_fonts()
            path = services.chromium()
            pytest(result, ["tests/journeys", "-n2"], more, CHROMIUM=path)
    except Failure as fault:
        result.failed += 1
        result.note = str(fault).partition("\n")[0]
        say(str(fault))
    return result.finish()


def _without(*folders):
    return [f"--ignore={folder}" for folder in folders]


def pytest(result: Result, arguments, more, **variables) -> None:
    """Run pytest and add its counts to the result. A skipped test and a part without tests are failures."""
    values = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "ONEVISIT_DEBUG"}}
    values.update(variables, ONEVISIT_VAR=str(VAR))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [PYTHON, "-m", "pytest", "-q", f"--junitxml={report}", *arguments, *more]
        code = subprocess.run(
            [str(word) for word in command], env=values, cwd=str(ROOT), check=False
        ).returncode
        if not report.exists():
            raise Failure(f"pytest ended with code {code} before it ran a test; the lines above say why.")
        suite = ET.parse(str(report)).getroot().find("testsuite")  # noqa: S314 (we wrote it)
    counts = {key: int(suite.get(key, "0")) for key in ("tests", "failures", "errors", "skipped")}
    bad = counts["failures"] + counts["errors"] + counts["skipped"]
    result.passed = max(counts["tests"] - bad, 0)
    result.failed = bad
    if counts["skipped"]:
        result.note = f"{counts['skipped']} skipped, which counts as failed"
    if code and not bad:
        result.failed += 1
        result.note = "no test found" if code == 5 else f"pytest ended with code {code}"


if __name__ == "__main__":
    main(work)
