"""Which applications this clerk has begun and not handed in, and what became of those he handed in.

Both stand in his session: a second click on the button has to find the case that the first one made.
"""

from __future__ import annotations

from django.http import HttpRequest

from onevisit.casework import drafts as casework
from onevisit.casework.drafts import DraftView, NoSuchDraft
from onevisit.platform.people.actors import Actor

_OPEN = "workbench.intake"
_DONE = "workbench.handed-in"
_KEPT = 20


def drafts(request: HttpRequest, actor: Actor) -> list[DraftView]:
    """The applications that are open at this window, the newest first."""
    found = []
    for number in request.session.get(_OPEN, []):
        try:
            found.append(casework.get(actor, number))
        except NoSuchDraft:
            continue
    return found


def opened(request: HttpRequest, draft: int) -> None:
    """Remember a new one."""
    request.session[_OPEN] = [draft, *request.session.get(_OPEN, [])][:_KEPT]


def closed(request: HttpRequest, draft: int, number: str = "") -> None:
    """Forget it; `number` is the case it became. Written at once, before the draft itself is erased."""
    request.session[_OPEN] = [one for one in request.session.get(_OPEN, []) if one != draft]
    if number:
        done = list(request.session.get(_DONE, {}).items())[-_KEPT:]
        request.session[_DONE] = dict(done) | {str(draft): number}
        request.session.save()


def became(request: HttpRequest, draft: int) -> str:
    """The case that a draft became, "" if none: asked of the stored session, which another request may have written."""
    stored = type(request.session)(request.session.session_key)
    number: str = stored.get(_DONE, {}).get(str(draft), "")
    return number
