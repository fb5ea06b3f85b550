"""“您的情形” of a guide: both numbers follow the answers and the licences one has, and no address tells whose."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from factories import cases as make
from onevisit.casework.models import Case
from onevisit.platform.people.models import Person, Representation
from onevisit.platform.people.queries import parties_of
from onevisit.rules.matters.vocabulary import Way
from portal.conftest import Application, Visitor
from portal.test_statements import FRAME, SHELF, WHO, sent

Make = Callable[..., Visitor]
GUIDE = "/matters/birth-registration"
ADOPTED = {"origin": "adopted"}
CERTIFICATE = "adoption-certificate"
PERSONS, BOTH = "/matters/old-age-card", "/matters/entertainment"


def test_the_two_ways_stand_at_addresses_of_their_own(visitor: Make) -> None:
    page = visitor()
    in_hand = page.sees(GUIDE, **ADOPTED)
    assert "第1次跑" not in in_hand
    assert 'aria-current="page">材料齐了怎么跑' in page.html
    (href,) = re.findall(r'<a href="(\?[^"]*from=nothing)"', page.html)
    nothing = page.sees(GUIDE + href.replace("&amp;", "&"))
    assert 'aria-current="page">从零开始怎么跑' in page.html
    assert "先办“收养登记”" in nothing
    assert "第1次跑" in nothing
    assert "自己跑 不算到政府跑动" in nothing
    assert 'name="from" value="nothing"' in page.html, "whoever answers more stays where he is"


def test_an_open_question_is_counted_as_it_costs_most_and_said_so(visitor: Make) -> None:
    page = visitor()
    said = "没有回答的问题，按最费事的情形算：“是亲生的，还是收养的？”选“收养，有收养登记证”。"
    assert said in page.sees(GUIDE, **{"from": "nothing"})
    assert "没有回答的问题，不影响跑几次。" in page.sees(GUIDE)
    assert "没有回答的问题" not in page.sees(GUIDE, origin="adopted", surname="parent")


def test_what_one_has_already_saves_its_trips(visitor: Make) -> None:
    page = visitor()
    page.sees(GUIDE, **ADOPTED)
    assert f'name="have" value="{CERTIFICATE}"' in page.html
    text = page.sees(GUIDE, **ADOPTED, have=CERTIFICATE)
    assert re.search(rf'value="{CERTIFICATE}" checked', page.html)
    assert "从零开始 最多跑 0 次" in text
    assert f"have={CERTIFICATE}" in page.html.split("/print?")[1].split('"')[0]
    printed = page.sees(f"{GUIDE}/print", **ADOPTED, have=CERTIFICATE)
    assert "已经有的证照 收养登记证" in printed


@pytest.mark.parametrize("have", ["no-such-type", "\0", "driving-licence", "'\"><script>"])
def test_what_has_nothing_to_do_with_it_changes_nothing(visitor: Make, have: str) -> None:
    page = visitor()
    assert page.sees(GUIDE, **ADOPTED, have=have) == page.sees(GUIDE, **ADOPTED)
    assert "<script>" not in page.html


def test_the_same_on_paper_is_a_table_with_both_numbers(visitor: Make) -> None:
    page = visitor()
    text = page.sees(f"{GUIDE}/print")
    assert "材料齐了怎么跑" in text
    assert "从零开始怎么跑" in text
    assert page.html.count('<table class="ov-journey-table">') == 2
    assert page.sees("/matters/marriage/print").count("怎么跑") == 1


def test_above_one_is_said_with_its_articles_and_never_promised(visitor: Make) -> None:
    page = visitor()
    for path in ("/matters/driving-licence", "/matters/driving-licence/print"):
        text = page.sees(path)
        assert "这件事不是“最多跑一次”" in text
        assert "按“最多跑一次”公布" not in text
        assert "《机动车驾驶证规定》第三十三条第一款" in text
    found = page.sees("/search", q="考驾照")
    assert "最多跑3次" in found
    card = page.html.split("/matters/driving-licence")[1].split("</li>")[0]
    assert "最多跑一次" not in card


@pytest.fixture
def applicant(visitor: Make) -> Visitor:
    """Who acts for an enterprise that holds a certificate of fire safety, and for himself."""
    number = make.issued("fire-safety-check")
    holder = Case.objects.get(number=number).applicant_id
    return visitor(Representation.objects.filter(party_id=holder).order_by("id")[0].person.username)


@pytest.fixture
def holder(visitor: Make) -> Visitor:
    """Who holds a residence permit, and asks for what only persons can have."""
    who, _ = make.applicant()
    make.issued("residence-permit", party=parties_of(who)[0].id)
    return visitor(Person.objects.get(pk=who.person).username)


def test_the_licences_of_his_one_party_are_counted_and_named(holder: Visitor, visitor: Make) -> None:
    before = visitor().sees(PERSONS)
    assert "居住证" in before
    assert "登录以后" in before
    text = holder.sees(PERSONS)
    name = parties_of(make.applicant()[0])[0].name
    assert f"已经把{name}名下的 居住证 算进去了" in text
    assert 'name="have" value="residence-permit' not in holder.html, "what is known is not asked"
    assert "已经有的证照 居住证" in holder.sees(f"{PERSONS}/print")


def test_who_could_apply_in_several_names_chooses_one(applicant: Visitor) -> None:
    text = applicant.sees(BOTH)
    assert "用哪个名义办？" in text
    assert "算进去了" not in text
    assert 'value="fire-check-certificate"' in applicant.html
    names = re.findall(r'name="as" value="(\d)"', applicant.html)
    assert names == ["1", "2"]
    assert "没有这件事用得上的电子证照" in applicant.sees(BOTH, **{"as": "1"})
    assert "消防安全检查合格证 算进去了" in applicant.sees(BOTH, **{"as": "2"})
    for wrong in ("0", "3", "-1", "x", "\0", "99999999"):
        assert "算进去了" not in applicant.sees(BOTH, **{"as": wrong})


def test_no_address_tells_who_he_is_or_what_was_looked_up(applicant: Visitor) -> None:
    applicant.sees(BOTH, **{"as": "2", "from": "nothing"})
    main = applicant.html.split("<main")[1]
    for href in re.findall(r'(?:href|action)="([^"]*)"', main):
        assert "fire-check" not in href
        assert set(parse_qs(urlsplit(href.replace("&amp;", "&")).query)) <= {"from", "as", "matter"}, href
    assert "示例" not in "".join(re.findall(r'href="([^"]*)"', main))


def test_signing_in_costs_the_same_whatever_he_holds(applicant: Visitor) -> None:
    guide = [SHELF, "SELECT organs_hall", "SELECT organs_window"]
    own = [*WHO, "SELECT people_party", "SELECT licences_licence", SHELF]
    assert sent(applicant, f"{BOTH}?as=2") == [*guide, *own, FRAME]
    make.issued("fire-safety-check")
    assert sent(applicant, f"{BOTH}?as=2") == [*guide, *own, FRAME]


def test_an_application_says_what_follows_from_what_was_chosen(owner: Application) -> None:
    owner.begin()
    assert "照您到现在选的" not in owner.sees(f"/drafts/{owner.draft}/questions")
    owner.answers()
    assert "照您到现在选的，材料齐全时要跑 0 次" in owner.sees(f"/drafts/{owner.draft}/materials")
    owner.materials(**{"way-layout": Way.ORIGINAL.value})
    assert "照您到现在选的，材料齐全时要跑 1 次" in owner.sees(f"/drafts/{owner.draft}/form")
