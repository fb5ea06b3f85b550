"""Django's name for this capability."""

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "onevisit.tickets"
    label = "tickets"
    verbose_name = "排队叫号"
