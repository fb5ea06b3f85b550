"""The addresses of the kit itself."""

from django.urls import path

from onevisit.platform.ui import views

app_name = "ui"
urlpatterns = [path("view/elder", views.elder_mode, name="elder")]
