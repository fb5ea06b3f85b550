"""The published catalogue of the real pack, and a way to publish more in a test."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from pypinyin import lazy_pinyin

from onevisit.catalogue.models import Batch, MatterVersion
from onevisit.catalogue.search import Results, search
from onevisit.rules.matters.parse import parse_matter

TODAY = date(2026, 11, 23)

Publish = Callable[..., MatterVersion]


@pytest.fixture
def publish(db: None) -> Publish:
    """Publish a matter like one of the pack, with changes to its definition; the former version ends the day before.

    Without `since` it stays a draft.
    """

    def publish(
        like: str, *, since: date | None = TODAY, batch: Batch | None = None, **changes: object
    ) -> MatterVersion:
        model = MatterVersion.objects.filter(matter=like).order_by("-number").first()
        assert model is not None
        data = json.loads(model.definition) | changes
        assert parse_matter(data).ok
        definition = json.dumps(data, ensure_ascii=False)
        former = MatterVersion.objects.filter(matter=data["key"], valid_to=None).first()
        if former and since:
            former.valid_to = since - timedelta(days=1)
            former.save(update_fields=["valid_to"])
        return MatterVersion.objects.create(
            matter=data["key"],
            number=former.number + 1 if former else 1,
            state="published" if since else "draft",
            batch=batch,
            valid_from=since,
            definition=definition,
            sha256=hashlib.sha256(definition.encode()).hexdigest(),
            name=data["name"],
            pinyin=" ".join(lazy_pinyin(data["name"])),
            kind=data["kind"],
            organ_id=data["organ"] if data["organ"] != "town" else None,
            window_class=data["window_class"],
            basic_code=data["codes"]["basic"],
        )

    return publish


@pytest.fixture
def find(db: None) -> Callable[..., Results]:
    """Search the catalogue of the day."""

    def find(query: str, **filters: object) -> Results:
        return search(query, on=TODAY, **filters)

    return find
