"""What every layout needs, as `shell`. Everything is asked for only where a template shows it."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.http import HttpRequest

from onevisit.platform import access
from onevisit.platform.organs import queries as organs
from onevisit.platform.people.actors import Actor
from onevisit.platform.ui import demo, navigation
from onevisit.platform.ui.values import Link
from onevisit.platform.ui.views import ELDER_COOKIE
from onevisit.rules.district.definition import OrganKind

BRAND = "最多跑一次"
OWN_REGISTERS = ("省一体化政务服务平台", "身份核验", "缴费", "快递", "短信", "电子印章")
"""The outside systems that a register of our own stands in for, named on every page."""

_SUFFIX = "人民政府"


class Shell:
    """The frame of one page."""

    brand = BRAND
    own_registers = OWN_REGISTERS

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def actor(self) -> Actor:
        """Who looks at the page."""
        return access.actor(self._request)

    @property
    def elder(self) -> bool:
        """Whether he chose large type."""
        return is_elder(self._request)

    @cached_property
    def district(self) -> str:
        """淄博市博山区: the name of the district's government without what makes it a government; "" before loading."""
        found = (one.name for one in organs.organ_cards().values() if one.kind == OrganKind.GOVERNMENT)
        return next(found, "").removesuffix(_SUFFIX)

    @cached_property
    def demo_accounts(self) -> list[dict[str, str]]:
        """The accounts of a demonstration, shown where one signs in."""
        return demo.accounts()

    @cached_property
    def demo_stale_since(self) -> date | None:
        """The last day of a demonstration that has grown old."""
        return demo.stale_since()

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The ways through the portal."""
        return navigation.portal_links(self._request.path)

    @property
    def here(self) -> str:
        """Where to come back to."""
        return navigation.here(self._request)

    @property
    def home(self) -> str:
        """The portal's first page."""
        return navigation.route_or_none("portal:home") or "/"

    @property
    def work(self) -> str:
        """The first page of the workbench, "" in an installation without it."""
        return navigation.route_or_none("workbench:today") or ""


def is_elder(request: HttpRequest) -> bool:
    """Whether this browser chose 关怀模式."""
    return request.COOKIES.get(ELDER_COOKIE) == "1"


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor."""
    return {"shell": Shell(request)}
