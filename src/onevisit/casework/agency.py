"""Who acts for somebody else at a village point: asked here, answered by the capability that keeps the authorisations.

Casework cannot import it, so it says here what it wants to know. As long as nobody answers, nobody is authorised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Q

from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.assistance.refusals import NotAuthorised
from onevisit.rules.cases import commands as c
from onevisit.rules.matters.definition import Matter


@dataclass(frozen=True)
class Asked:
    """A case as far as authorisations depend on it; `applicant` is the party in whose name it is asked for."""

    applicant: int
    matter: str
    window_class: str
    finished_on: date | None


class Agency(Protocol):
    """What casework asks about agents. `posts` are the actor's posts as an agent, his own and those he minds."""

    def covered(self, actor: Actor, posts: Sequence[Holding]) -> Q:
        """The cases that authorisations cover today. No statement of its own."""

    def covers(self, actor: Actor, post: Holding, case: Asked) -> bool:
        """Whether one of them covers this case today."""

    def check_submit(
        self, actor: Actor, post: Holding, case: Asked, matter: Matter, command: c.Submit
    ) -> None:
        """Raise `NotAuthorised` or `NeedsHimself` unless he may apply for this in the applicant's name."""


class Nobody:
    """Authorises nobody."""

    def covered(self, actor: Actor, posts: Sequence[Holding]) -> Q:
        """None."""
        return Q(pk__in=[])

    def covers(self, actor: Actor, post: Holding, case: Asked) -> bool:
        """No."""
        return False

    def check_submit(
        self, actor: Actor, post: Holding, case: Asked, matter: Matter, command: c.Submit
    ) -> None:
        """Never."""
        raise NotAuthorised(principal="申请人", matter=matter.name, command=command.label)


_answering: list[Agency] = [Nobody()]


def answers(agency: Agency) -> None:
    """Let this one answer. Called once, in `AppConfig.ready`."""
    _answering[0] = agency


def asked() -> Agency:
    """Whoever answers."""
    return _answering[0]
