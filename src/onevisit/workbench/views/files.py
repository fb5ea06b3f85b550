"""Files, for whoever may see the case or keeps the draft; shown so that nothing in them can act."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from onevisit.casework import drafts, queries
from onevisit.casework.drafts import NoSuchDraft
from onevisit.platform import access
from onevisit.platform.access import STAFF, holders, requires
from onevisit.platform.files.inspection import PDF
from onevisit.platform.files.queries import content
from onevisit.platform.files.store import MissingFile
from onevisit.workbench.nav import INTAKE
from onevisit.workbench.web import says_refusals


@require_safe
@requires(STAFF)
@says_refusals
@xframe_options_sameorigin
def file(request: HttpRequest, number: str, sha256: str) -> HttpResponse:
    """The bytes, only through a case that shows them."""
    view = queries.staff_view(access.actor(request), number, "材料")
    if not queries.file_of(view, sha256):
        raise Http404
    return served(number, sha256)


@require_safe
@requires(holders(*INTAKE))
@xframe_options_sameorigin
def scan(request: HttpRequest, draft: int, sha256: str) -> HttpResponse:
    """What this clerk scanned into one of his own drafts."""
    try:
        kept = drafts.get(access.actor(request), draft).content.get("shown") or {}
    except NoSuchDraft as gone:
        raise Http404 from gone
    if not any(sha256 in one.get("refs", ()) for one in kept.values()):
        raise Http404
    return served(f"draft-{draft}", sha256)


def served(name: str, sha256: str) -> HttpResponse:
    """The bytes of a file, shown so that nothing in them can act. Who may see it has been asked before."""
    try:
        data, media_type = content(sha256)
    except MissingFile as missing:
        raise Http404 from missing
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = (
        f'inline; filename="{name}-{sha256[:8]}.{media_type.rpartition("/")[2]}"'
    )
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = _policy(media_type)
    return response


def _policy(media_type: str) -> str:
    """The policy of this answer alone: framed by our own pages, and nothing in it is loaded or run."""
    if media_type == PDF.media_type:
        # A browser's own viewer draws a PDF as an object; inside `sandbox` it would not be drawn at all.
        return "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    return "default-src 'none'; sandbox; frame-ancestors 'self'"
