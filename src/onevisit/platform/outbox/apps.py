"""Django's name for this capability."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "onevisit.platform.outbox"
    label = "outbox"
    verbose_name = "发件箱"
