"""Disagreements: raised with grounds, answered, decided by the named arbiter in time, or by time before the next."""

from __future__ import annotations

from datetime import date

import pytest

from coordination import consulting as co
from coordination.test_questions import deeds, errands
from factories import cases as make
from onevisit.casework.models import Case, Content, Event
from onevisit.casework.refusals import NoSuchCase
from onevisit.coordination import arbitration, carrying_out, queries
from onevisit.coordination.arbitration import Raising
from onevisit.coordination.errands import round_of_coordination
from onevisit.coordination.models import Arbiter, Disagreement, Told
from onevisit.coordination.refusals import NoSuchConsultation
from onevisit.platform import clock
from onevisit.platform.organs.models import Organ, Post
from onevisit.platform.outbox.models import Notice
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.cases.refusals import AlreadyReviewed, ReviewFailed
from onevisit.rules.coordination import refusals
from onevisit.rules.coordination.disagreement import Issue, Phase
from onevisit.rules.coordination.question import Deed
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db


def test_opposite_opinions_come_before_the_named_arbiter_who_decides_with_reasons() -> None:
    reference = co.raised()
    row = Disagreement.objects.get(reference=reference)
    assert (row.arbiter_id, row.phase, row.due_on) == ("approval", Phase.RAISED, date(2026, 11, 24))
    co.heard(reference, at=make.later(1))
    row.refresh_from_db()
    assert (row.phase, row.due_on) == (Phase.HEARD, date(2026, 11, 27))
    co.decided(reference, at=make.later(2))
    with clock.at(make.later(2)):
        view = queries.disagreement(co.chief(co.ASKED), reference)
    assert view.card.held == "支持区综合执法局的意见"
    assert view.card.decided_by == Organ.objects.get(key="approval").head_name
    assert (view.card.binding, view.card.took) == (co.BINDING, 2)
    assert deeds(reference) == [Deed.RAISE, Deed.STATE, Deed.DECIDE]


def test_the_case_goes_on_meanwhile_and_its_applicant_is_told_who_and_until_when_but_no_words() -> None:
    number = co.contradicting()
    before = Case.objects.get(number=number)
    co.raised(number)
    after = Case.objects.get(number=number)
    assert (after.due_on, after.paused, after.last_seq) == (before.due_on, before.paused, before.last_seq)
    with clock.at(make.NOON):
        errands()
        (told,) = queries.for_applicant(number)
    assert told.organs == ("区综合执法局", "博山交警大队")
    assert told.until == date(2026, 11, 27)
    text = Notice.objects.filter(case_number=number).order_by("-id")[0].text
    assert "办理期限照常计算，您不用跑" in text
    assert co.POSITION not in text + told.about


def test_who_is_a_side_does_not_decide_and_the_next_one_does() -> None:
    number = make.accepted("dig-road")
    reference = co.raised(number, Issue.COMPETENCE, "establishment")
    assert Disagreement.objects.get(reference=reference).arbiter_id == "approval"
    other = co.raised(number, Issue.COMPETENCE, "approval")
    assert Disagreement.objects.get(reference=other).arbiter_id == "establishment"


def test_who_is_competent_is_for_the_office_of_the_establishment() -> None:
    reference = co.raised(make.accepted("dig-road"), Issue.COMPETENCE, "housing")
    assert Disagreement.objects.get(reference=reference).arbiter_id == "establishment"


def test_opinions_that_do_not_contradict_are_nothing_to_decide() -> None:
    with pytest.raises(refusals.NoContradiction, match="并不相反"):
        co.raised(make.reviewed("dig-road"))


def test_an_answer_is_disputed_only_after_it_was_given() -> None:
    number = make.accepted("dig-road")
    with pytest.raises(refusals.NoAnswerYet):
        co.raised(number, Issue.ANSWER)
    asked = co.asked(number)
    co.answered(asked)
    reference = co.raised(number, Issue.ANSWER)
    assert Disagreement.objects.get(reference=reference).question.reference == asked


def test_an_organ_that_was_only_asked_may_say_that_it_is_not_competent() -> None:
    number = make.accepted("dig-road")
    with pytest.raises(NoSuchCase):
        co.raised(number, Issue.COMPETENCE, co.ASKER, actor=co.chief("housing"))
    co.asked(number, "housing")
    assert co.raised(number, Issue.COMPETENCE, co.ASKER, actor=co.chief("housing"))


def test_a_reviewer_does_not_speak_for_his_organ() -> None:
    with pytest.raises(refusals.NotChief):
        co.raised(co.contradicting(), actor=co.officer(co.ASKER))


def test_positions_name_their_articles() -> None:
    co.named()
    number = co.contradicting()
    for articles, why in (("", "请写明依据的法律条款"), ("有关规定", "依据要写到条")):
        raising = Raising(number, "opinions", co.ASKED, co.POSITION, articles)
        with pytest.raises(refusals.WordsMissing, match=why):
            arbitration.raise_it(raising, actor=co.chief(co.ASKER), at=make.NOON, key=make.key())


def test_the_same_quarrel_is_raised_once_whoever_raises_it() -> None:
    number = co.contradicting()
    first = co.raised(number)
    with pytest.raises(refusals.AlreadyRaised, match=first):
        co.raised(number)
    with pytest.raises(refusals.AlreadyRaised, match=first):
        co.raised(number, other=co.ASKER, actor=co.chief(co.ASKED))


def test_silence_is_heard_and_a_late_arbiter_loses_it_upwards_to_the_head_of_the_government() -> None:
    reference = co.raised()
    arbiters = []
    for days in (1, 2, 7, 8, 11, 20):
        with clock.at(make.later(days)):
            round_of_coordination()
            errands()
        row = Disagreement.objects.get(reference=reference)
        arbiters.append((row.phase, row.arbiter_id, row.due_on.isoformat()))
    assert arbiters == [
        ("raised", "approval", "2026-11-24"),
        ("heard", "approval", "2026-11-27"),
        ("heard", "establishment", "2026-12-02"),
        ("heard", "establishment", "2026-12-02"),
        ("heard", "government", "2026-12-07"),
        ("heard", "government", "2026-12-07"),
    ]
    assert deeds(reference) == [Deed.RAISE, Deed.SILENT, Deed.LATE_UP, Deed.LATE_UP]
    heads = {one.person_id for one in Told.objects.filter(reference=reference, seq__gte=2)}
    keys = ("approval", "establishment", "government")
    assert heads == set(Post.objects.filter(role="head", organ__in=keys).values_list("person", flat=True))
    co.decided(reference, at=make.later(20))
    assert Disagreement.objects.get(reference=reference).phase == Phase.DECIDED


def test_only_the_arbiters_head_decides_and_nobody_who_holds_a_post_with_a_side() -> None:
    reference = co.heard()
    for actor in (co.chief("approval"), co.chief(co.ASKER), make.staff(Role.INQUIRY)):
        with pytest.raises((refusals.NotArbiter, NoSuchConsultation)):
            _decide(reference, actor)
    head = co.head("approval")
    Post.objects.create(person_id=head.person, role="reviewer", organ_id=co.ASKED, since=date(2026, 1, 1))
    with pytest.raises(refusals.Partial, match="博山交警大队"):
        _decide(reference, co.head("approval"))
    _send_up(reference, co.head("approval"), "本人在一方任职，回避。")
    assert Disagreement.objects.get(reference=reference).arbiter_id == "establishment"


def _decide(reference: str, actor: object, holds: str = "raiser") -> None:
    arbitration.decide(
        reference,
        holds,
        "理由成立。",
        co.BINDING,
        actor=actor,  # type: ignore[arg-type]
        at=make.NOON,
        seen=co.seq(reference),
        key=make.key(),
    )


def _send_up(reference: str, actor: object, reason: str) -> None:
    seen, key = co.seq(reference), make.key()
    arbitration.send_up(reference, reason, actor=actor, at=make.NOON, seen=seen, key=key)  # type: ignore[arg-type]


def test_it_goes_no_higher_than_the_head_of_the_government() -> None:
    reference = co.heard()
    _send_up(reference, co.head("approval"), "重大，报请上一级。")
    _send_up(reference, co.head("establishment"), "报请区政府。")
    with pytest.raises(refusals.NobodyAbove, match="请直接作出决定"):
        _send_up(reference, co.head("government"), "再往上。")
    _decide(reference, co.head("government"), "neither")
    with pytest.raises(refusals.NotNowCoordination, match="已决定"):
        _decide(reference, co.head("government"))


def test_a_decision_says_whose_position_holds_why_and_what_both_do() -> None:
    reference = co.heard()
    with pytest.raises(refusals.WordsMissing, match="请选择支持哪一方的意见"):
        _decide(reference, co.head("approval"), "")
    assert Disagreement.objects.get(reference=reference).phase == Phase.HEARD


def test_they_agree_among_themselves_and_it_is_over() -> None:
    reference = co.heard()
    seen, key = co.seq(reference), make.key()
    with pytest.raises(refusals.NotChief):
        arbitration.settle(reference, "谈好了。", actor=co.chief(co.ASKED), at=make.NOON, seen=seen, key=key)
    arbitration.settle(reference, "谈好了。", actor=co.chief(co.ASKER), at=make.NOON, seen=seen, key=key)
    assert Disagreement.objects.get(reference=reference).phase == Phase.SETTLED


def test_a_negative_opinion_that_was_found_wrong_is_given_again_and_the_case_can_be_granted() -> None:
    number = co.contradicting()
    reference = co.decided(co.heard(co.raised(number)))
    with pytest.raises(ReviewFailed):
        make.do(number, make.chief_of(number), c.Grant(make.words()))
    with pytest.raises(AlreadyReviewed):  # Nobody changes his opinion by himself.
        make.do(number, co.officer(co.ASKED), c.Review("traffic", ReviewOutcome.PASS, make.words()))
    with pytest.raises(refusals.NotReviewer):
        _carry_out(reference, co.chief(co.ASKER))
    with clock.at(make.NOON):
        assert queries.disagreement(co.officer(co.ASKED), reference).may.carry_out
    _carry_out(reference, co.officer(co.ASKED))
    opinion = make.now(number).opinions["traffic"]
    assert opinion.outcome is ReviewOutcome.PASS
    assert reference in Content.objects.get(ref=opinion.text).body
    assert (
        Event.objects.filter(case__number=number, name="Reviewed").count() == 4
    )  # Three, and the second of one.
    assert deeds(reference)[-1] == Deed.CARRY_OUT
    make.do(number, make.chief_of(number), c.Grant(make.words()))
    with pytest.raises(refusals.NothingToCarryOut):
        _carry_out(reference, co.officer(co.ASKED))


def test_where_the_negative_position_holds_nothing_is_given_again() -> None:
    reference = co.decided(co.heard(), "other")
    with pytest.raises(refusals.NothingToCarryOut):
        _carry_out(reference, co.officer(co.ASKED))


def _carry_out(reference: str, actor: object) -> None:
    seen, key = co.seq(reference), make.key()
    carrying_out.carry_out(reference, "分两期施工，同意。", actor=actor, at=make.NOON, seen=seen, key=key)  # type: ignore[arg-type]


def test_where_nobody_was_named_nothing_is_promised() -> None:
    Arbiter.objects.all().delete()
    raising = Raising(co.contradicting(), "opinions", co.ASKED, co.POSITION, co.ARTICLES)
    with pytest.raises(refusals.NoArbiter):
        arbitration.raise_it(raising, actor=co.chief(co.ASKER), at=make.NOON, key=make.key())
