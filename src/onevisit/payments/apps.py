"""Django's name for this capability."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PaymentsConfig(AppConfig):
    name = "onevisit.payments"
    label = "payments"
    verbose_name = "缴费"

    def ready(self) -> None:
        from onevisit.payments import errands  # noqa: F401 — it registers its rounds, and what it handles.
        from onevisit.payments.triggers import after_migrate

        post_migrate.connect(after_migrate, sender=self)
