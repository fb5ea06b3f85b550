"""How often one address may guess a case's code. Counted in the cache that all processes share."""

from __future__ import annotations

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 10 * 60  # seconds
TRIES = 10
"""Wrong pairs of number and code that one address may send within the window, as many as on the portal's page."""


def exhausted(request: HttpRequest) -> bool:
    """Whether this address has used up its tries."""
    tries: int = cache.get(_key(request), 0)
    return tries >= TRIES


def count(request: HttpRequest) -> None:
    """One more wrong try; each begins the window anew."""
    tries: int = cache.get(_key(request), 0)
    cache.set(_key(request), tries + 1, WINDOW)


def _key(request: HttpRequest) -> str:
    # Behind a proxy the address is the one that the operator's number of trusted proxies leads to.
    address = get_adapter().get_client_ip(request)
    return f"api.track.{hashlib.sha256(str(address).encode()).hexdigest()[:32]}"
