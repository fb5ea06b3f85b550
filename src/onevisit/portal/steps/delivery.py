"""领取方式: downloaded, brought by courier, or fetched at a hand-out window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from onevisit.catalogue.cards import LEVELS
from onevisit.platform.organs.queries import halls
from onevisit.platform.ui.values import Control
from onevisit.portal import parking, web, writing
from onevisit.portal.flow import Work
from onevisit.rules.matters.vocabulary import Delivery, FieldType

_NOTES = {
    Delivery.ELECTRONIC: "办好就能下载，和纸质的一样有效，不用跑",
    Delivery.COURIER: "快递送到您写的地址，不用跑",
    Delivery.WINDOW: "要跑一次，带上身份证件",
}


@writing.draft_page
def delivery(request: HttpRequest, work: Work) -> HttpResponse:
    """Ask how the result is to come, and where to."""
    given = writing.posted(request)
    values = {name: web.cleaned(given.get(name, "")) for name in ("delivery", "post_address", "collect_at")}
    if request.method != "POST":
        return _show(request, work, values if given else {})
    if parking.is_stale(request):
        if writing.is_autosave(request):
            return writing.saved_quietly(request)
        return _show(request, work, values, status=403, refusal=writing.STALE)
    if values["collect_at"] not in {hall.key for _, halls_there in _places() for hall in halls_there}:
        values["collect_at"] = ""
    work = writing.save(request, work, values)
    if writing.is_autosave(request):
        return writing.saved_quietly(request)
    if request.POST.get("then") == "later":
        return writing.go_on(request, work, "delivery")
    faults = writing.by_field(work.faults("delivery"))
    if faults:
        return _show(request, work, values, faults, status=web.UNPROCESSABLE)
    return writing.go_on(request, work, "delivery")


def _places() -> list[tuple[str, list[Any]]]:
    """The halls with a window that hands out, by level."""
    found = [one for one in halls() if any(window.hands_out for window in one.windows.all())]
    groups = [(name, [one for one in found if one.level == level.value]) for level, name in LEVELS.items()]
    return [group for group in groups if group[1]]


def _show(
    request: HttpRequest,
    work: Work,
    values: Mapping[str, str],
    faults: Mapping[str, str] | None = None,
    *,
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    errors = faults or {}
    way = Control(
        "delivery",
        "结果怎样给您？",
        FieldType.CHOICE,
        values.get("delivery", work.delivery or ""),
        errors.get("delivery", ""),
        options={one.value: f"{one.label}：{_NOTES[one]}" for one in work.offered},
    )
    place = Control(
        "collect_at",
        "到哪里领取",
        FieldType.TEXT,
        values.get("collect_at", work.collect_at),
        errors.get("collect_at", ""),
        "选“窗口领取”时选择；哪里近就选哪里。",
    )
    address = _address(work, values, errors.get("post_address", ""))
    return writing.show(
        request,
        work,
        "delivery",
        [way, address, place],
        status=status,
        refusal=refusal,
        way=way,
        address=address if Delivery.COURIER in work.offered else None,
        place=place if Delivery.WINDOW in work.offered else None,
        places=_places() if Delivery.WINDOW in work.offered else (),
    )


def _address(work: Work, values: Mapping[str, str], error: str) -> Control:
    written = values.get("post_address", work.post_address)
    known = "" if written or values else work.party.address
    return Control(
        "post_address",
        "快递送到哪里",
        FieldType.ADDRESS,
        written or known,
        error,
        "选“快递送达”时填写，写到门牌号。",
        required=False,
        source=(work.party.verified_by or "实名认证") if known else "",
        autocomplete="street-address",
    )
