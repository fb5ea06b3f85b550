"""Django's name for this capability."""

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    name = "onevisit.bundles"
    label = "bundles"
    verbose_name = "一件事"
