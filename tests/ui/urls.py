"""The routes that the layouts know, each leading nowhere."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


portal = [
    path("", nothing, name="home"),
    path("matters/", nothing, name="matters"),
    path("cases/", nothing, name="cases"),
    path("track/", nothing, name="track"),
]
urlpatterns = [
    path("", include((portal, "portal"))),
    path("work/", include(([path("", nothing, name="today")], "workbench"))),
    path("account/", include("allauth.account.urls")),
    path("", include("onevisit.platform.ui.urls")),
]
handler429 = "onevisit.platform.ui.errors.too_many"
