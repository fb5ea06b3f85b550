"""The definition as text: to be read, copied, and replaced by a pasted one. And the beginning of a new matter."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onevisit.catalogue.choices import choices
from onevisit.catalogue.drafts import begin_draft, draft, save_draft
from onevisit.catalogue.workflow import versions_of
from onevisit.catalogue.yaml_text import write_yaml
from onevisit.platform import access, clock
from onevisit.platform.access import requires
from onevisit.platform.people.actors import Actor
from onevisit.rules.publishing.refusals import NothingInWork, StaleDraft
from onevisit.workbench.editor.beginning import Beginning, NewMatter
from onevisit.workbench.editor.pasted import Pasted, read_pasted
from onevisit.workbench.editor.posted import cleaned
from onevisit.workbench.editor.who import DRAFTS, WRITERS, may_write
from onevisit.workbench.web import Trouble, number_in, says_refusals, show, trouble


@require_http_methods(["GET", "POST"])
@requires(DRAFTS, to_change=WRITERS)
@says_refusals
def text(request: HttpRequest, matter: str) -> HttpResponse:
    """The text of the draft; a POST looks at a pasted one, or puts it in the place of the draft."""
    actor = access.actor(request)
    try:
        found = draft(actor, matter)
    except NothingInWork:
        return redirect("workbench:editor", matter)
    writes = may_write(actor, matter)
    pasted: Pasted | None = None
    given, refused = "", None
    if request.method == "POST":
        if not writes:
            raise PermissionDenied
        given = cleaned(request.POST.get("text", ""))
        pasted = read_pasted(matter, given, found.data, choices(clock.today()))
        if request.POST.get("do") == "replace" and pasted.data is not None:
            try:
                save_draft(actor, matter, pasted.data, number_in(request.POST.get("revision", "")))
            except StaleDraft as stale:
                found, refused = draft(actor, matter), trouble(stale)
                pasted = read_pasted(matter, given, found.data, choices(clock.today()))
            else:
                messages.success(request, "已换成粘贴的文本。")
                return redirect("workbench:editor-text", matter)
    name = found.data.get("name")
    context = {
        "draft": found, "name": name if isinstance(name, str) and name else matter, "can_write": writes,
        "yaml": write_yaml(found.data), "given": given, "pasted": pasted,
    }  # fmt: skip
    return show(request, "workbench/editor/text.html", context, refused)


@require_http_methods(["GET", "POST"])
@requires(WRITERS)
@says_refusals
def new(request: HttpRequest) -> HttpResponse:
    """A new matter: its name, and whether it is a copy of another."""
    actor, given = access.actor(request), choices(clock.today())
    asked = Beginning.read(request.POST if request.method == "POST" else request.GET, given)
    refused: Trouble | None = None
    if request.method == "POST":
        try:
            return redirect("workbench:editor", _begun(actor, asked))
        except NewMatter as no:
            refused = trouble(no)
    return show(request, "workbench/editor/new.html", {"asked": asked, "matters": given.matters}, refused)


def _begun(actor: Actor, asked: Beginning) -> str:
    """Begin the draft; gives its key. Raises `NewMatter`."""
    key = asked.key_for_new()
    if versions_of(actor, key):
        raise NewMatter(fault=f"已经有代号是“{key}”的事项")
    definition = asked.definition(key, actor, clock.today())
    save_draft(actor, key, definition, begin_draft(actor, key).revision)
    return key
