"""Django's name for this capability."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CatalogueConfig(AppConfig):
    name = "onevisit.catalogue"
    label = "catalogue"
    verbose_name = "事项目录"

    def ready(self) -> None:
        from onevisit.catalogue.triggers import after_migrate

        post_migrate.connect(after_migrate, sender=self)
