"""Django's name for this capability."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoordinationConfig(AppConfig):
    name = "onevisit.coordination"
    label = "coordination"
    verbose_name = "部门协同"

    def ready(self) -> None:
        from onevisit.coordination import errands  # noqa: F401 — it registers its round and its errand.
        from onevisit.coordination.triggers import GUARD

        post_migrate.connect(GUARD.after_migrate, sender=self)
