"""The supervisor with real processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onevisit.cli import _supervisor
from onevisit.cli._supervisor import Child, end, supervise

COUNTING = "import pathlib, sys, time; f = pathlib.Path(sys.argv[1]); f.open('a').write('x'); {then}"


def _child(file: Path, then: str, **more) -> Child:
    return Child("child", [sys.executable, "-c", COUNTING.format(then=then), str(file)], **more)


def _until(condition, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def test_a_child_that_ends_is_started_again_with_growing_pauses(tmp_path: Path) -> None:
    child = _child(tmp_path / "starts", "sys.exit(3)")
    pauses = []
    for _ in range(3):
        child.start()
        child.process.wait()
        before = time.monotonic()
        child.look_after()
        pauses.append(child.restart_at - before)
        assert child.process is None
        child.look_after()
        assert child.process is None, "started before the pause was over"
    assert (tmp_path / "starts").read_text() == "xxx"
    assert [round(pause) for pause in pauses] == [1, 2, 4]
    child.restart_at = 0
    child.look_after()
    assert child.process.wait() == 3


def test_children_end_with_the_supervisor(tmp_path: Path) -> None:
    child = _child(tmp_path / "starts", "time.sleep(60)")
    child.look_after()
    _until((tmp_path / "starts").exists)
    end([child])
    assert child.process.returncode == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_supervisor, "ENDING_TIME", 0.3)
    deaf = (
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); f.open('a').write('y'); time.sleep(60)"
    )
    child = _child(tmp_path / "starts", deaf)
    child.look_after()
    _until(lambda: (tmp_path / "starts").exists() and "y" in (tmp_path / "starts").read_text())
    end([child])
    assert child.process.returncode == -signal.SIGKILL


def test_it_gives_up_on_a_child_that_never_was_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_supervisor, "FIRST_PAUSE", 0.0)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        child = _child(tmp_path / "starts", "sys.exit(1)", ready=lambda: False)
        assert supervise([child], when_ready=lambda: None) == 1
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    assert (tmp_path / "starts").read_text() == "x" * _supervisor.GIVE_UP_AFTER


PROGRAM = """
import sys
from onevisit.cli._supervisor import Child, supervise
child = Child("child", [sys.executable, "-c", "import time; time.sleep(60)"])
sys.exit(supervise([child], when_ready=lambda: print("ready", child.process.pid, flush=True)))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_cleanly_with_its_children(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as program:
        word, pid = program.stdout.readline().split()
        assert word == "ready"
        program.send_signal(number)
        assert program.wait(timeout=10) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


if sys.platform == "linux":  # elsewhere the system has no such service

    def test_even_a_killed_supervisor_leaves_no_children() -> None:
        with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as program:
            pid = int(program.stdout.readline().split()[1])
            program.kill()
            program.wait(timeout=10)
        _until(lambda: not _runs(pid))


def _runs(pid: int) -> bool:
    """Whether a process lives; a zombie, which nobody has buried yet, does not."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
