"""The loop of the background worker: errands as they come, and regular rounds (sealing, sweeping) in between."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import OperationalError, close_old_connections

from onevisit.platform.outbox.commands import run_next

log = structlog.get_logger()

IDLE_SECONDS = 0.5


@dataclass
class Round:
    """Something done every so often. `work` has to bear running late, twice, and in several processes at once."""

    name: str
    every: float
    work: Callable[[], object]
    next_at: float = 0.0


_rounds: list[Round] = []


def every(seconds: float, name: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register a round."""

    def register(work: Callable[[], object]) -> Callable[[], object]:
        _rounds.append(Round(name, seconds, work))
        return work

    return register


def run(stop: threading.Event | None = None) -> None:
    """Work until told to stop (by a signal, where this is the main thread)."""
    stop = stop or _stopped_by_signal()
    log.info("worker.started", rounds=[one.name for one in _rounds])
    while not stop.is_set():
        close_old_connections()
        try:
            busy = run_next()
            _make_rounds()
        except OperationalError:
            # The database is away or locked for long: what is to be done stays in the outbox.
            log.exception("worker.database_unavailable")
            busy = False
        if not busy:
            stop.wait(IDLE_SECONDS)
    log.info("worker.stopped")


def run_until_empty() -> int:
    """Carry out everything that is due, then every round once; for tests and the demo. Returns how many errands."""
    done = 0
    while run_next():
        done += 1
    for one in _rounds:
        one.work()
    return done


def _make_rounds() -> None:
    for one in _rounds:
        now = time.monotonic()
        if now >= one.next_at:
            one.next_at = now + one.every
            one.work()


def _stopped_by_signal() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
