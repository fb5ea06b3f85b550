"""Django's name for the UI kit."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "onevisit.platform.ui"
    label = "ui"
    verbose_name = "界面"
