"""Django's name for this capability."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "onevisit.platform.people"
    label = "people"
    verbose_name = "人员"
