"""Single levers over a catalogue: what they save in a year, by the cases of the matters that they help."""

from __future__ import annotations

from onevisit.rules.journeys import ranking
from onevisit.rules.journeys.levers import LeverKind, Relief, ranked, savings
from onevisit.rules.matters.definition import Counter, Evidence, Requirement
from onevisit.rules.matters.vocabulary import Act, Delivery, MadeBy, Way
from rules.levers.small import ARTICLE, WINDOW, act, among, matter, paper

FETCHED = matter("fetched", delivery=Delivery.WINDOW)
SHOWN = matter("shown", requirements=(paper(),))
PROOF = paper("proof", made_by=MadeBy.ORGAN, issued_by="other")


def test_more_cases_come_first() -> None:
    catalogue = among(FETCHED, SHOWN)
    few, many = (
        ranking(catalogue, {"fetched": 3, "shown": 40}),
        ranking(catalogue, {"fetched": 300, "shown": 40}),
    )
    assert [(one.kind, one.visits) for one in few] == [(LeverKind.COMMIT, 40), (LeverKind.COURIER, 3)]
    assert [(one.kind, one.visits) for one in many] == [(LeverKind.COURIER, 300), (LeverKind.COMMIT, 40)]


def test_what_nobody_applied_for_saves_nothing() -> None:
    assert ranking(among(FETCHED), {}) == ()
    assert ranking(among(FETCHED), {"another": 9}) == ()
    assert [one.visits for one in ranking(among(FETCHED), {"fetched": 1})] == [1]


def test_what_would_change_nothing_is_no_saving() -> None:
    """With two papers to be shown on one visit, to do without either alone saves nothing."""
    both = matter("both", requirements=(paper("p"), paper("q")))
    assert savings(among(both)) == ()
    assert ranking(among(both), {"both": 1000}) == ()


def test_sharing_a_paper_is_one_lever_for_all_who_ask_for_it() -> None:
    one, two = (matter(key, requirements=(PROOF,)) for key in ("one", "two"))
    found = ranking(among(one, two), {"one": 5, "two": 7})
    share = next(gain for gain in found if gain.kind is LeverKind.SHARE)
    assert (share.words, share.by, share.matters) == ("另局共享“材料proof”", "other", ("one", "two"))
    assert (share.visits, share.visits_from_nothing) == (12, 24)
    assert len(share.levers) == 2
    assert found[0] is share
    assert [(one.kind, one.matters, one.visits) for one in found[1:]] == [
        (LeverKind.COMMIT, ("two",), 7),
        (LeverKind.COMMIT, ("one",), 5),
    ]


def test_windows_move_for_all_matters_that_are_done_there() -> None:
    oral = act(Act.ORAL, basis=ARTICLE, counter=Counter("bureau", "登记处"))
    one, two = (matter(key, channels=WINDOW, presences=(oral,)) for key in ("one", "two"))
    found = {gain.kind: gain for gain in ranking(among(one, two), {"one": 2, "two": 3})}
    move = found[LeverKind.INTO_HALL]
    assert (move.words, move.by, move.visits, move.lawful) == ("某局的窗口进大厅", "bureau", 5, True)
    assert not found[LeverKind.REMOTE].lawful


def test_who_needs_the_result_is_helped_from_nothing() -> None:
    deed = matter("deed", channels=WINDOW, delivery=Delivery.ELECTRONIC, licence="deed")
    needs = (paper("p", Way.E_LICENCE, "deed", made_by=MadeBy.ORGAN),)
    one = matter("one", requirements=needs)
    saving = next(one for one in savings(among(deed, one)) if one.kind is LeverKind.ONLINE)
    assert saving.each == {"deed": Relief(1, 0, 1, 0), "one": Relief(0, 0, 1, 0)}
    (gain,) = ranked([saving], {"deed": 10, "one": 4})
    assert (gain.visits, gain.visits_from_nothing, gain.matters) == (10, 14, ("deed", "one"))


def test_days_alone_are_a_gain_and_come_last() -> None:
    """Both licences come by themselves; applied for in one go, the second need not wait for the first."""
    deed = matter("deed", delivery=Delivery.ELECTRONIC, licence="deed", at_once=False)
    needs = (paper("p", Way.E_LICENCE, "deed", made_by=MadeBy.ORGAN),)
    one = matter("one", requirements=needs, at_once=False)
    found = ranking(among(deed, one, FETCHED), {"deed": 1, "one": 9, "fetched": 1})
    assert found[0].kind is LeverKind.COURIER
    assert all(gain.visits == 0 and gain.days_from_nothing > 0 for gain in found[1:])


def test_a_bundle_that_only_holds_up_is_no_loss() -> None:
    quick = matter("quick", delivery=Delivery.ELECTRONIC, licence="quick")
    slow = matter(
        "slow", delivery=Delivery.ELECTRONIC, licence="slow", at_once=False, presences=(act(Act.TEST),)
    )
    either = (Evidence(Way.E_LICENCE, "quick"), Evidence(Way.E_LICENCE, "slow"))
    one = matter("one", requirements=(Requirement("p", "材料p", MadeBy.ORGAN, either, basis=ARTICLE),))
    assert savings(among(quick, slow, one)) == ()


def test_what_nobody_can_get_has_no_number_to_compare() -> None:
    nobody = matter("one", requirements=(paper("p", Way.E_LICENCE, "lost", made_by=MadeBy.ORGAN),))
    lost = matter("lost", delivery=Delivery.WINDOW, licence="lost")
    found = {saving.kind: saving.each for saving in savings(among(nobody, lost))}
    assert all("one" not in each for each in found.values())
    assert found[LeverKind.E_LICENCE] == found[LeverKind.COURIER] == {"lost": Relief(1, 0, 1, 0)}
