"""版本与公布 in the workbench: each post finds what waits for it, and brings it one step further."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from catalogue.publishing import office
from catalogue.publishing.test_publishing import at_the_window_twice
from factories import cases as make
from onevisit.catalogue import drafts, publishing
from onevisit.catalogue.models import Batch, MatterVersion
from onevisit.rules.publishing.states import State
from workbench.conftest import Desk

At = Callable[[str], Desk]
MATTER = office.MATTER
NAME = "挖掘城市道路许可"
PAGE = f"/work/versions/{MATTER}/2"


def hidden(desk: Desk) -> dict[str, str]:
    """What the forms of the page carry unseen."""
    found = re.findall(r'<input type="hidden" name="(seen|revision)" value="([^"]*)"', desk.html)
    return dict(found)


def fills(desk: Desk, path: str, status: int = 302, **values: str) -> str:
    """Open a page and send its form, as a browser would."""
    desk.opens(path)
    return desk.sends(path, hidden(desk) | values, status)


def test_a_version_goes_from_hand_to_hand_until_it_is_published(at: At) -> None:
    office.drafted()
    editor = at("editor1")
    assert NAME in editor.opens("/work/versions")
    assert fills(editor, PAGE, do="check", mark="one-visit") == PAGE
    lawyer = at("legal1")
    assert "待我出具合法性审查意见（1）" in lawyer.opens("/work/versions")
    assert "这一份文本还没有同意的合法性审查意见" in lawyer.opens(PAGE)
    assert "设定依据" in lawyer.opens(f"{PAGE}/full")
    assert fills(lawyer, PAGE, do="agree", words="均有法律依据，同意公布。") == PAGE
    owner = at("head-establishment")
    assert "待我批准（1）" in owner.opens("/work/versions")
    assert fills(owner, PAGE, do="approve", words="同意。") == PAGE
    lists = at("editor-list")
    assert "可以编入下一批公布（1）" in lists.opens("/work/versions")
    page = lists.opens(f"/work/versions/batches/new?key={MATTER}&title=第二批&on=2026-12-01")
    assert "可以公布" in page
    assert "第1版" in page  # what it replaces
    where = lists.sends(
        "/work/versions/batches/new", {"key": [MATTER], "title": "第二批", "on": "2026-12-01"}
    )
    assert where == "/work/versions/batches#batch-2"
    assert "第二批" in lists.opens("/work/versions/batches")
    page = lists.opens(PAGE)
    assert "已公布，2026年12月1日起施行" in page
    assert "均有法律依据，同意公布。" in page
    assert "区司法局合法性审查人员 示例·钱兴旺" in page


def test_what_came_back_says_why_at_the_top(at: At) -> None:
    office.brought_to(State.CHECKED)
    publishing.opine(office.lawyer(), MATTER, office.seen(), agrees=False, words="第三份材料没有依据。")
    page = at("editor1").opens(PAGE)
    assert page.index("退回修改") < page.index("第三份材料没有依据。") < page.index("还差什么")
    draft = drafts.draft(office.editor(), MATTER)
    publishing.check(office.editor(), MATTER, draft.revision, one_visit=True)
    assert "退回修改" not in at("inquiry1").opens(PAGE)


def test_the_opinion_can_be_printed_and_says_when_it_no_longer_stands(at: At) -> None:
    draft = office.brought_to(State.OPINED)
    page = at("legal1").opens(f"{PAGE}/opinion")
    assert "合法性审查意见" in page
    assert "有法律依据，同意。" in page
    assert "已经作废" not in page
    drafts.save_draft(office.editor(), MATTER, {**draft.data, "summary": "另一份"}, draft.revision)
    assert "已经作废" in at("legal1").opens(f"{PAGE}/opinion")
    at("legal1").opens(f"/work/versions/{MATTER}/1/opinion", 404)


def test_above_one_the_editor_sees_the_visits_and_cannot_claim_the_mark(at: At) -> None:
    office.drafted(change=at_the_window_twice)
    editor = at("editor1")
    page = editor.opens(PAGE)
    assert "2次" in page
    assert "超过一次，不能按“最多跑一次”公布" in page
    assert 'value="one-visit" disabled' in editor.html
    page = fills(editor, PAGE, 422, do="check", mark="one-visit")
    assert "计算出的跑动次数是2次" in page
    assert drafts.draft(office.editor(), MATTER).state is State.DRAFT
    assert fills(editor, PAGE, do="check", mark="lists") == PAGE
    assert not MatterVersion.objects.get(matter=MATTER, number=2).one_visit


def test_what_was_typed_stays_when_it_is_refused(at: At) -> None:
    office.brought_to(State.OPINED)
    owner = at("head-establishment")
    page = fills(owner, PAGE, 422, do="refuse", words="")
    assert "退回要写明理由" in page
    owner.opens(PAGE)
    stale = hidden(owner)
    publishing.refuse(make.person("chief-establishment"), MATTER, office.seen(), "再核对")
    page = owner.sends(PAGE, stale | {"do": "approve", "words": "我写的意见"}, 409)
    assert "现在是“草稿”，不能批准" in page


def test_signing_another_text_than_the_one_on_the_screen_is_refused(at: At) -> None:
    draft = office.brought_to(State.CHECKED)
    lawyer = at("legal1")
    lawyer.opens(PAGE)
    shown = hidden(lawyer)
    saved = drafts.save_draft(office.colleague(), MATTER, {**draft.data, "summary": "换过"}, draft.revision)
    publishing.check(office.colleague(), MATTER, saved.revision, one_visit=True)
    page = lawyer.sends(PAGE, shown | {"do": "agree", "words": "我写的意见"}, 409)
    assert "又有了变化" in page
    assert "我写的意见" in page


@pytest.mark.parametrize("given", [{"do": "drop"}, {"do": "check", "revision": "2", "mark": "lists"}])
def test_the_page_of_a_version_that_was_given_up_moves_no_other(at: At, given: dict[str, str]) -> None:
    office.drafted()
    drafts.drop_draft(office.editor(), MATTER)
    office.drafted()
    assert "又有了变化" in at("editor1").sends(PAGE, given, 409)
    assert drafts.in_work(MATTER).state == State.DRAFT


def test_texts_that_came_too_late_are_there_to_read(at: At) -> None:
    draft = drafts.begin_draft(office.editor(), MATTER)
    drafts.save_draft(office.editor(), MATTER, {**draft.data, "summary": "甲写的"}, 1)
    with pytest.raises(Exception, match="没有覆盖"):
        drafts.save_draft(office.colleague(), MATTER, {**draft.data, "summary": "乙写的"}, 1)
    editor = at("editor2")
    assert "没有并入的文本" in editor.opens(PAGE)
    late = drafts.in_work(MATTER).texts.get(revision=None).pk
    assert "summary: 乙写的" in editor.opens(f"{PAGE}/texts/{late}")
    editor.opens(f"/work/versions/marriage/1/texts/{late}", 404)
    editor.opens(f"{PAGE}/texts/999999", 404)
    editor.opens(f"/work/versions/{MATTER}/9", 404)


def test_a_draft_that_cannot_be_read_is_shown_and_can_be_dropped(at: At) -> None:
    drafts.begin_draft(office.editor(), "tea-house")
    editor, page = at("editor1"), "/work/versions/tea-house/1"
    assert "算不出次数" in editor.opens(page)
    assert "key: tea-house" in editor.opens(f"{page}/full")
    editor.sends(page, {"do": "drop", "reason": "重复了"})
    assert "已放弃" in editor.opens(page)
    assert "重复了" in editor.text


def test_a_batch_that_cannot_be_says_why_and_keeps_what_was_typed(at: At) -> None:
    office.brought_to(State.APPROVED)
    lists = at("editor-list")
    address = "/work/versions/batches/new"
    for day in ("", "2026-02-30", "nonsense"):
        page = lists.sends(address, {"key": [MATTER], "title": "我的标题", "on": day}, 422)
        assert "施行日期" in page
        assert 'value="我的标题"' in lists.html
    assert "已经过去" in lists.sends(address, {"key": [MATTER], "title": "我的标题", "on": "2026-11-01"}, 422)
    assert "没有选择" in lists.sends(address, {"title": "我的标题", "on": "2026-12-01"}, 422)
    assert "没有选择" in lists.sends(
        address, {"key": ["marriage"], "title": "我的标题", "on": "2026-12-01"}, 422
    )
    assert Batch.objects.count() == 1


def test_a_matter_is_withdrawn_with_its_reason(at: At) -> None:
    lists, address = at("editor-list"), f"/work/versions/{MATTER}/withdraw"
    assert "理由" in lists.opens(address)
    assert "撤下要写明理由" in lists.sends(address, {"on": "2026-12-01", "reason": ""}, 422)
    assert "还没有填写" in lists.sends(address, {"on": "", "reason": "上级取消"}, 422)
    page = lists.sends(address, {"on": "2026-12-01", "reason": "上级取消"})
    assert "上级取消" in lists.opens(page)
    assert "不用再撤下" in lists.opens(address)
    lists.opens("/work/versions/nothing/withdraw", 404)


def test_empty_lists_say_so(at: At) -> None:
    assert "没有草稿" in at("editor1").opens("/work/versions")
    assert "没有等您出具意见的版本" in at("legal1").opens("/work/versions")
    assert "没有等您批准的版本" in at("chief-establishment").opens("/work/versions")
    assert "没有在起草或者送审的版本" in at("inquiry1").opens("/work/versions")
    assert "没有已批准" in at("editor-list").opens("/work/versions/batches/new")


def test_a_post_that_may_not_is_told_whose_it_is(at: At) -> None:
    office.brought_to(State.CHECKED)
    page = at("editor1").sends(PAGE, {"do": "agree", "words": "同意", "seen": "2"}, 403)
    assert "请由司法局合法性审查人员办理" in page
    at("clerk1").opens("/work/versions", 403)
    at("legal1").opens("/work/versions/batches/new", 403)
    at("inquiry1").opens(PAGE)
    at("inquiry1").sends(PAGE, {"do": "nonsense"}, 403)
    at("editor1").sends(PAGE, {"do": "nonsense"}, 302)


def test_the_catalogue_leads_here(at: At) -> None:
    editor = at("editor1")
    editor.opens("/work/catalogue")
    assert 'href="/work/versions"' in editor.html
    editor.opens(f"/work/catalogue/{MATTER}")
    assert f'href="/work/versions/{MATTER}/1"' in editor.html
    assert "由区数据包载入" in editor.opens(f"/work/versions/{MATTER}/1")
