"""Django's name for this capability."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CaseworkConfig(AppConfig):
    name = "onevisit.casework"
    label = "casework"
    verbose_name = "办件"

    def ready(self) -> None:
        from onevisit.casework import bars, errands  # noqa: F401 — they register what they handle.
        from onevisit.casework.triggers import GUARD

        post_migrate.connect(GUARD.after_migrate, sender=self)
