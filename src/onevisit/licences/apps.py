"""Django's name for this capability."""

from django.apps import AppConfig


class LicencesConfig(AppConfig):
    name = "onevisit.licences"
    label = "licences"
    verbose_name = "电子证照"

    def ready(self) -> None:
        from onevisit.licences import concerned, errands, registration  # noqa: F401 — they register what they handle.
