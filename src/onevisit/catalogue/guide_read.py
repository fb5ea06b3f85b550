"""Put a guide together: the definition, and what the tables know of the laws, organs and registers it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onevisit.catalogue import guide as g
from onevisit.catalogue.cards import LEVELS, TOWN_NAME, length_of
from onevisit.catalogue.guide_words import MADE_BY, amount_of, condition_in_words, validity_of
from onevisit.catalogue.journeys import journeys_of
from onevisit.catalogue.shelf import Item, Shelf
from onevisit.platform.organs.queries import OrganCard, halls
from onevisit.rules.basis import Basis
from onevisit.rules.district.checks import TOWN
from onevisit.rules.identifiers import matter_codes, uscc
from onevisit.rules.journeys import answered, holds, stage_groups, unknown
from onevisit.rules.limits import Limit
from onevisit.rules.matters.conditions import Answers, Condition
from onevisit.rules.matters.definition import Evidence, Matter, Result, Stage
from onevisit.rules.matters.vocabulary import Level, StageKind

_AUTHORITY = {Level.DISTRICT: 4, Level.TOWN: 5, Level.VILLAGE: 6}
"""行使层级 of GB/T 39046 A.2."""

COUNTER = "综合窗口"
"""Who accepts, where the definition names nobody: the window takes in for every organ (clause 5.3c)."""


@dataclass(frozen=True)
class _Reader:
    """What every part of a guide is read with: the shelf, the matter, and the answers with the questions still open."""

    here: Shelf
    matter: Matter
    known: Answers
    missing: frozenset[str]

    def depends(self, condition: Condition) -> str | None:
        """On what it depends whether something applies: "" if it does, None if it does not."""
        stands = holds(condition, self.known, self.missing)
        if stands is None:
            return condition_in_words(condition, self.matter)
        return "" if stands else None

    def cite(self, basis: Basis) -> g.Citation:
        """An article. The register has every law that a published definition cites; loading checks it."""
        law = self.here.laws[basis.law]
        return g.Citation(basis.cite(), law.title, law.issued_by, law.document, law.version)

    def cited(self, basis: Basis | None) -> g.Citation | None:
        """An article, where there is one."""
        return self.cite(basis) if basis else None

    def organ_name(self, key: str) -> str:
        """What people call an organ. One outside the district stands in a definition under its own name."""
        return TOWN_NAME if key == TOWN else self.here.organs[key].short if key in self.here.organs else key


def read_guide(here: Shelf, item: Item, answers: Answers, licences: frozenset[str] = frozenset()) -> g.Guide:
    """The guide of a matter of this shelf, for somebody who has these licences. Two statements, for the halls."""
    matter = item.matter
    known, missing = answered(matter, answers), unknown(matter, answers)
    reader = _Reader(here, matter, known, missing)
    organ = None if matter.organ == TOWN else here.organs[matter.organ]
    return g.Guide(
        matter=matter,
        card=item.card,
        version=item.card.version,
        since=item.since,
        batch=item.batch,
        task_code=task_code(matter, organ),
        organ=organ,
        answers=known,
        complete=not missing,
        grounds=tuple(g.GroundLine(reader.cite(one.basis), one.says) for one in matter.basis),
        questions=tuple(_questions(reader)),
        requirements=tuple(_requirements(reader)),
        stages=tuple(_stages(reader)),
        statutory=_limit(reader, matter.limits.statutory),
        promised=_limit(reader, matter.limits.promised),
        fees=tuple(_fees(reader)),
        results=tuple(_result(reader, one) for one in matter.results),
        refusals=tuple(g.RefusalLine(one.text, reader.cite(one.basis)) for one in matter.refusals),
        faq=matter.questions,
        halls=tuple(_halls(matter)),
        journeys=journeys_of(here, matter.key, known, licences),
        assumed=item.provenance.assumed,
    )


def task_code(matter: Matter, organ: OrganCard | None) -> str:
    """The 31-character 实施编码, "" for a matter of the towns."""
    if organ is None:
        return ""
    level = _AUTHORITY[Level(organ.level)]
    basic = matter_codes.check_basic_code(matter.codes.basic)
    return str(matter_codes.make_task_code(uscc.check(organ.code), level, basic))


def _questions(reader: _Reader) -> Iterator[g.QuestionLine]:
    for one in reader.matter.situations:
        asked = holds(one.when, reader.known, reader.missing)
        if asked is not False:
            answer = reader.known.get(one.key, "")
            yield g.QuestionLine(one.key, one.ask, one.help, one.options, answer, asked is True)


def _requirements(reader: _Reader) -> Iterator[g.RequirementLine]:
    for one in reader.matter.requirements:
        depends = reader.depends(one.when)
        if depends is not None:
            yield g.RequirementLine(
                key=one.key,
                name=one.name,
                made_by=MADE_BY[one.made_by],
                issuer=reader.organ_name(one.issued_by) if one.issued_by else "",
                ways=tuple(_way(reader, evidence) for evidence in one.evidence),
                required=one.required,
                copies=one.copies,
                note=one.note,
                defer_days=one.defer.days if one.defer else 0,
                commitment=one.commitment,
                citation=reader.cited(one.basis),
                depends=depends,
            )


def _way(reader: _Reader, evidence: Evidence) -> g.WayLine:
    if evidence.licence:
        licence = reader.here.licences[evidence.licence]
        return g.WayLine(evidence.way, evidence.way.label, licence.name, reader.organ_name(licence.issuer))
    if evidence.resource:
        resource = reader.here.resources[evidence.resource]
        return g.WayLine(evidence.way, evidence.way.label, resource.name, reader.organ_name(resource.holder))
    return g.WayLine(evidence.way, evidence.way.label)


def _stages(reader: _Reader) -> Iterator[tuple[g.StageLine, ...]]:
    depends = {one.key: reader.depends(one.when) for one in reader.matter.stages}
    for group in stage_groups([one for one in reader.matter.stages if depends[one.key] is not None]):
        yield tuple(
            g.StageLine(
                one.key,
                one.name,
                one.kind.value,
                _worker(reader, one),
                length_of(one.limit) if one.limit else "",
                one.note,
                reader.cited(one.basis or (one.limit.basis if one.limit else None)),
                depends[one.key] or "",
            )
            for one in group
        )


def _worker(reader: _Reader, stage: Stage) -> str:
    if stage.organ:
        return reader.organ_name(stage.organ)
    return COUNTER if stage.kind is StageKind.ACCEPT else reader.organ_name(reader.matter.organ)


def _limit(reader: _Reader, limit: Limit) -> g.LimitLine:
    return g.LimitLine(length_of(limit), limit.length, limit.unit, reader.cited(limit.basis))


def _fees(reader: _Reader) -> Iterator[g.FeeLine]:
    for one in reader.matter.fees:
        depends = reader.depends(one.when)
        if depends is not None:
            citation = reader.cite(one.basis)
            yield g.FeeLine(
                one.key, one.name, amount_of(one), one.amount, one.unit, one.note, citation, depends
            )


def _result(reader: _Reader, one: Result) -> g.ResultLine:
    licence = reader.here.licences[one.licence].name if one.licence else ""
    validity = validity_of(one.valid)
    return g.ResultLine(
        one.key, one.name, one.kind.value, licence, validity, one.delivery, reader.cited(one.basis)
    )


def _halls(matter: Matter) -> Iterator[g.HallLine]:
    for hall in halls():
        windows = tuple(
            f"{one.number} {one.name}" for one in hall.windows.all() if one.takes(matter.window_class)
        )
        level = Level(hall.level)
        if windows and level in matter.offered_at:
            yield g.HallLine(
                hall.key, hall.name, LEVELS[level], hall.address, hall.hours, hall.phone, windows
            )
