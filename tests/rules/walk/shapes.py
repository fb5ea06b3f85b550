"""The shapes of matters that are walked: features on and off, and no more of a matter than a rule can notice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from factories.matters import calendar, matters, situations
from onevisit.rules.basis import Basis
from onevisit.rules.cases.application import requirements_for, stages_for
from onevisit.rules.cases.renewals import apply_by
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.courses import (
    Act,
    Concern,
    Courses,
    DeferralEnd,
    Demand,
    Handling,
    Pledge,
    Quota,
    Risk,
    Special,
    SpecialKind,
)
from onevisit.rules.matters.definition import (
    Codes,
    Deferral,
    Evidence,
    Field,
    Ground,
    Limits,
    Matter,
    RefusalGround,
    Requirement,
    Result,
    Stage,
)
from onevisit.rules.matters.vocabulary import (
    Audience,
    Channel,
    Delivery,
    FieldType,
    Kind,
    Level,
    MadeBy,
    ResultKind,
    Since,
    StageKind,
    Way,
    WindowClass,
)

START = date(2026, 9, 14)
"""A Monday a fortnight before the National Day holidays, with an exchanged Sunday between."""

WORKING = calendar()
LAW = Basis("行政许可法", "42", 1)
LENGTHS = {Unit.AT_ONCE: (0, 0), Unit.WORKING_DAYS: (20, 8), Unit.DAYS: (40, 12), Unit.MONTHS: (2, 1)}
"""The statutory and the promised length by unit: far enough apart that either can be the one that has passed."""
STAGE_LENGTHS = {Unit.AT_ONCE: 0, Unit.WORKING_DAYS: 4, Unit.DAYS: 5, Unit.MONTHS: 1}
ONE_REVIEW = ((StageKind.REVIEW, (), Unit.WORKING_DAYS),)
LICENCE = "walked-licence"
Reviews = tuple[tuple[StageKind, tuple[int, ...], Unit | None], ...]


@dataclass(frozen=True)
class Features:
    """Everything about a matter that the procedure can notice. `reviews` name those before them by position."""

    reviews: Reviews = ONE_REVIEW
    handling: Handling = Handling.SINGLE
    special: tuple[SpecialKind, ...] = ()
    interested: bool = False
    hearing: bool = False
    quota: bool = False
    concerns: Act | None = None
    before: Limit | None = None
    """How long before the expiry a renewal is applied for, where it is not the thirty working days of the law."""
    risk: Risk | None = None
    pledge_by_law: bool = False
    at_once: bool = False
    since: Since = Since.ACCEPTANCE
    statutory: Unit = Unit.WORKING_DAYS
    promised: Unit = Unit.WORKING_DAYS
    deferrable: int = 0
    deferral_ends: DeferralEnd = DeferralEnd.REVOKED
    committable: bool = False
    original: bool = False
    delivery: tuple[Delivery, ...] = (Delivery.ELECTRONIC, Delivery.COURIER, Delivery.WINDOW)
    kind: Kind = Kind.LICENCE
    online: bool = True
    town: bool = False
    heard: bool = False
    """Whether hearings and interested parties are walked, though no law demands them here."""

    @property
    def hearings(self) -> bool:
        """Whether the moves of a hearing belong to the walk."""
        return self.heard or self.hearing or self.interested


@dataclass(frozen=True)
class Shape:
    """A matter to walk, its name in the report, and when a licence expires that is to be renewed.

    That is the first day for which an application on `START` is early enough (Art. 50 (1)).
    """

    name: str
    features: Features
    matter: Matter
    expires: date


def shape(name: str, features: Features) -> Shape:
    """The smallest matter with these features."""
    matter, expires = _matter(name, features), START
    if matter.courses.concerns is not None:
        while apply_by(matter.courses.concerns, expires, WORKING) < START:
            expires += timedelta(days=1)
    return Shape(name, features, matter, expires)


def _limit(length: int, unit: Unit) -> Limit:
    return Limit(length, unit, LAW, "期限")


def _requirements(features: Features) -> tuple[Requirement, ...]:
    upload = (Evidence(Way.UPLOAD),)
    found = [Requirement("main", "主要材料", MadeBy.APPLICANT, upload)]
    if features.original:
        found.append(Requirement("paper", "原件", MadeBy.APPLICANT, (Evidence(Way.ORIGINAL),)))
    for number in range(features.deferrable):
        defer = Deferral(5 + 5 * number, LAW)
        key = f"late{number}"
        found.append(Requirement(key, f"可容缺材料{number}", MadeBy.ORGAN, upload, defer=defer))
    if features.committable:
        found.append(Requirement("word", "可承诺材料", MadeBy.ORGAN, upload, commitment=True))
    return tuple(found)


def _stages(features: Features) -> tuple[Stage, ...]:
    town = "town" if features.town else ""
    found = [Stage("accept", "受理", StageKind.ACCEPT, town)]
    for number, (kind, after, unit) in enumerate(features.reviews):
        limit = _limit(STAGE_LENGTHS[unit], unit) if unit else None
        before = ("accept", *(f"review{one}" for one in after))
        organ = town if kind is StageKind.FIRST_REVIEW else "other" if number else ""
        found.append(Stage(f"review{number}", f"审查{number}", kind, organ, limit, before))
    names = tuple(f"review{number}" for number in range(len(features.reviews)))
    organ = "" if not features.town else "above"
    found.append(Stage("decide", "决定", StageKind.DECIDE, organ, after=names or ("accept",)))
    return tuple(found)


def _courses(features: Features) -> Courses:
    return Courses(
        handling=features.handling,
        deferral_ends=features.deferral_ends,
        special=tuple(Special(kind, 10, Basis("行政许可法", "45")) for kind in features.special),
        interested=Demand(Basis("行政许可法", "36")) if features.interested else None,
        hearing=Demand(Basis("行政许可法", "46")) if features.hearing else None,
        quota=Quota(3, Basis("行政许可法", "57")) if features.quota else None,
        risks=(features.risk,) if features.risk else (),
        pledge=Pledge(statutory=Basis("消防法", "15", 1) if features.pledge_by_law else None),
        concerns=_concern(features),
    )


def _concern(features: Features) -> Concern | None:
    if features.concerns is None:
        return None
    rule = Concern(LICENCE, features.concerns)
    return replace(rule, before=features.before) if features.before else rule


def _matter(name: str, features: Features) -> Matter:
    joint = features.handling is Handling.JOINT and features.statutory is Unit.WORKING_DAYS
    statutory = 45 if joint else LENGTHS[features.statutory][0]
    return Matter(
        key="walked",
        name=name,
        codes=Codes("000100000000", test=True),
        kind=features.kind,
        organ="town" if features.town else "organ",
        audience=(Audience.PERSON,),
        window_class=WindowClass.PEOPLE,
        offered_at=(Level.DISTRICT,),
        basis=(Ground("行政许可法", "42", "期限"),),
        conditions=(),
        requirements=_requirements(features),
        stages=_stages(features),
        results=(Result("result", "结果", ResultKind.LICENCE, features.delivery, LICENCE),),
        limits=Limits(
            _limit(statutory, features.statutory),
            _limit(LENGTHS[features.promised][1], features.promised),
            features.since,
        ),
        channels=(Channel.ONLINE, Channel.WINDOW) if features.online else (Channel.WINDOW,),
        summary="",
        at_once=features.at_once,
        fields=(Field("about", "事由", FieldType.TEXT),),
        refusals=(RefusalGround("unfit", "不符合条件", LAW),),
        courses=_courses(features),
    )


_R, _S, _F = REVIEWS = (StageKind.REVIEW, StageKind.SURVEY, StageKind.FIRST_REVIEW)
_WD = Unit.WORKING_DAYS
PLAIN = Features()
NO_REVIEW = replace(PLAIN, reviews=())
AT_ONCE = replace(NO_REVIEW, at_once=True, statutory=Unit.AT_ONCE, promised=Unit.AT_ONCE)


def _written() -> dict[str, Features]:
    ends = {
        f"deferral, {end.value}": replace(NO_REVIEW, deferrable=2, deferral_ends=end) for end in DeferralEnd
    }
    specials = {
        f"special: {kind.value}": replace(NO_REVIEW, special=(kind,))
        for kind in SpecialKind
        if kind is not SpecialKind.HEARING
    }
    two = (SpecialKind.TESTING, SpecialKind.EXPERT_REVIEW)
    return {
        "plain": PLAIN,
        "at once": AT_ONCE,
        "beside and after": replace(PLAIN, reviews=((_R, (), _WD), (_R, (), _WD), (_R, (0, 1), _WD))),
        "survey": replace(PLAIN, reviews=((_S, (), _WD),)),
        "forwarded": replace(
            PLAIN, reviews=((_F, (), _WD), (_R, (0,), _WD)), handling=Handling.FORWARDED, town=True
        ),
        "joint": replace(PLAIN, handling=Handling.JOINT),
        **specials,
        "two special": replace(PLAIN, special=two),
        "heard": replace(NO_REVIEW, heard=True),
        "interested": replace(PLAIN, interested=True),
        "hearing by law": replace(PLAIN, hearing=True),
        "hearing by law, interested": replace(NO_REVIEW, hearing=True, interested=True),
        "quota": replace(PLAIN, quota=True),
        **ends,
        "commitment": replace(NO_REVIEW, committable=True),
        "commitment opened by law": replace(
            NO_REVIEW, committable=True, risk=Risk.PUBLIC_SAFETY, pledge_by_law=True
        ),
        "commitment excluded": replace(NO_REVIEW, committable=True, risk=Risk.HEALTH),
        "renewal": replace(PLAIN, concerns=Act.RENEWAL),
        "renewal on short notice": replace(PLAIN, concerns=Act.RENEWAL, before=_limit(15, _WD)),
        "renewal with everything open": replace(
            NO_REVIEW,
            concerns=Act.RENEWAL,
            special=(SpecialKind.TESTING,),
            deferrable=1,
            deferral_ends=DeferralEnd.WITHDRAWN,
        ),
        "change": replace(PLAIN, concerns=Act.CHANGE),
        "risk": replace(PLAIN, risk=Risk.HEALTH),
        "since receipt": replace(PLAIN, since=Since.RECEIPT),
        "original": replace(NO_REVIEW, original=True),
        "months": replace(PLAIN, statutory=Unit.MONTHS, promised=Unit.DAYS),
        "window alone": replace(NO_REVIEW, online=False, delivery=(Delivery.WINDOW,)),
        "no licence": replace(PLAIN, kind=Kind.CONFIRMATION),
        "special and interested": replace(NO_REVIEW, interested=True, special=(SpecialKind.TESTING,)),
        "deferral and special": replace(
            NO_REVIEW, deferrable=1, deferral_ends=DeferralEnd.REFUSED, special=(SpecialKind.TESTING,)
        ),
        "deferral and interested": replace(NO_REVIEW, deferrable=1, interested=True),
        "commitment and deferral": replace(
            NO_REVIEW, deferrable=1, committable=True, deferral_ends=DeferralEnd.WITHDRAWN
        ),
        "original and deferral": replace(NO_REVIEW, original=True, deferrable=1),
    }


def written() -> tuple[Shape, ...]:
    """The shapes written by hand: each feature alone, and the pairs whose clocks can cross."""
    return tuple(shape(name, features) for name, features in _written().items())


def of_the_pack() -> tuple[Shape, ...]:
    """The shapes of the pack's matters in each of their situations, each once, but for those written above."""
    known = set(_written().values())
    found: dict[str, Features] = {}
    for key, matter in matters().items():
        for answers in situations(matter):
            features = _features(matter, answers)
            if features not in known:
                known.add(features)
                found[f"{key} {len(found) + 1}"] = features
    return tuple(shape(name, features) for name, features in found.items())


def _features(matter: Matter, answers: dict[str, str]) -> Features:
    courses, requirements = matter.courses, requirements_for(matter, answers)
    deliveries = {way for result in matter.results for way in result.delivery}
    ways = [[one.way for one in requirement.evidence] for requirement in requirements]
    return Features(
        reviews=_reviews(matter, answers),
        handling=courses.handling,
        special=tuple(one.kind for one in courses.special)[:2],
        interested=courses.interested is not None,
        hearing=courses.hearing is not None,
        quota=courses.quota is not None,
        concerns=courses.concerns.act if courses.concerns else None,
        before=_before(matter),
        risk=next((one for one in courses.risks if one.bars), next(iter(courses.risks), None)),
        pledge_by_law=courses.pledge.statutory is not None,
        at_once=matter.at_once,
        since=matter.limits.since,
        statutory=matter.limits.statutory.unit,
        promised=matter.limits.promised.unit,
        deferrable=min(1, sum(one.defer is not None for one in requirements)),
        deferral_ends=courses.deferral_ends,
        committable=any(one.commitment for one in requirements),
        original=any(way == [Way.ORIGINAL] for way in ways),
        delivery=tuple(way for way in Delivery if way in deliveries),
        kind=matter.kind if matter.kind is Kind.LICENCE else Kind.CONFIRMATION,
        online=Channel.ONLINE in matter.channels,
        town=matter.organ == "town",
    )


def _before(matter: Matter) -> Limit | None:
    """The shape needs the length alone: of two matters that differ in the article, one is enough."""
    rule = matter.courses.concerns
    if rule is None or rule.act is not Act.RENEWAL:
        return None
    found = _limit(rule.before.length, rule.before.unit)
    return None if (found.length, found.unit) == (30, Unit.WORKING_DAYS) else found


def _reviews(matter: Matter, answers: dict[str, str]) -> Reviews:
    """The stages between acceptance and decision; of those that stand at the same place, one of each kind.

    Where hearings are walked too, the first alone: a hearing waits for none of them, and the decision for both.
    """
    inside = [one for one in stages_for(matter, answers) if one.kind in (_R, _S, _F)]
    place: dict[str, int] = {}
    found: list[tuple[StageKind, tuple[int, ...], Unit | None]] = []
    for stage in inside:
        after = tuple(sorted({place[key] for key in stage.after if key in place}))
        row = (stage.kind, after, stage.limit.unit if stage.limit else None)
        if row not in found:
            found.append(row)
        place[stage.key] = found.index(row)
    hearings = matter.courses.hearing is not None or matter.courses.interested is not None
    return tuple(found[:1] if hearings else found)
