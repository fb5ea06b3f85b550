"""补交材料 at any window of the class: what was asked for, what was deferred, and a sheet to take home."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factories import cases as make
from factories.matters import matters
from factories.turns import without
from onevisit.casework.models import Event, Look
from onevisit.platform.people.models import Person
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Channel, Way
from workbench.conftest import Desk, scan

ASKED = ("design", "form.area")


@pytest.fixture
def clerk(at: Callable[[str], Desk]) -> Desk:
    return at("clerk1")


@pytest.fixture
def number() -> str:
    return make.corrected("dig-road", *ASKED)


def path(number: str) -> str:
    return f"/work/cases/{number}/supply"


def elsewhere(matter: str) -> Desk:
    """A window of the matter's class at another hall than the district's."""
    wanted = matters()[matter].window_class
    for person in Person.objects.filter(posts__role__in=[Role.CLERK.value, Role.AGENT.value]).distinct():
        actor = make.person(person.username)
        if any(post.hall != "district-hall" and wanted in post.classes for post in actor.posts):
            return Desk(person.username)
    raise LookupError(matter)


def test_everything_asked_for_is_taken_in_and_the_answer_is_due_from_today(clerk: Desk, number: str) -> None:
    page = clerk.opens(path(number))
    for words in ("请按要求改正。", "不符合法定形式", "2026年12月23日", "原来填的：12"):
        assert words in page
    where = clerk.fills(path(number), **{"file-design": scan(), "compared": ["design"], "f-area": "15"})
    state = make.now(number)
    assert state.phase is Phase.RECEIVED
    assert state.materials_on == make.NOON.date()
    assert "design" in state.sighted
    assert state.forms
    sheet = clerk.opens(where)
    for words in ("补交材料凭证", "扫描件", "已更正", "2026年11月30日", "现在受理", "A01号窗口"):
        assert words in sheet
    assert make.party(number).identifier not in clerk.html


def test_a_part_is_taken_in_and_the_rest_stays_open(clerk: Desk, number: str) -> None:
    sheet = clerk.opens(clerk.fills(path(number), **{"way-design": "", "f-area": "15"}))
    assert make.now(number).phase is Phase.CORRECTING
    assert "还要补的" in sheet
    assert "2026年12月23日" in sheet
    page = clerk.opens(path(number))
    assert 'name="f-area"' not in clerk.html
    assert "请按要求改正。" in page


def test_nothing_and_nonsense_are_refused_and_a_scan_is_not_lost(clerk: Desk, number: str) -> None:
    assert "没有补交任何材料" in clerk.fills(path(number), 422, **{"way-design": ""})
    page = clerk.fills(path(number), 422, **{"file-design": scan("图纸.pdf"), "f-area": "很大"})
    assert "要填数字" in page
    assert "图纸.pdf" in page
    assert "很大" in clerk.html
    clerk.fills(path(number), **{"way-design": "upload", "f-area": "15"})
    shown = make.now(number).shows("design")
    assert shown is not None
    assert (shown.way, len(shown.refs)) == (Way.UPLOAD, 1)
    assert "还没有扫描" in clerk.fills(path(make.corrected()), 422, **{"way-design": "upload"})


def test_a_bad_scan_is_told_at_its_line(clerk: Desk, number: str) -> None:
    given = {"file-design": scan("表.pdf", b"MZ\x90\x00 a program"), "f-area": "15"}
    assert "不是 PDF、JPEG 或 PNG 文件" in clerk.fills(path(number), 422, **given)
    assert 'href="#m-design"' in clerk.html
    assert make.now(number).phase is Phase.CORRECTING


def test_any_window_of_the_class_takes_it_in_by_its_whole_number() -> None:
    number, matter = make.corrected("teacher-qualification", "health"), "teacher-qualification"
    other = elsewhere(matter)
    other.opens(f"/work/cases/{number}", 404)
    found = other.client.get(f"/work/supply?q={number[:6]}+{number[6:]}")
    assert found.headers["Location"] == path(number)
    other.opens(path(number))
    assert Look.objects.filter(case__number=number, page="补交材料").exists(), "the applicant sees who looked"
    data = other.hidden | {"way-health": "original"}
    where = other.sends(path(number), data)
    assert make.now(number).phase is Phase.RECEIVED
    sheet = other.opens(where)
    assert "原件，已当面核对" in sheet
    assert "现在受理" not in sheet, "that is the work of the window that took it in"
    assert other.sends(path(number), data) == where, "a second click"
    assert Event.objects.filter(case__number=number, name="Supplied").count() == 1
    other.sends(path(make.submitted(matter)), {}, 404)


def test_a_window_of_another_class_may_not_take_it_in(at: Callable[[str], Desk], number: str) -> None:
    other = at("clerk5")
    assert "补交材料" in other.opens(path(number), 200), "his own hall: he sees it, and may not take it in"
    page = other.fills(path(number), 403, **{"f-area": "15"})
    assert "任一“投资项目审批”综合窗口" in page


def test_the_list_names_what_waits_at_this_hall_the_first_day_first(clerk: Desk, number: str) -> None:
    late = make.deferred()
    page = clerk.opens("/work/supply")
    assert page.index("容缺后补") < page.index("补正")
    assert number[:6] in page
    assert "共 2 件" in page
    assert "共 1 件" in clerk.opens(f"/work/supply?q={make.matter_of(late).name}")
    assert "没有这个人" in clerk.opens("/work/supply?q=没有这个人的")


def test_before_acceptance_what_is_missing_is_brought_or_promised(at: Callable[[str], Desk]) -> None:
    clerk = at("clerk5")
    number = _without("bookkeeping-agency", "title")
    page = clerk.opens(path(number))
    assert "后补（容缺，5个工作日内）" in page
    promised = {"way-title": "later"}
    assert "请填写签名" in clerk.fills(path(number), 422, **promised)
    clerk.fills(path(number), **promised, signed_by="示例·甲")
    assert make.now(number).later == ("title",)


def test_what_was_deferred_is_supplied_and_nothing_else(at: Callable[[str], Desk]) -> None:
    clerk = at("clerk5")
    number = make.deferred("bookkeeping-agency", "title")
    clerk.fills(path(number), **{"way-title": "original"})
    state = make.now(number)
    assert (state.deferred, state.phase) == ({}, Phase.ACCEPTED)
    assert "title" in state.sighted
    assert "没有等您" in clerk.opens(path(number), 409)
    clerk.opens(f"/work/cases/{make.accepted('bookkeeping-agency')}/supplied", 404)


def _without(matter: str, *keys: str) -> str:
    return make.submitted(matter, channel=Channel.WINDOW, shown=without(matter, *keys))
