"""Django's name for this door."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "onevisit.api"
    label = "api"
    verbose_name = "数据接口"
