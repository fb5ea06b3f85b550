"""Small marks inside a line: icons, badges, where a value came from."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from uuid import uuid4

import segno
from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from onevisit.platform.ui import icons, text
from onevisit.platform.ui.values import Tone
from onevisit.rules.cases.phases import Phase

register = template.Library()

register.filter("full_day", text.full_day)
register.filter("short_day", text.short_day)
register.filter("moment", text.moment)
register.filter("hour", text.hour)
register.filter("money", text.money)
register.filter("masked", text.masked)

_PHASES: Mapping[Phase, tuple[Tone, str]] = {
    Phase.SUBMITTED: (Tone.INFO, "send"),
    Phase.RECEIVED: (Tone.INFO, "inbox"),
    Phase.CORRECTING: (Tone.WARN, "writing"),
    Phase.ACCEPTED: (Tone.ACCENT, "hourglass"),
    Phase.GRANTED: (Tone.OK, "rosette"),
    Phase.ISSUED: (Tone.OK, "file-certificate"),
    Phase.REFUSED: (Tone.BAD, "circle-x"),
    Phase.DECLINED: (Tone.BAD, "ban"),
    Phase.UNACCEPTED: (Tone.BAD, "ban"),
    Phase.WITHDRAWN: (Tone.MUTED, "minus"),
    Phase.TERMINATED: (Tone.MUTED, "hand-stop"),
    Phase.HANDED_OUT: (Tone.OK, "circle-check"),
    Phase.CLOSED: (Tone.MUTED, "folder-open"),
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite: decoration, unless a `label` says what it means."""
    if name not in icons.names():
        warnings.warn(
            f"“{name}” stands not in platform/ui/icons.txt, so that the sprite lacks it.", stacklevel=2
        )
        name = icons.UNKNOWN
    address = f"{static(icons.SPRITE)}#{name}"
    if not label:
        return format_html('<svg class="ov-icon" aria-hidden="true"><use href="{}"></use></svg>', address)
    picture = '<svg class="ov-icon" role="img" aria-label="{}"><use href="{}"></use></svg>'
    return format_html(picture, label, address)


@register.simple_tag
def badge(words: str, tone: str = "muted", icon_name: str = "") -> SafeString:
    """A few words on a ground of the tone."""
    sign = icon(icon_name) if icon_name else ""
    return format_html('<span class="ov-badge is-{}">{}{}</span>', Tone(tone), sign, words)


@register.simple_tag
def phase(value: Phase | str) -> SafeString:
    """Where a case stands."""
    stands = Phase(value)
    tone, sign = _PHASES[stands]
    return badge(stands.label, tone, sign)


@register.simple_tag
def source_tag(source: str) -> SafeString:
    """来自电子证照: where a value was filled in from."""
    return format_html(
        '<span class="ov-source">{}来自{}</span>', icon("database"), source.removeprefix("来自")
    )


@register.simple_tag
def assumed_tag(why: str = "") -> SafeString:
    """待确认: the district still has to confirm this value. `why` names what it was taken from."""
    note = format_html('<span class="ov-visually-hidden">，暂按{}</span>', why) if why else ""
    return format_html('<span class="ov-assumed">{}待确认{}</span>', icon("help-circle"), note)


@register.simple_tag
def copyable(value: object, label: str = "编号") -> SafeString:
    """A number that is typed elsewhere, with a button that copies it (shown where scripts run)."""
    return format_html(
        '<span class="ov-copy"><code>{}</code><button type="button" hidden class="ov-copy-button" data-copy="{}">'
        '{}<span class="ov-visually-hidden">复制{}</span></button><span role="status"></span></span>',
        value, value, icon("copy"), label,
    )  # fmt: skip


@register.simple_tag
def qr(address: str, label: str) -> SafeString:
    """A QR code as SVG. `label` says where it leads."""
    code = segno.make(address, error="m").svg_inline(
        omitsize=True, svgclass="ov-qr-code", lineclass=None, dark="#000", light="#fff", border=2
    )
    figure = '<figure class="ov-qr" role="img" aria-label="二维码：{}">{}</figure>'
    return format_html(figure, label, mark_safe(code))  # noqa: S308 — segno writes paths, never the text.


@register.simple_tag
def once() -> SafeString:
    """A hidden `key` that is new with each page, so that a form sent twice is carried out once."""
    return format_html('<input type="hidden" name="key" value="{}">', uuid4().hex)
