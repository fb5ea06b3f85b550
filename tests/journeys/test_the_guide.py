"""Somebody reads how often he has to come, with a thumb and without a script, and answers what he is asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from journeys.conftest import DESK, PHONE, Visitor
from onevisit.platform.ui.views import ELDER_COOKIE

Make = Callable[..., Visitor]
NOTHING = "/matters/birth-registration?from=nothing"


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("key", ["marriage", "food-business-permit", "driving-licence", "freight"])
def test_the_itinerary_has_no_barrier(visitor: Make, screen: dict[str, int], key: str) -> None:
    reader = visitor(screen)
    for address in (f"/matters/{key}", f"/matters/{key}?from=nothing", f"/matters/{key}/print"):
        reader.goes_to(address)
        reader.finds_no_barrier()


def test_both_ways_and_ones_own_case_work_without_a_script(visitor: Make) -> None:
    reader = visitor(PHONE, javascript=False)
    reader.goes_to("/matters/birth-registration")
    reader.presses("从零开始怎么跑")
    reader.sees("先办“收养登记”")
    reader.sees("第1次跑")
    reader.page.get_by_label("亲生，有出生医学证明").check()
    reader.presses("按我的情形算")
    expect(reader.page.locator("main")).not_to_contain_text("先办“收养登记”")
    assert "from=nothing" in reader.page.url
    reader.page.get_by_label("收养，有收养登记证").check()
    reader.presses("按我的情形算")
    reader.sees("第1次跑")
    reader.page.get_by_label("收养登记证", exact=True).check()
    reader.presses("按我的情形算")
    expect(reader.page.locator("main")).not_to_contain_text("第1次跑")
    assert "have=adoption-certificate" in reader.page.url


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_large_type_has_room_for_the_way(visitor: Make, screen: dict[str, int]) -> None:
    reader = visitor(screen)
    reader.context.add_cookies([{"name": ELDER_COOKIE, "value": "1", "url": reader.site}])
    reader.goes_to(NOTHING)
    reader.sees("标准字号")
    reader.finds_no_barrier()
    box = reader.page.locator(".ov-journey-text").first.bounding_box()
    assert box is not None
    assert box["width"] > screen["width"] * 0.4
