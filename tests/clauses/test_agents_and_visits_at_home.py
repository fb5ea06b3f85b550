"""Clause 5.4a (代办、上门): agents act with a recorded authorisation, and officials go to people's homes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from factories import agents
from factories import cases as make
from factories.matters import checked, form_for, matters, situations
from onevisit.assistance.models import Authorisation, HomeVisit, Line, TextMessage
from onevisit.casework.models import Case, Draft
from onevisit.exchange import commands as exchange
from onevisit.platform import clock
from onevisit.platform.organs.models import Hall, Post
from onevisit.platform.outbox.models import Notice
from onevisit.platform.outbox.worker import run_until_empty
from onevisit.platform.people.models import Party, Person
from onevisit.rules.assistance.authorisation import Given, Kind
from onevisit.rules.district.definition import Role
from onevisit.visits import queries as visits

pytestmark = pytest.mark.django_db

HER = {"identifier": "370304194803122049", "name": "示例·王桂兰", "phone": "19900000001"}
MATTER = "old-age-card"


@pytest.fixture(autouse=True)
def _noon(settings: Any):
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()
    with clock.at(make.NOON):
        exchange.seed(checked().pack)
        yield


def at(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username))
    return client


def begun(agent: Client, matter: str = MATTER) -> int:
    """The agent has chosen the matter, and said for whom."""
    where = agent.post(reverse("workbench:intake-begin"), {"matter": matter}).headers["Location"]
    draft = int(where.rsplit("/", 1)[1])
    assert where == reverse("workbench:assist-draft", args=[draft])
    assert agent.post(where, {**HER, "do": "identify"}).status_code == 302
    return draft


def words(agent: Client, draft: int, how: str) -> Any:
    """He enters the paper, or asks for a code and types what she tells him; or she agrees in her own account."""
    path = reverse("workbench:assist-draft", args=[draft])
    given = {**HER, "scope": "matter", "until": "2027-01-31", "key": make.key()}
    if how == Given.PAPER:
        scan = SimpleUploadedFile("委托书.pdf", agents.PAPER, "application/pdf")
        return agent.post(path, {**given, "do": "paper", "paper": scan})
    agent.post(path, {**given, "do": "code"})
    run_until_empty()
    row = Authorisation.objects.latest("id")
    if how == Given.ACCOUNT:
        her = at("wang-guilan")
        assert row.agent_name in her.get(reverse("portal:agents")).content.decode()
        return her.post(reverse("portal:agent", args=[row.number]), {"do": "agree", "key": make.key()})
    code = re.search(r"授权码(\d{6})", TextMessage.objects.get(about=row.number).text)[1]  # type: ignore[index]
    return agent.post(path, {**given, "do": "confirm", "told": code, "key": make.key()})


def handed_in(agent: Client, draft: int, status: int = 302) -> Any:
    """Everything is filled in and handed in."""
    answers = next(situations(matters()[MATTER]))
    data = {
        **HER, "address": "博山区池上镇中郝峪村8号", "delivery": "window", "collect_at": "zhonghaoyu-point",
        "town": "chishang", "do": "submit", "way-identity": "original",
        **{f"q-{key}": value for key, value in answers.items()},
        **{f"f-{key}": value for key, value in form_for(matters()[MATTER], answers).items()},
    }  # fmt: skip
    answer = agent.post(reverse("workbench:intake-draft", args=[draft]), data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer


@pytest.mark.clause("5.4a")
@pytest.mark.parametrize("how", list(Given))
def test_an_agent_acts_with_a_recorded_word_however_it_was_given_and_not_without(how: Given) -> None:
    agent, her = at("agent-zhonghaoyu"), at("wang-guilan")
    draft = begun(agent)
    page = handed_in(agent, draft, 403).content.decode()
    assert "请先登记委托" in page
    assert "示例·王桂兰" in page, "nothing typed is lost"
    assert words(agent, draft, how).status_code == 302
    word = Authorisation.objects.get()
    assert (word.given, word.phase, word.kind) == (how.value, "given", Kind.VILLAGE.value)
    number = re.search(r"/(\d{12})/", handed_in(agent, draft).headers["Location"])[1]  # type: ignore[index]

    # Recorded on the case: who acted, under which word; and whoever decides about it reads the word itself.
    (line,) = Line.objects.filter(case__number=number)
    assert (line.authorisation, line.person.name) == (word, "示例·谢振华")  # type: ignore[union-attr]
    reviewer = make.staff(Role.REVIEWER, organ="chishang")
    desk = Client()
    desk.force_login(Person.objects.get(pk=reviewer.person))
    assert word.number in desk.get(reverse("workbench:case", args=[number])).content.decode()
    assert desk.get(reverse("workbench:case-word", args=[number, word.number])).status_code == 200
    for sha in word.papers:
        assert (
            desk.get(reverse("workbench:case-word-paper", args=[number, word.number, sha])).status_code == 200
        )
        assert desk.get(reverse("workbench:assist-paper", args=[word.number, sha])).status_code == 404

    # She is told, sees it, and takes it back: at once he can do nothing more for her.
    run_until_empty()
    told = Notice.objects.filter(party=word.principal, text__contains="替您办了：提交申请")
    assert told.filter(text__contains=word.number).count() == 1
    assert "谁替我办的" in her.get(reverse("portal:case", args=[number])).content.decode()
    gone = her.post(reverse("portal:agent", args=[word.number]), {"do": "revoke", "key": make.key()})
    assert gone.status_code == 302
    assert "请先登记委托" in handed_in(agent, begun(agent), 403).content.decode()


@pytest.mark.clause("5.4a")
def test_official_agents_of_a_centre_and_private_proxies_are_recorded_like_village_agents() -> None:
    party = Party.objects.get(identifier=HER["identifier"])
    centre = Hall.objects.get(key="chishang-centre")
    who = Person.objects.create(username="agent-centre", name="示例·代办")
    Post.objects.create(
        person=who, role=Role.AGENT.value, organ_id="chishang", hall=centre, window="1",
        since=make.NOON.date(),
    )  # fmt: skip
    number = agents.authorised(make.person("agent-centre"), party.pk, MATTER)
    assert Authorisation.objects.get(number=number).kind == Kind.OFFICIAL.value
    her = at("wang-guilan")
    private = {
        "agent": "private", "agent_name": "示例·乙", "agent_identifier": "370304199001010013",
        "scope": "class", "class": "社会民生", "until": "2027-01-31", "key": make.key(),
    }  # fmt: skip
    assert her.post(reverse("portal:agent-give"), private).status_code == 302
    row = Authorisation.objects.get(kind=Kind.PRIVATE.value)
    assert (row.agent_name, row.window_class, row.given) == ("示例·乙", "社会民生", Given.ACCOUNT.value)
    page = her.get(reverse("portal:agents")).content.decode()
    assert "示例·乙" in page
    assert "示例·代办" in page


@pytest.mark.clause("5.4a")
def test_officials_go_to_her_home_by_a_plan_and_it_is_none_of_her_visits() -> None:
    her, agent = at("wang-guilan"), at("agent-zhonghaoyu")
    wish = {
        "matter": "id-card", "hall": "zhonghaoyu-point", "why": "frail", "address": "中郝峪村8号",
        "phone": "19900000001", "on": "2026-11-25", "half": "morning", "key": make.key(),
    }  # fmt: skip
    where = her.post(reverse("portal:home-visit-ask"), wish).headers["Location"]
    assert her.post(reverse("portal:home-visit-ask"), wish).headers["Location"] == where, "once for a key"
    row = HomeVisit.objects.get()
    path = reverse("workbench:home-visit", args=[row.number])
    who = Person.objects.get(username="agent-zhonghaoyu").pk
    police = make.staff(Role.REVIEWER, organ="police").person

    def does(do: str, status: int = 302, **more: Any) -> str:
        seen = HomeVisit.objects.get().seq
        answer = agent.post(path, {"do": do, "seen": seen, "key": make.key(), **more})
        assert answer.status_code == status, answer.content.decode()
        return str(answer.content.decode())

    plan = {"on": "2026-11-25", "half": "morning", "lead": who}
    assert "须两人同去" in does("plan", 422, **plan)
    does("plan", **plan, companion=police)
    run_until_empty()
    assert Notice.objects.filter(text__contains="不收任何费用", text__startswith="上门服务").count() == 1
    does("not-home", words="门锁着。")
    assert HomeVisit.objects.get().phase == "asked"
    does("plan", **plan, companion=police)
    photo = SimpleUploadedFile("签名.pdf", agents.PAPER, "application/pdf")
    assert "请写明原因" in does("done", 422, acts=["identity"])
    does("done", acts=["identity"], words="签字不需要。", photos=photo)
    row.refresh_from_db()
    assert (row.phase, row.done, len(row.photos)) == ("done", ["identity"], 1)
    assert "已经上门办过" in her.get(where).content.decode()
    deeds = list(Line.objects.filter(visit=row).order_by("id").values_list("deed", flat=True))
    assert deeds == ["ask", "plan", "not-home", "plan", "done"]

    # What was done at home stands in for her body: the application follows, and she has come for nothing.
    agents.authorised(make.person("agent-zhonghaoyu"), row.party_id, MATTER)
    number = re.search(r"/(\d{12})/", handed_in(agent, begun(agent)).headers["Location"])[1]  # type: ignore[index]
    assert visits.of_case(number).count.actual == 0
    assert Case.objects.get(number=number).channel == "village"

    # Cancelled by whoever asked for it; and a stranger sees nothing of it.
    second = her.post(reverse("portal:home-visit-ask"), {**wish, "key": make.key()}).headers["Location"]
    other = HomeVisit.objects.latest("id").number
    assert at("agent-yuandong").get(reverse("workbench:home-visit", args=[other])).status_code == 404
    assert at("liu-fulai").get(second).status_code == 404
    assert her.post(reverse("portal:home-visit-cancel", args=[other]), {"key": make.key()}).status_code == 302
    assert HomeVisit.objects.get(number=other).phase == "cancelled"


def test_her_address_comes_into_the_draft_with_her_word_and_not_before() -> None:
    """An agent who only knows somebody's number is not told where she lives."""
    known = Party.objects.get_or_create(
        identifier=HER["identifier"], defaults={"kind": "person", "name": HER["name"], "phone": HER["phone"]}
    )[0]
    Party.objects.filter(pk=known.pk).update(address="博山区池上镇中郝峪村8号")
    agent = at("agent-zhonghaoyu")
    draft = begun(agent)
    assert "中郝峪村8号" not in str(Draft.objects.values().get(pk=draft))
    assert words(agent, draft, Given.PAPER).status_code == 302
    assert "中郝峪村8号" in str(Draft.objects.values().get(pk=draft))
