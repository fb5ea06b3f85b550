"""What the intake page shows: the draft with its controls, its check list and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from onevisit.catalogue.cards import length_of
from onevisit.licences.queries import LicenceCard, held
from onevisit.platform.organs.queries import halls, towns
from onevisit.platform.ui.values import Control
from onevisit.rules.cases.application import Fault
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.definition import Requirement
from onevisit.rules.matters.vocabulary import FieldType, Way
from onevisit.workbench import assisting, declining, pledges, registers
from onevisit.workbench.bundles import plan_of
from onevisit.workbench.case_filters import CHANNELS
from onevisit.workbench.declining import Declining
from onevisit.workbench.intake_form import COMMIT, LATER, Intake, promises
from onevisit.workbench.registers import Offer
from onevisit.workbench.web import Trouble, show

_AT_WINDOW = {Way.FORM: "随申请表生成", Way.ORIGINAL: "原件，已当面核对", Way.UPLOAD: "扫描件"}


@dataclass(frozen=True)
class WayChoice:
    """A way to show a requirement, as a radio button."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class CheckLine:
    """A line of the check list."""

    requirement: Requirement
    ways: tuple[WayChoice, ...]
    can_scan: bool
    files: tuple[tuple[str, str], ...]
    compared: bool
    offer: Offer | None
    error: str

    @property
    def done(self) -> bool:
        """Whether something is shown."""
        return any(way.chosen and way.value for way in self.ways)


def page(
    request: HttpRequest,
    intake: Intake,
    faults: Sequence[Fault] = (),
    refused: Trouble | None = None,
    given: Declining | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page. Faults are told at the top, each with a link to its field, and at the field."""
    wrong = {fault.field: fault.message for fault in faults}
    response = show(
        request,
        "workbench/intake.html",
        {
            "intake": intake,
            "matter": intake.matter,
            "who": who_controls(intake, wrong),
            "agent": _agent(intake, wrong),
            "has_agent": bool(intake.who["agent_name"] or intake.who["agent_identifier"]),
            "identified": intake.part("identified") if intake.draft.party else {},
            "questions": _questions(intake, wrong),
            "lines": _lines(intake, wrong),
            "fields": _fields(intake, wrong),
            "channels": [(one.value, CHANNELS[one.value]) for one in intake.channels],
            "channel": intake.channel.value if intake.channel else "",
            "delivery": _delivery(intake, wrong),
            "post_address": _post_address(intake, wrong),
            "halls": [hall for hall in halls() if any(window.hands_out for window in hall.windows.all())],
            "collect_at": intake.one("collect_at") or intake.post.hall,
            "collect_error": wrong.get("id_collect_at", ""),
            "towns": towns() if intake.needs_town else (),
            "town": intake.one("town") or assisting.town_of(intake.post),
            "proxies": assisting.proxies(intake.draft) if intake.post.role is not Role.AGENT else (),
            "held": assisting.covering(request, intake.draft) if intake.post.role is Role.AGENT else (),
            "town_error": wrong.get("id_town", ""),
            "faults": [(fault.field, fault.message) for fault in faults],
            "declining": given or Declining(),
            "choices": declining.choices(intake.matter),
            "late": pledges.late(intake.matter, [one.key for one in intake.requirements]),
            "may_commit": any(COMMIT in promises(intake.matter, one) for one in intake.requirements),
            "signed_by": intake.one("signed_by"),
            "signed_error": wrong.get("id_signed_by", ""),
            "licences": _licences(intake),
            "licence": intake.one("licence"),
            "licence_error": wrong.get("id_licence", ""),
            "plan": plan_of(intake),
            "promised": _promised(intake),
            "address": reverse("workbench:intake-draft", args=[intake.draft.id]),
        },
        refused,
    )
    if status != 200:
        response.status_code = status
    return response


def _promised(intake: Intake) -> str:
    """How long it takes; for several matters at once after what was answered, and at most so long before that."""
    longest, plan = length_of(intake.matter.limits.promised), plan_of(intake)
    if intake.draft.composite is None:
        return longest
    if plan is None or not intake.settled:
        return f"最长{longest}，按情形计算"
    return f"{plan.days}个工作日" if plan.days else "当场办结"


def _licences(intake: Intake) -> tuple[LicenceCard, ...]:
    """The good licences of the applicant that this matter changes or renews."""
    if intake.concerns is None or intake.draft.party is None:
        return ()
    return held(intake.draft.party, (intake.concerns.licence,))


def who_controls(intake: Intake, wrong: Mapping[str, str]) -> list[Control]:
    """Who applies, as controls."""
    who = intake.who
    rows = (
        ("identifier", "证件号码", FieldType.CITIZEN_ID, 18, "身份证号或统一社会信用代码；可以用读卡器"),
        ("name", "姓名或单位名称", FieldType.TEXT, 100, ""),
        ("phone", "联系电话", FieldType.PHONE, 20, ""),
        ("address", "地址", FieldType.ADDRESS, 200, ""),
    )
    return [
        Control(
            name,
            label,
            kind,
            who[name],
            wrong.get(f"id_{name}", ""),
            help_,
            name != "address",
            max=longest,
            begins=name == "identifier" and not who[name] and not wrong,
        )
        for name, label, kind, longest, help_ in rows
    ]


def _agent(intake: Intake, wrong: Mapping[str, str]) -> list[Control]:
    rows = (
        ("agent_name", "代理人姓名", FieldType.TEXT, 60),
        ("agent_identifier", "代理人身份证号", FieldType.CITIZEN_ID, 18),
    )
    return [
        Control(name, label, kind, intake.who[name], wrong.get(f"id_{name}", ""), required=False, max=longest)
        for name, label, kind, longest in rows
    ]


def _questions(intake: Intake, wrong: Mapping[str, str]) -> list[Control]:
    return [
        Control(
            f"q-{one.key}",
            one.ask,
            FieldType.CHOICE,
            intake.answers.get(one.key, ""),
            wrong.get(f"id_q-{one.key}_0", ""),
            one.help,
            options=one.options,
        )
        for one in intake.situations
    ]


def _fields(intake: Intake, wrong: Mapping[str, str]) -> list[Control]:
    found = []
    for one in intake.fields:
        name = f"f-{one.key}"
        error = wrong.get(f"id_{name}") or wrong.get(f"id_{name}_0", "")
        found.append(
            Control(
                name, one.label, one.type, intake.form[one.key], error, one.help, one.required,
                one.options, one.unit, one.max, intake.source_of(one),
            )
        )  # fmt: skip
    return found


def _delivery(intake: Intake, wrong: Mapping[str, str]) -> Control:
    options = {way.value: way.label for way in intake.deliveries}
    chosen = intake.delivery.value if intake.delivery else ""
    return Control(
        "delivery", "结果怎样送达", FieldType.CHOICE, chosen, wrong.get("id_delivery_0", ""), options=options
    )


def _post_address(intake: Intake, wrong: Mapping[str, str]) -> Control:
    value = intake.one("post_address") or intake.who["address"]
    error = wrong.get("id_post_address", "")
    return Control("post_address", "寄送地址", FieldType.ADDRESS, value, error, required=False)


def _lines(intake: Intake, wrong: Mapping[str, str]) -> list[CheckLine]:
    compared = intake.draft.content.get("compared") or []
    return [
        CheckLine(
            one,
            _ways(intake, one),
            any(evidence.way is Way.UPLOAD for evidence in one.evidence),
            tuple(intake.files(one.key)),
            one.key in compared,
            intake.offers.get(one.key),
            wrong.get(f"m-{one.key}", ""),
        )
        for one in intake.requirements
    ]


def _ways(intake: Intake, one: Requirement) -> tuple[WayChoice, ...]:
    shown = intake.shown.get(one.key)
    offer = intake.offers.get(one.key)
    found = []
    for way in dict.fromkeys(evidence.way for evidence in one.evidence):
        if way in registers.WAYS:
            if offer is None or offer.way is not way:
                continue
            label = f"{'电子证照' if way is Way.E_LICENCE else '共享数据'}，免提交"
        elif way in _AT_WINDOW:
            label = _AT_WINDOW[way]
        else:
            continue
        found.append(WayChoice(way.value, label, shown is not None and shown.way is way))
    marked = (intake.part("shown").get(one.key) or {}).get("way", "")
    for how in promises(intake.matter, one):
        days = one.defer.days if one.defer else 0
        label = f"后补（容缺，{days}个工作日内）" if how == LATER else "告知承诺，不用交"
        found.append(WayChoice(how, label, marked == how))
    # Nothing is chosen until somebody chooses: a register that answers later is then taken.
    lacks = one.key in intake.part("shown") and shown is None and not marked
    return (*found, WayChoice("", "缺" if one.required else "不提供", lacks))
