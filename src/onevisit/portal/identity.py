"""实名认证: once after signing up, through the port to the identity system."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from onevisit.exchange import queries as exchange
from onevisit.platform.access import SIGNED_IN, actor, requires
from onevisit.platform.people.commands import AlreadyBound, bind
from onevisit.platform.people.queries import parties_of
from onevisit.platform.ui import errors
from onevisit.platform.ui.values import Control
from onevisit.portal import parking, throttle, web
from onevisit.portal.writing import STALE
from onevisit.rules.identifiers import BadIdentifier, citizen
from onevisit.rules.matters.vocabulary import FieldType

_FIELDS = ("name", "identifier", "phone", "address")


def _identity(request: HttpRequest) -> HttpResponse:
    given = request.POST if request.method == "POST" else parking.parked(request) or {}
    values = {name: web.cleaned(given.get(name, ""))[:200] for name in _FIELDS}
    if request.method != "POST":
        return _show(request, values)
    if parking.is_stale(request):
        return _show(request, values, refusal=STALE, status=403)
    if throttle.too_many(request, "identity"):
        return errors.too_many(request)
    faults = _faults(values)
    if faults:
        return _show(request, values, faults, status=web.UNPROCESSABLE)
    who = actor(request)
    answer = exchange.verify_identity(values["name"], values["identifier"], who)
    if not answer.verified or who.person is None:
        throttle.count(request, "identity")
        words = {"what": "没有核验通过", "why": answer.register, "todo": f"{answer.reason}。"}
        return _show(request, values, refusal=words, status=web.UNPROCESSABLE)
    try:
        bind(
            who.person,
            values["name"],
            values["identifier"],
            values["phone"],
            values["address"],
            answer.register[:60],
        )
    except AlreadyBound as bound:
        words = {"what": str(bound), "why": "", "todo": "如需更换账号，请持身份证件到任一大厅窗口办理。"}
        return _show(request, values, refusal=words, status=409)
    parking.unpark(request)
    messages.success(request, "实名认证完成，以后办事不用再填姓名和身份证号。")
    return HttpResponseRedirect(_after(request))


identity = parking.keeps_typing(requires(SIGNED_IN)(_identity))
"""Who one is; asked once."""


def _after(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("portal:home")


def _faults(values: dict[str, str]) -> dict[str, str]:
    faults = {}
    if not values["name"]:
        faults["name"] = "请填写身份证上的姓名"
    try:
        citizen.check(values["identifier"])
    except BadIdentifier as bad:
        faults["identifier"] = str(bad)
    if not values["phone"]:
        faults["phone"] = "请填写手机号，办件进度会通知到这个号码"
    return faults


def _show(
    request: HttpRequest,
    values: dict[str, str],
    faults: dict[str, str] | None = None,
    *,
    refusal: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    errors_by_field = faults or {}
    labels = (
        ("name", "姓名", FieldType.TEXT, "和身份证上一样", "name", 60),
        ("identifier", "身份证号", FieldType.CITIZEN_ID, "", "off", 18),
        ("phone", "手机号", FieldType.PHONE, "", "tel", 20),
        ("address", "住址", FieldType.ADDRESS, "", "street-address", 200),
    )
    controls = [
        Control(
            name, label, kind, values[name], errors_by_field.get(name, ""), help_text,
            required=name != "address", autocomplete=token, max=longest,
        )
        for name, label, kind, help_text, token, longest in labels
    ]  # fmt: skip
    mine = parties_of(actor(request))
    context = {
        "parties": mine,
        "verified": any(one.is_person for one in mine),
        "controls": controls,
        "refusal": refusal,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "portal/identity.html", context, status=status)
