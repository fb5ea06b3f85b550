"""Django's name for this capability."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AssistanceConfig(AppConfig):
    name = "onevisit.assistance"
    label = "assistance"
    verbose_name = "帮办代办"

    def ready(self) -> None:
        from onevisit.assistance import agents, errands  # noqa: F401 — they register what they handle.
        from onevisit.assistance.triggers import GUARD
        from onevisit.casework import agency

        agency.answers(agents.Agents())
        post_migrate.connect(GUARD.after_migrate, sender=self)
