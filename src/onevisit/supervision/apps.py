"""Django's name for this capability."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "onevisit.supervision"
    label = "supervision"
    verbose_name = "监管"

    def ready(self) -> None:
        from onevisit.supervision import errands  # noqa: F401 — it registers what it handles.
