"""Words that let somebody act for somebody else: given, told by a code, refused, taken back; each once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import agents
from factories import cases as make
from onevisit.assistance import commands, errands, queries
from onevisit.assistance.models import Authorisation, Line, TextMessage
from onevisit.platform import clock
from onevisit.platform.outbox.models import Notice
from onevisit.platform.outbox.worker import run_until_empty
from onevisit.platform.people.models import Party, Person
from onevisit.rules.assistance import refusals
from onevisit.rules.assistance.authorisation import Deed, Given, Standing
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.usefixtures("noon")

MATTER = "old-age-card"


def asked(key: str = "", matter: str = MATTER) -> str:
    """The agent has asked 示例·王桂兰 to agree, and her telephone has rung."""
    party = agents.citizen()
    word = agents.word(party, matter, papers=())
    number = commands.ask(word, actor=agents.agent(), at=clock.now(), key=key or make.key())
    run_until_empty()
    return number


def sent_code(number: str) -> str:
    """What the newest text says."""
    text = TextMessage.objects.filter(about=number).latest("id").text
    return text.split("授权码")[1][:6]


def stands(number: str) -> Standing:
    row = Authorisation.objects.get(number=number)
    return queries.my_view(actor(row.principal), number).card.standing


def actor(party: Party):
    return make.person(party.people.get().username)


def test_a_signed_paper_is_entered_and_its_principal_is_told_how_to_stop_it() -> None:
    party = agents.citizen()
    number = agents.authorised(agents.agent(), party, MATTER)
    assert number.startswith("WT261123")
    run_until_empty()
    text = Notice.objects.get(party=party).text
    assert "登记了您签字的委托书" in text
    assert number in text
    assert "谁替我办" in text
    (line,) = Line.objects.all()
    assert (line.deed, line.as_what) == (Deed.GIVE.value, "中郝峪村村（社区）代办员")


def test_a_code_on_her_telephone_gives_the_word_and_no_errand_and_no_register_keeps_it() -> None:
    number = asked()
    code = sent_code(number)
    assert stands(number) is Standing.ASKED
    assert queries.code_for(actor(Party.objects.get(pk=agents.citizen())), number) == code
    commands.confirm(number, code, actor=agents.agent(), at=clock.now(), key=make.key())
    run_until_empty()
    row = Authorisation.objects.get(number=number)
    assert (row.phase, row.given, row.salt) == ("given", Given.CODE.value, "")
    assert not TextMessage.objects.exclude(text="").exists()
    from onevisit.platform.outbox.models import Errand

    assert not Errand.objects.filter(payload__icontains=code).exists()
    with pytest.raises(refusals.AuthorisationNotNow, match="有效"):
        commands.confirm(number, code, actor=agents.agent(), at=clock.now(), key=make.key())


def test_a_code_dies_of_wrong_tries_and_of_age() -> None:
    number = asked()
    right = sent_code(number)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(refusals.WrongCode, match=f"还可以试{left}次"):
            commands.confirm(number, wrong, actor=agents.agent(), at=clock.now(), key=make.key())
    with pytest.raises(refusals.CodeDead, match="输错5次"):
        commands.confirm(number, right, actor=agents.agent(), at=clock.now(), key=make.key())
    commands.resend(number, actor=agents.agent(), at=clock.now(), key=make.key())
    run_until_empty()
    assert sent_code(number) != right
    late = clock.now() + timedelta(minutes=10, seconds=1)
    with pytest.raises(refusals.CodeDead, match="10分钟"):
        commands.confirm(number, sent_code(number), actor=agents.agent(), at=late, key=make.key())


def test_a_code_that_nobody_used_stands_nowhere_after_its_time() -> None:
    asked()
    assert errands.codes_round() == 0
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert errands.codes_round() == 1
    assert not TextMessage.objects.exclude(text="").exists()


def test_nobody_is_worn_down_by_codes() -> None:
    number = asked()
    for _ in range(4):
        commands.resend(number, actor=agents.agent(), at=clock.now(), key=make.key())
    with pytest.raises(refusals.TooManyCodes, match="今天已经给示例·王桂兰发过5次"):
        commands.resend(number, actor=agents.agent(), at=clock.now(), key=make.key())
    tomorrow = make.later(1)
    with clock.at(tomorrow):
        commands.resend(number, actor=agents.agent(at=tomorrow), at=tomorrow, key=make.key())


def test_no_code_goes_to_a_number_that_the_agent_himself_wrote_down() -> None:
    party = Party.objects.create(
        kind="person", name="示例·新", identifier="370304194001010019", phone="19900009999",
        verified_by=f"中郝峪村{commands.ENTERED_BY_AGENT}",
    )  # fmt: skip
    with pytest.raises(refusals.PhoneNotHis, match="只有代办员自己登记过"):
        commands.ask(agents.word(party.pk, MATTER), actor=agents.agent(), at=clock.now(), key=make.key())
    Party.objects.filter(pk=party.pk).update(phone="", verified_by="窗口")
    with pytest.raises(refusals.PhoneNotHis, match="没有登记过手机号"):
        commands.ask(agents.word(party.pk, MATTER), actor=agents.agent(), at=clock.now(), key=make.key())


def test_she_agrees_or_declines_in_her_own_account_and_nobody_else_does() -> None:
    her = actor(Party.objects.get(pk=agents.citizen()))
    first, second = asked(), asked(matter="resident-pension")
    with pytest.raises(refusals.NoSuchAuthorisation):
        commands.agree(first, actor=make.applicant()[0], at=clock.now(), key=make.key())
    commands.agree(first, actor=her, at=clock.now(), key=make.key())
    commands.decline(second, actor=her, at=clock.now(), key=make.key())
    run_until_empty()
    assert (stands(first), stands(second)) == (Standing.VALID, Standing.DECLINED)
    assert not TextMessage.objects.exclude(text="").exists()


def test_she_gives_it_herself_and_takes_it_back_at_once_and_the_agent_lays_it_down() -> None:
    party = agents.citizen()
    her, who = actor(Party.objects.get(pk=party)), agents.agent()
    card = next(one for one in queries_agents() if one.hall_key == "zhonghaoyu-point")
    word = agents.word(party, MATTER, papers=())
    first = commands.give(word, to=card.post, actor=her, at=clock.now(), key=make.key())
    assert [one.number for one in queries.of_agent(who).items] == [first]
    commands.revoke(first, actor=her, at=clock.now(), key=make.key())
    assert stands(first) is Standing.REVOKED
    second = commands.give(word, to=card.post, actor=her, at=clock.now(), key=make.key())
    commands.resign(second, "调离岗位。", actor=who, at=clock.now(), key=make.key())
    assert stands(second) is Standing.RESIGNED
    assert queries.of_agent(who).total == 0
    assert queries.of_agent(who, current=False).total == 2


def queries_agents():
    from onevisit.assistance.workload import agents as every

    return every(clock.today())


def test_a_window_takes_it_down_for_who_has_no_account_and_says_why() -> None:
    principal = agents.citizen()
    number = agents.authorised(agents.agent(), principal, MATTER)
    clerk = make.staff(Role.CLERK, hall="district-hall")
    with pytest.raises(refusals.NoSuchAuthorisation):
        commands.revoke(number, actor=clerk, at=clock.now(), key=make.key())
    with pytest.raises(refusals.NoSuchAuthorisation):
        commands.revoke(
            number, actor=make.staff(Role.REVIEWER), at=clock.now(), key=make.key(), words="本人打电话。"
        )
    shown, said = Party.objects.get(pk=principal).identifier, "本人持身份证到窗口。"
    for other in ("", "370304199001010010"):
        with pytest.raises(refusals.NoSuchAuthorisation):
            commands.revoke(number, actor=clerk, at=clock.now(), key=make.key(), words=said, shown=other)
    commands.revoke(number, actor=clerk, at=clock.now(), key=make.key(), words=said, shown=shown)
    line = Line.objects.get(deed=Deed.REVOKE.value)
    assert line.words == "本人持身份证到窗口。"
    assert "综合窗口人员" in line.as_what


def test_what_is_missing_is_said_at_once() -> None:
    party = agents.citizen()
    bad = (
        (agents.word(party, papers=("a" * 64,)), "请选择委托办什么事"),
        (agents.word(party, MATTER, days=367), "最长366天"),
        (agents.word(party, MATTER, days=-1), "结束的日子早于开始的日子"),
        (agents.word(party, MATTER, papers=()), "请拍下签了字的委托书"),
    )
    for word, words in bad:
        with pytest.raises(refusals.AuthorisationIncomplete, match=words) as refused:
            commands.record(word, actor=agents.agent(), at=clock.now(), key=make.key())
        assert "《民法典》第一百六十五条" in refused.value.sentence
    with pytest.raises(refusals.NoAgentPost):
        commands.record(
            agents.word(party, MATTER), actor=make.staff(Role.CLERK), at=clock.now(), key=make.key()
        )


def test_nobody_is_agent_of_himself() -> None:
    who = agents.agent()
    party = agents.citizen()
    Person.objects.filter(pk=who.person).update(party=party)
    Person.objects.filter(username="wang-guilan").update(party=None)
    with pytest.raises(refusals.ForHimself, match="示例·谢振华"):
        commands.record(agents.word(party, MATTER), actor=who, at=clock.now(), key=make.key())


def test_each_is_done_once_for_a_key() -> None:
    key, party = make.key(), agents.citizen()
    word = agents.word(party, MATTER)
    numbers = {commands.record(word, actor=agents.agent(), at=clock.now(), key=key) for _ in range(2)}
    assert len(numbers) == 1
    her, again = actor(Party.objects.get(pk=party)), make.key()
    for _ in range(2):
        commands.revoke(*numbers, actor=her, at=clock.now(), key=again)
    assert Line.objects.filter(deed=Deed.REVOKE.value).count() == 1


def test_lists_take_as_many_statements_for_ten_as_for_one() -> None:
    who, party = agents.agent(), agents.citizen()
    agents.authorised(who, party, MATTER)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.of_agent(who)
            queries.mine(actor(Party.objects.get(pk=party)))
        return len(captured)

    cost()
    once = cost()
    for _ in range(9):
        agents.authorised(who, party, MATTER, "resident-pension")
    assert cost() == once
