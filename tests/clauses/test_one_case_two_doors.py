"""Clause 2e: one case, whichever channel it entered by; begun here, finished there, and nothing is given twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from doors.browser_forms import filled
from factories import cases as make
from factories.matters import checked, form_for, matters
from onevisit.casework.contents import content
from onevisit.casework.models import Case, Draft
from onevisit.casework.projection import state_of
from onevisit.exchange import commands as exchange
from onevisit.platform import clock
from onevisit.platform.people.models import Person
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.vocabulary import Channel, Way
from portal.conftest import ANSWERS, MATTER, OWNER, Application
from workbench.conftest import Desk, scan

pytestmark = pytest.mark.django_db

WHO = {
    "identifier": "91370304MA9T00376N",
    "name": "示例·颜山人家餐饮有限公司",
    "phone": "19900000002",
    "address": "博山区",
}


@pytest.fixture(autouse=True)
def noon(db: None, settings: Any) -> Iterator[None]:
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()
    exchange.seed(checked().pack)
    with clock.at(make.NOON):
        yield


def state(number: str) -> CaseState:
    return state_of(Case.objects.get(number=number))


def application(number: str) -> dict[str, Any]:
    return content(state(number).application)


def code_in(page: str) -> str:
    """The code as it stands on a page, typed as people type it."""
    found = re.search(r"\b(\d{4} \d{4})\b", page)
    assert found, page
    return found[1]


@pytest.mark.clause("2e")
def test_begun_on_line_at_night_and_finished_at_a_counter() -> None:
    # At home she answers, uploads everything and fills in half the form; then she goes to the hall.
    owner = Application(OWNER).up_to("form")
    half = {f"f-{key}": value for key, value in list(form_for(matters()[MATTER], ANSWERS).items())[:2]}
    owner.step("form", {**half, "then": "later"})
    given = Draft.objects.get(pk=owner.draft).content
    uploaded = {key: one["refs"] for key, one in given["shown"].items() if one["way"] == Way.UPLOAD.value}
    assert uploaded
    path = f"/drafts/{owner.draft}/to-window"
    owner.sends(path, {})
    code = code_in(owner.sees(path))
    assert code.replace(" ", "") not in str(Draft.objects.get().codes.values()), "kept nowhere as it is"

    # The clerk opens it with everything in it, and the page comes back as it is, but for what was missing.
    desk = Desk("clerk5")
    where = desk.sends("/work/intake/take", {"who": code})
    desk.opens(where)
    page = filled(desk.html, "intake")
    assert [page["identifier"][0], page["name"][0]] == [WHO["identifier"], WHO["name"]]
    assert {key: page[f"q-{key}"][0] for key in ANSWERS} == ANSWERS
    assert all(page[name][0] == value for name, value in half.items())
    assert all(page[f"way-{key}"] == ["upload"] for key in uploaded)
    assert "合同.pdf" in desk.html
    missing = {f"f-{key}": value for key, value in form_for(matters()[MATTER], ANSWERS).items()}
    rest = {name: value for name, value in missing.items() if name not in half}
    delivery = {"delivery": "window", "collect_at": "district-hall"}
    receipt = desk.sends(where, {**page, **rest, **delivery, "compared": list(uploaded), "do": "accept"})
    number = receipt.split("/")[3]

    # One case, hers, accepted; what she uploaded at home is what was handed in, and who typed what is kept.
    assert (state(number).phase, state(number).channel) == (Phase.ACCEPTED, Channel.WINDOW)
    shown = {one.requirement: list(one.refs) for one in state(number).shown}
    assert {key: shown[key] for key in uploaded} == uploaded
    writers = application(number)["writers"]
    assert {writers[f"answers.{key}"] for key in ANSWERS} == {"申请人"}
    assert {writers[name.replace("f-", "form.")] for name in half} == {"申请人"}
    assert all("窗口" in writers[name.replace("f-", "form.")] for name in rest)
    assert not Draft.objects.exists()
    assert number[:6] in owner.sees("/my").replace(" ", "")
    assert "没有这份草稿" in owner.sees(f"/drafts/{owner.draft}/form", 404)
    assert Case.objects.count() == 1


@pytest.mark.clause("2e")
def test_begun_at_a_counter_and_finished_on_the_phone_at_home() -> None:
    # At the window: identity, situation, one paper scanned and compared, half the form; something is missing.
    desk = Desk("clerk5")
    where = desk.sends("/work/intake/begin", {"matter": MATTER})
    desk.opens(where)
    form = {f"f-{key}": value for key, value in form_for(matters()[MATTER], ANSWERS).items()}
    half = dict(list(form.items())[:2])
    asked = {f"q-{key}": value for key, value in ANSWERS.items()}
    desk.sends(where, {**filled(desk.html, "intake"), **WHO, **asked, **half, "do": "identify"})
    desk.opens(where)
    lease = next(
        one.key
        for one in matters()[MATTER].requirements
        if one.when.holds(ANSWERS) and {Way.UPLOAD, Way.ORIGINAL} <= {way.way for way in one.evidence}
    )
    first = {**filled(desk.html, "intake"), f"file-{lease}": scan("租赁合同.pdf"), "compared": [lease]}
    desk.sends(where, {**first, "do": "save"})
    scanned = Draft.objects.get().content["shown"][lease]["refs"]
    assert scanned
    draft = Draft.objects.get().pk
    sheet = desk.sends(f"/work/intake/{draft}/hand-on", {"do": "code"})
    code = code_in(desk.opens(sheet))

    # At home: the code on the sheet opens it. What the window has typed and scanned is there.
    owner = Application(OWNER)
    owner.draft = draft
    owner.sends("/my/drafts/from-window", {"code": code})
    assert "租赁合同.pdf" in owner.sees(f"/drafts/{draft}/materials")
    assert "已核对原件" in owner.html
    kept = filled(owner.html)
    owner.sees(f"/drafts/{draft}/form")
    assert all(f'value="{value}"' in owner.html or f">{value}" in owner.html for value in half.values())
    owner.materials(**{f"way-{lease}": kept.get(f"way-{lease}", ["upload"])[0]})
    owner.step("form", {name: value for name, value in form.items() if name not in half} | half)
    owner.step("delivery", {"delivery": "electronic"})
    number = owner.submit()

    # One case; the scan of the window is what was handed in; the window need not see its original again.
    assert (state(number).phase, state(number).channel) == (Phase.SUBMITTED, Channel.ONLINE)
    shown = {one.requirement: list(one.refs) for one in state(number).shown}
    assert shown[lease] == scanned
    assert lease in application(number)["sighted"]
    writers = application(number)["writers"]
    assert all("窗口" in writers[name.replace("f-", "form.")] for name in half)
    assert not Draft.objects.exists()
    desk.opens(where, 404)
    desk.opens(f"/work/cases/{number}/receive")
    ticked = rf'name="sighted" value="{lease}" checked'
    assert ticked in desk.html, "whoever receives it need not ask for the original that was seen"
    assert Case.objects.count() == 1


@pytest.mark.clause("2e")
def test_what_is_asked_once_is_answered_half_on_line_and_half_at_any_counter() -> None:
    """Asked at the window that took it in; what came by phone is not asked for again at the counter."""
    number = make.corrected("dig-road", "design", "form.area", number=make.submitted("dig-road"))
    owner = Application(Person.objects.get(pk=make.applicant_of(number).person).username)
    page = owner.sees(f"/cases/{number}")
    assert "请补正材料：还差2项" in page
    seen = str(Case.objects.get(number=number).last_seq)
    # Half of it from the phone …
    sent = {"then": "send", "key": make.key(), "seen": seen, "file-design": scan("设计图.pdf")}
    owner.sends(f"/cases/{number}/answer", sent)
    assert state(number).phase is Phase.CORRECTING
    # … and the rest at a counter, which asks for that alone.
    desk = Desk("clerk1")
    path = f"/work/cases/{number}/supply"
    desk.opens(path)
    assert 'name="f-area"' in desk.html
    assert 'name="file-design"' not in desk.html
    desk.fills(path, **{"f-area": "15"})
    assert state(number).phase is Phase.RECEIVED
    assert "请补正材料" not in owner.sees(f"/cases/{number}")
    assert Case.objects.count() == 1
