"""Words of this door for its templates."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from onevisit.platform.ui.components.marks import badge
from onevisit.rules.cases.phases import RatingLevel
from onevisit.workbench.case_filters import CHANNELS
from onevisit.workbench.parts import spoken

register = template.Library()

register.filter("spoken", spoken)


@register.filter
def at(values: Mapping[str, object], key: str) -> object:
    """The value under a key that a variable holds."""
    return values.get(key, "")


@register.filter
def channel(value: str) -> str:
    """网上, 窗口, 邮寄, 村（社区）."""
    return CHANNELS[value]


@register.simple_tag
def rating(value: str) -> SafeString:
    """How the applicant found it."""
    level = RatingLevel(value)
    return badge(
        level.label, "bad" if level.is_bad else "ok", "alert-circle" if level.is_bad else "mood-smile"
    )
