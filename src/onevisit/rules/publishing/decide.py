"""May this person do this with a version that stands so? What the gate says about its contents is another question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onevisit.rules.district.definition import Role
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.states import Move, State
from onevisit.rules.publishing.transitions import allowed, row_of

SIGNS = (Move.AGREE, Move.OBJECT, Move.APPROVE, Move.REFUSE)
"""What has to be done by others than those who wrote the text."""

_OPINION = (Move.AGREE, Move.OBJECT)
_VERDICT = (Move.APPROVE, Move.REFUSE)


@dataclass(frozen=True)
class Version:
    """A version as far as a decision about it goes.

    `authors` are all who saved a text of it or had it checked, `lawyers` all who gave an opinion on it.
    """

    matter: str
    number: int
    state: State
    authors: frozenset[int] = frozenset()
    lawyers: frozenset[int] = frozenset()


def decide(version: Version, move: Move, person: int | None, posts: Iterable[tuple[Role, str]]) -> State:
    """The state that the move leads to. `posts` are the person's roles with the keys of their organs.

    Raises `NotForYourPost`, `NotNowVersion`, `OwnWork`.
    """
    row = row_of(move)
    if not any(row.by.has(role, organ) for role, organ in posts):
        raise refusals.NotForYourPost(move=move.label, matter=version.matter, who=row.by.name)
    if version.state not in row.since:
        can = "、".join(one.label for one in allowed(version.state)) or "查看"
        raise refusals.NotNowVersion(
            matter=version.matter,
            number=str(version.number),
            state=version.state.label,
            move=move.label,
            allowed=can,
        )
    _apart(version, move, person)
    return row.to


def _apart(version: Version, move: Move, person: int | None) -> None:
    """Whoever wrote a text does not sign it, and whoever gave the opinion does not approve."""
    did = ""
    if move in SIGNS and person in version.authors:
        did = "参与起草"
    elif move in _VERDICT and person in version.lawyers:
        did = "审查"
    if did:
        who = row_of(move).by.name
        raise refusals.OwnWork(did=did, matter=version.matter, move=move.label, who=who)
