"""Who may see and move what is not published yet. The procedure itself stands in `rules.publishing`."""

from __future__ import annotations

from django.db.models import Q

from onevisit.catalogue.models import MatterVersion
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.district.definition import Role
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.decide import Version, decide
from onevisit.rules.publishing.states import Move, State
from onevisit.rules.publishing.transitions import EDITORS, LAWYERS, OWNERS, PUBLISHERS, Office, row_of

_WRITING = (Move.BEGIN, Move.SAVE, Move.DROP, Move.CHECK)


def holds(actor: Actor, office: Office) -> bool:
    """Whether one of his posts belongs to this office."""
    return any(office.has(post.role, post.organ) for post in actor.posts)


def takes_part(actor: Actor) -> bool:
    """Whoever brings versions from hand to hand."""
    return any(holds(actor, one) for one in (EDITORS, LAWYERS, OWNERS))


def sees_drafts(actor: Actor) -> bool:
    """Whoever takes part in publishing, and the inquiry office, which sees everything."""
    return actor.holds(Role.INQUIRY) or takes_part(actor)


def authorise(actor: Actor, row: MatterVersion, move: Move) -> State:
    """The state that the move leads to. Raises `NotForYourPost`, `NotNowVersion`, `OwnWork`."""
    in_scope(actor, row.organ_id, row.name, move)
    authors, lawyers = _hands(row)
    version = Version(row.name, row.number, State(row.state), authors, lawyers)
    return decide(version, move, actor.person, [(post.role, post.organ) for post in actor.posts])


def may_begin(actor: Actor, organ: str | None, name: str) -> None:
    """Raise `NotForYourPost`, unless he may draft a version of a matter of this organ (None: of the towns)."""
    if not holds(actor, EDITORS):
        raise refusals.NotForYourPost(move=Move.BEGIN.label, matter=name, who=EDITORS.name)
    in_scope(actor, organ, name, Move.BEGIN)


def in_scope(actor: Actor, organ: str | None, name: str, move: Move) -> None:
    """Raise `NotForYourPost`: an editor outside the two offices that keep the lists writes for his own organ only."""
    if move not in _WRITING or not holds(actor, EDITORS) or holds(actor, PUBLISHERS):
        return
    if all(post.organ != organ for post in actor.posts_as(Role.EDITOR)):
        who = f"本部门的事项管理员，或者{PUBLISHERS.name}"
        raise refusals.NotForYourPost(move=move.label, matter=name, who=who)


def post_for(actor: Actor, move: Move) -> Holding:
    """The post under which he does it; call only after `authorise` or `may_begin`."""
    office = EDITORS if move is Move.BEGIN else row_of(move).by
    return next(post for post in actor.posts if office.has(post.role, post.organ))


def editable(actor: Actor) -> Q:
    """The versions whose text he may change, whatever their state."""
    posts = [post for post in actor.posts if EDITORS.has(post.role, post.organ)]
    if any(PUBLISHERS.has(post.role, post.organ) for post in posts):
        return Q()
    return Q(organ__in=sorted({post.organ for post in posts}))


def _hands(row: MatterVersion) -> tuple[frozenset[int], frozenset[int]]:
    """Who wrote this version, and who gave an opinion on it, in any of its rounds."""
    authors = {one for one in row.texts.exclude(revision=None).values_list("saved_by", flat=True) if one}
    acts = list(row.acts.values_list("move", "person"))
    authors |= {person for move, person in acts if move in _WRITING and person}
    lawyers = {person for move, person in acts if move in (Move.AGREE, Move.OBJECT) and person}
    return frozenset(authors), frozenset(lawyers)
