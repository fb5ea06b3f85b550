"""领取方式: downloaded, brought by courier, or fetched at a hand-out window."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

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
        kept = values if given else {}
        return writing.show(request, work, "delivery", _controls(work, kept))
    if parking.is_stale(request):
        if writing.is_autosave(request):
            return writing.saved_quietly(request)
        controls = _controls(work, values)
        return writing.show(request, work, "delivery", controls, status=403, refusal=writing.STALE)
    if values["collect_at"] not in _places():
        values["collect_at"] = ""
    work = writing.save(request, work, values)
    if writing.is_autosave(request):
        return writing.saved_quietly(request)
    if request.POST.get("then") == "later":
        return writing.go_on(request, work, "delivery")
    faults = writing.by_field(work.faults("delivery"))
    if faults:
        controls = _controls(work, values, faults)
        return writing.show(request, work, "delivery", controls, status=web.UNPROCESSABLE)
    return writing.go_on(request, work, "delivery")


def _places() -> dict[str, str]:
    """The halls with a window that hands out, by key, with their address and hours."""
    return {
        one.key: f"{one.name}（{one.address}，{one.hours}）"
        for one in halls()
        if any(window.hands_out for window in one.windows.all())
    }


def _controls(
    work: Work, values: Mapping[str, str], faults: Mapping[str, str] | None = None
) -> list[Control]:
    errors = faults or {}
    chosen = values.get("delivery", work.delivery or "")
    options = {way.value: f"{way.label}：{_NOTES[way]}" for way in work.offered}
    found = [
        Control(
            "delivery",
            "结果怎样给您？",
            FieldType.CHOICE,
            str(chosen),
            errors.get("delivery", ""),
            options=options,
        )
    ]
    if Delivery.COURIER in work.offered:
        address = values.get("post_address", work.post_address)
        filled = not address and not values
        found.append(
            Control(
                "post_address",
                "快递送到哪里",
                FieldType.ADDRESS,
                work.party.address if filled else address,
                errors.get("post_address", ""),
                "选“快递送达”时填写。写到门牌号。",
                required=False,
                source=(work.party.verified_by or "实名认证") if filled and work.party.address else "",
                autocomplete="street-address",
            )
        )
    if Delivery.WINDOW in work.offered:
        found.append(
            Control(
                "collect_at",
                "到哪里领取",
                FieldType.CHOICE,
                values.get("collect_at", work.collect_at),
                errors.get("collect_at", ""),
                "选“窗口领取”时选择；哪里近就选哪里。",
                required=False,
                options=_places(),
            )
        )
    return found
