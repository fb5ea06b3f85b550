"""The procedure of versions and its gate, without a database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onevisit.rules.district.definition import Role
from onevisit.rules.findings import Finding, Severity
from onevisit.rules.publishing import refusals
from onevisit.rules.publishing.decide import SIGNS, Version, decide
from onevisit.rules.publishing.gate import Facts, Signature, Trips, gate
from onevisit.rules.publishing.states import IN_WORK, PUBLIC, Move, State
from onevisit.rules.publishing.transitions import TRANSITIONS, allowed, row_of

EVERY_POST = [(role, organ) for role in Role for organ in ("establishment", "approval", "justice", "market")]
SHA, OTHER = "a" * 64, "b" * 64


def version(state: State, **more: frozenset[int]) -> Version:
    return Version("挖掘城市道路许可", 2, state, **more)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", [one for one in Move if one is not Move.BEGIN])
def test_every_move_from_every_state_is_either_in_the_table_or_refused(state: State, move: Move) -> None:
    row = row_of(move)
    if state in row.since:
        assert decide(version(state), move, 1, EVERY_POST) is row.to
        assert move in allowed(state)
        return
    with pytest.raises(refusals.NotNowVersion) as why:
        decide(version(state), move, 1, EVERY_POST)
    assert state.label in why.value.sentence
    assert move.label in why.value.sentence
    assert move not in allowed(state)


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: row.move)
def test_each_move_is_for_its_office_only(row: object) -> None:
    move, state = row.move, row.since[0]  # type: ignore[attr-defined]
    others = [(role, organ) for role, organ in EVERY_POST if not row.by.has(role, organ)]  # type: ignore[attr-defined]
    with pytest.raises(refusals.NotForYourPost) as why:
        decide(version(state), move, 1, others)
    assert row.by.name in why.value.sentence  # type: ignore[attr-defined]


def test_who_may_do_what() -> None:
    def offices(move: Move) -> set[tuple[Role, str]]:
        return {post for post in EVERY_POST if row_of(move).by.has(*post)}

    everywhere = ("establishment", "approval", "justice", "market")
    assert offices(Move.CHECK) == {(Role.EDITOR, organ) for organ in everywhere}
    assert offices(Move.AGREE) == offices(Move.OBJECT) == {(Role.LEGAL, organ) for organ in everywhere}
    owners = {(Role.HEAD, "establishment"), (Role.CHIEF, "establishment")}
    assert offices(Move.APPROVE) == offices(Move.REFUSE) == owners
    publishers = {(Role.EDITOR, "establishment"), (Role.EDITOR, "approval")}
    assert offices(Move.PUBLISH) == offices(Move.WITHDRAW) == publishers


def test_only_what_was_signed_twice_is_published_and_what_was_published_never_returns() -> None:
    reach = {State.DRAFT: {State.DRAFT}}
    for row in TRANSITIONS:
        for since in row.since:
            reach.setdefault(since, set()).add(row.to)
    assert [state for state, leads in reach.items() if State.PUBLISHED in leads] == [State.APPROVED]
    assert [state for state, leads in reach.items() if State.APPROVED in leads] == [State.OPINED]
    assert [state for state, leads in reach.items() if State.OPINED in leads] == [State.CHECKED]
    assert reach[State.PUBLISHED] == {State.WITHDRAWN}
    assert set(PUBLIC) & set(IN_WORK) == set()
    assert allowed(State.WITHDRAWN) == allowed(State.DROPPED) == ()


@pytest.mark.parametrize("move", SIGNS)
def test_an_author_signs_nothing(move: Move) -> None:
    state = row_of(move).since[0]
    with pytest.raises(refusals.OwnWork, match="参与起草"):
        decide(version(state, authors=frozenset({7})), move, 7, EVERY_POST)
    assert decide(version(state, authors=frozenset({7})), move, 8, EVERY_POST) is row_of(move).to


def test_the_lawyer_does_not_approve_and_may_give_another_opinion() -> None:
    with pytest.raises(refusals.OwnWork, match="审查"):
        decide(version(State.OPINED, lawyers=frozenset({7})), Move.APPROVE, 7, EVERY_POST)
    assert decide(version(State.CHECKED, lawyers=frozenset({7})), Move.AGREE, 7, EVERY_POST) is State.OPINED


AGREED, APPROVED = Signature(Move.AGREE, 2, SHA, True), Signature(Move.APPROVE, 3, SHA, True)
READY = Facts("挖掘城市道路许可", State.APPROVED, SHA, True, (), (AGREED, APPROVED), Trips(0, 1), 1, 1)


def codes(facts: Facts) -> list[str]:
    return [one.code for one in gate(facts)]


def test_the_gate_is_open_for_what_lacks_nothing() -> None:
    assert gate(READY) == ()


CLOSED: dict[str, tuple[dict[str, object], list[str]]] = {
    "an error": ({"findings": (Finding("limits", "x", "承诺期限超过法定期限"),)}, ["errors"]),
    "two visits": ({"trips": Trips(2, 2, ("到现场提交", "到现场领取"))}, ["above-one"]),
    "one or two visits": ({"trips": Trips(1, 2)}, ["above-one"]),
    "no bound": ({"trips": Trips(1, None)}, ["above-one"]),
    "no opinion": ({"signatures": (APPROVED,)}, ["no-opinion"]),
    "an objection": ({"signatures": (AGREED, replace(AGREED, move=Move.OBJECT), APPROVED)}, ["no-opinion"]),
    "an opinion on another text": ({"signatures": (replace(AGREED, sha256=OTHER), APPROVED)}, ["no-opinion"]),
    "an opinion without the mark": ({"signatures": (replace(AGREED, one_visit=False), APPROVED)}, ["no-opinion"]),
    "not approved": ({"signatures": (AGREED,)}, ["not-approved"]),
    "sent back": ({"signatures": (AGREED, APPROVED, replace(APPROVED, move=Move.REFUSE))}, ["not-approved"]),
    "another text": ({"sha256": OTHER}, ["no-opinion", "not-approved"]),
    "not there yet": ({"state": State.OPINED}, ["not-approved"]),
    "overtaken": ({"newest": 2}, ["outdated"]),
    "everything": (
        {"findings": (Finding("a", "x", "甲"),) * 4, "trips": Trips(3, 3), "signatures": (), "newest": 2},
        ["errors", "above-one", "outdated", "no-opinion", "not-approved"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), CLOSED.values(), ids=list(CLOSED))
def test_the_gate_is_closed(changes: dict[str, object], expected: list[str]) -> None:
    reasons = gate(replace(READY, **changes))  # type: ignore[arg-type]
    assert [one.code for one in reasons] == expected
    for one in reasons:
        assert one.what in one.sentence
        assert one.basis.cite() in one.sentence
        assert one.sentence.endswith("。")


def test_above_one_may_be_published_without_the_mark() -> None:
    signatures = tuple(replace(one, one_visit=False) for one in READY.signatures)
    assert gate(replace(READY, one_visit=False, trips=Trips(3, None), signatures=signatures)) == ()


def test_the_refusal_shows_the_visits() -> None:
    (reason,) = gate(replace(READY, trips=Trips(2, 2, ("到现场提交", "到现场领取"))))
    assert "计算出的跑动次数是2次" in reason.what
    assert "到现场提交；到现场领取" in reason.what
    assert "改法" in reason.todo


def test_a_warning_does_not_block() -> None:
    assert gate(replace(READY, findings=(Finding("a", "x", "提醒", Severity.WARNING),))) == ()


@pytest.mark.parametrize(
    ("trips", "words", "once"),
    [(Trips(0, 0), "0次", True), (Trips(1, 1), "1次", True), (Trips(0, 1), "0至1次", True),
     (Trips(1, 2), "1至2次", False),
     (Trips(1, None), "至少1次（没有算出上限）", False)],
)  # fmt: skip
def test_a_number_in_words(trips: Trips, words: str, once: bool) -> None:
    assert (str(trips), trips.at_most_once) == (words, once)
