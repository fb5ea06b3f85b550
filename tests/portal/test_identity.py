"""实名认证 after signing up, and who asked about oneself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onevisit.platform.people.models import Party, Person
from onevisit.portal import throttle
from portal.conftest import MATTER, Application, Visitor

Make = Callable[..., Visitor]
NAME, NUMBER = "示例·韩建平", "37030419700322311X"


@pytest.fixture
def newcomer(visitor: Make, registers: None) -> Visitor:
    """Somebody who has just signed up; the citizen of this name has no account of his own."""
    Person.objects.filter(party__identifier=NUMBER).update(party=None)
    Person.objects.create_user("newcomer", "a-long-password", "新来的")
    return visitor("newcomer")


def given(**changes: str) -> dict[str, str]:
    """What he fills in."""
    return {"name": NAME, "identifier": NUMBER, "phone": "19900000023", "next": f"/apply/{MATTER}", **changes}


def test_name_and_number_are_asked_once(newcomer: Visitor) -> None:
    assert "实名认证" in newcomer.sees("/my/identity", next=f"/apply/{MATTER}")
    assert newcomer.sends("/my/identity", given(identifier=NUMBER.lower())) == f"/apply/{MATTER}"
    person = Person.objects.get(username="newcomer")
    assert person.party is not None
    assert person.party.identifier == NUMBER
    page = newcomer.sees("/my/identity")
    assert "3703**********311X" in page
    assert NUMBER not in newcomer.html
    assert "核验方式" in page
    assert NAME in newcomer.sees(f"/apply/{MATTER}")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"identifier": "370304197003223110"}, "第18位校验码应为"),
        ({"identifier": ""}, "应为18"),
        ({"name": " "}, "请填写身份证上的姓名"),
        ({"phone": ""}, "请填写手机号"),
        ({"name": "示例·别人"}, "登记簿里没有这个姓名和号码"),
        ({"name": "示\0例"}, "登记簿里没有这个姓名和号码"),
    ],
)
def test_each_fault_is_said_and_everything_kept(
    newcomer: Visitor, changes: dict[str, str], says: str
) -> None:
    values = given(**changes)
    assert says in newcomer.sends("/my/identity", values, 422)
    assert f'value="{values["phone"]}"' in newcomer.html
    assert Person.objects.get(username="newcomer").party is None


def test_an_identity_belongs_to_one_account(newcomer: Visitor) -> None:
    taken = Party.objects.get(people__username="sun-hao")
    text = newcomer.sends("/my/identity", given(name=taken.name, identifier=taken.identifier), 409)
    assert "已经绑定了另一个账号" in text


def test_guessing_names_ends(newcomer: Visitor) -> None:
    for _ in range(throttle.TRIES):
        newcomer.sends("/my/identity", given(name="示例·别人"), 422)
    newcomer.sends("/my/identity", given(), 429)


def test_it_leads_back_only_within_this_house(newcomer: Visitor) -> None:
    assert newcomer.sends("/my/identity", given(next="https://elsewhere.test/")) == "/"


def test_every_enquiry_about_oneself_can_be_read(owner: Application, registers: None) -> None:
    assert "还没有人查过" in owner.sees("/my/enquiries")
    owner.begin()
    owner.answers()
    page = owner.sees("/my/enquiries")
    assert "本人或其代表为“申请时免交材料”查询示例·颜山人家餐饮有限公司" in page
