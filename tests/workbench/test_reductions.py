"""The five reductions on the workbench: over time, by batch, organ and matter, as a file; and the impact of a draft."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from catalogue.publishing import office
from catalogue.test_reductions import published, sooner, without
from factories import cases as make
from onevisit.catalogue import publishing
from onevisit.platform import clock
from onevisit.platform.organs.models import Organ
from onevisit.rules.publishing.states import State
from onevisit.workbench.views.reductions import HEAD
from workbench.conftest import Desk

PAGE = "/work/reductions"
At = Callable[[str], Desk]


@pytest.fixture
def second() -> None:
    """A second batch today that eases one matter and burdens another, and a matter that is withdrawn with it."""
    published(0, {"food-business-permit": without("layout"), "dig-road": sooner(2)})
    publishing.withdraw(office.lists(), "billboard", clock.today(), "并入其他事项。")


def numbers(desk: Desk) -> list[list[str]]:
    """The tables beside the pictures, row by row."""
    rows = re.findall(r"<tr>(<td>.*?)</tr>", desk.html, re.DOTALL)
    return [
        [re.sub(r"<small>.*?</small>|<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", row)]
        for row in rows
    ]


def test_before_a_second_batch_there_is_a_start_and_nothing_else(at: At) -> None:
    desk = at("inquiry1")
    assert "第1批" in desk.opens(PAGE)
    assert "它是比较的起点" in desk.opens(f"{PAGE}?by=batch")
    assert "没有事项有变化" in desk.opens(f"{PAGE}?by=matter")


def test_over_time(at: At, second: None) -> None:
    desk = at("inquiry1")
    text = desk.opens(PAGE)
    assert "减材料：各事项合计比第一批少的材料" in text
    assert desk.html.count("<figure") == 6
    assert ["第2批", "−2"] in [row[:2] for row in numbers(desk)], "two more working days"
    desk.opens(f"{PAGE}?organ=market")
    assert ["第2批", "1"] in [row[:2] for row in numbers(desk)], "one material less"


def test_by_batch(at: At, second: None) -> None:
    desk = at("inquiry1")
    text = desk.opens(f"{PAGE}?by=batch")
    assert "取消1项" in text
    assert "承诺期限：1个事项共增2个工作日" in text
    assert "要自己带的材料：1个事项共减1件" in text
    assert ["承诺期限（1个事项，个工作日）", "6", "8"] in numbers(desk)


def test_by_organ_with_its_responsible_head(at: At, second: None) -> None:
    desk = at("inquiry1")
    text = desk.opens(f"{PAGE}?by=organ&of=promised")
    for key in ("market", "enforcement"):
        organ = Organ.objects.get(key=key)
        assert organ.head_name in text
        assert organ.short in text
    assert [row[0] for row in numbers(desk)] == ["区综合执法局"], "the only one whose limits changed"
    assert "取消1项" in text


def test_by_matter(at: At, second: None) -> None:
    desk = at("editor1")
    text = desk.opens(f"{PAGE}?by=matter&of=carried")
    assert numbers(desk) == [["食品经营许可（新办）", "3", "2"]]
    assert re.search(r"6 → ?8 ?（增）", text)
    assert "大型户外广告设置许可" in text
    assert "大型户外广告设置许可" not in desk.opens(f"{PAGE}?by=matter&organ=market")
    assert "第2批" in desk.opens(f"{PAGE}?by=matter&day={clock.today()}")


@pytest.mark.parametrize(
    "query", ["by=nonsense", "of=1", "organ=nobody", "day=2026-99-99", "by=organ&day=1", "by=\0"]
)
def test_nonsense_in_the_address_shows_the_page(at: At, second: None, query: str) -> None:
    assert "五减" in at("head-enforcement").opens(f"{PAGE}?{query}")


def test_the_file_holds_every_number_of_every_batch(at: At, second: None) -> None:
    answer = at("legal1").client.get("/work/reductions.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    head, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert tuple(head[: len(HEAD)]) == HEAD
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    assert {row["变化"] for row in rows} == {"起点", "改动", "取消"}
    later = {row["事项"]: row for row in rows if row["批次"] == "第2批"}
    assert later["大型户外广告设置许可"]["变化"] == "取消"
    assert later["大型户外广告设置许可"]["材料（件）之后"] == ""
    dig = later["挖掘城市道路许可"]
    assert (dig["承诺期限（个工作日）之前"], dig["承诺期限（个工作日）之后"]) == ("6", "8")
    assert dig["第一责任人"] == Organ.objects.get(key="enforcement").head_name
    saved = sum(
        Decimal(row["要自己带的材料（件）之前"]) - Decimal(row["要自己带的材料（件）之后"])
        for row in later.values()
        if row["变化"] == "改动"
    )
    assert saved == 1


def test_the_impact_of_a_draft_on_open_cases_and_on_those_to_come(at: At) -> None:
    make.accepted("dig-road")
    make.handed_out("dig-road")
    office.drafted("dig-road", sooner(-2))
    desk = at("legal1")
    text = desk.opens("/work/catalogue/dig-road/impact")
    assert "现有1件在办：第1版1件。公布以后仍各按提交时的版本办完，材料、环节、期限、收费都不变。" in text
    assert "承诺期限由6个工作日减为4个工作日；按过去十二个月收到的2件算，一年少等4个工作日。" in text
    assert "承诺期限由6个工作日改为4个工作日。" in text
    assert ["承诺期限（个工作日）", "6", "4"] in numbers(desk)
    part = desk.client.get("/work/catalogue/dig-road/impact", headers={"HX-Request": "true"}).content.decode()
    assert "一年少等4个工作日" in part
    assert "<html" not in part


def test_open_cases_of_two_versions_each_keep_their_own(at: At) -> None:
    make.accepted("dig-road")
    published(0, {"dig-road": sooner(-1)})
    make.submitted("dig-road", version=2)
    office.drafted("dig-road", sooner(-1))
    text = at("inquiry1").opens("/work/catalogue/dig-road/impact")
    assert "现有2件在办：第1版1件、第2版1件。" in text


def test_a_matter_without_a_draft_has_no_impact(at: At) -> None:
    assert "没有正在起草的版本" in at("editor1").opens("/work/catalogue/dig-road/impact")
    at("editor1").opens("/work/catalogue/no-such-matter/impact", 404)


def test_a_new_matter_has_nothing_to_be_compared_with(at: At) -> None:
    office.drafted(
        "brand-new", lambda data: data.update({**office.definition("dig-road"), "key": "brand-new"})
    )
    text = at("editor1").opens("/work/catalogue/brand-new/impact")
    assert "这是新增的事项，没有现行版本可以比较。" in text
    assert "现在没有在办的件。" in text


def test_a_draft_that_cannot_be_read_is_told_so(at: At) -> None:
    office.drafted("dig-road", lambda data: data.update(stages="none"))
    assert "草稿还读不成一个事项" in at("editor1").opens("/work/catalogue/dig-road/impact")


def test_the_owner_of_the_lists_sees_the_impact_before_he_approves(at: At) -> None:
    office.brought_to(State.OPINED, "dig-road", sooner(-2), one_visit=False)
    assert "承诺期限由6个工作日减为4个工作日" in at("head-establishment").opens(
        "/work/catalogue/dig-road/impact"
    )
    at("clerk1").opens("/work/catalogue/dig-road/impact", 403)
