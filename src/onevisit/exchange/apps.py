"""Django's name for this capability."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "onevisit.exchange"
    label = "exchange"
    verbose_name = "共享与交换"

    def ready(self) -> None:
        from onevisit.exchange import errands  # noqa: F401 — it registers what it handles.
