"""填写: only what nobody knows yet. What is known is shown with its source, to be looked at and not typed."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from onevisit.platform.ui.values import Control, Fact, own_autocomplete
from onevisit.portal import elder, parking, web, writing
from onevisit.portal.flow import Work

PREFIX = "f-"


@writing.draft_page
def form(request: HttpRequest, work: Work) -> HttpResponse:
    """Show what is known, ask the rest."""
    given = writing.posted(request)
    typed = {key.removeprefix(PREFIX): given[key] for key in given if key.startswith(PREFIX)}
    values = {key: web.cleaned(value) for key, value in typed.items()}
    if request.method != "POST":
        return _show(request, work, values)
    if parking.is_stale(request):
        if writing.is_autosave(request):
            return writing.saved_quietly(request)
        return _show(request, work, values, status=403, refusal=writing.STALE)
    work = writing.save(request, work, {"form": values})
    if writing.is_autosave(request):
        return writing.saved_quietly(request)
    if request.POST.get("then") == "later":
        return writing.go_on(request, work, "form")
    faults = writing.by_field(work.faults("form")) | _hidden_characters(work, typed)
    following = elder.after(request, [f"{PREFIX}{one.key}" for one in work.fields])
    if following and request.POST.get("one", "").removeprefix(PREFIX) not in faults:
        return HttpResponseRedirect(f"{request.path}?one={following}")
    if faults:
        return _show(request, work, values, faults, status=web.UNPROCESSABLE)
    return writing.go_on(request, work, "form")


def _hidden_characters(work: Work, typed: Mapping[str, str]) -> dict[str, str]:
    """Control characters were taken out before saving; he has to look whether the rest is what he meant."""
    return {
        one.key: f"“{one.label}”里有看不见的控制字符，已经去掉；请核对后再提交"
        for one in work.fields
        if web.hides_something(typed.get(one.key, ""))
    }


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
    controls = [_control(work, one.key, values, errors.get(one.key, "")) for one in work.fields]
    return writing.show(
        request, work, "form", controls, status=status, refusal=refusal, known=known(work), prefix=PREFIX
    )


def _control(work: Work, key: str, values: Mapping[str, str], error: str) -> Control:
    question = next(one for one in work.fields if one.key == key)
    value, source = values.get(key, work.form.get(key, "")), ""
    if key not in values and key not in work.form:
        value = _of_party(work, question.source)
        source = work.party.verified_by or "实名认证" if value else ""
    control = Control.of(
        question, value, error=error, source=source, autocomplete=own_autocomplete(question.source)
    )
    return Control(**{**vars(control), "name": f"{PREFIX}{key}"})


def _of_party(work: Work, source: str) -> str:
    return {
        "applicant.name": work.party.name,
        "applicant.phone": work.party.phone,
        "applicant.address": work.party.address,
    }.get(source, "")


def known(work: Work) -> list[Fact]:
    """What the house knows of the applicant; where from stands at the first."""
    party = work.party
    labels = ("姓名", "身份证号") if party.is_person else ("名称", "统一社会信用代码")
    facts = [
        Fact(labels[0], party.name, party.verified_by or "实名认证"),
        Fact(labels[1], party.masked_identifier),
    ]
    if party.phone:
        facts.append(Fact("联系电话", party.phone))
    if party.address:
        facts.append(Fact("住址" if party.is_person else "住所", party.address))
    return facts
