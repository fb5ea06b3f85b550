"""Halls, organs, and what this platform is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onevisit.catalogue.cards import LEVELS
from onevisit.exchange import connections
from onevisit.platform.access import EVERYBODY, requires
from onevisit.platform.organs.queries import halls as all_halls
from onevisit.platform.organs.queries import organ_cards
from onevisit.platform.ui.context import OWN_REGISTERS
from onevisit.rules.district.definition import OrganKind
from onevisit.rules.matters.vocabulary import Level
from onevisit.rules.queueing import has_tickets


@dataclass(frozen=True)
class HallLine:
    """A hall, what its windows take in, and whether one takes a ticket there."""

    hall: Any
    classes: tuple[str, ...]
    hands_out: bool
    tickets: bool


@requires(EVERYBODY)
@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    """Every hall at its level, with address, hours and windows."""
    lines = [_line(one) for one in all_halls()]
    groups = [(LEVELS[level], [one for one in lines if one.hall.level == level.value]) for level in Level]
    return render(request, "portal/halls.html", {"groups": [group for group in groups if group[1]]})


def _line(hall: Any) -> HallLine:
    windows = list(hall.windows.all())
    classes = dict.fromkeys(name for window in windows for name in window.classes)
    out = any(window.hands_out for window in windows)
    return HallLine(hall, tuple(classes), out, has_tickets(len(windows)))


@requires(EVERYBODY)
@require_safe
def organs(request: HttpRequest) -> HttpResponse:
    """Every organ with its head, its duties and what it was called before."""
    cards = organ_cards().values()
    groups = [(kind.label, [one for one in cards if one.kind == kind.value]) for kind in OrganKind]
    return render(request, "portal/organs.html", {"groups": [group for group in groups if group[1]]})


@requires(EVERYBODY)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What stands in for what, and how the promise can be checked."""
    registers = (
        ("实名核验", connections.identity.register),
        ("部门数据共享", connections.shared_data.register),
        ("电子证照", connections.e_licences.register),
        ("快递", connections.courier.register),
    )
    return render(request, "portal/about.html", {"registers": registers, "outside": OWN_REGISTERS})
