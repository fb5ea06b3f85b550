"""The ways through the portal, the same on every page of it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from onevisit.platform.ui.values import Link

PORTAL = (
    ("首页", "home", "portal:home"),
    ("办事", "list-search", "portal:matters"),
    ("我的办件", "clipboard-list", "portal:cases"),
    ("查进度", "file-search", "portal:track"),
)
"""Label, icon and the route that the portal gives the page."""


def portal_links(path: str) -> tuple[Link, ...]:
    """The links, the present one marked. tests/ui proves that every route exists once the portal does."""
    found = [(label, icon, address) for label, icon, route in PORTAL if (address := route_or_none(route))]
    return tuple(Link(label, address, icon, current=_within(path, address)) for label, icon, address in found)


def route_or_none(route: str) -> str | None:
    """The address of a route, or None in an installation that serves without that door."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return None


def here(request: HttpRequest) -> str:
    """The address to come back to after a change of the view: the present page, if it was read and not sent."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else request.path


def _within(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)
