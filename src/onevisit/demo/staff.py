"""Who is at work: the holders of posts, found by what has to be done. Each is asked of the database once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TypeVar

from onevisit.demo.chance import Chance
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.people.models import Person
from onevisit.rules.district.definition import Role

T = TypeVar("T")


class NobodyThere(LookupError):
    """The district's data have no post for something that has to be done; the message says which."""


class Staff:
    """Everybody who holds a post on a day."""

    def __init__(self, on: date) -> None:
        self._counter: dict[tuple[str, str], list[tuple[Actor, Holding]]] = defaultdict(list)
        self._handing: dict[str, list[tuple[Actor, Holding]]] = defaultdict(list)
        self._organ: dict[tuple[Role, str], list[Actor]] = defaultdict(list)
        for person in Person.objects.filter(posts__isnull=False).distinct().order_by("id"):
            actor = actor_of(person, on)
            for post in actor.posts:
                self._enter(actor, post)

    def _enter(self, actor: Actor, post: Holding) -> None:
        if post.role in (Role.CLERK, Role.AGENT):
            for window_class in post.classes:
                self._counter[post.hall, window_class].append((actor, post))
        if post.hands_out:
            self._handing[post.hall].append((actor, post))
        if post.role in (Role.REVIEWER, Role.CHIEF):
            self._organ[post.role, post.organ].append(actor)

    def takes(self, hall: str, window_class: str) -> bool:
        """Whether a window of this hall takes in this class of matters."""
        return bool(self._counter.get((hall, window_class)))

    def hands_out(self, hall: str) -> bool:
        """Whether results are handed out in this hall."""
        return bool(self._handing.get(hall))

    def counter(self, hall: str, window_class: str, chance: Chance) -> tuple[Actor, Holding]:
        """One of those who take in matters of a class in a hall."""
        return _one(self._counter.get((hall, window_class)), f"{hall} {window_class}", chance)

    def handing(self, hall: str, chance: Chance) -> tuple[Actor, Holding]:
        """One of those who hand out results in a hall."""
        return _one(self._handing.get(hall), f"{hall} 出件", chance)

    def reviewer(self, organ: str, chance: Chance) -> Actor:
        """One of an organ's reviewers."""
        return _one(self._organ.get((Role.REVIEWER, organ)), f"{organ} 审查", chance)

    def chief(self, organ: str, chance: Chance) -> Actor:
        """An organ's chief representative."""
        return _one(self._organ.get((Role.CHIEF, organ)), f"{organ} 首席代表", chance)


def _one(found: list[T] | None, what: str, chance: Chance) -> T:
    if not found:
        raise NobodyThere(what)
    return chance.one(found)
