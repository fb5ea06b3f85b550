"""The walk can fail: each rule that is broken here is found, with a road that leads to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from onevisit.rules.cases import clocks, evolve, lapse, papers
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import decide as deciding
from onevisit.rules.cases import events as e
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.deciding import corrections, decisions, handling, hearings
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.courses import DeferralEnd, SpecialKind
from rules.walk import walk as walking
from rules.walk.properties import Proof
from rules.walk.shapes import NO_REVIEW, Features, shape
from rules.walk.walk import walk

Patch = pytest.MonkeyPatch


def _rule(patch: Patch, command: type[c.Command], rule: Callable[..., tuple[e.Event, ...]]) -> None:
    patch.setattr(deciding, "RULES", {**deciding.RULES, command: rule})


def _second_correction(patch: Patch) -> None:
    def ask(context: Context, state: CaseState, command: c.AskCorrection) -> tuple[e.Event, ...]:
        return corrections.ask(context, replace(state, correction=None), command)

    _rule(patch, c.AskCorrection, ask)


def _forget_a_pause(patch: Patch) -> None:
    patch.setattr(clocks, "pauses", lambda state, **_: ())


def _grant_beside_a_pause(patch: Patch) -> None:
    def grant(context: Context, state: CaseState, command: c.Grant) -> tuple[e.Event, ...]:
        return decisions.grant(context, replace(state, procedures=()), command)

    _rule(patch, c.Grant, grant)


def _never_resume(patch: Patch) -> None:
    def resume(context: Context, state: CaseState, command: c.Resume) -> tuple[e.Event, ...]:
        return handling.resume(context, replace(state, procedures=()), command)

    _rule(patch, c.Resume, resume)


def _drop_the_interested(patch: Patch) -> None:
    def check(context: Context, state: CaseState, *, granting: bool) -> None:
        hearings.check_before_decision(context, state, granting=False)

    patch.setattr(decisions, "check_before_decision", check)


def _drop_the_window(patch: Patch) -> None:
    patch.setattr(decisions, "check_before_decision", lambda *_, **__: None)


def _close_with_duties(patch: Patch) -> None:
    patch.setattr(lapse, "duties", lambda *_: ())


def _ask_for_more_after_acceptance(patch: Patch) -> None:
    patch.setattr(corrections, "_only", lambda *_: None)


def _grant_what_is_incomplete(patch: Patch) -> None:
    def grant(context: Context, state: CaseState, command: c.Grant) -> tuple[e.Event, ...]:
        return decisions.grant(context, replace(state, deferred={}), command)

    _rule(patch, c.Grant, grant)


def _forget_a_document(patch: Patch) -> None:
    def wanted(event: e.Event, *_: object) -> tuple[str, ...]:
        return () if isinstance(event, e.Extended) else ours(event, *_)  # type: ignore[arg-type]

    ours = papers.papers_for
    patch.setattr(walking, "papers_for", wanted)


def _lose_the_silence(patch: Patch) -> None:
    patch.setattr(lapse, "acceptance_until", lambda *_: None)


def _hand_out_any_way(patch: Patch) -> None:
    def hand_out(context: Context, state: CaseState, command: c.HandOut) -> tuple[e.Event, ...]:
        proof = command.proof.ref if command.proof else ""
        return (e.HandedOut(context.today, command.way, command.hall, command.window, proof),)

    _rule(patch, c.HandOut, hand_out)


def _forget_the_end_of_a_pause(patch: Patch) -> None:
    changes: Mapping[type[e.Event], Any] = {**evolve._CHANGES, e.Resumed: lambda state, _: state}
    patch.setattr(evolve, "_CHANGES", changes)


PAUSED = replace(NO_REVIEW, special=(SpecialKind.TESTING,))
LATER = replace(NO_REVIEW, deferrable=1, deferral_ends=DeferralEnd.REFUSED)
OTHERS = replace(NO_REVIEW, interested=True)

BROKEN: tuple[tuple[Callable[[Patch], None], Features, str], ...] = (
    (_second_correction, NO_REVIEW, "a second correction"),
    (_forget_a_pause, PAUSED, "the promise is told for another day"),
    (_grant_beside_a_pause, PAUSED, "decided while a special procedure was open"),
    (_never_resume, PAUSED, "the organs and time alone bring it to no decision"),
    (_forget_the_end_of_a_pause, PAUSED, "special runs, by hand the opposite"),
    (_drop_the_interested, OTHERS, "granted without telling the interested parties"),
    (_drop_the_window, OTHERS, "decided while others could still ask for a hearing"),
    (_close_with_duties, replace(NO_REVIEW, committable=True), "closed too early"),
    (_ask_for_more_after_acceptance, LATER, "taken in after acceptance without being deferred"),
    (_grant_what_is_incomplete, LATER, "granted while something deferred was missing"),
    (_forget_a_document, NO_REVIEW, "not issued: extension"),
    (_lose_the_silence, NO_REVIEW, "nobody answered for five days"),
    (_hand_out_any_way, NO_REVIEW, "never lawful, yet admitted"),
)


@pytest.mark.parametrize(
    ("breaks", "features", "found"), BROKEN, ids=lambda one: getattr(one, "__name__", "")
)
def test_a_broken_rule_is_found(
    monkeypatch: Patch, breaks: Callable[[Patch], None], features: Features, found: str
) -> None:
    breaks(monkeypatch)
    done = walk(shape(f"broken by {breaks.__name__}", features), Proof(), limit=900, wanted=found)
    road = next((fault for fault in done.faults if found in fault), "")
    assert road, f"not found: {found}; but {sorted(done.seen)}"
    assert "apply with" in road, "a fault is told with the road that leads to it"
