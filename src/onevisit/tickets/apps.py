"""Django's name for this capability."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TicketsConfig(AppConfig):
    name = "onevisit.tickets"
    label = "tickets"
    verbose_name = "排队叫号"

    def ready(self) -> None:
        from onevisit.tickets import errands  # noqa: F401 — registers the rounds
        from onevisit.tickets.triggers import GUARD

        post_migrate.connect(GUARD.after_migrate, sender=self)
