"""Raise a disagreement, state the other position, decide, send up, settle: each with its line of history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from django.db import IntegrityError, transaction

from onevisit.casework import numbers
from onevisit.casework.refusals import NoSuchCase
from onevisit.casework.taking_part import Part, let_see, taking_part
from onevisit.coordination import access, arbiters, terms
from onevisit.coordination.models import Disagreement, Question
from onevisit.coordination.reading import answering_organs, locked_disagreement
from onevisit.coordination.recording import Doing, did, fresh, once, passed, tell, tell_applicant, written
from onevisit.platform import clock
from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.platform.people.actors import Actor, Holding
from onevisit.platform.workdays.queries import calendar, edition
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases.application import Fault
from onevisit.rules.coordination import disagreement as rules
from onevisit.rules.coordination import question as questions
from onevisit.rules.coordination import refusals, texts
from onevisit.rules.coordination.disagreement import Holds, Issue, Phase, Said, Stand
from onevisit.rules.coordination.question import Deed
from onevisit.rules.coordination.terms import CLOCK_GOES_ON, Span, due
from onevisit.rules.district.definition import Role


@dataclass(frozen=True)
class Raising:
    """What is raised: against whom, about what, one's own position and the articles that it rests on."""

    case: str
    issue: str
    other: str
    position: str
    articles: str


def raise_it(raising: Raising, *, actor: Actor, at: datetime, key: str) -> str:
    """Bring a disagreement before its arbiter; returns the reference. The same key is answered with the first.

    Raises `NoSuchCase`, `NotChief`, `CaseOver`, `WordsMissing`, `NobodyThere`, `SameOrgan`, `NoContradiction`,
    `NoAnswerYet`, `AlreadyRaised`, `NoArbiter`.
    """
    try:
        with transaction.atomic():
            return _raise(raising, Doing(Deed.RAISE, actor, at, key))
    except IntegrityError:
        # Sent twice, or raised by both sides, at the same moment: the other one was first.
        first = Disagreement.objects.filter(key=key).first()
        if first is not None:
            return first.reference
        with transaction.atomic():
            return _raise(raising, Doing(Deed.RAISE, actor, at, key))


def speaks_in(actor: Actor, part: Part) -> Holding | None:
    """The post under which one may raise a disagreement here: for an organ with a part, or that was asked about it."""
    asked = Question.objects.filter(case=part.number).values_list("to_organ", flat=True)
    return access.speaker(actor, {*part.organs, *asked})


def _raise(raising: Raising, doing: Doing) -> str:
    known = Disagreement.objects.filter(key=doing.key).first()
    if known is not None:
        return known.reference
    part = taking_part(raising.case)
    post = speaks_in(doing.actor, part)
    cards = organ_cards()
    if post is None:
        _nobody_here(doing.actor, part)
    if not part.is_open:
        raise refusals.CaseOver(case=part.number, phase=part.phase.label, deed=doing.deed.label)
    issue = _issue(raising)
    written(texts.check(position=raising.position.strip(), articles=raising.articles.strip()))
    day = clock.day_of(doing.at)
    if raising.other not in answering_organs(day):
        raise refusals.NobodyThere
    if raising.other == post.organ:
        raise refusals.SameOrgan(organ=cards[post.organ].short)
    about = _grounds(issue, part, post.organ, cards[raising.other], cards)
    pair = "/".join(sorted((post.organ, raising.other)))
    _not_twice(part.number, pair, cards)
    arbiter = rules.first_arbiter(arbiters.order(issue), (post.organ, raising.other))
    number = edition()
    row = Disagreement(
        reference=texts.make_reference(
            texts.DISAGREEMENT, day, numbers.take(f"coordination:disagreement:{day:%Y%m%d}")
        ),
        key=doing.key,
        case=part.number,
        matter_name=part.matter_name,
        issue=issue.value,
        question=about,
        raiser_id=post.organ,
        other_id=raising.other,
        pair=pair,
        raised_at=doing.at,
        raised_by_id=doing.actor.person,
        position=raising.position.strip(),
        articles=raising.articles.strip(),
        phase=Phase.RAISED.value,
        arbiter_id=arbiter,
        since=day,
        due_on=due(terms.on(day), Span.POSITION, day, calendar(number)),
        edition=number,
        seq=0,
    )
    did(row, doing, post, raising.other)
    let_see(row.case, arbiter)
    said = f"{post.organ_name}就办件{row.case}提请协调（{row.reference}），请在{chinese_date(row.due_on)}前提出意见。"
    tell(row, doing.at, {raising.other: access.SPEAKERS}, said)
    last = due(terms.on(day), Span.DECISION, row.due_on, calendar(number))
    tell_applicant(part.party, row.case, _to_applicant(row, cards, last.isoformat()), doing.at)
    return row.reference


def _to_applicant(row: Disagreement, cards: dict[str, OrganCard], last: str) -> str:
    both = f"{cards[row.raiser_id].short}和{cards[row.other_id].short}"
    year, month, day = (int(one) for one in last.split("-"))
    return (
        f"您的“{row.matter_name}”（{row.case}）：{both}对审查意见有分歧，已提请{cards[row.arbiter_id].short}协调，"
        f"{year}年{month}月{day}日前决定。办理期限照常计算，您不用跑。"
    )


def _nobody_here(actor: Actor, part: Part) -> NoReturn:
    """Tell who has to do with the case that he does not speak for his organ, and others that there is no such case."""
    if access.asker(actor, part) is not None or actor.holds(Role.INQUIRY):
        raise refusals.NotChief(organ="本部门", deed=Deed.RAISE.label)
    raise NoSuchCase(number=part.number)


def _issue(raising: Raising) -> Issue:
    try:
        return Issue(raising.issue)
    except ValueError:
        written((Fault("issue", "请选择争的是什么"),))
        raise


def _grounds(
    issue: Issue, part: Part, own: str, other: OrganCard, cards: dict[str, OrganCard]
) -> Question | None:
    """The question that it is about, if it is about an answer. Raises where there is nothing to disagree about."""
    if issue is Issue.OPINIONS:
        said = [Said(one.organ, one.stage, one.outcome) for one in part.voices]
        names = {own: cards[own].short, other.key: other.short}
        rules.check_contradiction(said, own, other.key, names)
    if issue is not Issue.ANSWER:
        return None
    answered = Question.objects.filter(
        case=part.number, from_organ=own, to_organ=other.key, phase=questions.Phase.ANSWERED.value
    )
    found = answered.order_by("-id").first()
    if found is None:
        raise refusals.NoAnswerYet(other=other.short)
    return found


def _not_twice(case: str, pair: str, cards: dict[str, OrganCard]) -> None:
    open_phases = [one.value for one in Phase if one.is_open]
    known = Disagreement.objects.filter(case=case, pair=pair, phase__in=open_phases).first()
    if known is not None:
        names = {"raiser": cards[known.raiser_id].short, "other": cards[known.other_id].short}
        raise refusals.AlreadyRaised(reference=known.reference, **names)


def state(
    reference: str, position: str, articles: str, *, actor: Actor, at: datetime, seen: int, key: str
) -> None:
    """The position of the other side; the arbiter's days begin. Raises `NotChief`, `WordsMissing`, as others do."""
    doing = Doing(Deed.STATE, actor, at, key, seen)

    def work() -> None:
        row, cards = _locked(reference, doing)
        post = access.may_speak(actor, cards[row.other_id], doing.deed)
        _in_order(row, doing)
        written(texts.check(position=position.strip(), articles=articles.strip()))
        row.other_position, row.other_articles = position.strip(), articles.strip()
        row.other_at, row.other_by_id = at, actor.person
        row.phase, row.since = Phase.HEARD.value, clock.day_of(at)
        _dated(row)
        did(row, doing, post, row.arbiter_id)
        _tell_arbiter(row, at)

    once(doing, work)


def decide(
    reference: str,
    holds: str,
    decision: str,
    binding: str,
    *,
    actor: Actor,
    at: datetime,
    seen: int,
    key: str,
) -> None:
    """The arbiter's decision: whose position holds, why, and what both do now. It binds both.

    Raises `NoSuchConsultation`, `NotArbiter`, `Partial`, `NotNowCoordination`, `Moved`, `WordsMissing`.
    """
    doing = Doing(Deed.DECIDE, actor, at, key, seen)

    def work() -> None:
        row, cards = _locked(reference, doing)
        post = access.may_arbitrate(
            actor, cards[row.arbiter_id], [cards[one] for one in access.sides(row)], doing.deed
        )
        _in_order(row, doing)
        known = {one.value for one in Holds}
        chosen = () if holds in known else (Fault("holds", "请选择支持哪一方的意见"),)
        written((*chosen, *texts.check(decision=decision.strip(), binding=binding.strip())))
        day = clock.day_of(at)
        row.phase, row.holds = Phase.DECIDED.value, holds
        row.decision, row.binding = decision.strip(), binding.strip()
        row.decided_at, row.decided_on, row.decided_by_id = at, day, actor.person
        row.took = calendar().working_days_between(clock.day_of(row.raised_at), day)
        did(row, doing, post, row.arbiter_id)
        said = f"{post.organ_name}对办件{row.case}的争议（{reference}）已作出协调决定，请照办。"
        tell(row, at, dict.fromkeys(access.sides(row), access.SPEAKERS), said)
        what = f"部门之间的分歧已由{post.organ_name}协调决定，继续办理，您不用跑。"
        text = f"您的“{row.matter_name}”（{row.case}）：{what}"
        tell_applicant(taking_part(row.case).party, row.case, text, at)

    once(doing, work)


def send_up(reference: str, reason: str, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """Bring it before the next arbiter, with the reason. Raises as `decide`, and `NobodyAbove`."""
    doing = Doing(Deed.SEND_UP, actor, at, key, seen)

    def work() -> None:
        row, cards = _locked(reference, doing)
        post = access.may_arbitrate(actor, cards[row.arbiter_id], (), doing.deed)
        _in_order(row, doing)
        written(texts.check(reason=reason.strip()))
        higher = rules.above(arbiters.order(Issue(row.issue)), access.sides(row), row.arbiter_id)
        if not higher:
            raise refusals.NobodyAbove(arbiter=cards[row.arbiter_id].short)
        row.arbiter_id, row.since = higher, clock.day_of(at)
        _dated(row)
        did(row, doing, post, higher, reason.strip())
        let_see(row.case, higher)
        _tell_arbiter(row, at)

    once(doing, work)


def settle(reference: str, reason: str, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """The two have agreed: whoever raised it takes it back and says on what. Raises as `state`."""
    doing = Doing(Deed.SETTLE, actor, at, key, seen)

    def work() -> None:
        row, cards = _locked(reference, doing)
        post = access.may_speak(actor, cards[row.raiser_id], doing.deed)
        _in_order(row, doing)
        written(texts.check(reason=reason.strip()))
        row.phase = Phase.SETTLED.value
        did(row, doing, post, row.other_id, reason.strip())
        tell(
            row,
            at,
            {row.other_id: access.SPEAKERS},
            f"{post.organ_name}撤回了提请协调的争议（{reference}）。",
        )

    once(doing, work)


def _locked(reference: str, doing: Doing) -> tuple[Disagreement, dict[str, OrganCard]]:
    row = locked_disagreement(reference, doing.actor)
    let_time_pass(row, doing.at)
    return row, organ_cards()


def _in_order(row: Disagreement, doing: Doing) -> None:
    fresh(row, doing)
    phase = Phase(row.phase)
    if doing.deed not in rules.allowed(phase):
        raise refusals.NotNowCoordination(phase=phase.label, deed=doing.deed.label)


def _dated(row: Disagreement) -> None:
    stand = Stand(Phase(row.phase), row.arbiter_id, row.since)
    number = edition()
    row.due_on = due(terms.on(clock.day_of(row.raised_at)), stand.span(), row.since, calendar(number))
    row.edition = number


def _tell_arbiter(row: Disagreement, at: datetime) -> None:
    said = f"办件{row.case}的争议（{row.reference}）等您协调决定，期限到{chinese_date(row.due_on)}。{CLOCK_GOES_ON}。"
    tell(row, at, {row.arbiter_id: (Role.HEAD,)}, said)


def let_time_pass(row: Disagreement, at: datetime) -> int:
    """Write down what time did to a locked disagreement by `at`; returns how many steps."""
    stand = Stand(Phase(row.phase), row.arbiter_id, row.since)
    order, made = arbiters.order(Issue(row.issue)), terms.on(clock.day_of(row.raised_at))
    steps = 0
    for one in rules.passing(stand, order, access.sides(row), made, calendar(), clock.day_of(at)):
        row.phase, row.arbiter_id, row.since = one.stand.phase.value, one.stand.arbiter, one.stand.since
        _dated(row)
        passed(row, one.deed, at, row.arbiter_id, f"应于{chinese_date(one.due_on)}前办理，到期没有办理。")
        let_see(row.case, row.arbiter_id)
        _tell_arbiter(row, at)
        steps += 1
    return steps
