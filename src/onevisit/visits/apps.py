"""Django's name for this capability."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VisitsConfig(AppConfig):
    name = "onevisit.visits"
    label = "visits"
    verbose_name = "跑动记录"

    def ready(self) -> None:
        from onevisit.visits import errands, recording  # noqa: F401 — they register what they handle.
        from onevisit.visits.triggers import GUARD

        post_migrate.connect(GUARD.after_migrate, sender=self)
