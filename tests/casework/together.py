"""Several at the same moment: threads with connections of their own, and processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection

ROOT = Path(__file__).parents[2]


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Start all of these at the same moment, each on a connection of its own; results and exceptions in order."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def run(position: int, work: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            results[position] = work()
        except Exception as raised:  # noqa: BLE001 — the exception is what the test looks at.
            results[position] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


_PROCESS = """
import sys
from datetime import datetime
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from onevisit.platform import clock
from onevisit.casework import errands
print("ready", flush=True)
sys.stdin.readline()
with clock.at(datetime.fromisoformat(sys.argv[2])):
    print(errands.sweep_round(), flush=True)
"""


def sweeping(at: str, count: int = 3, stop_after: float | None = None) -> list[int]:
    """Sweep at this moment in so many processes at once; returns how many cases each brought on.

    With `stop_after` the processes are killed so many seconds later, wherever they are.
    """
    command = [sys.executable, "-c", _PROCESS, str(connection.settings_dict["NAME"]), at]
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "onevisit.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
        for _ in range(count)
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    if stop_after is not None:
        threading.Event().wait(stop_after)
        for one in running:
            one.kill()
    said = [one.communicate(timeout=120)[0].strip() for one in running]
    return [int(words) for words in said if words]
