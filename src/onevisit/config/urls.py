"""Which addresses lead where. Each door keeps its own; every view declares who may use it (platform.access)."""

from importlib.util import find_spec

from django.urls import include, path

from onevisit.config import operations

DOORS = {"": "onevisit.portal.urls", "work/": "onevisit.workbench.urls", "api/": "onevisit.api.urls"}

urlpatterns = [path(prefix, include(door)) for prefix, door in DOORS.items() if find_spec(door)]
urlpatterns += [
    path("account/", include("allauth.account.urls")),
    path("", include("onevisit.platform.ui.urls")),
    path("healthz", operations.health, name="health"),
    path("metrics", operations.metrics, name="metrics"),
]

handler400 = "onevisit.platform.ui.errors.bad_request"
handler403 = "onevisit.platform.ui.errors.forbidden"
handler404 = "onevisit.platform.ui.errors.not_found"
handler429 = "onevisit.platform.ui.errors.too_many"
handler500 = "onevisit.platform.ui.errors.internal_error"
