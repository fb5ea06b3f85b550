"""Who acts: a value made once a request, which commands, queries and access rules are asked with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onevisit.rules.district.definition import Role


class ActorKind(StrEnum):
    """Applicant, one of the staff, or the house itself (time passing, printing)."""

    APPLICANT = "applicant"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True)
class Holding:
    """A post as it is held today. `below` are the organs or halls that the post also looks over."""

    role: Role
    organ: str
    organ_name: str = ""
    hall: str = ""
    hall_name: str = ""
    window: str = ""
    classes: tuple[str, ...] = ()
    hands_out: bool = False
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Actor:
    """A person at work or asking for something; `parties` are those in whose name he may ask."""

    kind: ActorKind
    person: int | None
    name: str
    posts: tuple[Holding, ...] = ()
    parties: tuple[int, ...] = ()

    def holds(self, *roles: Role) -> bool:
        """Whether he holds a post with one of these roles."""
        return any(post.role in roles for post in self.posts)

    def posts_as(self, *roles: Role) -> tuple[Holding, ...]:
        """His posts with one of these roles."""
        return tuple(post for post in self.posts if post.role in roles)

    @property
    def is_staff(self) -> bool:
        """Whether he holds any post today."""
        return bool(self.posts)


SYSTEM = Actor(ActorKind.SYSTEM, None, "系统")
"""The house itself."""

NOBODY = Actor(ActorKind.APPLICANT, None, "")
"""Somebody who has not signed in."""
