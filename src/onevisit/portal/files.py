"""Files, sent only through the case or the draft that shows them, to those who may see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from onevisit.casework import drafts, queries
from onevisit.casework.case_view import CaseView
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.files import queries as files
from onevisit.platform.files.store import MissingFile
from onevisit.portal import web

_EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def of_case(request: HttpRequest, number: str, sha256: str) -> HttpResponse:
    """A file of one's own case: a material that was handed in, or a result."""
    view = queries.my_view(actor(request), number)
    if not queries.file_of(view, sha256):
        raise Http404
    return send(sha256, _title(view, sha256))


@requires(SIGNED_IN)
@require_safe
@web.says_refusals
def of_draft(request: HttpRequest, draft: int, sha256: str) -> HttpResponse:
    """A file that one has uploaded to one's own draft."""
    try:
        content = drafts.get(actor(request), draft).content
    except drafts.NoSuchDraft:
        raise Http404 from None
    for given in (content.get("shown") or {}).values():
        if sha256 in given.get("refs", ()):
            return send(sha256, given.get("name", "材料").rpartition(".")[0] or "材料")
    raise Http404


def send(sha256: str, title: str) -> HttpResponse:
    """The bytes as a download, never as a page: what a citizen uploaded must not run in anybody's browser."""
    try:
        data, media_type = files.content(sha256)
    except MissingFile:
        raise Http404 from None
    name = f"{title}.{_EXTENSIONS.get(media_type, 'bin')}"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=media_type, headers=headers)


def _title(view: CaseView, sha256: str) -> str:
    for one in view.materials:
        if one.shown and sha256 in one.shown.refs:
            return one.requirement.name
    for document in view.courses.documents:
        if document.file == sha256:
            return f"{document.title}-{document.number}"
    names = {result.key: result.name for result in view.version.matter.results}
    key = next((key for key, file in view.state.rendered.items() if file == sha256), "")
    if not key:
        return "签收签名"
    number = next((one.number for one in view.state.results if one.result == key), "")
    return f"{names[key]}-{number}"
