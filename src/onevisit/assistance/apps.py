"""Django's name for this capability."""

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "onevisit.assistance"
    label = "assistance"
    verbose_name = "帮办代办"
