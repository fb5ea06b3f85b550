"""What happens to every request before and after its view."""

import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from onevisit.config.operations import REQUESTS
from onevisit.platform.ui import errors

Handler = Callable[[HttpRequest], HttpResponse]

log = structlog.get_logger("onevisit.requests")


class RequestLog:
    """Give each request a number, and write one line about it: route, method, status, milliseconds.

    The number stands in the answer's X-Request-ID and on the page of an internal error, so that a person can name it
    on the telephone and the operator finds the lines.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and log the answer."""
        started = time.monotonic()
        request_id = uuid4().hex[:16]
        request.META["onevisit.request_id"] = request_id
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            match = request.resolver_match
            route = match.route if match else None
            seconds = time.monotonic() - started
            log.info(
                "request",
                method=request.method,
                route=route,
                status=response.status_code,
                ms=round(seconds * 1000),
            )
        REQUESTS.labels(request.method, route, response.status_code).observe(seconds)
        response["X-Request-ID"] = request_id
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
        return response


class BodyLimit:
    """Refuse a body that is too large from its announced length, before a byte of it is read.

    A body without an announced length is never read by WSGI's contract, so there is no other way in.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413, or let the request pass."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isascii() and announced.isdigit() and int(announced) > settings.UPLOAD_REQUEST_LIMIT:
            return errors.too_large(request)
        return self.get_response(request)
