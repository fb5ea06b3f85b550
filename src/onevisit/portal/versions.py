"""All versions of a matter: which held when, what each changed, and what is said of a matter that is no more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from onevisit.catalogue.past import versions_of
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.platform import clock
from onevisit.platform.access import EVERYBODY, requires
from onevisit.portal import web
from onevisit.portal.past import AsOf
from onevisit.rules.calendar import chinese_date


@requires(EVERYBODY)
@require_safe
@web.says_refusals
def versions(request: HttpRequest, key: str) -> HttpResponse:
    """The versions, the newest first, each with a link to the guide as it was on its first day."""
    return render(request, "portal/versions.html", {"past": versions_of(key, clock.today())})


def not_on_that_day(request: HttpRequest, key: str, as_of: AsOf) -> HttpResponse:
    """Answer for a matter that does not hold on a day: when it did, and where that is to be read."""
    try:
        past = versions_of(key, clock.today())
    except NoSuchMatter:
        todo = "可能已经合并或改名；请按名称重新查找。"
        href = reverse("portal:matters") + as_of.query
        return web.refusal_page(request, 404, "没有这个事项", todo, href=href, action="查看全部事项")
    first = past.versions[-1]
    if as_of.day < first.since:
        what = f"“{past.name}”{chinese_date(first.since)}起才有"
    elif past.last_day is not None and past.last_day < as_of.day:
        what = f"“{past.name}”{chinese_date(past.last_day)}以后不再办理"
    else:
        what = f"{as_of.said}没有有效的“{past.name}”"
    return web.refusal_page(
        request,
        404,
        what,
        "各个版本都可以查看；要找现在能办的事，请按名称查找。",
        href=reverse("portal:versions", args=[key]),
        action="查看历次版本",
    )
