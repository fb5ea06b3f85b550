"""Django's name for this capability."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "onevisit.documents"
    label = "documents"
    verbose_name = "文书"

    def ready(self) -> None:
        from onevisit.documents import errands  # noqa: F401 — it registers what it handles.
