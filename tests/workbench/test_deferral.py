"""容缺受理 at the window: the signed promise, the days, what follows them, and what the list says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from factories import cases as make
from factories.turns import without
from onevisit.casework.contents import content
from onevisit.platform import clock
from onevisit.rules.cases.phases import Phase
from onevisit.rules.matters.vocabulary import Channel
from workbench.conftest import Desk

MATTER, LATE = "bookkeeping-agency", "title"


@pytest.fixture
def clerk(at: Callable[[str], Desk]) -> Desk:
    return at("clerk5")


def lacking(*keys: str) -> str:
    return make.submitted(MATTER, channel=Channel.WINDOW, shown=without(MATTER, *keys))


def originals(number: str) -> list[str]:
    return [one.requirement for one in make.now(number).shown]


def test_what_was_not_promised_yet_is_promised_and_signed_at_the_window(clerk: Desk) -> None:
    number = lacking(LATE)
    path = f"/work/cases/{number}/receive"
    page = clerk.opens(path)
    for words in (
        "可以容缺受理",
        "会计专业技术职务资格证书",
        "11月30日",
        "撤销受理",
        "本人（本单位）承诺按期补交",
    ):
        assert words in page
    given = {"do": "defer", "sighted": originals(number)}
    assert "需要申请人签署书面承诺" in clerk.fills(path, 422, **given)
    assert make.now(number).phase is Phase.SUBMITTED, "a refused order leaves nothing half done"
    sheet = clerk.opens(clerk.fills(path, **given, signed_by="示例·甲"))
    state = make.now(number)
    assert state.phase is Phase.ACCEPTED
    assert {key: day.isoformat() for key, day in state.deferred.items()} == {LATE: "2026-11-30"}
    assert {one.kind for one in state.documents} == {"receipt", "acceptance", "deferral"}
    promise = content(state.pledge)
    assert (promise["signed_by"], promise["signed_on"], promise["how"]) == (
        "示例·甲",
        "2026-11-23",
        "signature",
    )
    assert "最迟2026年11月30日" in str(promise["text"])
    for words in ("承诺后补的材料", "容缺受理告知书及承诺书", "2026年11月30日"):
        assert words in sheet


def test_what_may_not_come_later_is_asked_for_and_not_accepted(clerk: Desk) -> None:
    number = lacking(LATE, "licence")
    page = clerk.opens(f"/work/cases/{number}/receive")
    assert "不能受理" in page
    assert "可以容缺受理" not in page
    assert 'value="accept"' not in clerk.html
    assert f"/work/cases/{number}/correction" in clerk.html


def test_the_list_and_the_page_say_until_when_and_the_case_is_not_revoked_before(clerk: Desk) -> None:
    number = make.deferred(MATTER, LATE)
    assert number[:6] in clerk.opens("/work/deferrals")
    assert "共 1 件" in clerk.text
    assert "没有符合条件的容缺办件" in clerk.opens("/work/deferrals?due=overdue")
    path = f"/work/cases/{number}/deferral"
    page = clerk.opens(path)
    assert "期限届满之前不能撤销受理" in page
    assert f"/work/cases/{number}/supply" in clerk.html
    assert "revoke-acceptance" not in clerk.html
    clerk.opens(f"/work/cases/{number}/revoke-acceptance", 409)
    assert path in clerk.opens("/work/items?kind=deferral") or path in clerk.html


def test_when_the_day_has_passed_the_acceptance_is_revoked_with_reasons(clerk: Desk) -> None:
    number = make.deferred(MATTER, LATE)
    with clock.at(make.NOON + timedelta(days=8)):
        assert "已过期" in clerk.opens("/work/deferrals?due=overdue")
        assert f"/work/cases/{number}/revoke-acceptance" in (
            clerk.opens(f"/work/cases/{number}/deferral") and clerk.html
        )
        path = f"/work/cases/{number}/revoke-acceptance"
        assert "还没有填写" in clerk.fills(path, 422, reason="")
        clerk.fills(path, reason="证书到期没有补交，已提醒一次。")
        assert make.now(number).phase is Phase.UNACCEPTED
        assert "没有等您" in clerk.opens(f"/work/cases/{number}/deferral", 409)
