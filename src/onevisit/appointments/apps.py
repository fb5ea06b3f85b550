"""Django's name for this capability."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AppointmentsConfig(AppConfig):
    name = "onevisit.appointments"
    label = "appointments"
    verbose_name = "预约"

    def ready(self) -> None:
        from onevisit.appointments import errands  # noqa: F401 — it registers its rounds.
        from onevisit.appointments.triggers import GUARD

        post_migrate.connect(GUARD.after_migrate, sender=self)
