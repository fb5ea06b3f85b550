"""How often one address may try to guess. Counted in the cache that all processes share."""

from __future__ import annotations

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 10 * 60  # seconds
TRIES = 10
"""Wrong pairs of number and code that one address may send within the window."""


def too_many(request: HttpRequest, what: str, most: int = TRIES) -> bool:
    """Whether this address has used up its tries."""
    tries: int = cache.get(_key(request, what), 0)
    return tries >= most


def count(request: HttpRequest, what: str) -> None:
    """One more wrong try; each begins the window anew."""
    key = _key(request, what)
    tries: int = cache.get(key, 0)
    cache.set(key, tries + 1, WINDOW)


def _key(request: HttpRequest, what: str) -> str:
    # Behind a proxy the address is the one that the operator's number of trusted proxies leads to.
    address = get_adapter().get_client_ip(request)
    return f"portal.{what}.{hashlib.sha256(str(address).encode()).hexdigest()[:32]}"
