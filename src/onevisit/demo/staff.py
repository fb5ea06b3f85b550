"""Who is at work: the holders of posts, found by what has to be done. Each is asked of the database once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
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
        self._window: dict[tuple[str, str], Actor] = {}
        for person in Person.objects.filter(posts__isnull=False).distinct().order_by("id"):
            actor = actor_of(person, on)
            for post in actor.posts:
                self._enter(actor, post)

    def _enter(self, actor: Actor, post: Holding) -> None:
        if post.role in (Role.CLERK, Role.AGENT):
            for window_class in post.classes:
                self._counter[post.hall, window_class].append((actor, post))
        if post.window:
            self._window.setdefault((post.hall, post.window), actor)
        if post.hands_out:
            self._handing[post.hall].append((actor, post))
        if post.role in (Role.REVIEWER, Role.CHIEF, Role.HEAD):
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

    def at_window(self, hall: str, window: str) -> Actor | None:
        """Whoever sits at a window, or nobody."""
        return self._window.get((hall, window))

    def reviewer(self, organ: str, chance: Chance, besides: int = 0) -> Actor:
        """One of an organ's reviewers, but not the person `besides`."""
        found = [one for one in self._organ.get((Role.REVIEWER, organ), ()) if one.person != besides]
        return _one(found, f"{organ} 审查", chance)

    def head(self, organ: str, chance: Chance) -> Actor:
        """The head of an organ."""
        return _one(self._organ.get((Role.HEAD, organ)), f"{organ} 主要负责人", chance)

    def reviews(self, organ: str) -> bool:
        """Whether somebody reviews in this organ."""
        return bool(self._organ.get((Role.REVIEWER, organ)))

    def officers(self, organ: str, first: Actor, chance: Chance) -> tuple[str, ...]:
        """The names of two who look on the spot: whoever writes it down, and a colleague."""
        colleagues = [one for role in _OUTSIDE for one in self._organ.get((role, organ), ())]
        others = [one.name for one in colleagues if one.name != first.name]
        return (first.name, _one(others, f"{organ} 第二名核查人员", chance))

    def presider(self, organ: str, reviewed: Collection[int], chance: Chance) -> Actor:
        """Who of the organ can preside a hearing: none of those who reviewed, rather a reviewer than the head."""
        for role in (Role.REVIEWER, Role.HEAD):
            at_work = self._organ.get((role, organ), [])
            found = [one for one in at_work if one.person not in reviewed]
            # Somebody has to be left who reviews what is still open.
            if found and (role is Role.HEAD or len(at_work) > 1):
                return chance.one(found)
        raise NobodyThere(f"{organ} 听证主持人")

    def halls(self, window_class: str) -> list[str]:
        """The halls in which a window takes in this class of matters."""
        return [hall for hall, takes in self._counter if takes == window_class]

    def chief(self, organ: str, chance: Chance) -> Actor:
        """An organ's chief representative."""
        return _one(self._organ.get((Role.CHIEF, organ)), f"{organ} 首席代表", chance)


_OUTSIDE = (Role.REVIEWER, Role.CHIEF)


def _one(found: list[T] | None, what: str, chance: Chance) -> T:
    if not found:
        raise NobodyThere(what)
    return chance.one(found)
