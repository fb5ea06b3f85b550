"""Bundles (一件事) for machines: what each contains, in which order, how many visits and days. All of it is public."""

from django.http import HttpRequest
from ninja import Field, Path, Query, Router
from ninja.errors import ValidationError

from onevisit.api import bundle_schemas, schemas
from onevisit.api.as_of import AsOf
from onevisit.catalogue import bundles as catalogue
from onevisit.catalogue.visits import catalogue_on
from onevisit.platform.access import EVERYBODY, requires
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.bundles.plan import Plan, plan
from onevisit.rules.journeys import figures
from onevisit.rules.matters.conditions import ALWAYS

router = Router(tags=["一件事"])


class Answered(AsOf):
    """What has been answered, and as of which day."""

    situation: list[str] = Field(
        default_factory=list,
        max_length=80,
        description="情形回答，写成 问题:选项，可以重复",
        examples=[["who:sole", "food:permit"]],
    )


@router.get(
    "/bundles",
    response={200: list[bundle_schemas.BundleOut], 422: schemas.ProblemOut},
    summary="有哪些一件事",
)
@requires(EVERYBODY)
def bundles(request: HttpRequest, as_of: Query[AsOf]) -> list[bundle_schemas.BundleOut]:
    """事项都在那一天有效的一件事，按公布的次序排列。一件事的定义本身不分版本，事项用那一天有效的版本。"""
    return [bundle_schemas.BundleOut.model_validate(_card(one)) for one in catalogue.bundles(as_of.day)]


@router.get(
    "/bundles/{key}",
    response={200: bundle_schemas.BundleDetailOut, 404: schemas.ProblemOut, 422: schemas.ProblemOut},
    summary="一件事",
)
@requires(EVERYBODY)
def bundle(
    request: HttpRequest, which: Path[bundle_schemas.WhichBundle], given: Query[Answered]
) -> bundle_schemas.BundleDetailOut:
    """一件事包含的事项、先后次序、跑动次数和承诺天数，都由事项的定义推算；按给出的情形收窄。"""
    found = catalogue.composite(which.key, given.day)
    answers = _answers(found, given.situation)
    applying = plan(found, answers)
    matter = found.settled(answers).matter if applying else found.matter
    visits = figures(matter, catalogue_on(given.day), answers).in_hand.visits
    return bundle_schemas.BundleDetailOut.model_validate(
        _card(found)
        | {
            "questions": [
                {"key": one.key, "ask": one.ask, "options": dict(one.options)}
                for one in found.matter.situations
            ],
            "parts": _parts(found, applying),
            "channels": list(matter.channels),
            "visits_low": visits.low,
            "visits_high": visits.high,
            "days": applying.days if applying else found.matter.limits.promised.length,
        }
    )


def _card(found: Composite) -> dict[str, object]:
    one = found.bundle
    return {
        "key": one.key,
        "name": one.name,
        "summary": one.summary,
        "audience": list(one.audience),
        "life_events": list(one.life_events),
        "aliases": list(one.aliases),
        "matters": [part.key for part in found.parts],
    }


def _parts(found: Composite, applying: Plan | None) -> list[dict[str, object]]:
    waves = applying.waves if applying else ()
    placed = {part.key: (number, part) for number, wave in enumerate(waves, 1) for part in wave.parts}
    return [
        {
            "matter": one.key,
            "name": one.matter.name,
            "version": one.version,
            "organ": one.matter.organ,
            "conditional": one.when != ALWAYS,
            "applies": one.key in placed,
            "wave": placed[one.key][0] if one.key in placed else 0,
            "after": sorted(placed[one.key][1].after) if one.key in placed else [],
            "days": one.matter.limits.promised.length,
        }
        for one in found.parts
    ]


def _answers(found: Composite, situation: list[str]) -> dict[str, str]:
    """The answers, once each is known to be one: what is misspelt must not pass for not answered."""
    options = {one.key: one.options for one in found.matter.situations}
    answers = dict(part.partition(":")[::2] for part in situation)
    for question, option in answers.items():
        if option not in options.get(question, ()):
            known = "、".join(f"{name}:{'|'.join(each)}" for name, each in options.items())
            sentence = f"没有“{question}:{option}”这个回答，可用的有：{known}"
            raise ValidationError(
                [{"type": "value_error", "loc": ("query", "situation"), "ctx": {"error": sentence}}]
            )
    return answers
