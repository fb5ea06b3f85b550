"""An installation that serves neither portal nor workbench."""

from django.urls import include, path

urlpatterns = [path("account/", include("allauth.account.urls"))]
