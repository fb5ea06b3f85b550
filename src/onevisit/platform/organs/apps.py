"""Django's name for this capability."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    name = "onevisit.platform.organs"
    label = "organs"
    verbose_name = "机构与大厅"
