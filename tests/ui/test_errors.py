"""Error pages stand alone: no mark here asks for the database, so a page that touched it would fail."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from onevisit.platform.ui import errors
from onevisit.platform.ui.views import ELDER_COOKIE
from ui.kit import Page

ANSWERS = {
    400: lambda request: errors.bad_request(request, SuspiciousOperation()),
    403: lambda request: errors.forbidden(request, PermissionDenied()),
    404: lambda request: errors.not_found(request, Http404()),
    413: errors.too_large,
    429: errors.too_many,
    500: errors.internal_error,
}


def _request() -> HttpRequest:
    request = RequestFactory().get("/nowhere")
    request.META["onevisit.request_id"] = "5f0c1a9be2d84710"
    return request


def _page(answer: HttpResponse) -> Page:
    return Page(answer.content.decode())


@pytest.mark.parametrize("status", ANSWERS)
def test_every_error_says_what_and_what_to_do(status: int) -> None:
    answer = ANSWERS[status](_request())
    page = _page(answer)
    assert answer.status_code == status
    assert len(page.all("h1")) == 1
    assert "现在怎么办" in page.text
    assert "5f0c1a9be2d84710" in page.text
    assert {"/", "tel:12345"} <= {link["href"] for link in page.all("a")}


def test_a_stale_form_is_told_apart_from_a_missing_right() -> None:
    assert "页面已过期" in _page(errors.stale_form(_request())).text
    assert "页面已过期" not in _page(errors.forbidden(_request(), PermissionDenied())).text


def test_an_error_page_needs_no_collected_names(settings) -> None:
    """The manifest may be what is missing."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    links = [link["href"] for link in _page(errors.internal_error(_request())).all("link")]
    assert "/static/ui/onevisit.css" in links


def test_large_type_is_kept() -> None:
    request = _request()
    request.COOKIES[ELDER_COOKIE] = "1"
    assert _page(errors.not_found(request, Http404())).all("html")[0]["class"] == "ov-elder"
    assert "class" not in _page(errors.not_found(_request(), Http404())).all("html")[0]
