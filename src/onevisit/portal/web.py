"""What every page of this door does alike: refusals as pages, texts as they were typed, and which status that is."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onevisit.casework.refusals import MovedOn, NoSuchCase
from onevisit.catalogue.versions import NoSuchMatter
from onevisit.licences.refusals import NoSuchLicence, NotRendered
from onevisit.rules.assistance.refusals import NoSuchAuthorisation, NoSuchVisit
from onevisit.rules.bundles.refusals import AlreadyRated, NoSuchBundle, NotFinishedYet, TooLate
from onevisit.rules.cases import refusals

View = Callable[..., HttpResponse]

_STATUS: Mapping[type[refusals.Refused], int] = {
    NoSuchBundle: 404,
    AlreadyRated: 409,
    NotFinishedYet: 409,
    TooLate: 409,
    NoSuchCase: 404,
    refusals.NotYours: 403,
    MovedOn: 409,
    refusals.NotNow: 409,
    refusals.AfterTheEnd: 409,
    refusals.BackInTime: 409,
    refusals.AlreadyRated: 409,
    NoSuchLicence: 404,
    NoSuchAuthorisation: 404,
    NoSuchVisit: 404,
    NotRendered: 409,
}
"""What is not here could not be understood as it was filled in: 422."""

_KEY = re.compile(r"[0-9a-f]{32}")

UNPROCESSABLE = 422
LONGEST = 20_000
"""Characters of one answer that are kept; what a field may hold is far less, and is said at the field."""


def status_of(refused: refusals.Refused) -> int:
    """The HTTP status of a refusal."""
    return next((code for kind, code in _STATUS.items() if isinstance(refused, kind)), UNPROCESSABLE)


def words_of(refused: refusals.Refused) -> dict[str, str]:
    """A refusal for the component of the kit: what, why, what to do."""
    return {
        "what": refused.said(refused.what),
        "why": refused.basis.cite() if refused.basis else "",
        "todo": refused.said(refused.remedy),
    }


def refusal_page(
    request: HttpRequest,
    status: int,
    what: str,
    todo: str,
    *,
    why: str = "",
    href: str = "/",
    action: str = "返回首页",
) -> HttpResponse:
    """A page that says only what could not be done, and where to go on."""
    words = {"what": what, "why": why, "todo": todo, "href": href, "action": action}
    return render(request, "portal/refused.html", {"refusal": words}, status=status)


def says_refusals(view: View) -> View:
    """Answer a refusal that the view did not show itself with a page of its own."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except refusals.Refused as refused:
            return refusal_page(request, status_of(refused), **words_of(refused))
        except NoSuchMatter:
            todo = "可能已经取消、合并或改名；请按名称重新查找。"
            return refusal_page(request, 404, "没有这个事项", todo, href="/matters", action="查看全部事项")

    return answering


def cleaned(text: str) -> str:
    """What was typed without NUL and other control characters, which no database keeps and nobody can see."""
    kept = "".join(one for one in text[:LONGEST] if ord(one) >= 32 or one in "\r\n\t")
    return kept.strip()


def hides_something(text: str) -> bool:
    """Whether there are control characters in what was typed."""
    return any(ord(one) < 32 and one not in "\r\n\t" for one in text)


def key_of(request: HttpRequest) -> str:
    """The request's key if it has the shape that our forms give it; a fresh one otherwise.

    Keys are unique over the whole log: nobody may choose one that the house itself uses.
    """
    given = request.POST.get("key", "")
    return given if _KEY.fullmatch(given) else secrets.token_hex(16)


def seen_of(request: HttpRequest) -> int | None:
    """How far the log had gone on the page that was sent."""
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def page_number(request: HttpRequest) -> int:
    """The page that the query asks for; the first if it asks for nonsense."""
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
