"""Which addresses lead where. Each door keeps its own; every view declares who may use it (platform.access)."""

from django.urls import include, path

urlpatterns = [
    path("", include("onevisit.portal.urls")),
    path("work/", include("onevisit.workbench.urls")),
    path("api/", include("onevisit.api.urls")),
    path("account/", include("allauth.account.urls")),
]

handler400 = "onevisit.platform.ui.errors.bad_request"
handler403 = "onevisit.platform.ui.errors.forbidden"
handler404 = "onevisit.platform.ui.errors.not_found"
handler500 = "onevisit.platform.ui.errors.internal_error"
