"""When is played, how often the same, and what is refused."""

from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.test.utils import override_settings

from demo.playing import morning, played, unprinted
from onevisit.casework import queries
from onevisit.casework.models import Case, Event
from onevisit.demo import samples
from onevisit.demo.play import OBSERVER, CannotPlay
from onevisit.platform import clock
from onevisit.platform.files.inspection import inspect
from onevisit.rules.record.canonical import loads

pytestmark = pytest.mark.django_db


def events() -> list[tuple[object, ...]]:
    """Every event without what the house draws itself: salts (and the hashes over them), and the accounts' numbers."""
    found = []
    for row in Event.objects.select_related("case").order_by("case__number", "seq"):
        body = loads(row.body)
        who = {key: value for key, value in body["by"].items() if key != "person"}
        data = {key: value for key, value in body["data"].items() if not _is_hash(value)}
        data.pop("shown", None)
        data.pop("results", None)
        found.append((row.case.number, row.seq, row.name, row.at, str(who), str(sorted(data.items()))))
    return found


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64


def once(seed: int) -> list[tuple[object, ...]]:
    """What a play with this seed brings; it is taken back."""
    with transaction.atomic(), unprinted(), clock.at(morning(2026, 11, 23)):
        played(days=1, cases=25, seed=seed)
        found = events()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_plays_the_same_and_another_does_not() -> None:
    first = once(7)
    assert len(first) > 50
    assert once(7) == first
    assert once(8) != first


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"until": date(2026, 11, 24)}, "还没有到"),
        ({"days": 0}, "至少"),
        ({"until": date(2024, 5, 6)}, "没有一个事项在施行"),
        ({"until": date(1990, 5, 7)}, "工作日历"),
    ],
)
def test_what_cannot_be_played_is_refused_before_anything_is_written(
    more: dict[str, object], sentence: str
) -> None:
    with clock.at(morning(2026, 11, 23)), pytest.raises(CannotPlay, match=sentence):
        played(**more)  # type: ignore[arg-type]
    assert queries.cases(OBSERVER, queries.Filters()).total == 0


def test_without_fonts_nothing_is_played(tmp_path: Path) -> None:
    with (
        clock.at(morning(2026, 11, 23)),
        override_settings(FONTS_ROOT=tmp_path),
        pytest.raises(CannotPlay, match="字体"),
    ):
        played()
    assert not Case.objects.exists()


def test_every_sample_is_a_whole_file_of_its_kind() -> None:
    assert inspect(samples.pdf("合同"), "合同.pdf").extension == "pdf"
    assert inspect(samples.scan(), "扫描件.png").extension == "png"
    assert inspect(samples.photo(), "照片.jpg").extension == "jpg"
