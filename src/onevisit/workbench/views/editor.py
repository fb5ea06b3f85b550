"""The editor of definitions: one page a part, saved as a draft, checked while one types."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onevisit.catalogue.drafts import DraftView, begin_draft, draft, save_draft
from onevisit.platform import access, clock
from onevisit.platform.access import requires
from onevisit.rules.publishing.refusals import NothingInWork, StaleDraft
from onevisit.workbench.editor.conflict import chosen, conflict_of
from onevisit.workbench.editor.course import Depth
from onevisit.workbench.editor.keys import with_keys
from onevisit.workbench.editor.layout import BY_KEY, SECTIONS, Section
from onevisit.workbench.editor.moves import Moved, move
from onevisit.workbench.editor.page import Read, panel_for, read_form, registers_on, shown
from onevisit.workbench.editor.panel import depth_for
from onevisit.workbench.editor.parts import fingerprint, merged, part_of
from onevisit.workbench.editor.posted import Form
from onevisit.workbench.editor.rows import new_row
from onevisit.workbench.editor.who import DRAFTS, WRITERS, may_write
from onevisit.workbench.web import number_in, says_refusals, show, trouble

CONTROLS = frozenset({"csrfmiddlewaretoken", "do", "revision", "was", "undo"})
"""Fields of the form that are none of the definition."""


@require_http_methods(["GET", "POST"])
@requires(DRAFTS, to_change=WRITERS)
@says_refusals
def begin(request: HttpRequest, matter: str) -> HttpResponse:
    """The way to the draft of a matter; a POST begins one."""
    actor = access.actor(request)
    if request.method == "POST":
        if not WRITERS.admits(actor):
            raise PermissionDenied
        begin_draft(actor, matter)
        return redirect("workbench:editor-part", matter, SECTIONS[0].key)
    try:
        draft(actor, matter)
    except NothingInWork as nothing:
        context = {"matter": matter, "can_begin": WRITERS.admits(actor), "sentence": nothing.sentence}
        return show(request, "workbench/editor/nothing.html", context)
    return redirect("workbench:editor-part", matter, SECTIONS[0].key)


@require_http_methods(["GET", "POST"])
@requires(DRAFTS, to_change=WRITERS)
@says_refusals
def part(request: HttpRequest, matter: str, section: str) -> HttpResponse:
    """One page of the draft; a POST saves it, and does what the button says."""
    here, actor = _section(section), access.actor(request)
    try:
        found = draft(actor, matter)
    except NothingInWork:
        if request.method == "POST":
            raise
        return redirect("workbench:editor", matter)
    if request.method == "POST":
        if not may_write(actor, matter):
            raise PermissionDenied
        return _posted(request, found, here)
    return _page(request, found, here)


@require_POST
@requires(WRITERS)
@says_refusals
def panel(request: HttpRequest, matter: str, section: str) -> HttpResponse:
    """What stands beside the form as it is being typed: a fragment. `do=keep` saves; `do=depth` is the rest."""
    here, actor = _section(section), access.actor(request)
    found = draft(actor, matter)
    if not may_write(actor, matter):
        raise PermissionDenied
    read = _read(request, found, here)
    context: dict[str, Any] = {"draft": found, "section": here, "was": request.POST.get("was", "")}
    status = 200
    if request.POST.get("do") == "keep":
        try:
            context["draft"] = context["saved"] = _save(request, found, here, read.part)
            context["was"] = fingerprint(part_of(context["draft"].data, here))
        except StaleDraft as stale:
            context["stale"], status = trouble(stale), 409
    if request.POST.get("do") == "depth":
        depth = depth_for(matter, read.whole, clock.today())
        return render(request, "workbench/editor/depth.html", {"depth": depth, "draft": found})
    looked = panel_for(matter, read, clock.today())
    context |= {"panel": looked, "here": looked.here(here), "elsewhere": looked.elsewhere(here)}
    return render(request, "workbench/editor/panel.html", context, status=status)


@require_GET
@requires(WRITERS)
@says_refusals
def row(request: HttpRequest, matter: str, section: str) -> HttpResponse:
    """An empty row for a list, for the script that puts it into the page."""
    here, actor = _section(section), access.actor(request)
    found = draft(actor, matter)
    path, name = request.GET.get("path", ""), request.GET.get("name", "")
    made = new_row(path, name, here, found.data, registers_on(clock.today(), found.data))
    return render(request, "workbench/editor/node/row.html", {"row": made})


def _section(key: str) -> Section:
    section = BY_KEY.get(key)
    if section is None:
        raise Http404
    return section


def _read(request: HttpRequest, found: DraftView, here: Section) -> Read:
    pairs = [
        (name, value) for name, values in request.POST.lists() if name not in CONTROLS for value in values
    ]
    read = read_form(Form(pairs), found.data, here, registers_on(clock.today(), found.data))
    keyed = with_keys(read.part)
    return read if keyed == read.part else Read(read.part, merged(found.data, here, keyed), read.names)


def _save(request: HttpRequest, found: DraftView, here: Section, values: dict[str, Any]) -> DraftView:
    """Save this page over the draft. What others saved on other pages meanwhile stays. Raises `StaleDraft`."""
    same = fingerprint(part_of(found.data, here)) == request.POST.get("was", "")
    revision = found.revision if same else number_in(request.POST.get("revision", ""))
    return save_draft(access.actor(request), found.key, merged(found.data, here, values), revision)


def _posted(request: HttpRequest, found: DraftView, here: Section) -> HttpResponse:
    do = request.POST.get("do", "save")
    if do == "choose":
        return _choose(request, found, here)
    read = _read(request, found, here)
    moved = Moved(dict(read.part))
    if do == "save":
        moved = Moved(with_keys(read.part))
    elif do != "check":
        moved = move(
            read.part, {name: path for path, name in read.names.items()}, do, request.POST.get("undo", "")
        )
    try:
        # A row that was added and not filled in yet stands on the page, and is saved with what is written into it.
        saved = _save(request, found, here, read.part if do.startswith("add:") else moved.part)
    except StaleDraft as stale:
        return _conflict(request, here, found.key, read.part, stale)
    if do == "save":
        messages.success(request, f"“{here.title}”已保存。")
        return redirect("workbench:editor-part", found.key, here.key)
    data = merged(saved.data, here, moved.part)
    depth = depth_for(found.key, data, clock.today()) if do == "check" else None
    return _page(request, saved, here, depth, data=data, focus=moved.focus, removed=moved.removed)


def _page(
    request: HttpRequest, found: DraftView, here: Section, depth: Depth | None = None, **changed: Any
) -> HttpResponse:
    data = changed.pop("data", found.data)
    context = shown(found.key, data, here, clock.today(), **changed)
    return show(
        request,
        "workbench/editor/part.html",
        {
            **context,
            "draft": found,
            "depth": depth,
            "name": _name(found),
            "was": fingerprint(part_of(found.data, here)),
            "can_write": may_write(access.actor(request), found.key),
            "next": _beside(here, 1),
            "before": _beside(here, -1),
        },
    )


def _conflict(
    request: HttpRequest, here: Section, key: str, mine: dict[str, Any], stale: StaleDraft
) -> HttpResponse:
    now = draft(access.actor(request), key)
    context = {
        "draft": now, "name": _name(now), "section": here, "refused": trouble(stale),
        "was": fingerprint(part_of(now.data, here)), **conflict_of(here, mine, part_of(now.data, here)),
    }  # fmt: skip
    return show(request, "workbench/editor/conflict.html", context, trouble(stale))


def _choose(request: HttpRequest, found: DraftView, here: Section) -> HttpResponse:
    """Both texts were shown: save what was chosen of each."""
    theirs = part_of(found.data, here)
    mine, values = chosen(here, request.POST, theirs)
    try:
        _save(request, found, here, values)
    except StaleDraft as stale:
        return _conflict(request, here, found.key, mine, stale)
    messages.success(request, "已按您的选择合并保存。")
    return redirect("workbench:editor-part", found.key, here.key)


def _beside(here: Section, step: int) -> Section | None:
    at = SECTIONS.index(here) + step
    return SECTIONS[at] if 0 <= at < len(SECTIONS) else None


def _name(found: DraftView) -> str:
    name = found.data.get("name")
    return name if isinstance(name, str) and name.strip() else found.key
