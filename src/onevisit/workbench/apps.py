"""Django's name for this door."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "onevisit.workbench"
    label = "workbench"
    verbose_name = "工作台"
