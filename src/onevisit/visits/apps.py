"""Django's name for this capability."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "onevisit.visits"
    label = "visits"
    verbose_name = "跑动记录"
