"""Django's name for this capability."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "onevisit.coordination"
    label = "coordination"
    verbose_name = "协同配合"
