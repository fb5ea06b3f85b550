"""Who stands at the hand-out window: kept in the clerk's session, so that no number and no code is in an address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from onevisit.platform import clock
from onevisit.platform.ui.values import Link

KEY = "workbench.at-desk"
_FOR = timedelta(minutes=30)
"""So long somebody is taken to be still standing there."""


def arrived(request: HttpRequest, parties: Sequence[int]) -> None:
    """Somebody has shown his document: he may take what is his, and of those he acts for."""
    _put(request, {"parties": list(parties)})


def brought(request: HttpRequest, numbers: Sequence[str]) -> None:
    """Somebody has brought a code that opens these cases; what earlier codes opened stays open."""
    _put(request, {"numbers": sorted({*opened(request), *numbers})})


def parties(request: HttpRequest) -> tuple[int, ...]:
    """Whose document was shown."""
    return tuple(_kept(request).get("parties", ()))


def opened(request: HttpRequest) -> frozenset[str]:
    """The cases that codes have opened."""
    return frozenset(_kept(request).get("numbers", ()))


def leave(request: HttpRequest) -> None:
    """Nobody stands there any more."""
    request.session.pop(KEY, None)


def _put(request: HttpRequest, values: dict[str, Any]) -> None:
    request.session[KEY] = {**values, "at": clock.now().isoformat()}


def _kept(request: HttpRequest) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(KEY, {})
    if kept and clock.now() - datetime.fromisoformat(kept["at"]) > _FOR:
        return {}
    return kept


def tabs(current: str) -> list[Link]:
    """The pages of the hand-out window."""
    pages = (
        ("ready", "可以出的件", "workbench:hand-out"),
        ("uncollected", "久未领取", "workbench:uncollected"),
        ("handed", "已出的件", "workbench:handed-out"),
    )
    return [Link(label, reverse(route), current=key == current) for key, label, route in pages]
