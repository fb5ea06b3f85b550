"""What is done after documents were issued: their printed forms, all of a case in one go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from onevisit.casework import commands, subscribers
from onevisit.casework.contents import NoContent, content
from onevisit.casework.queries import documents_to_render
from onevisit.documents.rendering import Incomplete, render
from onevisit.platform import clock
from onevisit.platform.files.commands import keep_document
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import SYSTEM
from onevisit.platform.typesetting import NoFonts
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter


@subscribers.on(e.DocumentIssued)
def ask_for_printed_forms(
    case: subscribers.Case, matter: Matter, state: CaseState, event: e.DocumentIssued, at: datetime
) -> subscribers.Errands:
    """One errand for everything that was issued together: with the last of it."""
    if state.documents[-1].number == event.number:
        yield "documents", {"case": case.number, "last": event.number}


@outbox.handles("documents")
def _render(payload: Mapping[str, object]) -> None:
    """Print, keep and record what has no printed form yet. Done again after a crash it changes nothing."""
    number, last = str(payload["case"]), str(payload["last"])
    waiting = documents_to_render(number)
    if not waiting:
        return
    files = {}
    for one in waiting:
        try:
            files[one.number] = keep_document(render(one.template, content(one.data)))
        except (NoFonts, NoContent, Incomplete) as fault:
            raise outbox.Retry(str(fault)) from fault
    order = commands.Order((c.RenderDocuments(files),), case=number)
    commands.handle([order], actor=SYSTEM, at=clock.now(), key=f"documents/{number}/{last}"[:64])
