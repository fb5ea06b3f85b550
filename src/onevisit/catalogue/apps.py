"""Django's name for this capability."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "onevisit.catalogue"
    label = "catalogue"
    verbose_name = "事项目录"
