"""Who comes through this door: whoever takes part in publishing reads drafts, editors of the organ write them."""

from __future__ import annotations

from onevisit.catalogue import access
from onevisit.catalogue.drafts import in_work
from onevisit.platform.access import AccessRule, holders
from onevisit.platform.people.actors import Actor
from onevisit.rules.district.definition import Role
from onevisit.rules.publishing.refusals import PublishingRefused
from onevisit.rules.publishing.states import Move

DRAFTS = AccessRule("sees drafts", access.sees_drafts)
"""Editors, the legal office, the owners of the lists, and the inquiry office."""

WRITERS = holders(Role.EDITOR)
"""Of any organ; whether of this matter is asked of the catalogue."""


def may_write(actor: Actor, key: str) -> bool:
    """Whether he may change the draft of this matter. Raises `NothingInWork`."""
    try:
        access.authorise(actor, in_work(key), Move.SAVE)
    except PublishingRefused:
        return False
    return True
