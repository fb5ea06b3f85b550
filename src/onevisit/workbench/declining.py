"""The part of a form with which a window declines: why, in which words, what is missing, who is the right one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import DeclineKind
from onevisit.rules.cases.refusals import DeclineNeedsReason
from onevisit.rules.matters.definition import Requirement
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


@dataclass(frozen=True)
class Choices:
    """What there is to choose from."""

    kinds: tuple[DeclineKind, ...]
    organs: tuple[OrganCard, ...]
    requirements: tuple[Requirement, ...]
    phrases: tuple[str, ...]


def choices(requirements: Sequence[Requirement]) -> Choices:
    """One statement, for the organs."""
    return Choices(tuple(DeclineKind), tuple(organ_cards().values()), tuple(requirements), phrases.DECLINE)


def read(request: HttpRequest) -> Declining:
    """The form as it was sent."""
    return Declining(
        typed(request, "decline_kind"),
        typed(request, "decline_reason"),
        typed(request, "right_organ"),
        tuple(request.POST.getlist("missing")),
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
    )
