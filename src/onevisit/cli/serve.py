"""Serve the web pages, with one background worker beside them, until a signal ends both.

HOST, PORT and WORKERS are read from the environment unless given as options.
"""

import argparse
import fcntl
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from onevisit.cli._supervisor import Child, supervise

STANDALONE = True  # the address has to be in the environment before the settings are read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the address and the number of web processes."""
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
    parser.add_argument("--workers", type=int, default=os.environ.get("WORKERS", "2"), help="web processes")


def run(args: argparse.Namespace) -> int:
    """Check the address and the fonts, start the children, and stay until they are told to end."""
    fault = address_fault(args.host, args.port)
    if fault:
        return _refused(fault)
    os.environ.setdefault("ONEVISIT_ORIGIN", f"http://{_bracketed(args.host)}:{args.port}")
    from onevisit.cli import set_up

    set_up()
    fault = fonts_fault()
    if fault:
        return _refused(fault)
    web = Child("web", web_command(args), ready=lambda: _answers(args.host, args.port))
    worker = Child("worker", [sys.executable, "-m", "onevisit", "work"])
    with being_served():
        share_metrics()
        return supervise([web, worker], when_ready=announce)


def web_command(args: argparse.Namespace) -> list[str]:
    """Return the command of the web server: WSGI, several processes, a few threads each."""
    options = {
        "--interface": "wsgi",
        "--host": args.host,
        "--port": str(args.port),
        "--workers": str(args.workers),
        "--blocking-threads": "4",  # a process's database pool has room for them all
        "--http": "1",
        "--log-level": "warning",
        "--workers-kill-timeout": "10",
    }
    flat = [word for pair in options.items() for word in pair]
    return [
        sys.executable, "-m", "granian", *flat,
        "--respawn-failed-workers", "--no-ws", "onevisit.config.wsgi:application",
    ]  # fmt: skip


def address_fault(host: str, port: int) -> str | None:
    """Say why this address cannot be served and what to do; None if it can.

    The web server shares its port among its processes (SO_REUSEPORT), so a second server on the same port would start
    without a complaint and take half of the requests: we try the port without sharing first.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except (OSError, OverflowError) as fault:
            other = port + 1 if port < 65535 else 8001
            return (
                f"{host}:{port} cannot be served ({fault}). "
                f"Stop the program that uses it, or choose another port: PORT={other} make run"
            )
    return None


def fonts_fault() -> str | None:
    """Say why no document could be printed and what to run; None if the fonts are there.

    Documents and certificates are printed after the act that makes them is committed. A server without fonts would
    take decisions that reach nobody.
    """
    from django.conf import settings

    from onevisit.platform.typesetting import without_fonts

    return without_fonts(settings.FONTS_ROOT)


@contextmanager
def being_served() -> Iterator[None]:
    """Hold a lock on the data folder, so that `make reset` does not delete it under running processes."""
    from django.conf import settings

    with (settings.VAR / "serving").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def share_metrics() -> None:
    """Give the web processes an empty folder in which they add up their figures."""
    from django.conf import settings

    folder = settings.VAR / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def announce() -> None:
    """Print the address and one demo account for each role."""
    from django.conf import settings

    from onevisit.cli import demo_accounts

    lines = ["", f"  OneVisit · 最多跑一次   {settings.ORIGIN}", ""]
    accounts = demo_accounts()
    if accounts:
        lines.append("  Demo accounts (user name / password):")
        lines.extend(f"    {role}：{username} / {password}" for role, username, password in accounts)
        lines.append("")
    lines.append("  Ctrl-C ends it.")
    print("\n".join(lines), flush=True)


def _refused(fault: str) -> int:
    print(f"onevisit: {fault}", file=sys.stderr)
    return 1


def _answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (compared, not bound)
    try:
        with socket.create_connection((reachable, port), timeout=1):
            return True
    except OSError:
        return False


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
