"""The addresses of tickets: the printer and the display of a hall, and one's own ticket."""

from django.urls import path

from onevisit.portal import terminal, tickets

PATHS = (
    path("halls/<slug:hall>/tickets", tickets.printer, name="ticket-printer"),
    path("halls/<slug:hall>/board", tickets.board, name="ticket-board"),
    path("ticket-terminal", terminal.pair, name="ticket-terminal"),
    path("tickets", tickets.find, name="ticket-find"),
    path("tickets/<slug:code>", tickets.follow, name="ticket"),
    path("tickets/<slug:code>/paper", tickets.paper, name="ticket-paper"),
)
