"""一件事 of the catalogue: definitions with everything that follows from them on a day.

A composite is made of the versions in force on the day, and kept in the process as long as they are the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from onevisit.catalogue.models import Bundle as Row
from onevisit.catalogue.versions import Version, all_in_force, version
from onevisit.rules.bundles.composite import Composite, compose
from onevisit.rules.bundles.definition import Bundle, Part
from onevisit.rules.bundles.parse import parse_bundle
from onevisit.rules.bundles.refusals import CannotJoin
from onevisit.rules.matters.definition import Matter

MARK = "@"
"""What the name of a bundle begins with where it stands in the place of a matter. No key of a matter has it."""
MOST = 12
"""As many matters can be put together at a window; more would not fit on one sheet."""


class NoSuchBundle(LookupError):
    """No bundle has this key."""


def definition(key: str) -> Bundle:
    """A bundle as it is defined; raises `NoSuchBundle`. One statement."""
    row = Row.objects.filter(pk=key).first()
    if row is None:
        raise NoSuchBundle(key)
    return _parsed(row.key, row.definition)


@lru_cache(maxsize=256)
def _parsed(key: str, text: str) -> Bundle:
    entry, findings = parse_bundle(key, json.loads(text))
    if entry is None:
        raise ValueError(f"stored bundle {key} cannot be read: {findings}")
    return entry.bundle


def bundles(on: date) -> tuple[Composite, ...]:
    """Every bundle whose matters are all in force, in order. Two statements."""
    current = {one.matter.key: one for one in all_in_force(on)}
    found = []
    for row in Row.objects.all():
        bundle = _parsed(row.key, row.definition)
        if all(part.matter in current for part in bundle.parts):
            found.append(_composed(bundle, current))
    return tuple(found)


def composite(key: str, on: date) -> Composite:
    """One bundle on a day. Two statements.

    Raises `NoSuchBundle`, and `CannotJoin` where one of its matters is not in force.
    """
    bundle = definition(key)
    return _composed(bundle, {one.matter.key: one for one in all_in_force(on)})


def named(name: str, parts: Sequence[tuple[str, int]], on: date) -> Composite:
    """What stands in the place of a matter: `@key`, or `@` and its parts for what was put together at a window.

    Of the versions of that day; raises `NoSuchBundle` or `CannotJoin` where they make one no more.
    """
    key = name.removeprefix(MARK)
    return composite(key, on) if key else joined([matter for matter, _ in parts], on)


def joined(keys: Sequence[str], on: date) -> Composite:
    """Matters put together at a window. Raises `CannotJoin`. One statement."""
    current = {one.matter.key: one for one in all_in_force(on)}
    known = [current[key].matter for key in keys if key in current]
    if len(keys) > MOST:
        raise CannotJoin(why=f"一次最多合并{MOST}个事项", todo="请分成两次收件")
    return _composed(_ad_hoc(keys, known), current)


def as_it_was(key: str, parts: Sequence[tuple[str, int]]) -> Composite:
    """What was applied for, in the versions of that day. `key` is "" for what was put together at a window.

    A bundle that is defined no more, or otherwise by now, is what its parts say.
    """
    versions = {matter: version(matter, number) for matter, number in parts}
    matters = [one.matter for one in versions.values()]
    bundle = _ad_hoc([matter for matter, _ in parts], matters)
    row = Row.objects.filter(pk=key).first() if key else None
    if row is not None:
        defined = _parsed(row.key, row.definition)
        known = {part.matter: part for part in defined.parts}
        chosen = tuple(Part(key, known=known[key].known) if key in known else Part(key) for key in versions)
        bundle = Bundle(
            defined.key, defined.name, defined.summary, defined.audience, defined.window_class, chosen,
            defined.basis, (), tuple(one for one in defined.same), defined.aliases, defined.life_events,
        )  # fmt: skip
    return _composed(bundle, versions)


def _ad_hoc(keys: Sequence[str], matters: Sequence[Matter]) -> Bundle:
    """The bundle that these matters make without being defined as one."""
    if not matters:
        raise CannotJoin.gone(keys)
    first = matters[0]
    audience = tuple(one for one in first.audience if all(one in other.audience for other in matters))
    return Bundle(
        key=MARK,
        name="、".join(one.name for one in matters[:3]) + (f"等{len(matters)}件" if len(matters) > 3 else ""),
        summary=f"一次收件，{len(matters)}个事项一起办。",
        audience=audience or first.audience,
        window_class=first.window_class,
        parts=tuple(Part(key) for key in keys),
        basis=(),
    )


def _composed(bundle: Bundle, current: Mapping[str, Version]) -> Composite:
    used = {part.matter: current[part.matter] for part in bundle.parts if part.matter in current}
    name = repr(bundle)
    kept = _kept.get(name)
    # Versions are parsed once a process: another definition is another object, whatever its number is.
    if kept is None or any(kept.part(key).matter is not one.matter for key, one in used.items()):
        kept = compose(bundle, {key: (one.matter, one.number) for key, one in used.items()})
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[name] = kept
    return kept


_kept: dict[str, Composite] = {}
_MOST_KEPT = 512
