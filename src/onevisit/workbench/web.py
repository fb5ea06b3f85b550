"""What every page of this door does alike: the frame, refusals at the top of the same page, and what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import wraps
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from onevisit.casework import queries
from onevisit.casework.refusals import MovedOn, NoSuchCase
from onevisit.platform import access
from onevisit.platform.organs.refusals import NoSuchLeave
from onevisit.rules.assistance.refusals import NoSuchAuthorisation, NoSuchVisit
from onevisit.rules.bundles.refusals import BundleMoved, NoSuchBundle, NothingToAccept
from onevisit.rules.cases import refusals
from onevisit.workbench import nav

View = Callable[..., HttpResponse]

_STATUS: Mapping[type[refusals.Refused], int] = {
    NoSuchCase: 404,
    NoSuchLeave: 404,
    NoSuchAuthorisation: 404,
    NoSuchVisit: 404,
    NoSuchBundle: 404,
    BundleMoved: 409,
    NothingToAccept: 409,
    refusals.NotYours: 403,
    MovedOn: 409,
    refusals.NotNow: 409,
    refusals.AfterTheEnd: 409,
    refusals.BackInTime: 409,
    refusals.AlreadyAsked: 409,
    refusals.AlreadyReviewed: 409,
    refusals.StageNotOpen: 409,
    refusals.ReviewsOpen: 409,
    refusals.NotRenderedYet: 409,
}
UNPROCESSABLE = 422
"""What is not named above could not be understood as it was filled in."""

LONGEST = 20_000
"""Characters of one answer that are kept; what a field may hold is far less, and is said at the field."""


class NothingToDo(refusals.Refused):
    """The page of a step was opened for a case that does not wait for this step of this person."""

    what: ClassVar[str] = "这个办件现在没有等您“{step}”的环节"
    remedy: ClassVar[str] = "可能已经由同事办过，或者还没有轮到；请在办件页面上看现在到了哪一步。"


class NotOpen(refusals.Refused):
    """The step cannot be taken as the case stands; the rule's own sentence says why."""

    what: ClassVar[str] = "{why}"


class NoKey(refusals.Refused):
    """A form without the sign that tells a second click from a second wish."""

    what: ClassVar[str] = "这次提交不完整，没有执行"
    remedy: ClassVar[str] = "请刷新页面后再提交一次。"


_STATUS = {**_STATUS, NothingToDo: 409, NotOpen: 409}


@dataclass(frozen=True)
class Trouble:
    """A refusal as the page shows it: what, why, what to do, and what happened meanwhile."""

    what: str
    why: str
    todo: str
    status: int
    meanwhile: Sequence[Any] = field(default_factory=tuple)


def trouble(refused: refusals.Refused) -> Trouble:
    """The refusal in its parts."""
    return Trouble(
        refused.said(refused.what),
        refused.basis.cite() if refused.basis else "",
        refused.said(refused.remedy),
        next((code for kind, code in _STATUS.items() if isinstance(refused, kind)), UNPROCESSABLE),
        refused.meanwhile if isinstance(refused, MovedOn) else (),
    )


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    refused: Trouble | None = None,
) -> HttpResponse:
    """A page of the workbench in its frame; a refusal decides the status."""
    actor = access.actor(request)
    given = context or {}
    counts = given.get("counts") or (queries.work_counts(actor) if nav.has_work(actor) else {})
    frame = {"nav": nav.groups(actor, request.path, counts), "counts": counts, "refused": refused}
    status = refused.status if refused else 200
    return render(request, template, {**frame, **given}, status=status)


def says_refusals(view: View) -> View:
    """Answer a refusal that the view did not show itself with a page that says only that."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except refusals.Refused as refused:
            return show(
                request, "workbench/refused.html", {"number": kwargs.get("number", "")}, trouble(refused)
            )

    return answering


def key(request: HttpRequest) -> str:
    """What tells this request from every other; the form carries it. Raises `NoKey`."""
    given = request.POST.get("key", "")
    if not (16 <= len(given) <= 40 and given.isalnum()):
        raise NoKey
    return given


def seen(request: HttpRequest, name: str = "seen") -> int:
    """How far the log went when the form was shown. Raises `NoKey` where the form does not say."""
    return number_in(request.POST.get(name, "")) or _no_key()


def _no_key() -> int:
    raise NoKey


def number_in(text: str) -> int:
    """A whole number as it was sent; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def page_number(request: HttpRequest) -> int:
    """The page that the query asks for; the first if it asks for nonsense."""
    return number_in(request.GET.get("page", "1")) or 1


def cleaned(text: str) -> str:
    """What was typed, without NUL and other characters that no database keeps and nobody can see."""
    return "".join(one for one in text[:LONGEST] if ord(one) >= 32 or one in "\r\n\t").strip()


def typed(request: HttpRequest, name: str) -> str:
    """One field of the form, cleaned."""
    return cleaned(request.POST.get(name, ""))


def day_in(text: str) -> date | None:
    """A day as a date field sends it, or None."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def year_before(day: date) -> date:
    """The first of the twelve months that end on this day."""
    last_year = day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
    return last_year + timedelta(days=1)


def back(request: HttpRequest, otherwise: str) -> str:
    """Where the form came from, if that is an address of this house."""
    given = request.POST.get("back", "")
    inside = url_has_allowed_host_and_scheme(given, allowed_hosts={request.get_host()})
    return given if inside and given.startswith("/work/") else otherwise
