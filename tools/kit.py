"""What the tools share: where things lie, how a step is told and run, and how a finished one is remembered.

Standard library only. The syntax stays readable for Python 3.8, so that an old interpreter reaches the sentence that
says what to install.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("ONEVISIT_VAR") or ROOT / "var").absolute()
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


class Failure(Exception):
    """Something that the person at the keyboard has to mend; the text says what and how."""


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)


@contextmanager
def step(text: str):
    """Tell what is being done, and how long it took."""
    say(f"→ {text}")
    started = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - started:.1f} s")


def run(command, hint: str, **more) -> None:
    """Run a program to its end; if it fails, raise Failure with what to do about it."""
    words = [str(word) for word in command]
    try:
        subprocess.run(words, check=True, **more)
    except FileNotFoundError:
        raise Failure(f"{words[0]} is not on this machine. {hint}") from None
    except subprocess.CalledProcessError as fault:
        raise Failure(f"`{' '.join(words)}` ended with code {fault.returncode}. {hint}") from None


def output(command) -> str | None:
    """Return what a program prints, or None if it is missing or fails."""
    try:
        found = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return found.stdout.strip()


def use_new_python() -> None:
    """Go on under Python 3.11 or newer: this one, one found beside it, or none and a sentence about what to do."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER:
        path = shutil.which(name)
        # A version manager's shim may be there without the version it stands for.
        if path and output([path, "-c", "print(1)"]) == "1":
            os.execv(path, [path, *sys.argv])
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        f"OneVisit needs Python 3.11 or newer; {sys.executable} is {found}.\n"
        "  Debian 12:     apt-get install python3 python3-venv\n"
        "  Ubuntu 22.04:  apt-get install python3.11 python3.11-venv\n"
        "  macOS:         brew install python@3.12\n"
        "Or name one: make run PYTHON=/path/to/python3.12"
    )


def fingerprint(*parts: Path | str) -> str:
    """Return a hash over texts, files, and all the files under folders (missing ones count as missing)."""
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            total.update(f"text {part}\n".encode())
            continue
        files = sorted(f for f in part.rglob("*") if f.is_file()) if part.is_dir() else [part]
        for file in files:
            if "__pycache__" in file.parts:
                continue
            digest = hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else "missing"
            total.update(f"file {file.relative_to(part.parent)} {digest}\n".encode())
    return total.hexdigest()


def stamped(folder: Path, mark: str) -> bool:
    """Return whether a folder was finished from exactly these inputs."""
    stamp = folder / ".stamp"
    return stamp.exists() and stamp.read_text() == mark


def stamp(folder: Path, mark: str) -> None:
    """Remember that a folder is finished. Always the last thing done: an interruption leaves no stamp."""
    draft = folder / ".stamp.new"
    draft.write_text(mark)
    draft.replace(folder / ".stamp")


def replace_folder(new: Path, old: Path) -> None:
    """Put a finished folder in the place of the former one."""
    if old.exists():
        shutil.rmtree(old)
    old.parent.mkdir(parents=True, exist_ok=True)
    new.rename(old)


@contextmanager
def preparing():
    """Hold the lock of the data folder while things are made in it: two at once would undo each other's work."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failure("Another make is preparing this folder. Wait until it has, or end it.") from None
        yield


def main(work) -> None:
    """Run a tool's work, and end the program with its exit code or its sentence."""
    use_new_python()
    os.chdir(ROOT)
    try:
        code = work(sys.argv[1:])
    except Failure as fault:
        sys.exit(f"\n{fault}")
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. Start it again: it goes on where it stopped.")
    sys.exit(code)
