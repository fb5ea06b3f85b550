"""A public list as linked data: schema.org's ItemList of services, batch by batch, in the terms of `linked`."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from onevisit.api.linked import CONTEXT, MEDIA_TYPE, authority
from onevisit.catalogue.lists import ListBatch, ListRow, PublicList

__all__ = ["MEDIA_TYPE", "document", "response"]

_LIST = ["CreativeWork", "ItemList"]


def response(found: PublicList) -> HttpResponse:
    """A list as a document of linked data."""
    body = json.dumps(document(found), ensure_ascii=False)
    return HttpResponse(body, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def document(found: PublicList) -> dict[str, Any]:
    """The same as a value."""
    here = settings.ORIGIN + reverse("api:list_linked", kwargs={"kind": found.kind.value})
    narrowed = f"&batch={found.batch}" if found.batch is not None else ""
    return {
        "@context": CONTEXT,
        "@id": f"{here}?on={found.day.isoformat()}{narrowed}",
        "@type": _LIST,
        "name": found.title,
        "inLanguage": "zh-Hans",
        "temporalCoverage": found.day.isoformat(),
        "publisher": authority(found.owner, ""),
        "numberOfItems": found.total,
        "hasPart": [_batch(one) for one in found.batches],
    }


def _batch(batch: ListBatch) -> dict[str, Any]:
    part: dict[str, Any] = {
        "@type": _LIST,
        "name": batch.title,
        "numberOfItems": len(batch.rows),
        "itemListElement": [_item(one) for one in batch.rows],
    }
    if batch.number is not None and batch.published_on is not None:
        part |= {"position": batch.number, "datePublished": batch.published_on.isoformat()}
    return part


def _item(row: ListRow) -> dict[str, Any]:
    return {"@type": "ListItem", "position": row.place, "item": _service(row)}


def _service(row: ListRow) -> dict[str, Any]:
    provider = authority(row.organ, row.organ_name)
    return {
        "@id": settings.ORIGIN + reverse("api:matter", kwargs={"key": row.key}),
        "@type": ["GovernmentService", "cpsv:PublicService"],
        "number": row.basic_code,
        "identifier": row.task_code or row.basic_code,
        "name": row.name,
        "title": row.name,
        "serviceType": row.kind,
        "audience": [{"@type": "Audience", "audienceType": one} for one in row.audience],
        "url": settings.ORIGIN + reverse("api:guide_linked", kwargs={"key": row.key}),
        "provider": provider,
        "hasCompetentAuthority": {"@id": provider["@id"]},
        "hasLegalResource": [
            {"@type": ["Legislation", "eli:LegalResource"], "name": one, "title": one} for one in row.laws
        ],
    }
