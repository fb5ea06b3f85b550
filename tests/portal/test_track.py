"""查进度 with number and code: without signing in, without personal data, and not by guessing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache

from factories import cases as make
from onevisit.casework import queries
from onevisit.casework.models import Case
from onevisit.casework.projection import state_of
from onevisit.platform.people.models import Representation
from onevisit.portal import throttle
from onevisit.rules.cases.phases import RatingLevel
from onevisit.rules.district.definition import Role
from portal.conftest import Visitor

Make = Callable[..., Visitor]


@pytest.fixture
def anybody(visitor: Make) -> Visitor:
    """Somebody who has not signed in."""
    return visitor()


def pair(number: str) -> dict[str, str]:
    """What is printed on the receipt."""
    return {"number": number, "code": Case.objects.get(number=number).query_code}


def test_number_and_code_lead_to_the_case_and_stand_in_no_address(anybody: Visitor) -> None:
    number = make.reviewed()
    as_printed = f"{number[:6]} {number[6:11]} {number[11]}"
    given = {"number": as_printed, "code": pair(number)["code"].lower()}
    address = anybody.sends("/track", given)
    assert address == "/track/case"
    page = anybody.sees(address)
    assert number[6:11] in page
    assert "挖掘城市道路许可" in page
    assert "同意" in page


def test_the_page_holds_nothing_personal(anybody: Visitor) -> None:
    number = make.refused()
    view = queries.staff_view(make.staff(Role.INQUIRY), number, "测试")
    anybody.sends("/track", pair(number))
    anybody.sees("/track/case")
    words = [step.words for step in view.timeline if step.words]
    hidden = (view.applicant_name, view.applicant_identifier, view.applicant_masked, view.applicant_phone)
    values = [one.value for one in view.form if len(one.value) > 2 and "年" not in one.value]
    staff = [step.who for step in view.timeline if "示例" in step.who]
    assert staff
    assert words
    for secret in (*hidden, *words, *values, *staff, view.query_code):
        assert secret not in anybody.html
    for path in (f"/cases/{number}", f"/cases/{number}/files/{'a' * 64}", "/my"):
        anybody.sees(path, 302)


@pytest.mark.parametrize("code", ["", "\0", "22222222", "AAAA", "x" * 5000])
def test_a_wrong_pair_says_the_same_whatever_is_wrong(anybody: Visitor, code: str) -> None:
    number = make.submitted()
    theirs = anybody.sends("/track", {"number": number, "code": code}, 404)
    nobodys = anybody.sends("/track", {"number": "261123999990", "code": code}, 404)
    assert "编号和查询码对不上" in theirs
    assert f'value="{number}"' not in nobodys
    assert theirs == nobodys
    anybody.sees("/track/case", 302)


def test_guessing_ends_after_ten_tries_also_for_who_then_has_it_right(
    anybody: Visitor, visitor: Make
) -> None:
    number = make.submitted()
    for _ in range(throttle.TRIES):
        anybody.sends("/track", {"number": number, "code": "22222222"}, 404)
    assert "操作过于频繁" in anybody.sends("/track", pair(number), 429)
    elsewhere = visitor()
    elsewhere.answer = elsewhere.client.post("/track", pair(number), REMOTE_ADDR="203.0.113.9")
    assert elsewhere.answer.status_code == 302
    cache.clear()
    assert anybody.sends("/track", pair(number)) == "/track/case"


def test_right_pairs_are_not_counted(anybody: Visitor) -> None:
    number = make.submitted()
    for _ in range(throttle.TRIES + 2):
        anybody.sends("/track", pair(number))


def test_number_and_code_are_not_taken_from_an_address(anybody: Visitor) -> None:
    number = make.submitted()
    anybody.sees("/track", **pair(number))
    anybody.sees("/track/case", 302)


def test_the_next_at_the_same_computer_sees_nothing(anybody: Visitor) -> None:
    anybody.sends("/track", pair(make.submitted()))
    anybody.sends("/track/forget", {})
    anybody.sees("/track/case", 302)
    anybody.sees("/track/rate", 302)


def test_the_holder_of_the_code_rates(anybody: Visitor) -> None:
    number = make.handed_out()
    anybody.sends("/track", pair(number))
    assert "评价这次服务" in anybody.sees("/track/case")
    assert "无需材料直接办理" in anybody.sees("/track/rate", level="very-good")
    assert anybody.sends("/track/rate", {"level": "very-good", "option": ["516"]}) == "/track/case"
    assert state_of(Case.objects.get(number=number)).rating is RatingLevel.VERY_GOOD
    assert "评价这次服务" not in anybody.sees("/track/case")


def test_somebody_signed_in_can_ask_about_another_case(visitor: Make) -> None:
    number = make.submitted()
    owner = Representation.objects.select_related("person").order_by("id")[0].person.username
    page = visitor("sun-hao" if owner != "sun-hao" else "wang-guilan")
    page.sends("/track", pair(number))
    page.sees("/track/case")
    page.sees(f"/cases/{number}", 404)
