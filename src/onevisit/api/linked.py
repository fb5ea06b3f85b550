"""A guide as linked data: schema.org's GovernmentService, said in the terms of CPSV-AP 3.2 as well.

Terms without a prefix that the context does not name are schema.org's. `processingTime` is CPSV-AP's estimate as an
ISO 8601 duration: that knows no working days, so a limit in working days is given as calendar days at five working days
a week; the exact promise stands in words in the channel.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from onevisit.catalogue.cards import CHANNELS
from onevisit.catalogue.guide import Citation, FeeLine, HallLine, LimitLine, RequirementLine, ResultLine
from onevisit.catalogue.queries import Guide
from onevisit.platform.organs.queries import OrganCard
from onevisit.rules.limits import Unit
from onevisit.rules.matters.vocabulary import Channel

MEDIA_TYPE = "application/ld+json"

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "hasCompetentAuthority": "cv:hasCompetentAuthority",
    "hasLegalResource": "cv:hasLegalResource",
    "hasInput": "cpsv:hasInput",
    "produces": "cpsv:produces",
    "hasCost": "cv:hasCost",
    "hasChannel": "cv:hasChannel",
    "processingTime": {"@id": "cv:processingTime", "@type": "xsd:duration"},
    "title": {"@id": "dct:title", "@language": "zh-Hans"},
    "text": {"@id": "dct:description", "@language": "zh-Hans"},
    "number": "dct:identifier",
    "label": {"@id": "skos:prefLabel", "@language": "zh-Hans"},
    "hasValue": {"@id": "cv:hasValue", "@type": "xsd:double"},
    "currency": {"@id": "cv:currency", "@type": "@id"},
}

_YUAN = "http://publications.europa.eu/resource/authority/currency/CNY"


def response(guide: Guide) -> HttpResponse:
    """A guide as a document of linked data."""
    body = json.dumps(document(guide), ensure_ascii=False)
    return HttpResponse(body, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def document(guide: Guide) -> dict[str, Any]:
    """The same as a value."""
    matter = guide.matter
    provider = authority(guide.organ, guide.card.organ_name)
    here = settings.ORIGIN + reverse("api:guide", kwargs={"key": matter.key})
    return {
        "@context": CONTEXT,
        "@id": settings.ORIGIN + reverse("api:matter", kwargs={"key": matter.key}),
        "@type": ["GovernmentService", "cpsv:PublicService"],
        "number": matter.codes.basic,
        "identifier": guide.task_code or matter.codes.basic,
        "name": matter.name,
        "title": matter.name,
        "alternateName": list(matter.aliases),
        "description": matter.summary,
        "text": matter.summary,
        "inLanguage": "zh-Hans",
        "serviceType": matter.kind.value,
        "audience": [{"@type": "Audience", "audienceType": one.value} for one in matter.audience],
        "url": here,
        "provider": provider,
        "hasCompetentAuthority": {"@id": provider["@id"]},
        "hasLegalResource": [_law(one.citation) for one in guide.grounds],
        "hasInput": [_input(one) for one in guide.requirements],
        "produces": [_output(one) for one in guide.results],
        "hasCost": [_cost(one) for one in guide.fees],
        "processingTime": duration(guide.promised),
        "hasChannel": [_channel(guide, one) for one in matter.channels],
    }


def authority(organ: OrganCard | None, name: str) -> dict[str, Any]:
    """The organ that answers for a service; without one, the towns (called `name`) that each answer for their own."""
    if organ is None:
        return {
            "@id": "_:towns",
            "@type": ["GovernmentOrganization", "cv:PublicOrganisation"],
            "name": name,
            "label": name,
        }
    return {
        "@id": f"urn:uscc:{organ.code}",
        "@type": ["GovernmentOrganization", "cv:PublicOrganisation"],
        "identifier": organ.code,
        "name": organ.name,
        "label": organ.name,
        "alternateName": [organ.short, *organ.formerly],
        "telephone": organ.phone,
    }


def _law(citation: Citation) -> dict[str, Any]:
    return {"@type": ["Legislation", "eli:LegalResource"], "name": citation.title, "title": citation.text}


def _input(one: RequirementLine) -> dict[str, Any]:
    ways = "；".join(f"{way.label}（{way.source}）" if way.source else way.label for way in one.ways)
    parts = [one.note, ways, f"适用条件：{one.depends}" if one.depends else ""]
    return {
        "@type": "cv:Evidence",
        "number": one.key,
        "title": one.name,
        "text": "；".join(part.rstrip("。") for part in parts if part),
    }


def _output(one: ResultLine) -> dict[str, Any]:
    return {"@type": "cv:Output", "number": one.key, "name": one.name, "title": one.name}


def _cost(one: FeeLine) -> dict[str, Any]:
    cost: dict[str, Any] = {"@type": "cv:Cost", "number": one.key, "text": f"{one.name}：{one.words}"}
    if one.amount is not None:
        cost |= {"hasValue": str(one.amount), "currency": _YUAN}
    return cost


def _channel(guide: Guide, channel: Channel) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": ["ServiceChannel", "cv:Channel"],
        "number": channel.value,
        "name": CHANNELS[channel],
        "text": f"{CHANNELS[channel]}，承诺时限{guide.promised.words}",
    }
    if channel in (Channel.WINDOW, Channel.VILLAGE):
        found["serviceLocation"] = [_place(hall) for hall in guide.halls]
    return found


def _place(hall: HallLine) -> dict[str, Any]:
    return {
        "@type": "CivicStructure",
        "name": hall.name,
        "address": hall.address,
        "telephone": hall.phone,
        "description": f"{hall.hours}，{'、'.join(hall.windows)}",
    }


def duration(limit: LimitLine) -> str:
    """A limit as an ISO 8601 duration."""
    if limit.unit is Unit.AT_ONCE:
        return "P0D"
    if limit.unit is Unit.MONTHS:
        return f"P{limit.length}M"
    days = -(-limit.length * 7 // 5) if limit.unit is Unit.WORKING_DAYS else limit.length
    return f"P{days}D"
