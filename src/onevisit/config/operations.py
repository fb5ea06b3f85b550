"""What the operator's own systems ask: whether we are well, and how much we do."""

import hmac
import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from onevisit.platform.access import EVERYBODY, AccessRule, requires

BEARER = AccessRule("whoever holds the token of the metrics", lambda _: True, open_to_all=True)

REQUESTS = Histogram(
    "onevisit_request_seconds",
    "How long answers took",
    ["method", "route", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


@requires(EVERYBODY)
@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers us, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "unavailable"}, status=503)
    return JsonResponse({"database": "ok"})


@requires(BEARER)
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer the figures of all web processes to whoever holds ONEVISIT_METRICS_TOKEN; to others there is no page."""
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    given = request.headers.get("Authorization", "").encode()
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given, expected):
        raise Http404
    registry = REGISTRY
    if (
        "PROMETHEUS_MULTIPROC_DIR" in os.environ
    ):  # set by `onevisit serve`: the processes share their figures there
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
