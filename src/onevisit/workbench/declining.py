"""The part of a form with which a window declines: why, in which words, what is missing, who is the right one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from onevisit.casework.case_view import CaseView
from onevisit.casework.courses_view import AskedView
from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.cases.refusals import DeclineNeedsReason
from onevisit.rules.matters.definition import Matter
from onevisit.workbench import phrases
from onevisit.workbench.web import typed
from onevisit.workbench.written import words


@dataclass(frozen=True)
class Declining:
    """What was filled in, or nothing yet."""

    kind: str = ""
    reason: str = ""
    right_organ: str = ""
    missing: tuple[str, ...] = ()
    hand_over: bool = False


@dataclass(frozen=True)
class Choices:
    """What there is to choose from. `noticed` is what the one notice asked for: only of that something can be missing.

    `bars` says that whoever lied may not apply again for a year.
    """

    kinds: tuple[DeclineKind, ...]
    organs: tuple[OrganCard, ...]
    noticed: tuple[AskedView, ...]
    phrases: tuple[str, ...]
    bars: bool


def choices(matter: Matter, view: CaseView | None = None) -> Choices:
    """One statement, for the organs. Incomplete is no reason before the one notice (Art. 32 (4))."""
    noticed = view.courses.asked if view else ()
    kinds = tuple(kind for kind in DeclineKind if noticed or kind is not DeclineKind.NOT_COMPLETE)
    return Choices(kinds, tuple(organ_cards().values()), noticed, phrases.DECLINE, matter.courses.bars)


def read(request: HttpRequest) -> Declining:
    """The form as it was sent."""
    return Declining(
        typed(request, "decline_kind"),
        typed(request, "decline_reason"),
        typed(request, "right_organ"),
        tuple(request.POST.getlist("missing")),
        request.POST.get("hand_over") == "1",
    )


def command(given: Declining) -> c.Decline:
    """The command. Raises `DeclineNeedsReason` where no kind was chosen; the rest is for the rules to say."""
    if given.kind not in {kind.value for kind in DeclineKind}:
        raise DeclineNeedsReason
    kind = DeclineKind(given.kind)
    return c.Decline(
        kind,
        words(given.reason),
        given.right_organ if kind is DeclineKind.NOT_OURS else "",
        given.missing if kind is DeclineKind.NOT_COMPLETE else (),
        given.hand_over and kind is DeclineKind.NOT_OURS,
    )
