"""Django's name for this capability."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BundlesConfig(AppConfig):
    name = "onevisit.bundles"
    label = "bundles"
    verbose_name = "一件事"

    def ready(self) -> None:
        from onevisit.bundles import errands, following, ledger, promising  # noqa: F401 — they subscribe and register.
        from onevisit.bundles.triggers import GUARD

        post_migrate.connect(GUARD.after_migrate, sender=self)
