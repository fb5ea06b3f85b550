"""Applying with less: 以后再交, 用承诺代替, and the licence that a renewal is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from casework.driving import driven, in_parts
from factories import cases as make
from factories.matters import form_for, matters
from onevisit.casework.models import Case, Content
from onevisit.casework.projection import state_of
from onevisit.licences.models import Licence
from onevisit.platform.people.models import Person, Representation
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.courses import CheckOutcome
from onevisit.rules.matters.vocabulary import Way
from onevisit.rules.record.canonical import loads
from portal.conftest import Application, Visitor, pdf

Make = Callable[..., Visitor]


def applying(matter: str, answers: dict[str, str], chosen: dict[str, str]) -> Application:
    """Somebody before the last step; `chosen` instead of showing these requirements."""
    representation = Representation.objects.select_related("person", "party").order_by("id")[0]
    who = Application(representation.person.username)
    who.begin(matter, representation.party.name)
    if matters()[matter].courses.concerns:
        who.step("licence", {"licence": Licence.objects.latest("id").identifier})
    if answers:
        who.step("questions", {"asked": list(answers), **{f"a-{k}": v for k, v in answers.items()}})
    data: dict[str, Any] = {f"way-{key}": value for key, value in chosen.items()}
    for one in requirements_for(matters()[matter], answers):
        ways = [evidence.way for evidence in one.evidence]
        if one.key in chosen:
            continue
        if Way.FORM in ways:
            data[f"way-{one.key}"] = "form"
        elif Way.UPLOAD in ways:
            data[f"file-{one.key}"] = pdf(more=one.key.encode())
        else:
            data[f"way-{one.key}"] = ways[-1].value
    who.step("materials", data)
    values = form_for(matters()[matter], answers)
    who.step("form", {f"f-{key}": value for key, value in values.items()})
    way = matters()[matter].results[0].delivery[0].value
    where = {"post_address": "博山区城东街道夏家庄社区38号", "collect_at": "district-hall"}
    who.step("delivery", {"delivery": way, **where})
    return who


def answers_for(matter: str, *keys: str) -> dict[str, str]:
    from casework.driving import needing

    return needing(matter, *keys)


def test_something_is_promised_for_later(client: Any) -> None:
    answers = answers_for("billboard", "site-consent")
    who = applying("billboard", answers, {"site-consent": "later"})
    page = who.sees(f"/drafts/{who.draft}/confirm")
    assert "以后再交（受理后" in page
    assert "容缺补交承诺书" in page
    page = who.step("confirm", {"declare": "yes"}, 422)
    assert "请在承诺书下面写上自己的姓名" in page
    assert re.search(r'name="declare"[^>]*checked', who.html)
    name = Person.objects.get(pk=who.client.session["_auth_user_id"]).name
    receipt = who.step("confirm", {"declare": "yes", "pledged": "yes", "signed_by": name})
    state = state_of(Case.objects.get(number=receipt.split("/")[2]))
    assert state.later == ("site-consent",)
    signed = loads(Content.objects.get(ref=state.pledge).body)["data"]
    assert signed["signed_by"] == name
    assert "撤销受理" in signed["text"]


def test_something_is_promised_instead_of_proved_unless_barred() -> None:
    answers = answers_for("bookkeeping-agency", "staff")
    who = applying("bookkeeping-agency", answers, {"staff": "commit"})
    page = who.sees(f"/drafts/{who.draft}/confirm")
    for part in ("告知承诺书", "部门告知您", "核查您的承诺", "公示", "用承诺代替"):
        assert part in page
    name = Person.objects.get(pk=who.client.session["_auth_user_id"]).name
    receipt = who.step("confirm", {"declare": "yes", "pledged": "yes", "signed_by": name})
    number = receipt.split("/")[2]
    assert state_of(Case.objects.get(number=number)).committed == ("staff",)
    broken = in_parts("bookkeeping-agency", committed=("staff",)).accept().ready().grant()
    broken.do(c.CheckCommitment(CheckOutcome.FAULTY, make.words("人员不足。"), ("staff",)))
    pledged = broken.state.pledged
    assert pledged
    assert pledged.mend_by
    broken.on(broken.calendar.next_working_day(pledged.mend_by))
    broken.do(c.CheckCommitment(CheckOutcome.BROKEN, make.words("仍不足。"), ("staff",)))
    again = Application(Person.objects.get(pk=who.client.session["_auth_user_id"]).username)
    again.begin("bookkeeping-agency", make.party(number).name)
    again.step(
        "questions", {"asked": list(answers), **{f"a-{k}": v for k, v in answers.items()}}
    ) if answers else None
    page = again.sees(f"/drafts/{again.draft}/materials")
    assert f"因办件{broken.number}的承诺不实" in page
    assert 'value="commit"' not in again.html
    again.step("materials", {"way-staff": "commit"}, 422)


def test_nothing_is_promised_where_it_is_not_offered() -> None:
    who = Application("li-chunyan").up_to("materials")
    page = who.step("materials", {"way-lease": "later", "way-registration": "commit"}, 422)
    assert "还没有提供" in page


def test_a_renewal_names_its_licence_and_says_when_it_is_in_time() -> None:
    number = make.issued("food-business-permit")
    row = Licence.objects.get(case__number=number)
    who = applying("food-business-permit-renewal", {"changed": "same"}, {"permit": "original"})
    page = who.sees(f"/drafts/{who.draft}/licence")
    assert row.number in page
    assert "最晚2031年" in page or "有效期至2031年" in page
    assert "视为准予延续" in page
    assert row.number in who.sees(f"/drafts/{who.draft}/confirm")
    receipt = who.step("confirm", {"declare": "yes"})
    concerned = state_of(Case.objects.get(number=receipt.split("/")[2])).concerned
    assert concerned
    assert concerned.licence == row.identifier
    assert concerned.in_time


def test_somebody_elses_licence_is_not_chosen() -> None:
    representation = Representation.objects.select_related("person", "party").order_by("id")[0]
    who = Application(representation.person.username)
    who.begin("food-business-permit-renewal", representation.party.name)
    page = who.sees(f"/drafts/{who.draft}/licence")
    assert "您名下没有有效的、可以选的证照" in page
    assert "请选择要变更或延续的证照" in who.step("licence", {"licence": "1.2.156.3005.2.别人"}, 422)
    driven()
