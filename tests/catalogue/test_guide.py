"""办事指南: everything is in it, with its article, and only what applies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalogue.conftest import TODAY, Publish
from factories.matters import matters, situations
from onevisit.catalogue.guide_words import condition_in_words
from onevisit.catalogue.queries import NoSuchMatter, guide
from onevisit.platform.organs.models import Hall
from onevisit.rules.identifiers.matter_codes import check_task_code
from onevisit.rules.matters.conditions import parse

pytestmark = pytest.mark.django_db


def test_every_guide_of_the_pack_can_be_read_in_every_situation() -> None:
    for key, matter in matters().items():
        for answers in [{}, *situations(matter)]:
            found = guide(key, TODAY, answers)
            assert found.answers == answers
            assert found.complete or not answers
            assert found.halls or not matter.offered_at
            assert all(not one.depends for one in (*found.requirements, *found.fees)) or not found.complete


def test_it_takes_three_statements_whatever_it_says(django_assert_num_queries: Callable) -> None:
    guide("id-card", TODAY)
    for key in ("id-card", "food-business-permit", "old-age-card", "dig-road"):
        with django_assert_num_queries(3):
            guide(key, TODAY)


def test_there_is_none_of_a_matter_that_is_not_in_force() -> None:
    with pytest.raises(NoSuchMatter):
        guide("no-such-matter", TODAY)


def test_what_applies_follows_from_the_answers() -> None:
    names = {one.key for one in guide("food-business-permit", TODAY, {"premises": "rented"}).requirements}
    assert "lease" in names
    assert "title" not in names


def test_what_depends_on_an_open_question_says_on_which() -> None:
    found = guide("food-business-permit", TODAY)
    assert not found.complete
    (lease,) = [one for one in found.requirements if one.key == "lease"]
    assert lease.depends == "“经营场所是自己的，还是租来的？”选“租用或借用”"
    (application,) = [one for one in found.requirements if one.key == "application"]
    assert application.depends == ""


def test_a_question_is_asked_once_those_before_it_are_answered() -> None:
    def asked(answers: dict[str, str]) -> dict[str, bool]:
        return {one.key: one.asked for one in guide("food-business-permit", TODAY, answers).questions}

    assert asked({}) == {"business": True, "premises": True, "area": False, "operator": False}
    assert asked({"business": "catering"}) == {"business": True, "premises": True, "area": True}
    complete = guide("food-business-permit", TODAY, {"business": "sales", "premises": "owned"})
    assert complete.complete
    assert [one.answer for one in complete.questions] == ["sales", "owned"]


def test_an_answer_that_is_none_does_not_count() -> None:
    assert guide("food-business-permit", TODAY, {"premises": "moon", "x": "y"}).answers == {}


def test_articles_are_cited_with_the_law_they_stand_in() -> None:
    found = guide("food-business-permit", TODAY)
    ground = found.grounds[0].citation
    assert ground.text == "《食品安全法》第三十五条第一款"
    assert ground.title == "中华人民共和国食品安全法"
    assert found.statutory.words == "20个工作日"
    assert found.statutory.citation is not None
    assert found.statutory.citation.text == "《行政许可法》第四十二条第一款"
    assert found.promised.words == "8个工作日"
    assert all(one.citation.title for one in found.refusals)


def test_every_way_to_show_a_requirement_is_named_with_its_source() -> None:
    found = guide("food-business-permit", TODAY)
    (registration,) = [one for one in found.requirements if one.key == "registration"]
    assert (registration.made_by, registration.issuer) == ("政府部门核发", "区市场监管局")
    assert [(way.label, way.source, way.holder) for way in registration.ways] == [
        ("电子证照，免提交", "营业执照", "区市场监管局"),
        ("部门共享数据，免提交", "市场主体登记信息", "区市场监管局"),
        ("上传扫描件或照片", "", ""),
        ("到窗口出示原件", "", ""),
    ]


def test_stages_are_shown_beside_each_other_with_their_organs() -> None:
    groups = guide("food-business-permit", TODAY).stages
    assert [[one.key for one in group] for group in groups] == [["accept"], ["review", "survey"], ["decide"]]
    assert groups[0][0].organ == "综合窗口"
    assert (groups[1][0].organ, groups[1][0].limit) == ("区市场监管局", "3个工作日")


def test_fees_only_those_of_the_situation_with_their_basis() -> None:
    words = {
        one.words for one in guide("id-card", TODAY, {"why": "expired", "aid": "none", "age": "adult"}).fees
    }
    assert words == {"20元/证"}
    aided = guide("id-card", TODAY, {"why": "expired", "aid": "aided", "age": "adult"})
    assert aided.fees == ()
    assert len(guide("id-card", TODAY).fees) == 2


def test_the_result_says_how_long_it_is_good() -> None:
    (permit,) = guide("food-business-permit", TODAY).results
    assert (permit.name, permit.validity) == ("食品经营许可证", "5年")
    (card,) = guide("old-age-card", TODAY).results
    assert card.validity == "长期有效"
    assert guide("company-registration", TODAY).results[0].validity == ""


def test_it_names_the_windows_that_take_it_in() -> None:
    halls = guide("food-business-permit", TODAY).halls
    assert [hall.key for hall in halls] == ["district-hall"]
    assert halls[0].windows == ("C01 商事登记一号窗", "C02 商事登记二号窗", "C03 商事登记三号窗")
    assert halls[0].address
    assert halls[0].hours
    levels = {hall.level for hall in guide("food-stall", TODAY).halls}
    assert levels == {"镇（街道）便民服务中心", "村（社区）便民服务点"}


def test_a_hall_that_moved_is_shown_where_it_is_now() -> None:
    Hall.objects.filter(key="district-hall").update(address="新地址1号")
    assert guide("food-business-permit", TODAY).halls[0].address == "新地址1号"


def test_the_organ_with_its_former_names_and_its_telephone() -> None:
    found = guide("food-business-permit", TODAY)
    assert found.organ is not None
    assert "区工商局" in found.organ.formerly
    assert found.phone == found.organ.phone != ""
    assert str(check_task_code(found.task_code)) == found.task_code
    assert found.task_code.endswith(found.matter.codes.basic)


def test_a_matter_of_the_towns_has_no_one_organ() -> None:
    found = guide("old-age-card", TODAY)
    assert (found.organ, found.phone, found.task_code) == (None, "", "")


def test_the_numbers_and_the_worst_of_it() -> None:
    found = guide("food-business-permit", TODAY).journeys
    assert (str(found.in_hand.visits), found.most) == ("0", 2)


def test_editors_see_what_is_assumed_and_everybody_which_version_it_is(publish: Publish) -> None:
    before = guide("food-business-permit", TODAY)
    assert ("limits.promised", "") in before.assumed
    assert (before.version, before.batch) == (1, 1)
    publish("food-business-permit", summary="换了一种说法")
    after = guide("food-business-permit", TODAY)
    assert (after.version, after.since, after.batch) == (2, TODAY, None)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("premises == rented", "“经营场所是自己的，还是租来的？”选“租用或借用”"),
        (
            "business in (sales, canteen)",
            "“您打算做哪一种？”选“卖散装食品、熟食、糕点（食品销售）”或者“单位食堂”",
        ),
        ("not premises == rented", "不是“经营场所是自己的，还是租来的？”选“租用或借用”"),
        (
            "premises == rented and (area == under50 or operator == own)",
            "“经营场所是自己的，还是租来的？”选“租用或借用”，并且（“经营场所有多大？”选“不足50平方米”，或者“食堂由谁经营？”选“本单位自己经营”）",
        ),
    ],
)
def test_conditions_in_words(condition: str, words: str) -> None:
    assert condition_in_words(parse(condition), matters()["food-business-permit"]) == words
