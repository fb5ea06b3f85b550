"""材料: what is missing, what nobody has to bring because a register knows it, and the papers themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from onevisit.casework import drafts
from onevisit.platform.access import actor
from onevisit.platform.files.commands import keep
from onevisit.platform.files.inspection import MAX_BYTES, BadFile
from onevisit.platform.organs.queries import organ_cards
from onevisit.portal import offers, parking, web, writing
from onevisit.portal.flow import COMMITTED, LATER, Work, only_form
from onevisit.portal.offers import FROM_REGISTERS, Offer
from onevisit.rules.matters.definition import Requirement
from onevisit.rules.matters.vocabulary import Way

MOST_FILES = 20
"""Files that may be shown for one requirement."""


_NOTES = {Way.ORIGINAL: "要跑一次：提交后带原件到窗口", Way.FORM: "不用另外准备"}


@dataclass(frozen=True)
class UploadedCard:
    """A file that is there already."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Choice:
    """One way of showing a requirement, as it is offered on the page."""

    way: Way
    label: str
    note: str
    chosen: bool


@dataclass(frozen=True)
class Promised:
    """What can be chosen instead of a way: to hand it in later, or to promise it."""

    value: str
    label: str
    note: str
    chosen: bool


@dataclass(frozen=True)
class Line:
    """A requirement on the page."""

    requirement: Requirement
    issued_by: str
    offer: Offer | None
    choices: tuple[Choice, ...]
    files: tuple[UploadedCard, ...]
    error: str
    ready: bool
    automatic: bool
    promises: tuple[Promised, ...] = ()
    sighted: str = ""
    """The window that has compared its original already, "" where none has."""

    @property
    def can_upload(self) -> bool:
        """Whether a file field belongs here."""
        return any(one.way is Way.UPLOAD for one in self.choices)

    @property
    def id(self) -> str:
        """The anchor that summaries link to."""
        return f"m-{self.requirement.key}"


@writing.draft_page
def materials(request: HttpRequest, work: Work) -> HttpResponse:
    """Choose how each is shown; files are looked at before they are kept, and each refusal keeps the rest."""
    if request.method != "POST":
        return _show(request, work)
    if parking.is_stale(request):
        return _show(request, work, status=403, refusal=writing.STALE)
    if request.POST.get("then") == "look":
        work = offers.look_up(request, work)
        messages.info(request, "已经向部门登记簿重新查询。")
        return HttpResponseRedirect(work.address("materials"))
    if request.POST.get("remove"):
        return _remove(request, work, request.POST["remove"])
    return _take(request, work)


def _take(request: HttpRequest, work: Work) -> HttpResponse:
    parts, refused = _read(request, work)
    work = writing.save(request, work, {"shown": parts}) if parts else work
    then = request.POST.get("then")
    if refused:
        return _show(request, work, refused, status=web.UNPROCESSABLE)
    if then == "stay":
        return HttpResponseRedirect(work.address("materials"))
    faults = writing.by_field(work.faults("materials")) if then != "later" else {}
    if faults:
        return _show(request, work, faults, status=web.UNPROCESSABLE)
    return writing.go_on(request, work, "materials")


def _read(request: HttpRequest, work: Work) -> tuple[dict[str, Any], dict[str, str]]:
    """What was chosen and uploaded, and which files were refused and why."""
    parts: dict[str, Any] = {}
    refused: dict[str, str] = {}
    known = offers.offers(work)
    stored: Mapping[str, Any] = work.draft.content.get("shown") or {}
    for one in work.requirements:
        named = request.POST.get(f"way-{one.key}", "")
        way = Way(named) if named in {evidence.way.value for evidence in one.evidence} else None
        promised = named in _promisable(work, one)
        files = request.FILES.getlist(f"file-{one.key}")
        former = stored.get(one.key) or {}
        if files:
            # Who picked a file means it, whatever is ticked beside it.
            given, why = keep_files(files, former)
            refused |= {one.key: why} if why else {}
            if given:
                parts[one.key] = given
        elif promised:
            parts[one.key] = {"way": named, "refs": [], "name": ""}
        elif way in FROM_REGISTERS and one.key in known:
            offer = known[one.key]
            parts[one.key] = {"way": offer.way.value, "refs": [offer.ref], "name": "", "source": offer.source}
        elif way in (Way.FORM, Way.ORIGINAL):
            parts[one.key] = {"way": way.value, "refs": [], "name": ""}
        elif way is Way.UPLOAD and former.get("way") != Way.UPLOAD.value:
            parts[one.key] = {"way": Way.UPLOAD.value, "refs": [], "names": [], "name": ""}
    return parts, refused


def _promisable(work: Work, one: Requirement) -> tuple[str, ...]:
    """What may be chosen for a requirement instead of showing it now."""
    later = (LATER,) if one.defer else ()
    return (*later, COMMITTED) if one.commitment and work.may_commit else later


def keep_files(files: list[UploadedFile], former: Mapping[str, Any]) -> tuple[dict[str, Any] | None, str]:
    """Keep what can be kept; the first refusal is said, and the good files beside it stay."""
    is_upload = former.get("way") == Way.UPLOAD.value
    refs, names = (list(former.get(key, ())) if is_upload else [] for key in ("refs", "names"))
    why = ""
    for file in files:
        name = web.cleaned(file.name or "未命名")
        if file.size is not None and file.size > MAX_BYTES:
            why = why or f"“{name}”有 {file.size / 1048576:.1f} MB，超过了 10 MB；请降低照片分辨率或分开扫描"
            continue
        if len(refs) >= MOST_FILES:
            why = why or f"一项材料最多{MOST_FILES}个文件；“{name}”没有保存，请合并成一个 PDF 再上传"
            continue
        try:
            ref = keep(file.read(), name)
        except BadFile as bad:
            why = why or str(bad)
            continue
        if ref not in refs:
            refs.append(ref)
            names.append(name)
    kept = {"way": Way.UPLOAD.value, "refs": refs, "names": names, "name": "、".join(names)} if refs else None
    return kept, why


def _remove(request: HttpRequest, work: Work, what: str) -> HttpResponse:
    key, _, sha256 = what.partition(":")
    former = (work.draft.content.get("shown") or {}).get(key)
    if former:
        refs, names = former["refs"], former.get("names") or former["refs"]
        left = [(ref, name) for ref, name in zip(refs, names, strict=False) if ref != sha256]
        if sha256 and left:
            left_names = [name for _, name in left]
            kept = {"refs": [ref for ref, _ in left], "names": left_names, "name": "、".join(left_names)}
            writing.save(request, work, {"shown": {key: {**former, **kept}}})
        else:
            drafts.remove_shown(actor(request), work.draft.id, key)
    return HttpResponseRedirect(f"{work.address('materials')}#m-{key}")


def _show(
    request: HttpRequest,
    work: Work,
    errors: Mapping[str, str] | None = None,
    *,
    status: int = 200,
    refusal: Mapping[str, str] | None = None,
) -> HttpResponse:
    faults = errors or {}
    lacking = writing.by_field(work.faults("materials"))
    organs = {key: card.short for key, card in organ_cards().items()}
    lines = [
        _line(work, one, organs.get(one.issued_by, ""), faults.get(one.key, ""), one.key not in lacking)
        for one in work.requirements
    ]
    free = [one for one in lines if one.offer]
    refused = work.no_commitment if any(one.commitment for one in work.requirements) else None
    return writing.show(
        request,
        work,
        "materials",
        status=status,
        refusal=refusal,
        lines=[*free, *(one for one in lines if not one.offer)],
        free=free,
        lacking=[one.requirement.name for one in lines if not one.ready and not one.offer],
        wrong=[one for one in lines if one.error],
        no_commitment=web.words_of(refused) if refused else None,
        can_upload=any(one.can_upload for one in lines),
        can_ask=any(e.way in FROM_REGISTERS for one in work.requirements for e in one.evidence),
        is_current=offers.is_current(work),
        accept="application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png",
    )


def _line(work: Work, one: Requirement, issued_by: str, error: str, ready: bool) -> Line:
    stored: Mapping[str, Any] = (work.draft.content.get("shown") or {}).get(one.key) or {}
    offer = offers.offers(work).get(one.key)
    names = stored.get("names") or [stored.get("name", "")] * len(stored.get("refs", ()))
    uploads = (
        tuple(UploadedCard(name, ref) for ref, name in zip(stored.get("refs", ()), names, strict=False))
        if stored.get("way") == Way.UPLOAD.value
        else ()
    )
    chosen = stored.get("way") or _preferred(one, offer)
    choices = []
    for evidence in one.evidence:
        if evidence.way in FROM_REGISTERS and (offer is None or evidence.way is not offer.way):
            continue
        note = _NOTES.get(evidence.way, "")
        choices.append(Choice(evidence.way, evidence.way.label, note, evidence.way.value == chosen))
    promises = tuple(_promised(work, one, value, value == chosen) for value in _promisable(work, one))
    return Line(
        one,
        issued_by,
        offer,
        tuple(choices),
        uploads,
        error,
        ready,
        only_form(one),
        promises,
        work.sighted.get(one.key, ""),
    )


def _promised(work: Work, one: Requirement, value: str, chosen: bool) -> Promised:
    if value == LATER:
        days = one.defer.days if one.defer else 0
        return Promised(
            value, f"以后再交（受理后{days}个工作日内）", "先受理、先办理；最后一步要签一份承诺", chosen
        )
    check = work.matter.courses.pledge.check
    note = f"不交这份材料；签承诺书，作出决定后{check.unit.say(check.length)}内核查"
    return Promised(value, "用承诺代替", note, chosen)


def _preferred(one: Requirement, offer: Offer | None) -> str:
    """What is ticked before anybody chose: what costs no effort, else the first way that is left."""
    if offer:
        return offer.way.value
    left = [evidence.way for evidence in one.evidence if evidence.way not in FROM_REGISTERS]
    return left[0].value if left and one.required else ""
