"""Somebody looks up what the district has published, and how it was a month ago, without an account or a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from journeys.conftest import DESK, PHONE, Visitor

THEN = "2026-10-01"


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_lists_and_the_past_have_no_barrier(visitor: Callable[..., Visitor], screen: dict[str, int]) -> None:
    reader = visitor(screen)
    reader.goes_to("/")
    reader.presses("公布的清单")
    reader.finds_no_barrier()
    reader.presses("权力清单")
    reader.sees("淄博市博山区权力清单")
    reader.finds_no_barrier()
    reader.goes_to("/lists/above-one")
    reader.finds_no_barrier()
    reader.goes_to("/lists")
    reader.page.get_by_label("哪一天").fill(THEN)
    reader.presses("看这一天的清单")
    reader.sees("您看到的是2026年10月1日时的版本")
    reader.presses("公共服务事项清单")
    reader.presses("打印")
    reader.sees("截至2026年10月1日")
    reader.finds_no_barrier()
    reader.goes_to(f"/matters/passport?on={THEN}")
    reader.sees("您看到的是2026年10月1日时的版本")
    reader.finds_no_barrier()
    reader.presses("历次版本")
    reader.sees("最早的一版")
    reader.finds_no_barrier()
    reader.goes_to("/matters?on=2026-13-01")
    reader.sees("不是一个日子")
    reader.finds_no_barrier()


def test_the_day_is_chosen_without_a_script(visitor: Callable[..., Visitor]) -> None:
    reader = visitor(PHONE, javascript=False)
    reader.goes_to("/lists")
    reader.page.get_by_label("哪一天").fill(THEN)
    reader.presses("看这一天的清单")
    reader.sees("您看到的是2026年10月1日时的版本")
    reader.presses("看今天的版本")
    reader.sees("分批公布")
