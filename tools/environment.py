"""Makes `.venv` with the hash-locked packages of requirements/*.txt and the project itself."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys

from kit import PYTHON, ROOT, VENV, Failure, fingerprint, output, run, stamp, stamped, step

REQUIREMENTS = ROOT / "requirements"
OFFLINE = (
    "If it says that it cannot reach the package index, check the network (or pip's index-url) and try again."
)


def ensure(kind: str) -> None:
    """Install the packages of a kind: `base` to run, `dev` (which contains base) to test.

    An environment with the dev packages serves both, so that `make run` after `make test` takes nothing away.
    """
    marks = {name: _mark(name) for name in ("base", "dev")}
    good_enough = [marks["dev"]] if kind == "dev" else [marks["base"], marks["dev"]]
    if PYTHON.exists() and any(stamped(VENV, mark) for mark in good_enough):
        return
    with step(f"Python packages ({kind}) into .venv"):
        (VENV / ".stamp").unlink(missing_ok=True)
        _make_venv()
        _install(REQUIREMENTS / f"{kind}.txt")
        stamp(VENV, marks[kind])


def _mark(kind: str) -> str:
    return fingerprint(
        f"{kind} {sys.version_info[:2]} {ROOT}", REQUIREMENTS / f"{kind}.txt", ROOT / "pyproject.toml"
    )


def _make_venv() -> None:
    version = "{}.{}".format(*sys.version_info)
    if output([PYTHON, "-c", "import sys, pip; print('{}.{}'.format(*sys.version_info))"]) == version:
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Failure(
            f"Python {version} is here, but without its module venv.\n"
            f"  Debian, Ubuntu: apt-get install python{version}-venv   (with sudo, if you are not root)\n"
            "Then start again."
        )
    if VENV.exists():
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", VENV], "Python could not make a virtual environment.")


def _install(requirements) -> None:
    environment = _with_index()
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    uv = VENV / "bin" / "uv"
    installer = REQUIREMENTS / "installer.txt"
    has_uv = (
        output([*pip, "install", "--require-hashes", "--only-binary", ":all:", "-r", installer]) is not None
    )
    if has_uv and uv.exists():
        environment["VIRTUAL_ENV"] = str(VENV)
        run([uv, "pip", "sync", "--quiet", "--require-hashes", requirements], OFFLINE, env=environment)
        editable = [uv, "pip", "install", "--quiet"]
    else:
        # No wheel of uv for this machine: pip does the same, only slower.
        run([*pip, "install", "--require-hashes", "-r", requirements], OFFLINE, env=environment)
        editable = [*pip, "install"]
    run([*editable, "--no-deps", "--no-build-isolation", "--editable", ROOT], OFFLINE, env=environment)


def _with_index():
    """Return the environment in which uv asks the same package index as pip: a mirror, where one is set."""
    environment = dict(os.environ)
    index = os.environ.get("PIP_INDEX_URL") or output(
        [PYTHON, "-m", "pip", "config", "get", "global.index-url"]
    )
    if index:
        environment.setdefault("UV_DEFAULT_INDEX", index)
    return environment
