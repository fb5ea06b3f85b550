"""The two numbers of a guide: for this applicant, with the licences he has, kept with the shelf."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from catalogue.conftest import TODAY, Publish
from factories.matters import matters
from onevisit.catalogue import journeys as kept
from onevisit.catalogue.journeys import Itinerary, journeys_of
from onevisit.catalogue.models import MatterVersion
from onevisit.catalogue.queries import guide
from onevisit.catalogue.shelf import shelf
from onevisit.rules.journeys import figures

pytestmark = pytest.mark.django_db


def test_the_numbers_are_those_of_the_proof() -> None:
    here = shelf(TODAY)
    for key in ("marriage", "birth-registration", "driving-licence", "freight"):
        found, proved = journeys_of(here, key), figures(here.by_key[key].matter, here.catalogue)
        assert found.in_hand.visits == proved.in_hand.visits
        assert found.from_nothing.visits == proved.from_nothing.visits
        assert found.exceptional == proved.exceptional.visits
        assert found.from_nothing.errands == proved.from_nothing.errands


def test_every_visit_of_a_number_is_in_its_way_and_has_a_place() -> None:
    for key in matters():
        found = guide(key, TODAY).journeys
        for way in (found.in_hand, found.from_nothing):
            assert not way.stuck, key
            assert _visits(way) >= way.visits.low, key
            assert all(leg.step.where for leg in way.legs if leg.step.visit)


def _visits(way: Itinerary) -> int:
    return max((leg.step.visit for leg in way.legs), default=0)


def test_a_licence_that_one_has_saves_its_trips() -> None:
    adopted = {"origin": "adopted"}
    without = guide("birth-registration", TODAY, adopted).journeys
    assert "adoption-certificate" in {one.key for one in without.useful}
    have = guide("birth-registration", TODAY, adopted, frozenset({"adoption-certificate"})).journeys
    assert without.from_nothing.visits.low >= 2, "it is handed in and fetched in person"
    assert (have.from_nothing.visits.high, have.from_nothing.errands) == (0, 0)
    assert [one.key for one in have.counted] == ["adoption-certificate"]
    assert have.useful == ()
    assert have.in_hand == without.in_hand, "with everything in hand nothing changes"


def test_a_licence_that_has_nothing_to_do_with_it_does_not_count() -> None:
    found = guide("marriage", TODAY, licences=frozenset({"freight", "no-such-type"})).journeys
    assert found.counted == ()
    assert "id-card" not in found.concern, "every citizen has it from the start"


def test_answers_narrow_the_way_from_nothing() -> None:
    open_question = guide("birth-registration", TODAY).journeys.from_nothing
    born = guide("birth-registration", TODAY, {"origin": "born"}).journeys.from_nothing
    assert "收养登记" in {leg.of for leg in open_question.legs}
    assert open_question.situation["origin"] == "adopted"
    assert "收养登记" not in {leg.of for leg in born.legs}
    assert open_question.visits.high is not None
    assert born.visits.high is not None
    assert born.visits.high < open_question.visits.high


def test_a_visit_names_the_article_that_asks_for_the_body() -> None:
    (visit,) = [leg for leg in guide("marriage", TODAY).journeys.in_hand.legs if leg.step.visit]
    assert "《民法典》第一千零四十九条" in visit.laws
    assert set(visit.step.persons) == {"男方", "女方"}


def test_acceptance_comes_before_the_visits_of_the_review_whose_days_others_fix() -> None:
    legs = guide("driving-licence", TODAY).journeys.in_hand.legs
    visits = [number for number, leg in enumerate(legs) if leg.step.visit]
    (accepted,) = [number for number, leg in enumerate(legs) if leg.step.stages == ("accept",)]
    assert accepted < visits[0]
    assert [legs[number].earliest for number in visits] == [True, True, True]
    assert all(leg.earliest is False for leg in guide("marriage", TODAY).journeys.in_hand.legs)


def test_what_nobody_can_get_is_said_in_words(publish: Publish) -> None:
    row = MatterVersion.objects.get(matter="food-business-permit")
    permit = {
        "key": "permit-before",
        "name": "食品经营许可证",
        "made_by": "organ",
        "issued_by": "market",
        "evidence": [{"way": "e_licence", "licence": "food-permit"}, {"way": "original"}],
    }
    publish("food-business-permit", requirements=[*json.loads(row.definition)["requirements"], permit])
    found = guide("food-business-permit", TODAY).journeys
    assert found.from_nothing.stuck == ("“食品经营许可证”只发给已经有它的人",)
    assert found.from_nothing.legs == ()
    assert found.from_nothing.above_one
    assert not found.in_hand.stuck, "with everything in hand it is no question"


def test_the_same_question_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    here, looked = shelf(TODAY), []
    real: Callable[..., object] = kept._journeys
    monkeypatch.setattr(kept, "_journeys", lambda *args: looked.append(args) or real(*args))
    kept._kept.clear()
    first = journeys_of(here, "marriage", {"no-such": "question"}, frozenset({"freight"}))
    assert journeys_of(here, "marriage") is first
    assert len(looked) == 1
    journeys_of(here, "marriage", {"before": next(iter(_options("marriage")))})
    assert len(looked) == 2


def _options(key: str) -> dict[str, str]:
    return dict(matters()[key].situations[0].options)


def test_only_so_many_situations_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 2)
    here = shelf(TODAY)
    kept._kept.clear()
    for key in ("marriage", "dig-road", "billboard"):
        journeys_of(here, key)
    assert [key for key, *_ in kept._kept[here]] == ["dig-road", "billboard"]


def test_another_version_of_any_matter_is_computed_anew(publish: Publish) -> None:
    before = guide("birth-registration", TODAY).journeys
    publish("adoption", summary="换了一种说法")
    assert guide("birth-registration", TODAY).journeys is not before
