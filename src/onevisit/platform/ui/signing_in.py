"""Where somebody stands after he signed in, unless the address he came by says where he was going."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from onevisit.platform import clock
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui.navigation import route_or_none
from onevisit.rules.district.definition import Role

TODAY = "workbench:today"
_PAGES = {
    Role.HANDOUT: "workbench:hand-out",
    Role.EDITOR: "workbench:catalogue",
    Role.LEGAL: "workbench:versions",
}
"""Where a post's whole work stands on one page. All others find theirs on the first page of the workbench."""


def route(actor: Actor) -> str:
    """The page on which this person most likely begins: staff at work, everybody else in the portal."""
    if not actor.is_staff:
        return "portal:home"
    pages = {_PAGES.get(post.role, TODAY) for post in actor.own_posts}
    return pages.pop() if len(pages) == 1 else TODAY


class Account(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's decisions that are ours. A `next` in the address wins, and it refuses one that leads away."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The address after signing in."""
        person = request.user if request.user.is_authenticated else None
        # Asked anew: this request began before anybody had signed in.
        return route_or_none(route(actor_of(person, clock.today()))) or "/"  # type: ignore[arg-type]
