"""Keeps a few child processes running: restarts what ends, passes signals on, and ends cleanly."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

import structlog

FIRST_PAUSE = 1.0  # seconds before the first restart; doubled at each
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0  # seconds of running after which the pause begins anew
GIVE_UP_AFTER = 5  # failures in a row of a child that never was ready
ENDING_TIME = 15.0  # seconds that children have to end before they are killed
TICK = 0.2
PR_SET_PDEATHSIG = 1  # of Linux's prctl

log = structlog.get_logger("onevisit.supervisor")


@dataclass
class Child:
    """A process to keep running: its name in the log, its command, and how to see that it is ready, if one can."""

    name: str
    command: Sequence[str]
    ready: Callable[[], bool] | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    restart_at: float = field(default=0.0, init=False)
    failures: int = field(default=0, init=False)
    was_ready: bool = field(default=False, init=False)

    def start(self) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches only the supervisor."""
        self.process = subprocess.Popen(  # noqa: S603 (our own commands)
            self.command,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 (there are no threads here)
        )
        self.started = time.monotonic()

    def look_after(self) -> None:
        """Notice an end, and start again when the pause is over."""
        if self.process is None:
            if time.monotonic() >= self.restart_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            self.was_ready = self.was_ready or self.ready is None or self.ready()
            return
        ran = time.monotonic() - self.started
        self.failures = 1 if ran >= HEALTHY_AFTER else self.failures + 1
        pause = min(FIRST_PAUSE * 2 ** (self.failures - 1), LONGEST_PAUSE)
        log.error("child ended", child=self.name, code=code, ran_seconds=round(ran), restart_in_seconds=pause)
        self.process = None
        self.restart_at = time.monotonic() + pause

    @property
    def hopeless(self) -> bool:
        """Whether it failed again and again without ever having been ready; without a way to see that, never."""
        return self.ready is not None and not self.was_ready and self.failures >= GIVE_UP_AFTER


def _end_with_parent() -> None:
    """Ask Linux to end this process when the supervisor is killed, so that nothing is left that holds the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def supervise(children: Sequence[Child], *, when_ready: Callable[[], None]) -> int:
    """Run the children until a signal says to end; return 0 then, and 1 if one of them cannot be started at all."""
    told: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, note)
    announced = False
    try:
        while not told:
            for child in children:
                child.look_after()
                if child.hopeless:
                    log.error("giving up", child=child.name, failures=child.failures)
                    return 1
            if not announced and all(child.was_ready for child in children):
                announced = True
                when_ready()
            time.sleep(TICK)
    finally:
        end(children)
    return 0


def end(children: Sequence[Child]) -> None:
    """Ask all children to end, wait for them, and kill what has not ended in time."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + ENDING_TIME
    for process in running:
        try:
            process.wait(timeout=max(deadline - time.monotonic(), 0.0))
        except subprocess.TimeoutExpired:
            log.error("child killed", pid=process.pid, waited_seconds=ENDING_TIME)
            process.kill()
            process.wait()
