"""Nothing that was typed is lost because a session ended or a page grew old.

A form that comes from somebody whose session has ended is put aside in the new, still nameless session, which
signing in keeps; the page then shows it again. A form whose token no longer fits (he signed in again elsewhere) is
not carried out, but the page comes back with everything in it, to be sent once more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, QueryDict
from django.middleware.csrf import CsrfViewMiddleware

from onevisit.portal import throttle

View = Callable[..., HttpResponse]

_SESSION = "portal.parked"
_LARGEST = 100_000
"""Characters of one form that are put aside; the session lies in the database."""

_NOT_TYPED = ("csrfmiddlewaretoken", "seen")


class _Token(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponseForbidden(reason)


_token = _Token(lambda _: HttpResponse())


def keeps_typing(view: View) -> View:
    """For a view with a form that people write in. Stands outside `requires`, which sends the nameless to sign in."""
    needs_name = not view.access_rule.open_to_all  # type: ignore[attr-defined]

    @wraps(view)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            # The token is asked for here instead of by the middleware, so that a stale page can be shown again.
            stale = _token.process_view(request, lambda: None, (), {}) is not None
            request.portal_stale = stale  # type: ignore[attr-defined]
            if needs_name and not stale and not request.user.is_authenticated:
                _park(request)
        return view(request, *args, **kwargs)

    keeping.csrf_exempt = True  # type: ignore[attr-defined]
    return keeping


def is_stale(request: HttpRequest) -> bool:
    """Whether this form must not be carried out, but only shown again."""
    return bool(getattr(request, "portal_stale", False))


def parked(request: HttpRequest) -> QueryDict | None:
    """What was typed on this page before the session ended, if anything was."""
    kept = request.session.get(_SESSION)
    return QueryDict(kept["form"]) if kept and kept["path"] == request.path else None


def unpark(request: HttpRequest) -> None:
    """Forget it: it has been sent again."""
    if _SESSION in request.session:
        del request.session[_SESSION]


def _park(request: HttpRequest) -> None:
    form = request.POST.copy()
    for name in _NOT_TYPED:
        form.pop(name, None)
    text = form.urlencode()
    if len(text) > _LARGEST:
        return
    if _SESSION not in request.session:
        # Each new session is a row: nobody may make them without end by sending forms.
        if throttle.too_many(request, "park"):
            return
        throttle.count(request, "park")
    request.session[_SESSION] = {"path": request.path, "form": text}
