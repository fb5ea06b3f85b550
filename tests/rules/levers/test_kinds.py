"""Each kind of lever on a small matter: it brings down the number that it should, changes one thing, and no other."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import NamedTuple

import pytest

from onevisit.rules.journeys import Catalogue
from onevisit.rules.journeys.levers import Lever, LeverKind, bundled, candidates, pulled
from onevisit.rules.matters.courses import Courses
from onevisit.rules.matters.definition import Counter, Evidence, Matter
from onevisit.rules.matters.vocabulary import Act, Delivery, MadeBy, Means, Moment, Way
from rules.levers.small import ARTICLE, WINDOW, act, among, matter, paper, visits


class Case(NamedTuple):
    """A matter among others, the lever on it, what part of it changes, and both figures before and after."""

    kind: LeverKind
    what: str
    matter: Matter
    part: str
    before: tuple[int, int]
    after: tuple[int, int]
    others: tuple[Matter, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        return among(self.matter, *self.others)

    @property
    def lever(self) -> Lever:
        """The one of this kind that is offered."""
        offered = candidates.from_nothing(self.matter, self.catalogue)
        (found,) = [one for one in offered if (one.kind, one.what) == (self.kind, self.what)]
        return found


OFFICE = Counter("bureau", "登记处")
FROM_ORGAN = paper(made_by=MadeBy.ORGAN, issued_by="other")
DEED = matter("deed", channels=WINDOW, licence="deed", at_once=False)
NEEDS_DEED = paper(way=Way.E_LICENCE, licence="deed", made_by=MadeBy.ORGAN)
CASES = (
    Case(LeverKind.DROP, "p", matter(requirements=(paper(basis=None),)), "requirements", (1, 1), (0, 0)),
    Case(LeverKind.ONLINE, "", matter(channels=WINDOW), "channels", (1, 1), (0, 0)),
    Case(LeverKind.COURIER, "r", matter(delivery=Delivery.WINDOW), "results", (1, 1), (0, 0)),
    Case(
        LeverKind.E_LICENCE,
        "r",
        matter(delivery=Delivery.WINDOW, licence="permit"),
        "results",
        (1, 1),
        (0, 0),
    ),
    Case(LeverKind.SHARE, "p", matter(requirements=(FROM_ORGAN,)), "requirements", (1, 2), (0, 0)),
    Case(LeverKind.REMOTE, "0", matter(presences=(act(Act.IDENTITY),)), "presences", (1, 1), (0, 0)),
    Case(LeverKind.REMOTE, "0", matter(presences=(act(Act.SIGNATURE),)), "presences", (1, 1), (0, 0)),
    Case(
        LeverKind.REMOTE,
        "0",
        matter(presences=(act(Act.ORAL, Moment.REVIEW),)),
        "presences",
        (1, 1),
        (0, 0),
    ),
    Case(
        LeverKind.REMOTE,
        "0",
        matter(presences=(act(Act.COLLECT, Moment.COLLECT),)),
        "presences",
        (1, 1),
        (0, 0),
    ),
    Case(LeverKind.COMMIT, "p", matter(requirements=(paper(),)), "requirements", (1, 1), (0, 0)),
    Case(
        LeverKind.INTO_HALL,
        "bureau",
        matter(channels=WINDOW, presences=(act(Act.ORAL, counter=OFFICE),)),
        "presences",
        (2, 2),
        (1, 1),
    ),
    Case(
        LeverKind.INTO_HALL,
        "bureau",
        matter(presences=(act(Act.ORAL, counter=Counter()),), counter=OFFICE, channels=WINDOW),
        "counter",
        (2, 2),
        (1, 1),
    ),
    Case(
        LeverKind.BUNDLE,
        "deed",
        matter(channels=WINDOW, requirements=(NEEDS_DEED,)),
        "",
        (1, 2),
        (1, 1),
        (replace(DEED, results=(replace(DEED.results[0], delivery=(Delivery.ELECTRONIC,)),)),),
    ),
)
each = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}-{case.part}-{case.what}")


@each
def test_it_brings_the_number_down(case: Case) -> None:
    assert visits(case.matter, case.catalogue) == case.before
    changed = pulled(case.catalogue, [case.lever])
    together = bundled([case.lever])
    assert visits(changed.matters[case.matter.key], changed, together=together) == case.after


@each
def test_it_changes_one_part_of_one_matter(case: Case) -> None:
    before, after = case.catalogue, pulled(case.catalogue, [case.lever])
    parts = [
        (key, one.name)
        for key, matter in before.matters.items()
        for one in fields(matter)
        if getattr(matter, one.name) != getattr(after.matters[key], one.name)
    ]
    assert parts == ([(case.matter.key, case.part)] if case.part else [])
    assert (after.licences, after.organs) == (before.licences, before.organs)


INSIDE = {
    LeverKind.COURIER: "delivery",
    LeverKind.E_LICENCE: "delivery",
    LeverKind.SHARE: "evidence",
    LeverKind.REMOTE: "means",
    LeverKind.COMMIT: "commitment",
}
"""What changes in the requirement, act or result itself."""


@pytest.mark.parametrize("case", [one for one in CASES if one.kind in INSIDE], ids=lambda case: case.kind)
def test_it_changes_one_thing_of_that_part(case: Case) -> None:
    changed = pulled(case.catalogue, [case.lever]).matters[case.matter.key]
    (before,), (after,) = getattr(case.matter, case.part), getattr(changed, case.part)
    assert replace(before, **{INSIDE[case.kind]: getattr(after, INSIDE[case.kind])}) == after != before


@each
def test_it_leaves_every_other_matter_as_it_was(case: Case) -> None:
    other = matter("other", channels=WINDOW, requirements=(FROM_ORGAN, paper("q", basis=None)))
    before = among(case.matter, *case.others, other)
    assert visits(other, before) == visits(other, pulled(before, [case.lever])) == (1, 2)


def test_two_levers_on_one_matter_are_both_pulled() -> None:
    one = matter(requirements=(paper("p"), paper("q")))
    catalogue = among(one)
    changed = pulled(catalogue, candidates.in_hand(one, catalogue))
    assert all(each.commitment for each in changed.matters["permit"].requirements)


def kinds(one: Matter, *others: Matter, nothing: bool = False) -> list[LeverKind]:
    """The kinds of what is offered for a matter."""
    found = candidates.from_nothing if nothing else candidates.in_hand
    return [lever.kind for lever in found(one, among(one, *others))]


def test_nothing_is_offered_that_costs_no_visit() -> None:
    form, upload = paper("f", Way.FORM, basis=None), paper("u", Way.UPLOAD, basis=None)
    shared = paper("s", Way.SHARED, made_by=MadeBy.ORGAN, issued_by="other")
    by_photo = act(Act.IDENTITY, means=(Means.IN_PERSON, Means.ONLINE_IDENTITY))
    assert kinds(matter(requirements=(form, upload, shared), presences=(by_photo,))) == []


def test_what_only_the_body_can_do_is_offered_to_nobody() -> None:
    assert kinds(matter(presences=(act(Act.TEST, counter=OFFICE),))) == []


def test_a_paper_with_an_article_is_not_to_be_dropped() -> None:
    assert kinds(matter(requirements=(paper(),))) == [LeverKind.COMMIT]
    assert kinds(matter(requirements=(paper(basis=None),))) == [LeverKind.DROP, LeverKind.COMMIT]


def test_no_word_is_taken_where_that_would_be_dangerous() -> None:
    assert kinds(matter(requirements=(paper(),), courses=Courses(risks=("public-safety",)))) == []


def test_a_licence_is_issued_and_not_shared() -> None:
    one = matter(requirements=(paper(licence="deed", made_by=MadeBy.ORGAN, issued_by="other"),))
    assert LeverKind.SHARE not in kinds(one, DEED)


def test_the_papers_themselves_have_levers_only_from_nothing() -> None:
    one = matter(requirements=(paper(way=Way.UPLOAD, made_by=MadeBy.ORGAN, issued_by="other"),))
    assert kinds(one) == []
    assert kinds(one, nothing=True) == [LeverKind.SHARE, LeverKind.COMMIT]
    assert visits(one, among(one)) == (0, 1)


def test_what_is_needed_first_has_its_levers_too() -> None:
    found = candidates.from_nothing(one := matter(requirements=(NEEDS_DEED,)), among(one, DEED))
    assert {(lever.kind, lever.matter) for lever in found} == {
        (LeverKind.COMMIT, "permit"),
        (LeverKind.BUNDLE, "permit"),
        (LeverKind.ONLINE, "deed"),
        (LeverKind.E_LICENCE, "deed"),
    }


@pytest.mark.parametrize(
    ("basis", "means", "lawful"),
    [
        (None, (Means.IN_PERSON,), True),
        (ARTICLE, (Means.IN_PERSON,), False),
        (ARTICLE, (Means.IN_PERSON, Means.AGENT), True),
    ],
)
def test_the_law_has_to_be_changed_where_an_article_wants_the_body_itself(
    basis: object, means: tuple[Means, ...], lawful: bool
) -> None:
    one = matter(channels=WINDOW, presences=(act(Act.IDENTITY, basis=basis, means=means),))
    found = {lever.kind: lever.lawful for lever in candidates.in_hand(one, among(one))}
    assert found == {LeverKind.ONLINE: lawful, LeverKind.REMOTE: lawful}


def test_windows_move_with_their_days_and_only_those_of_the_organ() -> None:
    mondays, elsewhere = Counter("bureau", "受理点", (1,)), Counter("other", "受理点")
    one = matter(presences=(act(Act.ORAL, announced=(mondays, elsewhere)),), counter=mondays)
    changed = pulled(among(one), [Lever(LeverKind.INTO_HALL, "permit", "bureau", "")]).matters["permit"]
    assert changed.counter == Counter(weekdays=(1,))
    assert changed.presences[0].announced == (Counter(weekdays=(1,)), elsewhere)


def test_what_is_done_at_a_test_ground_stays_there() -> None:
    ground, desk = Counter("bureau", "考场"), Counter("bureau", "窗口")
    acts = (act(Act.TEST, counter=ground), act(Act.ORAL, counter=ground), act(Act.ORAL, counter=desk))
    one = matter(presences=acts)
    changed = pulled(among(one), [Lever(LeverKind.INTO_HALL, "permit", "bureau", "")]).matters["permit"]
    assert [each.counter for each in changed.presences] == [ground, ground, Counter()]
    assert LeverKind.INTO_HALL not in kinds(matter(presences=acts[:2]))


def test_evidence_is_added_and_none_taken_away() -> None:
    one = matter(requirements=(FROM_ORGAN,))
    shared = pulled(among(one), [Lever(LeverKind.SHARE, "permit", "p", "")]).matters["permit"]
    assert shared.requirements[0].evidence == (Evidence(Way.SHARED, resource="p"), Evidence(Way.ORIGINAL))
