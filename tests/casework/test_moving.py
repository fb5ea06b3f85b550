"""One draft, two doors: who may open it, codes that nobody guesses, and both writing at once without losing a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from casework.together import at_once
from factories import cases as make
from factories.matters import form_for, matters, shown_for, situations
from onevisit.casework import applications, codes, drafts, moving
from onevisit.casework.codes import NoSuchCode, TooManyTries
from onevisit.casework.drafts import NoSuchDraft
from onevisit.casework.models import Case, Draft, DraftCode
from onevisit.casework.moving import TO_PHONE, TO_WINDOW
from onevisit.platform import clock
from onevisit.platform.outbox.models import Errand
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import Party
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Channel, Delivery

MATTER, CLASS = "dig-road", "投资项目审批"


def applicant() -> tuple[Actor, int]:
    return make.applicant()


def clerk(takes: str = CLASS) -> Actor:
    return make.staff(Role.CLERK, hall="district-hall", takes=takes)


def on_line(**content: Any) -> tuple[Actor, int]:
    """An applicant with a draft of his."""
    actor, party = applicant()
    draft = drafts.begin(actor, MATTER, party)
    drafts.save(actor, draft.id, content or {"form": {"length": "12"}}, draft.edition)
    return actor, draft.id


def at_window(party: int | None = None) -> tuple[Actor, int]:
    """A clerk with a draft of hers, for somebody whom she has identified."""
    actor = clerk()
    draft = drafts.begin(actor, MATTER, hall="district-hall")
    drafts.save(actor, draft.id, {"form": {"length": "12"}}, draft.edition, party=party)
    return actor, draft.id


pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(autouse=True)
def noon(committed: None) -> Iterator[None]:
    cache.clear()
    with clock.at(make.NOON):
        yield


def edition(actor: Actor, draft: int) -> int:
    return drafts.get(actor, draft).edition


def test_a_code_opens_it_once_at_a_window_of_its_class_with_everything_in_it() -> None:
    owner, draft = on_line(form={"length": "12"}, answers={"who": "unit"})
    code = moving.code(owner, draft, TO_WINDOW)
    assert moving.known_code(owner, draft, TO_WINDOW) == code
    with pytest.raises(moving.NotAtThisWindow):
        moving.bring(clerk("商事登记"), code.text)
    opened = moving.bring(clerk(), code.text)
    party = Party.objects.get(pk=opened.party)
    assert (opened.id, opened.shared, opened.hall) == (draft, True, "district-hall")
    assert opened.content["form"] == {"length": "12"}
    assert opened.content["who"]["identifier"] == party.identifier
    assert moving.known_code(owner, draft, TO_WINDOW) is None
    with pytest.raises(NoSuchCode):
        moving.bring(clerk(), code.text)
    assert [one.id for one in drafts.mine(owner)] == [draft], "it stays on his account, too"
    told = [one.payload["text"] for one in Errand.objects.filter(kind="notify")]
    assert any("窗口接着办" in text for text in told), "he is told which window has opened it"


def test_codes_are_for_one_purpose_and_end() -> None:
    owner, draft = on_line()
    code = moving.code(owner, draft, TO_WINDOW)
    with pytest.raises(NoSuchCode):
        moving.claim(owner, code.text)
    with clock.at(code.expires_at + timedelta(seconds=1)), pytest.raises(NoSuchCode):
        moving.bring(clerk(), code.text)
    with clock.at(code.expires_at + timedelta(seconds=1)):
        fresh = moving.code(owner, draft, TO_WINDOW)
    assert fresh.text != code.text
    assert DraftCode.objects.count() == 1
    digits = code.text.replace(" ", "")
    stored = str(list(DraftCode.objects.values())) + str(list(Draft.objects.values()))
    assert digits not in stored


def test_who_guesses_gets_nothing_and_is_soon_stopped() -> None:
    owner, draft = on_line()
    code = moving.code(owner, draft, TO_WINDOW)
    guesser = clerk()
    for guess in range(codes.TRIES):
        with pytest.raises(NoSuchCode):
            moving.bring(guesser, f"{guess:08}")
    with pytest.raises(TooManyTries):
        moving.bring(guesser, code.text)
    with pytest.raises(NoSuchDraft):
        drafts.get(guesser, draft)
    for text in ("", "1234", "12345678901", "abcdefgh", "１２３４５６７８"):
        assert codes.read(text) == ""


def test_nobody_makes_a_code_for_a_draft_that_is_not_his() -> None:
    owner, draft = on_line()
    stranger = make.applicant(enterprise=False)[0]
    for actor, goes_to in ((stranger, TO_WINDOW), (clerk(), TO_PHONE), (owner, TO_PHONE)):
        with pytest.raises(NoSuchDraft):
            moving.code(actor, draft, goes_to)
        with pytest.raises(NoSuchDraft):
            moving.known_code(actor, draft, goes_to)
    with pytest.raises(NoSuchDraft):
        moving.to_account(owner, draft)


def test_a_checked_identity_finds_it_without_a_code_and_nobody_elses() -> None:
    owner, draft = on_line()
    party = drafts.get(owner, draft).party
    other = next(one for one in Party.objects.values_list("pk", flat=True) if one not in owner.parties)
    assert [one.id for one in moving.on_line([party or 0])] == [draft]
    assert not moving.on_line([other])
    with pytest.raises(NoSuchDraft):
        moving.take(clerk(), draft, [other])
    with pytest.raises(NoSuchDraft):
        moving.take(clerk(), draft, [])
    assert moving.take(clerk(), draft, [party or 0]).shared


def test_a_window_draft_goes_to_the_account_of_its_applicant_and_stays_open_at_the_window() -> None:
    owner, party = applicant()
    desk, draft = at_window(party)
    moving.to_account(desk, draft)
    assert [one.id for one in drafts.mine(owner)] == [draft]
    assert drafts.get(desk, draft).shared
    moving.to_account(desk, draft)
    nobody, unknown = at_window()
    with pytest.raises(moving.NotIdentified):
        moving.to_account(nobody, unknown)
    lonely = Party.objects.create(kind="person", name="示例·无账号", identifier="370304199001010013")
    _, without = at_window(lonely.pk)
    with pytest.raises(moving.NoAccount):
        moving.to_account(desk, without)
    lonely.drafts.all().delete()
    lonely.delete()


def test_the_code_on_the_sheet_opens_it_for_the_applicant_and_for_nobody_else() -> None:
    owner, party = applicant()
    desk, draft = at_window(party)
    code = moving.code(desk, draft, TO_PHONE)
    thief = Actor(owner.kind, 999_999, "", (), ())
    with pytest.raises(NoSuchCode):
        moving.claim(thief, code.text)
    other = next(one for one in Party.objects.values_list("pk", flat=True) if one not in owner.parties)
    with pytest.raises(NoSuchCode):
        moving.claim(Actor(owner.kind, owner.person, owner.name, (), (other,)), code.text)
    assert moving.claim(owner, code.text).id == draft
    with pytest.raises(NoSuchCode):
        moving.claim(owner, code.text)


def test_both_have_it_open_and_a_stale_page_takes_nothing_back() -> None:
    """A page sends everything that it shows: only what was touched on it counts as its change."""
    owner, draft = on_line(form={"length": "12", "why": "水管", "place": "东街"})
    desk = clerk()
    moving.bring(desk, moving.code(owner, draft, TO_WINDOW).text)
    shown = edition(desk, draft)
    drafts.save(owner, draft, {"form": {"length": "15"}}, shown)
    drafts.save(owner, draft, {"form": {"length": "18"}}, shown)
    page = {"length": "12", "why": "煤气管", "place": "东街", "by-whom": "示例·乙"}
    saved = drafts.save(desk, draft, {"form": page}, shown)
    form = drafts.get(owner, draft).content["form"]
    assert form == {"length": "18", "why": "煤气管", "place": "东街", "by-whom": "示例·乙"}
    assert saved.left == ("form.length",)
    # Both changed the same field: the later stands, and is said to have typed over the other.
    now = edition(desk, draft)
    drafts.save(owner, draft, {"form": {"place": "西街"}}, now)
    saved = drafts.save(desk, draft, {"form": {"place": "南街"}}, now)
    assert drafts.get(owner, draft).content["form"]["place"] == "南街"
    assert "form.place" in saved.overwritten
    writers = drafts.get(owner, draft).writers
    assert writers["form.length"] == "申请人"
    assert "窗口" in writers["form.place"]
    assert desk.name in writers["form.place"]


def test_an_older_page_at_the_window_keeps_what_the_applicant_typed_while_it_saved_itself() -> None:
    owner, draft = on_line(form={"length": "12"})
    desk = clerk()
    moving.bring(desk, moving.code(owner, draft, TO_WINDOW).text)
    shown = edition(desk, draft)
    for length in ("1", "12", "123"):  # the page saves as she types, and does not learn of new editions
        drafts.save(desk, draft, {"form": {"length": length, "why": ""}}, shown)
    drafts.save(owner, draft, {"form": {"why": "水管"}}, shown)
    drafts.save(desk, draft, {"form": {"length": "1234", "why": ""}}, shown)
    assert drafts.get(owner, draft).content["form"] == {"length": "1234", "why": "水管"}


def test_two_windows_bring_the_same_code_at_once_and_one_gets_it() -> None:
    owner, draft = on_line()
    code = moving.code(owner, draft, TO_WINDOW).text
    first = clerk()

    def bring() -> int:
        with clock.at(make.NOON):
            return moving.bring(first, code).id

    results = at_once(bring, bring, bring)
    assert sorted(type(one).__name__ for one in results) == ["NoSuchCode", "NoSuchCode", "int"]
    assert [one for one in results if isinstance(one, int)] == [draft]


def test_both_write_at_the_same_moment_and_every_word_is_kept() -> None:
    owner, draft = on_line()
    desk = clerk()
    moving.bring(desk, moving.code(owner, draft, TO_WINDOW).text)
    shown = edition(desk, draft)

    def write(actor: Actor, name: str) -> None:
        with clock.at(make.NOON):
            drafts.save(actor, draft, {"form": {name: name}}, shown)

    names = [f"field-{number}" for number in range(8)]
    works = [
        (lambda actor=(owner, desk)[number % 2], name=name: write(actor, name))
        for number, name in enumerate(names)
    ]
    results = at_once(*works)
    assert not [one for one in results if isinstance(one, Exception)]
    assert set(names) <= set(drafts.get(owner, draft).content["form"])


def test_both_hand_it_in_at_the_same_moment_and_one_case_comes_of_it() -> None:
    definition = matters()[MATTER]
    answers = next(situations(definition))
    owner, draft = on_line()
    desk = clerk()
    opened = moving.bring(desk, moving.code(owner, draft, TO_WINDOW).text)

    def hand_in(actor: Actor, channel: Channel, hall: str) -> str:
        application = applications.Application(
            MATTER,
            opened.version,
            opened.party or 0,
            channel,
            answers,
            form_for(definition, answers),
            shown_for(definition, answers),
            Delivery.WINDOW,
            "chishang",
            "district-hall",
            taken_in_at=hall,
        )
        done = applications.hand_in(application, actor=actor, at=make.NOON, key=opened.key)
        drafts.discard(actor, draft)
        return done.number

    results = at_once(
        lambda: hand_in(owner, Channel.ONLINE, ""), lambda: hand_in(desk, Channel.WINDOW, "district-hall")
    )
    assert len(set(results)) == 1, results
    assert Case.objects.count() == 1
    assert not Draft.objects.exists()
