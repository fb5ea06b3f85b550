"""Who may use an address. Every view declares a rule; a test fails for one that does not.

The rule is about the person and the door. Which cases he then sees is decided by the capability that keeps them
(`casework.access`), in the same words for page, list, count, search and export.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from onevisit.platform import clock
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import Actor
from onevisit.rules.district.definition import Role

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class AccessRule:
    """A named rule. `admits` is asked only for people who signed in, unless `open_to_all`."""

    name: str
    admits: Callable[[Actor], bool]
    open_to_all: bool = False


EVERYBODY = AccessRule("everybody", lambda _: True, open_to_all=True)
SIGNED_IN = AccessRule("signed in", lambda _: True)
STAFF = AccessRule("staff", lambda actor: actor.is_staff)


def holders(*roles: Role) -> AccessRule:
    """A rule that admits whoever holds one of these posts today."""
    return AccessRule("/".join(sorted(roles)), lambda actor: actor.holds(*roles))


def actor(request: HttpRequest) -> Actor:
    """Who this request is from; asked of the database once."""
    if not hasattr(request, "_actor"):
        person: Any = request.user if request.user.is_authenticated else None
        request._actor = actor_of(person, clock.today())  # type: ignore[attr-defined]
    found: Actor = request._actor  # type: ignore[attr-defined]
    return found


AT_WORK = holders(*(role for role in Role if role is not Role.INQUIRY))
"""Staff who change something: the inquiry office reads everything, and changes nothing but what is its own."""

SAFE = ("GET", "HEAD", "OPTIONS")
"""The methods that change nothing (RFC 9110, 9.2.1)."""


def requires(rule: AccessRule, *, to_change: AccessRule | None = None) -> Callable[[View], View]:
    """Declare the rule of a view, and enforce it. `to_change` is that for changing, where fewer may than may look."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not rule.open_to_all:
                if not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                asked = rule if to_change is None or request.method in SAFE else to_change
                if not asked.admits(actor(request)):
                    raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access_rule = rule  # type: ignore[attr-defined]
        return guarded

    return decorate
