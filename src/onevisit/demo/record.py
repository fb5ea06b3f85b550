"""What is remembered of a play beside the database: until when it went, and which accounts to try. In var/demo.json."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

PASSWORD = "onevisit-demo"  # noqa: S105 — printed on the screen of whoever runs the demonstration.
"""The password of every account of the demonstration. A real installation has none of them."""


@dataclass(frozen=True)
class Account:
    """An account that the pack shows to whoever tries the demonstration: `role` in a few words, `about` what for."""

    login: str
    name: str
    role: str
    about: str


@dataclass(frozen=True)
class Demonstration:
    """The play that filled this installation."""

    played_until: date
    accounts: tuple[Account, ...]


def write(demonstration: Demonstration) -> None:
    """Remember it; beside its place first, so that no reader sees half."""
    place = _place()
    values = asdict(demonstration) | {"played_until": demonstration.played_until.isoformat()}
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    draft.write_text(json.dumps(values, ensure_ascii=False, indent=1), "utf-8")
    draft.replace(place)


def read() -> Demonstration | None:
    """What was remembered; None where nothing was ever played. Read again only when it has changed."""
    place = _place()
    try:
        changed = place.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    return _read(place, changed)


def played_until() -> date | None:
    """The last day that was played: what `settings.ONEVISIT_DEMO_UNTIL` names."""
    found = read()
    return found.played_until if found else None


def shown() -> list[dict[str, str]]:
    """The accounts as the page for signing in shows them: what `settings.ONEVISIT_DEMO_ACCOUNTS` names."""
    found = read()
    return [
        {"login": one.login, "password": PASSWORD, "name": f"{one.name}（{one.role}）", "says": one.about}
        for one in (found.accounts if found else ())
    ]


@lru_cache(maxsize=4)
def _read(place: Path, _changed: int) -> Demonstration:
    values = json.loads(place.read_text("utf-8"))
    accounts = tuple(Account(**one) for one in values["accounts"])
    return Demonstration(date.fromisoformat(values["played_until"]), accounts)


def _place() -> Path:
    return Path(settings.VAR) / "demo.json"
