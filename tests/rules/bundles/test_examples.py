"""Bundles by hand: what follows whom, what is one, what is asked, in which words, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onevisit.rules.bundles import course, refusals
from onevisit.rules.bundles.checks import check_bundles
from onevisit.rules.bundles.composite import compose
from onevisit.rules.bundles.definition import Kind, Part, Same
from onevisit.rules.bundles.links import Circle, waves
from onevisit.rules.bundles.parse import Entry, parse_bundle
from onevisit.rules.bundles.plan import plan
from onevisit.rules.bundles.portions import HandedIn, portions
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.cases.command import Shown
from onevisit.rules.findings import Severity
from onevisit.rules.limits import Limit, Unit
from onevisit.rules.matters.conditions import Is, Not
from onevisit.rules.matters.courses import Act as Changing
from onevisit.rules.matters.courses import Concern, Courses
from onevisit.rules.matters.definition import Deferral, Presence
from onevisit.rules.matters.vocabulary import Act, Audience, Channel, Delivery, Means, Moment, Way
from rules.bundles.small import ask, bundle, entry, matter, paper, together

NOTHING = HandedIn({}, {}, (), Delivery.ELECTRONIC)


@pytest.mark.parametrize(
    ("waits", "expected"),
    [
        ({"a": "", "b": "", "c": ""}, [("a", "b", "c")]),
        ({"a": "", "b": "a", "c": "a"}, [("a",), ("b", "c")]),
        ({"c": "b", "b": "a", "a": ""}, [("a",), ("b",), ("c",)]),
        ({"d": "bc", "b": "a", "c": "", "a": ""}, [("c", "a"), ("b",), ("d",)]),
    ],
)
def test_waves(waits: dict[str, str], expected: list[tuple[str, ...]]) -> None:
    assert waves({key: frozenset(each) for key, each in waits.items()}) == tuple(expected)


def test_a_circle_is_named() -> None:
    with pytest.raises(Circle) as raised:
        waves({"x": frozenset(), "a": frozenset("b"), "b": frozenset("c"), "c": frozenset("b")})
    assert raised.value.around in (("b", "c", "b"), ("c", "b", "c"))
    with pytest.raises(refusals.CannotJoin, match="互相等对方的结果"):
        together(
            matter("a", gives=["x"], requirements=(paper("p", "e:y"),)),
            matter("b", gives=["y"], requirements=(paper("p", "e:x"),)),
        )


def test_whoever_changes_a_licence_does_not_wait_for_a_new_one() -> None:
    changes = Courses(concerns=Concern("x", Changing.CHANGE))
    found = together(
        matter("a", gives=["x"]), matter("b", requirements=(paper("p", "e:x"),), courses=changes)
    )
    assert found.links == ()


ONE, TWO = ("upload", "original"), ("original", "shared")
MERGED = [
    ("the same name", paper("p", name="合同"), paper("q", name="合同"), True),
    ("the same licence", paper("p", "e:id", name="身份证"), paper("q", "e:id", name="证件"), True),
    ("another name", paper("p", name="合同"), paper("q", name="协议"), False),
    ("no way in common", paper("p", "upload", name="合同"), paper("q", "original", name="合同"), False),
    (
        "both from afar, together only by hand",
        paper("p", *ONE, name="合同"),
        paper("q", *TWO, name="合同"),
        False,
    ),
    ("one by hand alone", paper("p", *ONE, name="合同"), paper("q", "original", name="合同"), True),
    ("both typed", paper("p", "form", name="申请书"), paper("q", "form", name="申请书"), False),
]


@pytest.mark.parametrize(
    ("first", "second", "merged"), [row[1:] for row in MERGED], ids=[row[0] for row in MERGED]
)
def test_which_papers_are_one(first, second, merged: bool) -> None:
    found = together(matter("a", requirements=(first,)), matter("b", requirements=(second,)))
    assert len(requirements_for(found.matter, {})) == 2 - merged


def test_three_that_agree_in_pairs_only_are_not_one() -> None:
    ways = (("upload", "original"), ("upload", "shared"), ("original", "shared"))
    found = together(
        *(matter(key, requirements=(paper("p", *way),)) for key, way in zip("abc", ways, strict=True))
    )
    assert all(one.evidence for one in found.matter.requirements)
    assert len(found.matter.requirements) == 2


def test_two_papers_of_one_matter_stay_two_and_declared_ones_become_one() -> None:
    twice = matter("a", requirements=(paper("p", name="照片"), paper("q", name="照片")))
    other = matter("b", requirements=(paper("p", name="相片"),))
    assert len(together(twice, other).matter.requirements) == 3
    same = Same(Kind.REQUIREMENT, "照片", ("a.p", "b.p"))
    assert len(together(twice, other, of=bundle("a", "b", same=(same,))).matter.requirements) == 2


def test_a_merged_paper_is_as_strict_as_its_strictest_and_the_free_ones_are_not_bound_by_who_does_not_ask() -> (
    None
):
    easy = paper("p", "upload", "original", name="合同", required=False, defer=Deferral(5), commitment=True)
    hard = paper("p", "original", name="合同", defer=Deferral(3), when=Is("q", ("a",)))
    found = together(
        matter("a", requirements=(easy,)), matter("b", requirements=(hard,), situations=(ask("q"),))
    )
    (key,) = [one.key for one in found.matter.situations]
    (both,) = found.within({key: "a"}).requirements
    assert ([one.way for one in both.evidence], both.required, both.commitment) == (
        [Way.ORIGINAL],
        True,
        False,
    )
    assert both.defer == Deferral(3)
    (alone,) = found.within({key: "b"}).requirements
    assert (next(one.way for one in alone.evidence), alone.required, alone.commitment) == (
        Way.UPLOAD,
        False,
        True,
    )


def test_what_the_bundle_knows_is_not_asked_and_holds_only_where_it_would_have_been() -> None:
    inner = ask("inner", when=Is("outer", ("a",)))
    needs = (paper("p", when=Is("inner", ("a",))), paper("n", when=Not(Is("inner", ("a",)))))
    one = matter("a", situations=(ask("outer"), inner), requirements=needs)
    found = together(one, of=bundle(Part("a", known={"inner": "a"})))
    assert [each.key for each in found.matter.situations] == ["a--outer"]
    assert [each.key for each in requirements_for(found.matter, {"a--outer": "a"})] == ["a--p"]
    assert [each.key for each in requirements_for(found.matter, {"a--outer": "b"})] == ["a--n"]


def test_an_answer_given_for_another_part_does_not_count_where_its_own_question_does_not_apply() -> None:
    plain = matter("a", situations=(ask("q"),))
    inner = ask("q", when=Is("gate", ("a",)))
    gated = matter("b", situations=(ask("gate"), inner), requirements=(paper("p", when=Is("q", ("a",))),))
    found = together(plain, gated)
    assert [each.key for each in requirements_for(found.matter, {"a--q": "a", "b--gate": "b"})] == []
    assert [each.key for each in requirements_for(found.matter, {"a--q": "a", "b--gate": "a"})] == ["b--p"]


def test_questions_that_two_ask_in_opposite_order_are_left_apart_where_each_rests_on_the_other() -> None:
    first = matter("a", situations=(ask("x"), ask("y", when=Is("x", ("a",)))))
    second = matter("b", situations=(ask("y"), ask("x", when=Is("y", ("a",)))))
    assert len(together(first, second).matter.situations) == 3
    free = matter("b", situations=(ask("y"), ask("x")))
    assert [one.key for one in together(first, free).matter.situations] == ["a--x", "a--y"]


def giving_and_taking(when=None):
    give = matter("a", gives=["x"], days=4)
    asked = () if when is None else (ask("q"),)
    need = (
        paper("p", "e:x", "upload", name="执照") if when is None else paper("p", "e:x", "upload", when=when)
    )
    number = entry("f", "编号", source="licence.x.number")
    return give, matter("b", requirements=(need,), fields=(number,), situations=asked, days=5)


def test_what_a_part_makes_is_not_asked_and_is_where_that_part_is_not_applied_for() -> None:
    own = ask("new", "有没有执照？")
    found = together(*giving_and_taking(), of=bundle(Part("a", Is("new", ("a",))), "b", questions=(own,)))
    assert found.within({"new": "a"}).requirements == found.within({"new": "a"}).fields == ()
    assert [one.key for one in found.within({"new": "b"}).requirements] == ["b--p"]
    assert [one.key for one in found.within({"new": "b"}).fields] == ["b--f"]
    first, second = portions(found, replace(NOTHING, answers={"new": "a"}))
    assert (first.after, second.after) == ((), ("a",))
    assert {(one.requirement, one.field) for one in second.coming} == {("p", ""), ("", "f")}
    made = plan(found, {"new": "a"})
    assert made is not None
    assert ([(one.begins, one.ends) for one in made.waves], made.days) == ([(0, 4), (4, 9)], 9)
    assert [one.paper for one in made.made] == ["执照"]


def test_a_part_waits_only_for_what_it_needs_in_this_situation() -> None:
    give, take = giving_and_taking(Is("q", ("a",)))
    found = together(give, replace(take, fields=()))
    waiting, free = ({one.matter: one.after for one in portions(found, replace(NOTHING, answers={"b--q": answer}))}
                     for answer in "ab")  # fmt: skip
    assert (waiting["b"], free["b"]) == (("a",), ())
    beside = plan(found, {"b--q": "b"})
    assert beside is not None
    assert (beside.days, beside.made, len(beside.waves)) == (5, (), 1)


def test_of_two_that_could_give_it_the_first_does_and_it_is_shown_once() -> None:
    take = matter("c", requirements=(paper("p", "e:x", "e:y"),))
    found = together(matter("a", gives=["x"]), matter("b", gives=["y"]), take)
    (last,) = [one for one in portions(found, NOTHING) if one.matter == "c"]
    assert ([one.giver for one in last.coming], last.after) == (["a"], ("a",))


ACTS = [
    (
        (Means.ONLINE_IDENTITY, Means.IN_PERSON),
        (Means.ONLINE_IDENTITY, Means.AGENT),
        [{Means.ONLINE_IDENTITY}],
    ),
    ((Means.IN_PERSON, Means.AGENT), (Means.IN_PERSON,), [{Means.IN_PERSON}]),
    ((Means.ONLINE_IDENTITY, Means.IN_PERSON), (Means.VIDEO, Means.IN_PERSON), None),
    ((Means.ONLINE_IDENTITY, Means.IN_PERSON), (Means.IN_PERSON,), None),
]


@pytest.mark.parametrize(("first", "second", "expected"), ACTS)
def test_who_proved_who_he_is_has_proved_it_to_all_unless_that_would_make_him_come(
    first, second, expected
) -> None:
    each = [
        matter(key, presences=(Presence(Act.IDENTITY, Moment.SUBMIT, means),))
        for key, means in zip("ab", (first, second), strict=True)
    ]
    found = [set(one.means) for one in together(*each).matter.presences]
    assert found == (expected or [set(first), set(second)])


@pytest.mark.parametrize(
    ("length", "unit", "days"),
    [
        (0, Unit.AT_ONCE, 0),
        (7, Unit.WORKING_DAYS, 7),
        (7, Unit.DAYS, 5),
        (8, Unit.DAYS, 6),
        (2, Unit.MONTHS, 44),
    ],
)
def test_limits_as_working_days(length: int, unit: Unit, days: int) -> None:
    assert course.working_days(Limit(length, unit, None, "")) == days


def test_delivery_falls_back_on_what_a_part_offers() -> None:
    fetched = matter("b")
    fetched = replace(fetched, results=(replace(fetched.results[0], delivery=(Delivery.WINDOW,)),))
    found = portions(together(matter("a"), fetched), NOTHING)
    assert [one.delivery for one in found] == [Delivery.ELECTRONIC, Delivery.WINDOW]


def test_a_way_given_once_goes_to_all_who_ask_for_it() -> None:
    found = together(
        matter("a", requirements=(paper("p"),)), matter("b", requirements=(paper("q", name="p"),))
    )
    shown = (Shown("a--p", Way.UPLOAD, ("h",)),)
    given = portions(found, replace(NOTHING, shown=shown, sighted=("a--p",)))
    assert [(one.shown[0].requirement, one.shown[0].refs, one.sighted) for one in given] == [
        ("p", ("h",), ("p",)), ("q", ("h",), ("q",)),
    ]  # fmt: skip


CHANGES = Courses(concerns=Concern("x", Changing.CHANGE))
REFUSED = [
    ((matter("a"), matter("b", audience=(Audience.ENTERPRISE,))), "不是同一类"),
    ((matter("a", channels=(Channel.ONLINE,)), matter("b", channels=(Channel.POST,))), "没有共同的申请方式"),
    ((matter("a", courses=CHANGES), matter("b", courses=CHANGES)), "变更或延续"),
]


@pytest.mark.parametrize(("each", "why"), REFUSED)
def test_what_cannot_be_one_thing(each, why: str) -> None:
    with pytest.raises(refusals.CannotJoin, match=why):
        together(*each)


def test_twice_none_and_gone() -> None:
    one = matter("a")
    with pytest.raises(refusals.CannotJoin, match="选了两次"):
        compose(bundle("a", "a"), {"a": (one, 1)})
    with pytest.raises(refusals.CannotJoin, match="没有选事项"):
        compose(bundle(), {})
    with pytest.raises(refusals.CannotJoin, match="“b”现在没有公布"):
        compose(bundle("a", "b"), {"a": (one, 1)})


def findings(of, *each) -> list[tuple[str, str, Severity]]:
    entries = [Entry("bundles/whole", of, {}, None)]  # type: ignore[arg-type]
    return [
        (one.path, one.code, one.severity)
        for one in check_bundles(entries, {m.key: m for m in each}, {"event"})
    ]


A = matter("a", situations=(ask("q"),), requirements=(paper("p"),))
B = matter("b", requirements=(paper("p", "original", name="另一样"),))
OWN = (ask("who"),)
FOUND = [
    (bundle("a", "b", life_events=("event",)), []),
    (bundle("a", "gone"), [("parts[1].matter", "bundle-unknown")]),
    (bundle(Part("a", Is("who", ("a",))), questions=OWN), []),
    (bundle(Part("a", Is("who", ("z",))), questions=OWN), [("parts[0].when", "bundle-unknown")]),
    (bundle(Part("a", Is("other", ("a",))), questions=OWN), [("parts[0].when", "bundle-unknown")]),
    (bundle(Part("a", known={"q": "b"})), []),
    (bundle(Part("a", known={"q": "z"})), [("parts[0].known.q", "bundle-unknown")]),
    (bundle(Part("a", known={"z": "a"})), [("parts[0].known.z", "bundle-unknown")]),
    (bundle("a", life_events=("none",)), [("life_events", "unknown-life-event")]),
    (bundle("a", "a"), [("parts", "bundle-apart")]),
    (bundle("a", "b", same=(Same(Kind.REQUIREMENT, "x", ("a.p", "b.p")),)), [("same[0]", "bundle-apart-things")]),
    (bundle("a", "b", same=(Same(Kind.REQUIREMENT, "x", ("a.p", "b.z")),)),
     [("same[0].of", "bundle-unknown"), ("same[0]", "bundle-apart-things")]),
    (bundle("a", "b", same=(Same(Kind.QUESTION, "x", ("a.q", "c.q")),)), [("same[0].of", "bundle-unknown")]),
]  # fmt: skip


@pytest.mark.parametrize(("of", "expected"), FOUND)
def test_checks(of, expected: list[tuple[str, str]]) -> None:
    assert [(path, code) for path, code, _ in findings(of, A, B)] == expected


def test_parse_says_what_does_not_fit() -> None:
    entry_, found = parse_bundle("bundles/x", {"key": "x"})
    assert entry_ is None
    assert {one.path for one in found} >= {"name", "parts", "audience"}
    assert parse_bundle("bundles/x", [])[0] is None
