"""Words, terms and visits at home, on days that stand in the text of the law and of our own rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from onevisit.rules.assistance import authorisation as rules
from onevisit.rules.assistance import home_visits as homes
from onevisit.rules.assistance import references
from onevisit.rules.assistance.authorisation import Kind, Phase, Scope, Standing, Term
from onevisit.rules.assistance.home_visits import Outcome, Wish
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Act, Level

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "until", "standing"),
    [
        (TODAY, TODAY, Standing.VALID),
        (TODAY - DAY, TODAY + DAY, Standing.VALID),
        (TODAY + DAY, TODAY + DAY, Standing.COMING),
        (TODAY - DAY, TODAY - DAY, Standing.OVER),
    ],
)
def test_it_holds_from_a_day_to_a_day_both_included(since: date, until: date, standing: Standing) -> None:
    assert rules.standing(Phase.GIVEN, since, until, TODAY) is standing


def test_what_was_taken_back_is_so_on_every_day() -> None:
    for phase in (Phase.REVOKED, Phase.RESIGNED, Phase.DECLINED):
        assert rules.standing(phase, TODAY, TODAY + DAY, TODAY).value == phase.value
    assert rules.standing(Phase.ASKED, TODAY, TODAY, TODAY) is Standing.ASKED
    assert rules.standing(Phase.ASKED, TODAY, TODAY, TODAY + DAY) is Standing.OVER


def test_matters_and_term_have_to_be_named() -> None:
    def fields(scope: Scope, since: date, until: date) -> list[str]:
        return [one.field for one in rules.check(scope, Term(since, until), TODAY)]

    whole = Scope(window_class="社会民生")
    assert fields(whole, TODAY, TODAY) == []
    assert fields(Scope(("old-age-card",)), TODAY, TODAY + rules.LONGEST) == []
    assert fields(whole, TODAY, TODAY + rules.LONGEST + DAY) == ["until"]
    assert fields(whole, TODAY - DAY, TODAY) == ["since"]
    assert fields(Scope(), TODAY + DAY, TODAY) == ["scope", "until"]
    assert rules.check_papers(()) != ()


def test_a_scope_covers_what_it_names_and_nothing_beside_it() -> None:
    assert Scope(("a", "b")).covers("b", "社会民生")
    assert not Scope(("a",)).covers("b", "社会民生")
    assert Scope(window_class="社会民生").covers("b", "社会民生")
    assert not Scope(window_class="社会民生").covers("b", "商事登记")
    assert not Scope().covers("", "")


def test_who_is_an_agent_of_which_kind() -> None:
    assert rules.kind_of(Role.AGENT, Level.VILLAGE) is Kind.VILLAGE
    assert rules.kind_of(Role.AGENT, Level.TOWN) is Kind.OFFICIAL
    assert all(rules.kind_of(role, Level.VILLAGE) is None for role in Role if role is not Role.AGENT)


def wish(**changes: object) -> Wish:
    values = {"why": "old", "address": "村东", "phone": "1", "on": TODAY, "half": "morning"} | changes
    return Wish(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"why": ""}, ["why"]),
        ({"why": "other"}, ["note"]),
        ({"why": "other", "note": "产后"}, []),
        ({"address": " ", "phone": ""}, ["address", "phone"]),
        ({"on": None, "half": ""}, ["on", "half"]),
        ({"on": TODAY - DAY}, ["on"]),
        ({"on": TODAY + homes.FURTHEST + DAY}, ["on"]),
        ({"note": "长" * 301}, ["note"]),
    ],
)
def test_what_is_missing_from_a_wish(changes: dict[str, object], wrong: list[str]) -> None:
    assert [one.field for one in homes.check_wish(wish(**changes), TODAY)] == wrong


def test_two_go_where_what_they_see_stands_in_for_a_window() -> None:
    assert homes.needs_two([Act.IDENTITY])
    assert homes.needs_two([Act.COLLECT, Act.SIGNATURE])
    assert not homes.needs_two([Act.COLLECT])
    assert not homes.needs_two([])


def test_an_act_that_was_not_done_is_explained() -> None:
    assert homes.check_outcome(Outcome(("identity",), (), ""), ["identity"]) == ()
    assert homes.check_outcome(Outcome((), (), ""), ["identity"]) != ()
    assert homes.check_outcome(Outcome((), (), "改天再来"), ["identity"]) == ()
    assert homes.check_outcome(Outcome((), (), ""), []) != ()


def test_references_are_told_apart_and_a_wrong_digit_is_seen() -> None:
    word = references.make(references.AUTHORISATION, TODAY, 1)
    assert references.check(references.AUTHORISATION, f" {references.spoken(word).lower()} ") == word
    wrong = word[:-1] + str((int(word[-1]) + 1) % 10)
    for bad in (wrong, word.replace("WT", "SM"), "WT", ""):
        with pytest.raises(references.BadReference):
            references.check(references.AUTHORISATION, bad)
