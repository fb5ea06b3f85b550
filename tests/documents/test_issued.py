"""Documents as cases issue them: each complete by law, printed, and its hash in the record."""

from __future__ import annotations

import pytest

from factories import cases as make
from onevisit.casework.models import Case, Event
from onevisit.casework.projection import state_of
from onevisit.platform.files.queries import content
from onevisit.platform.outbox.commands import run_next
from onevisit.platform.outbox.models import Errand

pytestmark = pytest.mark.django_db


def printed(number: str) -> dict[str, bytes]:
    """The printed form of every document of a case, by kind, once the outbox has been emptied."""
    while run_next():
        pass
    assert not Errand.objects.exclude(failure="").exists(), list(
        Errand.objects.values_list("failure", flat=True)
    )
    state = state_of(Case.objects.get(number=number))
    return {one.kind: content(one.file)[0] for one in state.documents}


def test_the_ordinary_course_leaves_its_papers() -> None:
    found = printed(make.handed_out())
    assert sorted(found) == ["acceptance", "delivery", "grant", "receipt"]
    assert all(pdf.startswith(b"%PDF") for pdf in found.values())


def test_a_refusal_is_printed() -> None:
    number = make.refused()
    assert "refusal" in printed(number)
    assert Event.objects.filter(case__number=number, name="DocumentsRendered").exists()
