"""Reads the settings' values from the environment, and says what to do when one cannot be used."""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SECRET_KEY_MINIMUM = 32


def flag(name: str) -> bool:
    """Return whether a variable is 1; absent and 0 are no, anything else is refused."""
    value = os.environ.get(name, "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name}={value!r}: write 1 for yes or 0 for no.")
    return value == "1"


def number(name: str, default: int) -> int:
    """Return a variable as a whole number from 0."""
    value = os.environ.get(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number, for instance {default}.")
    return int(value)


def words(name: str, default: str) -> list[str]:
    """Return a comma-separated variable as a list without empty entries."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def origin(name: str, default: str) -> str:
    """Return a variable that holds scheme and host, as in https://zwfw.example.org, without a trailing slash."""
    value = os.environ.get(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(f"{name}={value!r}: write scheme and host, for instance {default}.")
    return value


def secret_key(name: str, file: Path) -> str:
    """Return the key that signs sessions: from the environment, or from a file made at the first start.

    The file is created with its final rights (0600) and never overwritten; of two processes that start at once, one
    creates it and the other reads it.
    """
    given = os.environ.get(name)
    if given is None:
        given = _stored_key(file)
    if len(given) < SECRET_KEY_MINIMUM:
        raise ImproperlyConfigured(
            f"The secret key ({name} or {file}) has {len(given)} characters, fewer than {SECRET_KEY_MINIMUM}. "
            f"Unset {name}, or delete {file} to have a new one made (everybody is then signed out)."
        )
    return given


def _stored_key(file: Path) -> str:
    if file.exists():
        return file.read_text().strip()
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written beside its name and linked to it: whoever sees the name sees the whole key.
    descriptor, name = tempfile.mkstemp(prefix=file.name, dir=file.parent)  # with rights 0600
    draft = Path(name)
    with os.fdopen(descriptor, "w") as out:
        out.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, file)
    except FileExistsError:
        pass  # the key of an earlier start holds
    finally:
        draft.unlink()
    return file.read_text().strip()


def database(name: str, var: Path) -> dict[str, Any]:
    """Return Django's settings of the database at a URL: sqlite:///file or postgresql://user:password@host:port/name.

    Without the variable it is the SQLite file `onevisit.sqlite3` in the data folder. A PostgreSQL URL without a host
    means the local socket, or the folder given as `?host=`.
    """
    url = os.environ.get(name)
    if not url:
        return _sqlite(str(var / "onevisit.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")))
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(parse_qsl(parts.query))
        return _postgresql(
            NAME=unquote(parts.path.removeprefix("/")),
            USER=unquote(parts.username or ""),
            PASSWORD=unquote(parts.password or ""),
            HOST=query.pop("host", parts.hostname or ""),
            PORT=str(parts.port or ""),
            options=query,
        )
    raise ImproperlyConfigured(
        f"{name} begins with {parts.scheme!r}: write sqlite:///var/onevisit.sqlite3 or "
        "postgresql://user:password@host:5432/name."
    )


def _sqlite(path: str) -> dict[str, Any]:
    if not path or path == ":memory:":
        raise ImproperlyConfigured(
            "SQLite needs a file, as in sqlite:///var/onevisit.sqlite3: memory has no WAL."
        )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(path).absolute()),
        "OPTIONS": {
            # A transaction takes the write lock when it begins: one that reads first and writes later would fail at
            # once, without waiting, if somebody else wrote in between.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds to wait for the write lock
            # FULL: what was confirmed to the applicant survives a power cut.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def _postgresql(*, options: dict[str, str], **connection: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        **connection,
        "CONN_HEALTH_CHECKS": True,  # after a restart of the server no request meets a dead connection
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
            "application_name": "onevisit",
            **options,
        },
    }
