"""Every address declares who may use it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView

from onevisit.config.urls import DOORS

EXEMPT = {
    "account_": "allauth's own pages: signing in, out, and the password; each guards itself",
    "openapi": "the description of the API, public as the guides are",
    "api-root": "the address under which Ninja builds the others; it answers nothing",
}


def _views(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, address)
        else:
            for view in _behind(pattern.callback):
                yield address, pattern.name or "", view


def _behind(callback: Callable[..., Any]) -> list[Callable[..., Any]]:
    """Return what is called in the end: for an address of the API, the function of each method."""
    owner = getattr(callback, "__self__", None) or next(
        (
            c.cell_contents
            for c in getattr(callback, "__closure__", None) or ()
            if isinstance(c.cell_contents, PathView)
        ),
        None,
    )
    return (
        [operation.view_func for operation in owner.operations] if isinstance(owner, PathView) else [callback]
    )


def test_every_address_declares_its_access_rule() -> None:
    views = list(_views(get_resolver().url_patterns))
    assert views
    without = [
        f"/{address} ({view.__module__}.{view.__qualname__})"
        for address, name, view in views
        if not getattr(view, "access_rule", None) and not name.startswith(tuple(EXEMPT))
    ]
    assert not without


def test_every_door_is_open() -> None:
    """A door whose addresses are missing would only be seen by the people who stand before it."""
    opened = {str(one.pattern) for one in get_resolver().url_patterns if isinstance(one, URLResolver)}
    assert set(DOORS) <= opened
