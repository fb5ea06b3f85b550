"""Those who take part in publishing, and a version brought as far as a test needs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from factories import cases as make
from onevisit.catalogue import drafts, publishing
from onevisit.catalogue.drafts import DraftView
from onevisit.catalogue.history import end_of
from onevisit.catalogue.models import MatterVersion
from onevisit.platform.people.actors import Actor
from onevisit.rules.publishing.states import State

MATTER = "dig-road"
TWICE = "civil-marriage"


def editor() -> Actor:
    """Writes."""
    return make.person("editor1")


def colleague() -> Actor:
    """Writes too."""
    return make.person("editor2")


def lists() -> Actor:
    """The editor of the office that keeps the lists."""
    return make.person("editor-list")


def lawyer() -> Actor:
    """Gives opinions."""
    return make.person("legal1")


def owner() -> Actor:
    """Approves."""
    return make.person("head-establishment")


def definition(key: str = MATTER) -> dict[str, Any]:
    """The text in force."""
    row = MatterVersion.objects.filter(matter=key, state="published").order_by("-number")[0]
    found: dict[str, Any] = json.loads(row.definition)
    return found


def drafted(key: str = MATTER, change: Callable[[dict[str, Any]], object] | None = None) -> DraftView:
    """A draft with a change in it."""
    draft = drafts.begin_draft(editor(), key)
    data: dict[str, Any] = dict(draft.data)
    if change is None:
        data["summary"] = data["summary"] + "（修订）"
    else:
        change(data)
    return drafts.save_draft(editor(), key, data, draft.revision)


def seen(key: str = MATTER) -> int:
    """How far the history of the version in work goes."""
    return end_of(drafts.in_work(key))


def brought_to(
    state: State,
    key: str = MATTER,
    change: Callable[[dict[str, Any]], object] | None = None,
    *,
    one_visit: bool = True,
) -> DraftView:
    """A version that stands so."""
    draft = drafted(key, change)
    if state is State.DRAFT:
        return draft
    draft = publishing.check(editor(), key, draft.revision, one_visit=one_visit)
    if state is State.CHECKED:
        return draft
    draft = publishing.opine(lawyer(), key, seen(key), agrees=True, words="有法律依据，同意。")
    if state is State.OPINED:
        return draft
    return publishing.approve(owner(), key, seen(key), "同意。")
