"""What the intake page says of a draft that its applicant has open, too: what he changed, and where he can go on."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest

from onevisit.casework import moving
from onevisit.casework.drafts import DraftView, NoSuchDraft, Saved
from onevisit.platform.people.actors import Actor
from onevisit.rules.district.definition import Role

_NAMES: Mapping[str, str] = {
    "answers": "情形",
    "form": "申请表",
    "shown": "材料",
    "who": "申请人",
    "delivery": "领取方式",
    "collect_at": "领取地点",
    "post_address": "寄送地址",
    "town": "镇（街道）",
}


def tell(request: HttpRequest, saved: Saved) -> None:
    """Say what the applicant has changed meanwhile, and which of it stands."""
    if saved.left:
        messages.info(request, f"申请人刚才在手机上改过{_parts(saved.left)}，已经并进来了，请看一下。")
    both = [one for one in saved.overwritten if "." in one]
    if both:
        messages.warning(request, f"{_parts(both)}您和申请人同时改了，现在以窗口刚才提交的为准，请和他核对。")


def _parts(names: tuple[str, ...] | list[str]) -> str:
    parts = dict.fromkeys(_NAMES.get(one.partition(".")[0], "") for one in names)
    return "、".join(f"“{one}”" for one in parts if one) or "内容"


def on_the_sheet(actor: Actor, draft: DraftView) -> dict[str, object]:
    """What the sheet of what is missing says of going on at home."""
    may = "online" in {str(one) for one in draft.matter.channels} and actor.holds(Role.CLERK)
    try:
        code = moving.known_code(actor, draft.id, moving.TO_PHONE) if may else None
    except NoSuchDraft:
        code = None
    return {"take_along": None if draft.shared else code, "may_hand_on": may and not draft.shared}
