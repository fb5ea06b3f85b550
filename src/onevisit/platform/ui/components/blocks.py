"""Blocks: what stands between the tags is placed inside."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from onevisit.platform.ui.components.lists import table_head
from onevisit.platform.ui.listing import Column, Sorting
from onevisit.platform.ui.values import Tone

register = template.Library()


@register.simple_block_tag(takes_context=True)
def data_table(
    context: Context, content: str, columns: Sequence[Column], caption: str, sorting: Sorting | None = None
) -> SafeString:
    """A table; the rows stand between the tags. `caption` says what it lists."""
    values = {**table_head(context, columns, sorting), "caption": caption, "content": content}
    return render_to_string("ui/components/data_table.html", values)


@register.simple_block_tag
def panel(content: str, title: str = "", icon_name: str = "", id: str = "", tone: str = "") -> SafeString:  # noqa: A002
    """A part of a page under a heading."""
    values = {
        "content": content,
        "title": title,
        "icon": icon_name,
        "id": id,
        "tone": Tone(tone) if tone else "",
    }
    return render_to_string("ui/components/panel.html", values)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """Something that has to be seen before going on."""
    sign = {"ok": "circle-check", "warn": "alert-triangle", "bad": "alert-circle"}.get(tone, "info-circle")
    values = {"content": content, "title": title, "tone": Tone(tone), "icon": sign}
    return render_to_string("ui/components/notice.html", values)


@register.simple_block_tag
def why(content: str, question: str = "为什么？") -> SafeString:
    """A question that opens into its answer."""
    return render_to_string("ui/components/why.html", {"content": content, "question": question})


@register.simple_block_tag
def page_head(
    content: str, title: str, lead: str = "", back: str = "", back_label: str = "返回"
) -> SafeString:
    """The heading of a page, with a way back; what can be done stands between the tags."""
    values = {"content": content, "title": title, "lead": lead, "back": back, "back_label": back_label}
    return render_to_string("ui/components/page_head.html", values)


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context,
    content: str,
    action: str,
    title: str,
    submit: str,
    cancel: str = "",
    tone: str = "accent",
) -> SafeString:
    """A form that asks once more; what follows from it stands between the tags. `cancel` is the way back."""
    values = {
        "content": content, "action": action, "title": title, "submit": submit, "cancel": cancel, "tone": Tone(tone),
        "csrf_token": context.get("csrf_token"),
    }  # fmt: skip
    return render_to_string("ui/components/confirm.html", values)
