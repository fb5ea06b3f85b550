"""Whoever the pack puts elsewhere sits there from that day on, and no longer where he sat."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from factories.matters import PACK
from onevisit.catalogue.pack import load_pack
from onevisit.platform import clock
from onevisit.platform.organs.models import Post
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.models import Person

pytestmark = pytest.mark.django_db

MOVING = datetime.fromisoformat("2026-11-23T12:00:00+08:00")
DAY = MOVING.date()
SINCE = date(2025, 1, 1)  # as `onevisit load` does: the matters hold since last year


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A pack in which a clerk of the district's hall sits in a town's."""
    folder = Path(shutil.copytree(PACK, tmp_path / "pack"))
    file = folder / "staff" / "hall.yaml"
    text = file.read_text("utf-8")
    before = "role: clerk, organ: approval, hall: district-hall, window: A02"
    assert text.count(before) == 1
    after = 'role: clerk, organ: chengdong, hall: chengdong-centre, window: "1"'
    file.write_text(text.replace(before, after), "utf-8")
    return folder


def windows(on: date) -> list[str]:
    return [post.window for post in actor_of(Person.objects.get(username="clerk2"), on).posts]


def test_a_post_that_the_pack_moves_ends_the_day_before(moved: Path) -> None:
    with clock.at(MOVING):
        load_pack(moved, SINCE)
    assert windows(DAY) == ["1"]
    assert windows(DAY - timedelta(days=1)) == ["A02"]
    load_pack(moved, SINCE)
    assert Post.objects.filter(person__username="clerk2").count() == 2, "the same pack again changes nothing"


def test_there_and_back_on_one_day_leaves_one_post(moved: Path) -> None:
    with clock.at(MOVING):
        load_pack(moved, SINCE)
        load_pack(PACK, SINCE)
    assert windows(DAY) == ["A02"]
    assert windows(DAY - timedelta(days=1)) == ["A02"]


def test_who_returns_later_has_his_post_again(moved: Path) -> None:
    with clock.at(MOVING):
        load_pack(moved, SINCE)
    with clock.at(MOVING + timedelta(days=7)):
        load_pack(PACK, SINCE)
    assert windows(DAY + timedelta(days=6)) == ["1"]
    assert windows(DAY + timedelta(days=7)) == ["A02"]


def test_whoever_was_not_moved_keeps_his_post_as_it_is(moved: Path) -> None:
    others = Post.objects.exclude(person__username="clerk2").order_by("pk")
    before = list(others.values())
    with clock.at(MOVING):
        load_pack(moved, SINCE)
    assert list(others.values()) == before
