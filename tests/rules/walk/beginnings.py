"""How an application can come in, and how it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from onevisit.rules.basis import Basis
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.context import NO_FACTS, Bar, BarKind, Facts, LicenceFacts
from onevisit.rules.matters.vocabulary import Channel
from rules.walk.moves import APPLICATION, PLEDGE, UNSIGNED, Move, Who, shown
from rules.walk.shapes import LICENCE, Shape


def _submit(shape: Shape, **changes: object) -> c.Submit:
    values: dict[str, object] = {
        "application": APPLICATION,
        "channel": Channel.ONLINE if shape.features.online else Channel.WINDOW,
        "answers": {},
        "shown": tuple(shown(one.key) for one in shape.matter.requirements),
        "delivery": shape.features.delivery[0],
        "town": "town-a",
        "hall": "hall",
        "licence": "old" if shape.features.concerns else "",
    }
    return c.Submit(**{**values, **changes})  # type: ignore[arg-type]


def beginnings(shape: Shape) -> Iterator[Move]:
    """How an application can come in, and how it cannot."""
    features = shape.features
    facts = (
        Facts(licence=LicenceFacts("old", LICENCE, True, shape.expires)) if features.concerns else NO_FACTS
    )
    keys = [one.key for one in shape.matter.requirements]
    late = tuple(key for key in keys if key.startswith("late"))
    window: dict[str, Any] = {"channel": Channel.WINDOW}

    def begin(words: str, *, facts: Facts = facts, never: bool = False, **changes: object) -> Move:
        return Move(f"apply {words}", Who.APPLICANT, (_submit(shape, **changes),), facts, never=never)

    def without(*keys_: str) -> tuple[c.Shown, ...]:
        return tuple(shown(key) for key in keys if key not in keys_)

    yield begin("with everything")
    yield begin("at the window without the main material", **window, shown=without("main"))
    yield begin(
        "on line without the main material", never=True, channel=Channel.ONLINE, shown=without("main")
    )
    if features.online:
        yield begin("at the window with everything", **window)
    barred = Bar(BarKind.APPLY, "X", Basis("行政许可法", "78"), "walked")
    yield begin("though barred", facts=Facts((barred,), facts.licence), never=True)
    if late:
        yield begin("with the rest to come later", shown=without(*late), later=late, pledge=PLEDGE)
        yield begin("with a part to come later", shown=without(late[0]), later=late[:1], pledge=PLEDGE)
        unsigned: dict[str, Any] = {"later": late, "pledge": UNSIGNED, "shown": without(*late)}
        yield begin("with an unsigned promise", never=True, **unsigned)
    yield begin("the main material later", later=("main",), pledge=PLEDGE, never=True, shown=without("main"))
    if features.committable:
        excluded = features.risk is not None and not features.pledge_by_law
        promise: dict[str, Any] = {"shown": without("word"), "committed": ("word",), "pledge": PLEDGE}
        yield begin("with a commitment", never=excluded, **promise)
        if late:
            both = {**promise, "shown": without("word", *late), "later": late}
            yield begin("with a commitment and the rest later", **both)
        untrusted = Bar(BarKind.COMMIT, "X", Basis("示例", "1"))
        yield begin(
            "with a commitment though barred", facts=Facts((untrusted,), facts.licence), never=True, **promise
        )
    yield begin("with the main material committed", never=True, committed=("main",), pledge=PLEDGE)
    if features.concerns:
        yield from _licences(begin, shape.expires)


def _licences(begin: Callable[..., Move], expires: date) -> Iterator[Move]:
    def licence(kind: str = LICENCE, *, force: bool = True, to: date | None = expires) -> Facts:
        return Facts(licence=LicenceFacts("old", kind, force, to))

    yield begin("too late to be deemed renewed", facts=licence(to=expires - timedelta(days=5)))
    yield begin("for a licence without end", facts=licence(to=None))
    yield begin("for another licence", facts=licence("other"), never=True)
    yield begin("for a licence that is not in force", facts=licence(force=False), never=True)
    yield begin("for a licence that has expired", facts=licence(to=date(2026, 9, 1)), never=True)
    yield begin("without naming the licence", licence="", never=True)
