"""An agent sees what he filed and what a valid word covers, in every list, count, search and export: nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.test_access import seen_by
from factories import agents
from factories import cases as make
from factories.matters import form_for, matters, shown_for, situations
from onevisit.assistance import commands, queries
from onevisit.assistance.models import Line
from onevisit.casework import collecting
from onevisit.casework import queries as casework
from onevisit.casework.any_window import view_to_supply, waiting_for_applicant
from onevisit.casework.applications import Application, hand_in
from onevisit.casework.models import Case
from onevisit.casework.refusals import NoSuchCase
from onevisit.platform import clock
from onevisit.platform.organs import leave_commands
from onevisit.platform.outbox.models import Notice
from onevisit.platform.outbox.worker import run_until_empty
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Party
from onevisit.rules.assistance.refusals import NeedsHimself, NotAuthorised
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.district.definition import Role
from onevisit.rules.leave import Reason
from onevisit.rules.matters.vocabulary import Channel, Delivery, Way

pytestmark = pytest.mark.usefixtures("noon")

CARD, PENSION = "old-age-card", "resident-pension"


def of(party: int, matter: str = CARD, channel: Channel = Channel.VILLAGE, **more: object) -> Application:
    """An application for this party, with everything that the guide asks for."""
    definition = matters()[matter]
    answers = next(situations(definition))
    shown = shown_for(definition, answers)
    delivery = next(way for way in definition.results[0].delivery)
    made = Application(
        matter, 1, party, channel, answers, form_for(definition, answers), shown, delivery, "chishang",
        "zhonghaoyu-point", "", "zhonghaoyu-point" if channel is Channel.VILLAGE else "",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def filed(who: Actor, party: int, matter: str = CARD, **more: object) -> str:
    return hand_in(of(party, matter, **more), actor=who, at=clock.now(), key=make.key()).number  # type: ignore[arg-type]


def her() -> Actor:
    return make.person("wang-guilan")


def test_nothing_is_filed_without_the_principals_word_and_the_refusal_says_what_to_do() -> None:
    who, party = agents.agent(), agents.citizen()
    with pytest.raises(NotAuthorised) as refused:
        filed(who, party)
    for words in ("示例·王桂兰", "《民法典》第一百七十一条", "拍下签了字的委托书", "都保留着"):
        assert words in refused.value.sentence
    agents.authorised(who, agents.citizen("deng-aiying"), CARD)  # somebody else's
    agents.authorised(who, party, PENSION)  # another matter
    agents.authorised(agents.agent("yuandong-point"), party, CARD)  # another agent
    with pytest.raises(NotAuthorised):
        filed(who, party)
    number = agents.authorised(who, party, CARD)
    assert Case.objects.get(number=filed(who, party)).submitted_by_id == who.person
    commands.revoke(number, actor=her(), at=clock.now(), key=make.key())
    with pytest.raises(NotAuthorised):
        filed(who, party)


def test_a_word_that_is_not_yet_or_no_longer_good_lets_nobody_file() -> None:
    who, party = agents.agent(), agents.citizen()
    word = agents.word(party, CARD, days=10)
    ahead = replace(word, term=replace(word.term, since=word.term.since + timedelta(days=3)))
    commands.record(ahead, actor=who, at=clock.now(), key=make.key())
    for days, may in ((0, False), (3, True), (10, True), (11, False)):
        with clock.at(make.later(days)):
            if may:
                filed(who, party)
            else:
                with pytest.raises(NotAuthorised):
                    filed(who, party)


def test_he_sees_what_he_filed_and_what_a_word_covers_in_all_lists_and_nothing_more() -> None:
    who, other, party = agents.agent(), agents.agent("yuandong-point"), agents.citizen()
    agents.authorised(who, party, CARD)
    own = filed(who, party)
    at_his_point = make.submitted(CARD, taken_in_at="zhonghaoyu-point")
    online = hand_in(of(party, CARD, Channel.ONLINE), actor=her(), at=clock.now(), key=make.key()).number
    hand_in(of(party, PENSION, Channel.ONLINE), actor=her(), at=clock.now(), key=make.key())
    assert seen_by(who) == {own, online}
    assert seen_by(other) == set()
    (item,) = casework.work(who).items
    assert item.number == own
    assert casework.work_counts(who)["all"] == 1
    assert casework.may_do(who, at_his_point) == ()
    assert casework.work_counts(other)["all"] == 0


def test_what_he_filed_he_sees_for_ever_and_what_was_covered_until_the_word_is_taken_back() -> None:
    who, party = agents.agent(), agents.citizen()
    number = agents.authorised(who, party, CARD)
    own = filed(who, party)
    online = hand_in(of(party, CARD, Channel.ONLINE), actor=her(), at=clock.now(), key=make.key()).number
    assert seen_by(who) == {own, online}
    commands.revoke(number, actor=her(), at=clock.now(), key=make.key())
    assert seen_by(who) == {own}
    post = who.posts[0]
    with pytest.raises(NotAuthorised):
        make.do(own, who, c.Withdraw(make.words("不办了。")))
    # Receiving and accepting is the house's act and no longer hers.
    make.do(own, who, c.Receive(post.hall, post.window), c.Accept())


def test_what_was_over_before_the_word_was_given_is_not_shown() -> None:
    who, party = agents.agent(), agents.citizen()
    before = hand_in(of(party, CARD, Channel.ONLINE), actor=her(), at=clock.now(), key=make.key()).number
    make.do(before, her(), c.Withdraw(make.words("不办了。")))
    with clock.at(make.later(1)):
        agents.authorised(who, party, CARD, at=make.later(1))
        assert seen_by(who) == set()


def test_a_word_for_all_of_a_class_covers_that_class() -> None:
    who, party = agents.agent(), agents.citizen()
    agents.authorised(who, party, window_class="社会民生")
    assert seen_by(who) == set()
    numbers = {filed(who, party), filed(who, party, PENSION)}
    assert seen_by(who) == numbers


def test_whoever_minds_his_point_meanwhile_sees_and_does_the_same_in_his_own_name() -> None:
    who, party = agents.agent(), agents.citizen()
    agents.authorised(who, party, CARD)
    own = filed(who, party)
    today = clock.today()
    minds = make.person("clerk-chishang")
    leave_commands.take(
        leave_commands.NewLeave(who.person or 0, minds.person or 0, today, today, Reason.ANNUAL),
        actor=who, at=clock.now(), key=make.key(),
    )  # fmt: skip
    minds = make.person("clerk-chishang")
    assert own in seen_by(minds)
    again = filed(minds, party)
    line = Line.objects.filter(case__number=again).get()
    assert line.person_id == minds.person
    assert "代示例·谢振华" in line.as_what
    with clock.at(make.later(1)):
        assert seen_by(make.person("clerk-chishang", make.later(1))) == set()


def test_what_waits_for_its_applicant_is_taken_in_by_number_at_windows_but_not_by_an_agent() -> None:
    who, party = agents.agent(), agents.citizen()
    waiting = hand_in(of(party, CARD, Channel.ONLINE), actor=her(), at=clock.now(), key=make.key()).number
    make.corrected(number=waiting)
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="社会民生")
    assert view_to_supply(clerk, waiting, "补交材料").number == waiting
    with pytest.raises(NoSuchCase):
        view_to_supply(who, waiting, "补交材料")
    assert waiting_for_applicant(who).total == 0
    key = next(one.requirement for one in make.now(waiting).shown)
    supply = c.Supply((c.Shown(key, Way.ORIGINAL),), None, (key,), by=Channel.VILLAGE)
    with pytest.raises(NotAuthorised):
        make.do(waiting, who, supply)
    agents.authorised(who, party, CARD)
    assert view_to_supply(who, waiting, "补交材料").number == waiting
    assert waiting_for_applicant(who).total == 1
    make.do(waiting, who, supply)


def test_a_result_that_lies_at_his_point_is_seen_until_it_is_fetched() -> None:
    who = agents.agent()
    number = make.rendered(CARD, delivery=Delivery.WINDOW, collect_at="zhonghaoyu-point")
    assert seen_by(who) == {number}
    post = who.posts[0]
    make.do(number, who, c.HandOut(Delivery.WINDOW, post.hall, post.window, make.words("签收")))
    assert seen_by(who) == set()


def test_each_act_is_written_down_with_its_word_and_told_to_the_principal() -> None:
    who, party = agents.agent(), agents.citizen()
    word = agents.authorised(who, party, CARD)
    number = filed(who, party)
    post = who.posts[0]
    make.do(number, who, c.Receive(post.hall, post.window), c.Accept())
    first, second = queries.of_case(number)
    assert {first.number, second.number} == {word}
    assert first.agent == "示例·谢振华"
    assert "收件" in second.what
    run_until_empty()
    told = [one.text for one in Notice.objects.filter(party=party, case_number=number)]
    assert sum("替您办了" in text and word in text for text in told) == 2
    # Somebody who works at a window tells nobody under whose word: he has none.
    make.accepted()
    assert Line.objects.filter(case__isnull=False).count() == 2


def test_what_her_own_signature_needs_is_not_filed_on_paper_alone() -> None:
    who, party = agents.agent(), agents.citizen()
    paper = agents.authorised(who, party, "subsistence")
    with pytest.raises(NeedsHimself) as refused:
        filed(who, party, "subsistence")
    for words in ("本人签字", "《社会救助暂行办法》第五十八条", "授权码"):
        assert words in refused.value.sentence
    commands.revoke(paper, actor=her(), at=clock.now(), key=make.key())
    asked = commands.ask(
        agents.word(party, "subsistence", papers=()), actor=who, at=clock.now(), key=make.key()
    )
    commands.confirm(asked, queries.code_for(her(), asked), actor=who, at=clock.now(), key=make.key())
    assert filed(who, party, "subsistence")


def test_what_his_window_does_not_take_in_he_sends_on_line_in_her_name() -> None:
    who, party = agents.agent(), agents.citizen()
    online = "dig-road"  # of another class, and not taken in by villages
    with pytest.raises(NotAuthorised):
        filed(who, party, online, channel=Channel.ONLINE)
    agents.authorised(who, party, online)
    number = filed(who, party, online, channel=Channel.ONLINE)
    case = Case.objects.get(number=number)
    assert case.channel == "online"
    assert case.hall_id != "zhonghaoyu-point"
    assert seen_by(who) == {number}
    with pytest.raises(NotYours):
        make.do(number, who, c.Receive(case.hall_id, "A01"))


def test_his_lists_cost_the_same_for_many_principals_as_for_one() -> None:
    who = agents.agent()
    parties = list(Party.objects.filter(kind="person").order_by("id")[:8])
    agents.authorised(who, parties[0].pk, CARD)
    filed(who, parties[0].pk)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            casework.cases(who, casework.Filters())
            casework.work(who)
            casework.work_counts(who)
        return len(captured)

    once = cost()
    for one in parties[1:]:
        agents.authorised(who, one.pk, CARD)
        filed(who, one.pk)
    assert cost() == once


def test_at_his_hand_out_window_he_learns_what_lies_there_and_nothing_of_what_lies_elsewhere() -> None:
    here = make.rendered(CARD, delivery=Delivery.WINDOW, collect_at="zhonghaoyu-point")
    there = make.rendered(CARD, delivery=Delivery.WINDOW, collect_at="district-hall")
    party = make.party(here).pk
    assert make.party(there).pk == party
    found = collecting.by_identity(agents.agent(), (party,))
    assert ([one.number for one in found.here], found.elsewhere, found.sent) == ([here], (), ())
    window, _ = make.hands_out_at("district-hall")
    assert [one.number for one in collecting.by_identity(window, (party,)).elsewhere] == [here]
