"""Django's name for this capability."""

from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    name = "onevisit.platform.workdays"
    label = "workdays"
    verbose_name = "工作日历"
