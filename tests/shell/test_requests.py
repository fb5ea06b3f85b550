from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from onevisit.config.middleware import BodyLimit


def _view_that_must_not_run(_request: HttpRequest) -> HttpResponse:
    raise AssertionError("the body would have been read")


def test_a_body_of_300_mb_is_refused_before_anything_reads_it() -> None:
    request = RequestFactory().post("/", CONTENT_LENGTH=str(300 * 1024 * 1024))
    response = BodyLimit(_view_that_must_not_run)(request)
    assert response.status_code == 413
    assert "文件太大" in response.content.decode()


def test_a_body_at_the_limit_passes() -> None:
    request = RequestFactory().post("/", CONTENT_LENGTH=str(settings.UPLOAD_REQUEST_LIMIT))
    assert BodyLimit(lambda _: HttpResponse("ok"))(request).content == b"ok"


def test_a_request_without_a_length_passes_because_its_body_is_never_read() -> None:
    request = RequestFactory().get("/")
    request.META.pop("CONTENT_LENGTH", None)
    assert BodyLimit(lambda r: HttpResponse(r.read()))(request).content == b""


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'self'"]
    sources = {source for values in directives.values() for source in values}
    assert sources == {"'self'", "'none'", "data:"}
    assert [name for name, values in directives.items() if "data:" in values] == ["img-src"]


def test_requests_are_not_transactions() -> None:
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False
