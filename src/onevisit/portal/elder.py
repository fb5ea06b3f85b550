"""关怀模式: one question on a page, in the order of the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from onevisit.platform.ui.context import is_elder
from onevisit.platform.ui.values import Control


@dataclass(frozen=True)
class Turn:
    """The question whose turn it is; `before` is the name of the one before it."""

    control: Control
    number: int
    count: int
    before: str


def turn(request: HttpRequest, controls: Sequence[Control]) -> Turn | None:
    """Whose turn it is: the one that is wrong, the one asked for, or the first that is empty. None asks all at once."""
    if not is_elder(request) or not controls:
        return None
    names = [one.name for one in controls]
    wanted = request.POST.get("one") or request.GET.get("one", "")
    named = next((one for one in controls if one.name == wanted), None)
    wrong = named if named and named.error else next((one for one in controls if one.error), None)
    empty = next((one for one in controls if one.required and not one.value), controls[0])
    chosen = wrong or named or empty
    position = names.index(chosen.name)
    return Turn(chosen, position + 1, len(names), names[position - 1] if position else "")


def after(request: HttpRequest, names: Sequence[str]) -> str:
    """The name of the question after the one just answered; "" after the last, or if all were asked at once."""
    answered = request.POST.get("one", "")
    if not is_elder(request) or answered not in names[:-1]:
        return ""
    return names[names.index(answered) + 1]
