"""核对提交: everything on one page, each part with a way back to it; then the declaration, and the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from onevisit.casework import drafts
from onevisit.casework.applications import hand_in
from onevisit.platform import clock
from onevisit.platform.access import actor
from onevisit.platform.organs.queries import hall, organ_cards
from onevisit.platform.ui.values import Fact
from onevisit.portal import offers, parking, signing, web, writing
from onevisit.portal.bundles.applying import submit
from onevisit.portal.flow import Work
from onevisit.portal.journeys import steps_of
from onevisit.portal.steps.form import known
from onevisit.portal.steps.licence import own
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.matters.definition import Requirement
from onevisit.rules.matters.vocabulary import Delivery, FieldType, Way

UNDECLARED = "请先勾选声明：提交的材料和情况真实（行政许可法第三十一条）"


@dataclass(frozen=True)
class Lack:
    """Something still missing: the sentence, and the step where it is mended."""

    message: str
    href: str


@writing.draft_page
def confirm(request: HttpRequest, work: Work) -> HttpResponse:
    """Look through everything, declare that it is true, submit."""
    lacks = [
        Lack(fault.message, f"{step.href}#{_target(work, step.key, fault.field)}")
        for step in work.steps
        for fault in work.faults(step.key)
    ]
    if request.method != "POST":
        return _show(request, work, lacks)
    if parking.is_stale(request):
        return _show(request, work, lacks, status=403, refusal=writing.STALE)
    if lacks:
        return _show(request, work, lacks, status=web.UNPROCESSABLE)
    wrong = signing.faults(request.POST, actor(request).name, work.party.name) if work.promise else {}
    undeclared = "" if request.POST.get("declare") == "yes" else UNDECLARED
    if undeclared or wrong:
        return _show(request, work, lacks, undeclared=undeclared, sign_errors=wrong, status=web.UNPROCESSABLE)
    gone = offers.lapsed(request, work)
    if gone:
        for one in gone:
            drafts.remove_shown(actor(request), work.draft.id, one.key)
        return _show(request, work, [_lapsed(work, one) for one in gone], status=409)
    try:
        number = _submit(request, work)
    except Refused as refused:
        return _show(request, work, lacks, status=web.status_of(refused), refusal=web.words_of(refused))
    return HttpResponseRedirect(writing.receipt_of(number))


def _lapsed(work: Work, one: Requirement) -> Lack:
    message = f"登记簿里的“{one.name}”在您填写期间有了变化或已失效，请重新选择怎样提供"
    return Lack(message, f"{work.address('materials')}#{_target(work, 'materials', one.key)}")


def _submit(request: HttpRequest, work: Work) -> str:
    """Hand in under the draft's own key: a second click, or a second try after a lost answer, is the same case."""
    signed = web.cleaned(request.POST.get(signing.NAME, ""))
    pledge = work.promise.contents(signed, clock.today()) if work.promise else None
    if work.draft.composite is not None:
        number = submit(request, work, pledge)
    else:
        made = work.application(pledge)
        number = hand_in(made, actor=actor(request), at=clock.now(), key=work.draft.key).number
    writing.remember_handed_in(request, work.draft.id, number)
    parking.unpark(request)
    drafts.discard(actor(request), work.draft.id)
    return number


def _target(work: Work, step: str, field: str) -> str:
    """The id of the control in the step where this is mended; several options have one each, the first is meant."""
    if step == "materials":
        return f"m-{field}"
    if step == "licence":
        return "licences"
    prefix = {"questions": "a-", "form": "f-"}.get(step, "") if field != "town" else ""
    asked = next((one for one in work.fields if one.key == field), None) if step == "form" else None
    has_options = (
        asked.type in (FieldType.CHOICE, FieldType.YES_NO)
        if asked
        else field not in ("post_address", "collect_at")
    )
    return f"id_{prefix}{field}{'_0' if has_options else ''}"


def _show(
    request: HttpRequest,
    work: Work,
    lacks: list[Lack],
    *,
    undeclared: str = "",
    sign_errors: Mapping[str, str] | None = None,
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    return writing.show(
        request,
        work,
        "confirm",
        status=status,
        refusal=refusal,
        lacks=lacks,
        undeclared=undeclared,
        promise=work.promise,
        sign_errors=sign_errors or {},
        signed_by=request.POST.get(signing.NAME, ""),
        pledged=request.POST.get(signing.READ, ""),
        declared=request.POST.get("declare", ""),
        signer=actor(request).name,
        licence=_licence(work),
        known=known(work),
        answers=_answers(work),
        filled=_filled(work),
        materials=_materials(work),
        delivery=_delivery(work),
        journey_steps=steps_of(work.journey),
        journey=work.journey,
    )


def _licence(work: Work) -> list[Fact]:
    """The licence that is to be changed or renewed."""
    if work.matter.courses.concerns is None:
        return []
    card = next((one for one in own(work) if one.identifier == work.licence), None)
    if card is None:
        return [Fact("针对的证照", "（没有选）")]
    until = f"有效期至{chinese_date(card.valid_to)}" if card.valid_to else "长期有效"
    return [Fact("针对的证照", f"{card.title} {card.number}", note=until)]


def _answers(work: Work) -> list[Fact]:
    facts = [
        Fact(one.ask, one.options.get(work.answers.get(one.key, ""), "（没有回答）"))
        for one in work.situations
    ]
    if work.needs_town:
        town = organ_cards().get(work.town)
        facts.append(Fact("办理的镇（街道）", town.name if town else "（没有选）"))
    return facts


def _filled(work: Work) -> list[Fact]:
    found = []
    for one in work.fields:
        value = work.form.get(one.key, "")
        if one.type is FieldType.YES_NO:
            value = {"yes": "是", "no": "否"}.get(value, value)
        value = one.options.get(value, value)
        found.append(Fact(one.label, f"{value} {one.unit}".strip() if value else "（没有填）"))
    return found


def _materials(work: Work) -> list[Fact]:
    shown = {one.requirement: one for one in work.shown}
    stored = work.draft.content.get("shown") or {}
    facts = []
    for one in work.requirements:
        given = shown.get(one.key)
        if one.key in work.later:
            days = one.defer.days if one.defer else 0
            value = f"以后再交（受理后{days}个工作日内）"
        elif one.key in work.committed:
            value = "用承诺代替"
        elif given is None:
            value = "（还没有提供）" if one.required else "不提供（可以没有）"
        elif given.way is Way.UPLOAD:
            value = f"已上传：{_names(stored.get(one.key, {}))}"
        else:
            value = given.way.label
        facts.append(Fact(one.name, value, str(stored.get(one.key, {}).get("source", ""))))
    return facts


def _names(given: Mapping[str, Any]) -> str:
    """The files of a requirement, also of those that a window has scanned."""
    return str(given.get("name") or "、".join(given.get("names", ())))


def _delivery(work: Work) -> list[Fact]:
    if work.delivery is None:
        return [Fact("领取方式", "（没有选）")]
    facts = [Fact("领取方式", work.delivery.label)]
    if work.delivery is Delivery.COURIER:
        facts.append(Fact("快递地址", work.post_address or "（没有填）"))
    if work.delivery is Delivery.WINDOW:
        place = hall(work.collect_at)
        facts.append(
            Fact("领取地点", f"{place.name}（{place.address}，{place.hours}）" if place else "（没有选）")
        )
    return facts
