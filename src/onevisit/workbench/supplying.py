"""What an applicant brings to a window afterwards: what was asked for, what was deferred, what has to be mended."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from onevisit.casework.case_view import CaseView
from onevisit.platform import clock
from onevisit.platform.files.commands import keep
from onevisit.platform.files.inspection import BadFile
from onevisit.platform.people.actors import Holding
from onevisit.platform.ui.values import Control
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import Fault, check_form, fields_for
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.courses import CheckOutcome
from onevisit.rules.cases.deciding.common import is_unseen
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.definition import Field, Requirement
from onevisit.rules.matters.vocabulary import Channel, FieldType, Way
from onevisit.workbench import pledges
from onevisit.workbench.web import typed

LATER = "later"
_KEPT = "workbench.supply"
_WAYS = {Way.ORIGINAL: "原件，已当面核对", Way.UPLOAD: "扫描件", Way.FORM: "已重新填写、签字"}


@dataclass(frozen=True)
class Wanted:
    """One thing that is waited for, and why: a requirement, or a field of the form with what stands there now."""

    name: str
    why: str
    words: str = ""
    until: date | None = None
    requirement: Requirement | None = None
    asks: Field | None = None
    value: str = ""

    @property
    def key(self) -> str:
        """Its key among requirements or fields."""
        return self.requirement.key if self.requirement else self.asks.key if self.asks else ""


@dataclass(frozen=True)
class Given:
    """What was brought. `files` are scans that were taken, by requirement: hash and name."""

    ways: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    compared: tuple[str, ...] = ()
    form: Mapping[str, str] = field(default_factory=dict)
    signed_by: str = ""


@dataclass(frozen=True)
class Line:
    """A thing that is waited for, as the page asks for it."""

    wanted: Wanted
    ways: tuple[tuple[str, str, bool], ...] = ()
    files: tuple[Sequence[str], ...] = ()
    compared: bool = False
    control: Control | None = None
    error: str = ""

    @property
    def can_scan(self) -> bool:
        """Whether a scan will do."""
        return any(value == Way.UPLOAD.value for value, _, _ in self.ways)


def wanted(view: CaseView) -> tuple[Wanted, ...]:
    """Everything that may be supplied now. Before anybody asked, that is what is missing of the guide."""
    state, matter = view.state, view.version.matter
    needs = {one.requirement.key: one.requirement for one in view.materials}
    if state.phase is Phase.CORRECTING and state.correction is not None:
        fields = {
            one.key: (one, shown.value)
            for one, shown in zip(fields_for(matter, state.answers), view.form, strict=True)
        }
        found = []
        for one in view.courses.asked:
            asks, value = fields.get(one.field, (None, ""))
            if not one.answered:
                requirement = None if one.field else needs.get(one.about)
                until = state.correction.until
                found.append(Wanted(one.name, one.fault.label, one.words, until, requirement, asks, value))
        return tuple(found)
    if state.phase is Phase.ACCEPTED:
        return tuple(
            Wanted(one.name, "承诺后补", until=one.until, requirement=needs[one.requirement])
            for one in view.courses.deferred
        )
    if state.phase in (Phase.SUBMITTED, Phase.RECEIVED):
        missing = (one for one in needs.values() if is_unseen(state, one.key))
        missing = (one for one in missing if one.required and one.key not in state.committed)
        return tuple(
            Wanted(one.name, "承诺后补" if one.key in state.later else "还没有提供", requirement=one)
            for one in missing
        )
    pledged = state.pledged
    if pledged is None or pledged.outcome is not CheckOutcome.FAULTY:
        return ()
    open_ = (key for key in pledged.items if key not in pledged.mended and key in needs)
    return tuple(
        Wanted(needs[key].name, "与承诺不符，要整改", until=pledged.mend_by, requirement=needs[key])
        for key in open_
    )


def read(request: HttpRequest, number: str, things: Sequence[Wanted]) -> tuple[Given, list[Fault]]:
    """The form as it was sent. Scans are kept at once, so that a refusal does not lose them."""
    kept = {key: list(files) for key, files in _kept(request).get(number, {}).items()}
    faults = []
    for one in things:
        if one.requirement is not None:
            taken, wrong = _take(one.key, request.FILES.getlist(f"file-{one.key}"))
            kept[one.key] = [*kept.get(one.key, []), *taken]
            faults += wrong
    request.session[_KEPT] = {**_kept(request), number: kept}
    ways = {one.key: typed(request, f"way-{one.key}") for one in things if one.requirement is not None}
    # Whoever scans a paper means to show it so.
    ways |= {one.key: Way.UPLOAD.value for one in things if request.FILES.getlist(f"file-{one.key}")}
    form = {one.key: typed(request, f"f-{one.key}") for one in things if one.asks is not None}
    signed = typed(request, "signed_by")
    return Given(ways, kept, tuple(request.POST.getlist("compared")), form, signed), faults


def kept_before(request: HttpRequest, number: str) -> Given:
    """Scans that were taken and not handed in yet."""
    files = _kept(request).get(number, {})
    return Given({key: Way.UPLOAD.value for key, own in files.items() if own}, files)


def forget(request: HttpRequest, number: str) -> None:
    """They are in the case now."""
    request.session[_KEPT] = {key: files for key, files in _kept(request).items() if key != number}


def _kept(request: HttpRequest) -> dict[str, dict[str, list[list[str]]]]:
    found: dict[str, dict[str, list[list[str]]]] = request.session.get(_KEPT, {})
    return found


def _take(key: str, scans: Sequence[UploadedFile]) -> tuple[list[list[str]], list[Fault]]:
    taken, faults = [], []
    for scan in scans:
        name = (scan.name or "")[-60:]
        try:
            taken.append([keep(scan.read(), name), name])
        except BadFile as bad:
            faults.append(Fault(f"m-{key}", str(bad)))
    return taken, faults


def wrong(view: CaseView, things: Sequence[Wanted], given: Given) -> list[Fault]:
    """What stands against handing it in, each at its control."""
    found = []
    for one in things:
        way = given.ways.get(one.key, "")
        if way == Way.UPLOAD.value and not given.files.get(one.key):
            found.append(Fault(f"m-{one.key}", f"“{one.name}”还没有扫描"))
    values = {key: value for key, value in given.form.items() if value}
    kinds = {one.key: one.asks.type for one in things if one.asks is not None}
    for fault in check_form(view.version.matter, view.state.answers, values, clock.today()):
        if fault.field in values:
            several = kinds[fault.field] in (FieldType.CHOICE, FieldType.YES_NO)
            found.append(Fault(f"id_f-{fault.field}{'_0' if several else ''}", fault.message))
    if _later(things, given) and not given.signed_by:
        found.append(Fault("signed_by", "后补的材料要由申请人签署承诺：请填写签名"))
    return found


def lines(view: CaseView, things: Sequence[Wanted], given: Given, faults: Sequence[Fault]) -> list[Line]:
    """The page's lines."""
    told = {one.field: one.message for one in faults}
    return [_line(view, one, given, told) for one in things]


def _line(view: CaseView, one: Wanted, given: Given, told: Mapping[str, str]) -> Line:
    if one.asks is not None:
        error = told.get(f"id_f-{one.key}") or told.get(f"id_f-{one.key}_0", "")
        asks = one.asks
        control = Control(
            f"f-{one.key}", asks.label, asks.type, given.form.get(one.key, ""), error,
            f"原来填的：{one.value or '（没有填）'}；这次不改就空着", False, asks.options, asks.unit, asks.max,
        )  # fmt: skip
        return Line(one, control=control)
    chosen = given.ways.get(one.key, "")
    ways = [(value, label, value == chosen) for value, label in _ways(view, one)]
    files = tuple(given.files.get(one.key, ()))
    return Line(one, tuple(ways), files, one.key in given.compared, None, told.get(f"m-{one.key}", ""))


def _ways(view: CaseView, one: Wanted) -> list[tuple[str, str]]:
    requirement = one.requirement
    if requirement is None:
        return []
    offered = dict.fromkeys(evidence.way for evidence in requirement.evidence)
    found = [(way.value, _WAYS[way]) for way in offered if way in _WAYS]
    if requirement.defer is not None and view.state.accepted_on is None:
        found.append((LATER, f"后补（容缺，{requirement.defer.days}个工作日内）"))
    return [*found, ("", "这次没有带来")]


def _later(things: Sequence[Wanted], given: Given) -> tuple[str, ...]:
    return tuple(
        one.key
        for one in things
        if one.requirement is not None
        and one.requirement.defer is not None
        and given.ways.get(one.key) == LATER
    )


def command(view: CaseView, things: Sequence[Wanted], given: Given, post: Holding) -> c.Supply:
    """What is handed in; whether it may be, is for the rules to say."""
    shown, sighted = [], []
    for one in things:
        way = given.ways.get(one.key, "")
        if one.requirement is None or way not in {kind.value for kind in _WAYS}:
            continue
        refs = tuple(file[0] for file in given.files.get(one.key, ())) if way == Way.UPLOAD else ()
        shown.append(c.Shown(one.key, Way(way), refs))
        if way == Way.ORIGINAL or (way == Way.UPLOAD and one.key in given.compared):
            sighted.append(one.key)
    form = {key: value for key, value in given.form.items() if value}
    later = _later(things, given)
    text = pledges.text_of(view.version.matter, later, ())
    return c.Supply(
        tuple(shown),
        Contents("form", {"form": form}, secrets.token_hex(16)) if form else None,
        tuple(sighted),
        later,
        pledges.signed(text, given.signed_by) if later else None,
        Channel.VILLAGE if post.role is Role.AGENT else Channel.WINDOW,
    )


def brought(things: Sequence[Wanted], given: Given) -> tuple[list[str], list[str]]:
    """In words for the sheet: what came and how, and what is still open."""
    came, open_ = [], []
    for one in things:
        way = given.ways.get(one.key, "")
        if one.asks is not None and given.form.get(one.key):
            came.append(f"{one.name}：已更正")
        elif one.requirement is not None and way == LATER:
            came.append(f"{one.name}：已签承诺，后补")
        elif one.requirement is not None and way:
            came.append(f"{one.name}：{_WAYS[Way(way)]}")
        else:
            open_.append(one.name)
    return came, open_
