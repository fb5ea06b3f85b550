"""Applications as people make them: something comes later, something is promised, something was forgotten."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from factories.courses import PLEDGE
from factories.matters import submit
from onevisit.rules.cases.application import requirements_for
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel


def promises(data: st.DataObject, matter: Matter, answers: Mapping[str, str]) -> dict[str, object]:
    """What an applicant leaves out: to come later, to be believed, or simply forgotten (at a window)."""
    needed = requirements_for(matter, answers)
    excluded = matter.courses.risks and matter.courses.pledge.statutory is None
    later = some(data, [one.key for one in needed if one.defer])
    open_to_promises = [one.key for one in needed if one.commitment and one.key not in later]
    committed = some(data, [] if excluded else open_to_promises)
    at_window = Channel.WINDOW in matter.channels and data.draw(st.booleans())
    forgotten = some(data, [one.key for one in needed]) if at_window else ()
    left_out = {*later, *committed, *forgotten}
    shown = tuple(one for one in submit(matter, answers).shown if one.requirement not in left_out)
    changes: dict[str, object] = {"shown": shown, "later": later, "committed": committed, "pledge": PLEDGE}
    return {**changes, "channel": Channel.WINDOW} if at_window else changes


def some(data: st.DataObject, keys: list[str]) -> tuple[str, ...]:
    """At most two of them."""
    return tuple(data.draw(st.lists(st.sampled_from(keys), unique=True, max_size=2))) if keys else ()
