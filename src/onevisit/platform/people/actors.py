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
    """A post as it is held today. `below` are the organs or halls that the post also looks over.

    `instead_of` names the holder who is away, for whom one stands in; "" for a post of one's own.
    """

    role: Role
    organ: str
    organ_name: str = ""
    hall: str = ""
    hall_name: str = ""
    window: str = ""
    classes: tuple[str, ...] = ()
    hands_out: bool = False
    below: tuple[str, ...] = ()
    instead_of: str = ""

    @property
    def title(self) -> str:
        """区市场监管局审查人员, and for whom one stands in."""
        return f"{self.organ_name}{self.role.label}{self.standing_in}"

    @property
    def standing_in(self) -> str:
        """（代 示例·X）, or nothing for a post of one's own."""
        return f"（代{self.instead_of}）" if self.instead_of else ""


@dataclass(frozen=True)
class Actor:
    """A person at work or asking for something; `parties` are those in whose name he may ask."""

    kind: ActorKind
    person: int | None
    name: str
    posts: tuple[Holding, ...] = ()
    parties: tuple[int, ...] = ()

    @property
    def own_posts(self) -> tuple[Holding, ...]:
        """His posts without those of colleagues who are away."""
        return tuple(post for post in self.posts if not post.instead_of)

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
