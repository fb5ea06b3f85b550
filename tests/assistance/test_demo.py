"""The demonstration: nobody files at a village without a word, and officials go to people's homes."""

from __future__ import annotations

from typing import Any

import pytest

from demo.playing import UNTIL, morning, played
from onevisit.assistance.models import Authorisation, HomeVisit, Line
from onevisit.casework.models import Case
from onevisit.platform import clock

pytestmark = pytest.mark.django_db


def test_the_month_has_words_filings_under_them_and_visits_at_home(settings: Any, tmp_path: Any) -> None:
    settings.VAR = tmp_path
    with clock.at(morning(UNTIL.year, UNTIL.month, UNTIL.day, 18)):
        done = played(days=6, cases=60)
    assert not [one for one in done.refusals if "委托" in one or "上门" in one], done.refusals
    filed = set(Case.objects.filter(channel="village").values_list("pk", flat=True))
    assert filed
    assert filed <= set(Line.objects.filter(case__isnull=False).values_list("case", flat=True))
    assert set(Authorisation.objects.values_list("phase", flat=True)) == {"given"}
    assert HomeVisit.objects.exists()
