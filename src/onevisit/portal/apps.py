"""Django's name for this door."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "onevisit.portal"
    label = "portal"
    verbose_name = "办事门户"
