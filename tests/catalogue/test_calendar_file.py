"""The table of working days is put in place as a whole, or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from factories.matters import PACK
from onevisit.catalogue.calendar_file import BadCalendarFile, load_calendar
from onevisit.platform.workdays.queries import calendar, edition

pytestmark = pytest.mark.django_db


def test_a_year_that_was_announced_is_no_longer_provisional(tmp_path: Path) -> None:
    assert calendar().day(date(2027, 5, 1)).provisional
    data = yaml.safe_load((PACK / "calendar.yaml").read_text("utf-8"))
    year = next(one for one in data["years"] if one["year"] == 2027)
    year |= {"announced": True, "source": "测试", "exchanged": [{"name": "劳动节", "days": ["2027-05-08"]}]}
    file = tmp_path / "calendar.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    before = edition()
    announced, provisional = load_calendar(file)
    assert announced == 2027
    assert 2027 not in provisional
    assert edition() == before + 1
    assert calendar().is_working(date(2027, 5, 8))
    assert not calendar().day(date(2027, 5, 1)).provisional


NO_DATE = "years: [{year: 2027, announced: true, source: x, holidays: [{name: 元旦, days: [x]}]}]"


@pytest.mark.parametrize("text", ["", "years: 3", NO_DATE, "a: [", "\0"])
def test_a_file_that_is_no_calendar_changes_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "calendar.yaml"
    file.write_text(text, "utf-8")
    before = edition()
    with pytest.raises(BadCalendarFile):
        load_calendar(file)
    with pytest.raises(BadCalendarFile):
        load_calendar(tmp_path / "nowhere.yaml")
    assert edition() == before
