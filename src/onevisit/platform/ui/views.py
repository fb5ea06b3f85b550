"""The one page action of the kit: large type."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from onevisit.platform.access import EVERYBODY, requires

ELDER_COOKIE = "onevisit-elder"
_YEAR = 365 * 24 * 60 * 60  # seconds


@requires(EVERYBODY)
@require_POST
def elder_mode(request: HttpRequest) -> HttpResponse:
    """Switch 关怀模式 on or off for this browser, and go back to where one was."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if request.POST.get("elder") == "1":
        response.set_cookie(
            ELDER_COOKIE, "1", _YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    return response
