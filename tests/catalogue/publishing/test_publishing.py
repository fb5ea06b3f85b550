"""Checked, opined on, approved, published in a batch, withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from catalogue.publishing import office
from factories import cases as make
from onevisit.casework.models import Case
from onevisit.catalogue import drafts, publishing, queries, workflow
from onevisit.catalogue.models import Batch, MatterVersion
from onevisit.catalogue.versions import NoSuchMatter, in_force, version
from onevisit.platform import clock
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.states import Move, State

pytestmark = pytest.mark.django_db

MATTER = office.MATTER
TODAY = date(2026, 11, 23)


def test_the_whole_life_of_a_version() -> None:
    draft = office.brought_to(State.APPROVED)
    number = publishing.publish_batch(
        office.lists(), [MATTER], "第二批“最多跑一次”事项", TODAY + timedelta(days=7)
    )
    assert number == 2
    batch = Batch.objects.get(number=2)
    assert (batch.kind, batch.published_on) == (Batch.Kind.ONE_VISIT, date(2026, 11, 30))
    first, second = MatterVersion.objects.filter(matter=MATTER).order_by("number")
    assert (first.valid_to, second.valid_from, second.valid_to) == (
        date(2026, 11, 29),
        date(2026, 11, 30),
        None,
    )
    assert (second.state, second.one_visit, second.visits_low, second.visits_high) == (
        "published",
        True,
        0,
        0,
    )
    assert in_force(MATTER, date(2026, 11, 29)).number == 1
    assert in_force(MATTER, date(2026, 11, 30)).number == 2
    acts = second.acts.order_by("seq")
    assert [one.move for one in acts] == [Move.BEGIN, Move.CHECK, Move.AGREE, Move.APPROVE, Move.PUBLISH]
    assert {one.sha256 for one in acts[1:]} == {second.sha256}
    assert acts[2].words == "有法律依据，同意。"
    assert acts[2].as_what == "区司法局合法性审查人员"
    assert queries.guide(MATTER, date(2026, 11, 30)).card.version == 2
    assert draft.data["summary"].endswith("（修订）")


def test_open_cases_keep_the_version_that_they_began_under() -> None:
    number = make.accepted(MATTER)
    before = [one.key for one in make.matter_of(number).requirements]
    office.brought_to(State.APPROVED, change=lambda data: data["requirements"].pop())
    publishing.publish_batch(office.lists(), [MATTER], "第二批", TODAY + timedelta(days=1))
    with clock.at(make.later(2)):
        assert [one.key for one in in_force(MATTER, clock.today()).matter.requirements] == before[:-1]
        make.reviewed(number=number, at=make.later(2))
    row = Case.objects.get(number=number)
    assert row.version == 1
    assert [one.key for one in version(MATTER, row.version).matter.requirements] == before


def test_an_objection_or_a_refusal_sends_it_back_to_its_editors() -> None:
    office.brought_to(State.CHECKED)
    sent = publishing.opine(
        office.lawyer(), MATTER, office.seen(), agrees=False, words="第三十一条没有授权要这份材料。"
    )
    assert sent.state is State.DRAFT
    again = publishing.check(office.editor(), MATTER, sent.revision, one_visit=True)
    assert again.state is State.CHECKED
    publishing.opine(office.lawyer(), MATTER, office.seen(), agrees=True, words="同意。")
    assert (
        publishing.refuse(office.owner(), MATTER, office.seen(), "名称要与上级目录一致").state is State.DRAFT
    )


def test_the_owner_may_take_an_approval_back_before_it_is_published() -> None:
    office.brought_to(State.APPROVED)
    publishing.refuse(office.owner(), MATTER, office.seen(), "再核对一次收费依据")
    with pytest.raises(refusals.NotNowVersion, match="草稿"):
        publishing.publish_batch(office.lists(), [MATTER], "第二批", TODAY)


@pytest.mark.parametrize("words", ["", "  \n"])
def test_opinion_refusal_and_withdrawal_need_words(words: str) -> None:
    office.brought_to(State.CHECKED)
    with pytest.raises(refusals.OpinionNeeded):
        publishing.opine(office.lawyer(), MATTER, office.seen(), agrees=True, words=words)
    publishing.opine(office.lawyer(), MATTER, office.seen(), agrees=True, words="同意。")
    with pytest.raises(refusals.ReasonNeeded, match="退回要写明理由"):
        publishing.refuse(office.owner(), MATTER, office.seen(), words)
    with pytest.raises(refusals.ReasonNeeded, match="撤下要写明理由"):
        publishing.withdraw(office.lists(), MATTER, TODAY, words)


def test_who_wrote_it_signs_nothing_and_who_gave_the_opinion_does_not_approve() -> None:
    office.brought_to(State.CHECKED)
    both = replace(
        office.editor(), posts=(*office.editor().posts, *office.lawyer().posts, *office.owner().posts)
    )
    with pytest.raises(refusals.OwnWork, match="参与起草"):
        publishing.opine(both, MATTER, office.seen(), agrees=True, words="同意。")
    publishing.opine(office.lawyer(), MATTER, office.seen(), agrees=True, words="同意。")
    with pytest.raises(refusals.OwnWork):
        publishing.approve(both, MATTER, office.seen())
    lawyer = replace(office.lawyer(), posts=office.owner().posts)
    with pytest.raises(refusals.OwnWork, match="您审查了"):
        publishing.approve(lawyer, MATTER, office.seen())


def test_nobody_signs_what_he_has_not_seen() -> None:
    draft = office.brought_to(State.CHECKED)
    seen = office.seen()
    drafts.save_draft(office.colleague(), MATTER, {**draft.data, "summary": "换过的文本"}, draft.revision)
    publishing.check(office.colleague(), MATTER, draft.revision + 1, one_visit=True)
    with pytest.raises(refusals.SeenAnother):
        publishing.opine(office.lawyer(), MATTER, seen, agrees=True, words="同意。")


def test_nobody_signs_another_version_from_the_page_of_one_that_was_given_up() -> None:
    """The history of the new version is as long as that of the old one was when its page was opened."""
    office.brought_to(State.CHECKED)
    seen = office.seen()
    drafts.drop_draft(office.editor(), MATTER)
    office.brought_to(State.CHECKED, change=lambda data: data.update(summary="换过的文本"))
    with pytest.raises(refusals.SeenAnother):
        publishing.opine(office.lawyer(), MATTER, seen, agrees=True, words="同意。")
    publishing.opine(office.lawyer(), MATTER, office.seen(), agrees=True, words="同意。")


def test_a_checked_text_is_the_one_that_was_seen() -> None:
    draft = office.drafted()
    drafts.save_draft(office.colleague(), MATTER, {**draft.data, "summary": "换过的文本"}, draft.revision)
    with pytest.raises(refusals.SeenAnother, match="第3次修订"):
        publishing.check(office.editor(), MATTER, draft.revision, one_visit=True)


def test_a_text_with_errors_is_not_checked() -> None:
    draft = office.drafted(change=lambda data: data.pop("kind"))
    with pytest.raises(refusals.HasErrors, match="处错误"):
        publishing.check(office.editor(), MATTER, draft.revision, one_visit=False)


def at_the_window_twice(data: dict[str, Any]) -> None:
    """Hand in at the window, and come again to collect."""
    data["channels"] = ["window"]
    for one in data["results"]:
        one["delivery"] = ["window"]


def test_above_one_is_not_published_as_one_visit_but_may_stand_in_the_lists() -> None:
    draft = office.drafted(change=at_the_window_twice)
    with pytest.raises(refusals.NotOneVisit) as why:
        publishing.check(office.editor(), MATTER, draft.revision, one_visit=True)
    assert "计算出的跑动次数是2次" in why.value.sentence
    assert "到现场提交；到现场领取" in why.value.sentence  # the witness
    assert "改法" in why.value.sentence
    publishing.check(office.editor(), MATTER, draft.revision, one_visit=False)
    publishing.opine(office.lawyer(), MATTER, office.seen(), agrees=True, words="同意，不列入最多跑一次。")
    publishing.approve(office.owner(), MATTER, office.seen())
    publishing.publish_batch(office.lists(), [MATTER], "清单调整", TODAY)
    row = MatterVersion.objects.get(matter=MATTER, number=2)
    assert (row.one_visit, row.visits_low, row.visits_high) == (False, 2, 2)
    assert row.batch is not None
    assert row.batch.kind == Batch.Kind.LISTS


def test_the_seed_went_through_the_same_arithmetic() -> None:
    rows = MatterVersion.objects.filter(batch__number=1)
    assert rows.count() == MatterVersion.objects.count()
    for row in rows:
        assert row.visits_low is not None, row
        assert row.one_visit == (row.visits_high is not None and row.visits_high <= 1), row


@pytest.mark.parametrize("who", ["clerk1", "admin", "legal1", "head-establishment", "inquiry1"])
def test_only_the_two_offices_publish(who: str) -> None:
    office.brought_to(State.APPROVED)
    with pytest.raises(refusals.NotForYourPost, match="区编办或者行政审批服务局的事项管理员"):
        publishing.publish_batch(make.person(who), [MATTER], "第二批", TODAY)
    with pytest.raises(refusals.NotForYourPost):
        publishing.withdraw(make.person(who), MATTER, TODAY, "取消")


@pytest.mark.parametrize(
    "who", ["clerk1", "editor1", "legal1", "head-enforcement", "chief-enforcement", "admin"]
)
def test_only_the_owner_approves(who: str) -> None:
    office.brought_to(State.OPINED)
    with pytest.raises(refusals.NotForYourPost, match="区编办"):
        publishing.approve(make.person(who), MATTER, office.seen())
    assert (
        publishing.approve(make.person("chief-establishment"), MATTER, office.seen()).state is State.APPROVED
    )


def test_a_batch_says_what_it_lacks() -> None:
    office.brought_to(State.APPROVED)
    publisher = office.lists()
    with pytest.raises(refusals.EmptyBatch):
        publishing.publish_batch(publisher, [], "第二批", TODAY)
    with pytest.raises(refusals.BatchIncomplete):
        publishing.publish_batch(publisher, [MATTER], " ", TODAY)
    with pytest.raises(refusals.BatchIncomplete):
        publishing.publish_batch(publisher, [MATTER], "长" * 101, TODAY)
    with pytest.raises(refusals.DayInThePast, match="2026年11月22日已经过去"):
        publishing.publish_batch(publisher, [MATTER], "第二批", TODAY - timedelta(days=1))
    with pytest.raises(refusals.NothingInWork):
        publishing.publish_batch(publisher, [MATTER, "food-business-permit"], "第二批", TODAY)
    assert Batch.objects.count() == 1
    assert drafts.draft(office.editor(), MATTER).state is State.APPROVED


def test_a_version_announced_for_a_later_day_is_not_overtaken() -> None:
    office.brought_to(State.APPROVED)
    publishing.publish_batch(office.lists(), [MATTER], "第二批", TODAY + timedelta(days=7))
    office.brought_to(State.APPROVED, change=lambda data: data.update(summary="第三版"))
    with pytest.raises(refusals.DayTooEarly, match="第2版自2026年11月30日起施行"):
        publishing.publish_batch(office.lists(), [MATTER], "第三批", TODAY + timedelta(days=7))
    assert publishing.publish_batch(office.lists(), [MATTER], "第三批", TODAY + timedelta(days=8)) == 3


def test_a_draft_of_a_version_that_was_replaced_meanwhile_is_drafted_again() -> None:
    office.brought_to(State.APPROVED)
    MatterVersion.objects.filter(matter=MATTER, number=2).update(based_on=None)
    with pytest.raises(refusals.NotReady, match="后来又公布了第1版"):
        publishing.publish_batch(office.lists(), [MATTER], "第二批", TODAY)


def test_withdrawn_from_a_day_and_a_new_version_may_follow() -> None:
    publishing.withdraw(office.lists(), MATTER, TODAY + timedelta(days=3), "上级取消了这项许可")
    row = MatterVersion.objects.get(matter=MATTER)
    assert (row.state, row.valid_to) == ("withdrawn", date(2026, 11, 25))
    assert in_force(MATTER, date(2026, 11, 25)).number == 1
    with pytest.raises(NoSuchMatter):
        in_force(MATTER, date(2026, 11, 26))
    assert row.acts.get().words == "自2026年11月26日起：上级取消了这项许可"
    with pytest.raises(refusals.NothingPublished):
        publishing.withdraw(office.lists(), MATTER, TODAY + timedelta(days=4), "再撤一次")
    assert drafts.begin_draft(office.editor(), MATTER).number == 2
    draft = drafts.draft(office.editor(), MATTER)
    publishing.check(office.editor(), MATTER, draft.revision, one_visit=True)
    publishing.opine(office.lawyer(), MATTER, office.seen(), agrees=True, words="同意。")
    publishing.approve(office.owner(), MATTER, office.seen())
    with pytest.raises(refusals.StillInForce, match="要到2026年11月25日才失效"):
        publishing.publish_batch(office.lists(), [MATTER], "恢复", TODAY + timedelta(days=2))
    publishing.publish_batch(office.lists(), [MATTER], "恢复", TODAY + timedelta(days=5))
    assert in_force(MATTER, TODAY + timedelta(days=5)).number == 2


def test_a_withdrawal_has_a_day_that_can_be() -> None:
    with pytest.raises(refusals.DayInThePast):
        publishing.withdraw(office.lists(), MATTER, TODAY - timedelta(days=1), "取消")
    office.brought_to(State.APPROVED)
    publishing.publish_batch(office.lists(), [MATTER], "第二批", TODAY + timedelta(days=7))
    with pytest.raises(refusals.DayTooEarly):
        publishing.withdraw(office.lists(), MATTER, TODAY + timedelta(days=7), "取消")


def test_what_waits_for_whom() -> None:
    office.brought_to(State.DRAFT, "food-business-permit")
    office.brought_to(State.CHECKED, "marriage")
    office.brought_to(State.APPROVED, MATTER)
    mine = workflow.waiting(office.editor())
    assert mine.drafts is not None
    assert mine.ready is not None
    assert [one.key for one in mine.drafts] == ["food-business-permit"]
    assert [one.key for one in mine.ready] == [MATTER]
    assert mine.opinions is mine.approvals is None
    assert [one.key for one in mine.elsewhere] == ["marriage"]
    legal = workflow.waiting(office.lawyer())
    assert [one.key for one in legal.opinions or ()] == ["marriage"]
    assert workflow.waiting(office.owner()).approvals == ()
    assert workflow.waiting(make.person("inquiry1")).drafts is None
    with pytest.raises(refusals.NotForYourPost):
        workflow.waiting(make.person("clerk1"))


def test_a_page_of_a_version_says_what_one_may_do() -> None:
    office.brought_to(State.CHECKED)
    page = workflow.version_page(office.lawyer(), MATTER, 2)
    assert page.moves == (Move.AGREE, Move.OBJECT)
    assert [one.code for one in page.reasons] == ["no-opinion", "not-approved"]
    assert page.facts is not None
    assert len(page.acts) == 2
    assert page.seen == office.seen()
    assert workflow.version_page(office.editor(), MATTER, 2).moves == (Move.SAVE, Move.DROP)
    assert workflow.version_page(office.editor(), MATTER, 1).moves == (Move.WITHDRAW,)
    assert workflow.version_page(make.person("inquiry1"), MATTER, 2).moves == ()
    with pytest.raises(NoSuchMatter):
        workflow.version_page(office.editor(), MATTER, 3)


def test_no_case_comes_under_a_draft() -> None:
    office.brought_to(State.APPROVED)
    with pytest.raises(NoSuchMatter):
        version(MATTER, 2)
    with pytest.raises(NoSuchMatter):
        make.submitted(MATTER, version=2)
    publishing.publish_batch(office.lists(), [MATTER], "第二批", TODAY)
    assert version(MATTER, 2).matter.summary.endswith("（修订）")
