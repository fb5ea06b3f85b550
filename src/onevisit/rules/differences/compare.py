"""The differences between two versions of a matter: every part of the definition, walked by its own shape.

Things in a list are the same thing where they have the same key (or the same law, act, question), so that a list that
was put in another order is said to be in another order, and nothing else. Equal definitions have no differences;
whatever is not equal is said in at least one sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, NamedTuple

from onevisit.rules.basis import Basis
from onevisit.rules.differences.labels import SECTIONS, SWITCHES, label_of
from onevisit.rules.differences.words import CONDITIONS, Names, Words
from onevisit.rules.limits import Limit
from onevisit.rules.matters.definition import Evidence, Ground, Matter, Presence

NOBODYS = Names()


class Change(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """What people see."""
        return {"added": "新增", "removed": "取消", "changed": "改动"}[self.value]


@dataclass(frozen=True)
class Difference:
    """One change in one sentence. `path` is its place in the later version (for what was removed, in the earlier).

    `section` is the heading that it belongs under, see `SECTIONS`.
    """

    change: Change
    path: str
    section: str
    text: str


def differences(before: Matter, after: Matter, names: Names = NOBODYS) -> tuple[Difference, ...]:
    """Everything that is not the same in both, in the order of the definition."""
    return tuple(_Walk(before, after, names).matter())


_GATHERED = ("codes", "themes", "limits", "courses")
"""Parts that only hold others together: 承诺期限, and not 期限的承诺期限."""


class _At(NamedTuple):
    """Where the walk is: the path in either version, what it is called, the heading, and the name of the field."""

    was: str
    now: str
    called: str
    section: str
    name: str = ""

    def part(self, kind: type, name: str) -> _At:
        """A field of what is here."""
        label = label_of(kind, name)
        bare = self.called and label and self.name not in _GATHERED
        called = f"{self.called}的{label}" if bare else label or self.called
        section = self.section or SECTIONS[name]
        return _At(_join(self.was, name), _join(self.now, name), called, section, name)

    def one(self, old: object, new: object, called: str) -> _At:
        """One thing of the list that is here."""
        return self._replace(was=f"{self.was}[{old}]", now=f"{self.now}[{new}]", called=called)


class _Walk:
    def __init__(self, before: Matter, after: Matter, names: Names) -> None:
        self.before, self.after = before, after
        self.was, self.now = Words(before, names), Words(after, names)

    def matter(self) -> Iterator[Difference]:
        yield from self._fields(self.before, self.after, _At("", "", "", ""))

    def _fields(self, old: Any, new: Any, at: _At) -> Iterator[Difference]:
        for one in fields(old):
            was, now = getattr(old, one.name), getattr(new, one.name)
            here = at.part(type(old), one.name)
            if isinstance(was, bool):
                if was is not now:
                    said = SWITCHES[f"{type(old).__name__}.{one.name}"][0 if now else 1]
                    yield _changed(here, f"{at.called or '本事项'}{said}。")
            elif was != now and now and at.called.endswith(f"“{was}”"):
                yield _changed(here, f"{at.called}改为“{self.now.of(now, one.name)}”。")
            else:
                yield from self._value(was, now, here)

    def _value(self, old: Any, new: Any, at: _At) -> Iterator[Difference]:
        if isinstance(old, tuple) and isinstance(new, tuple):
            yield from self._list(old, new, at)
        elif isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from self._options(old, new, at)
        elif old == new:
            return
        elif isinstance(old, Limit) and isinstance(new, Limit):
            yield from self._limit(old, new, at)
        elif is_dataclass(old) and type(old) is type(new) and not isinstance(old, (Basis, *CONDITIONS)):
            yield from self._fields(old, new, at)
        else:
            yield self._leaf(old, new, at)

    def _leaf(self, old: Any, new: Any, at: _At) -> Difference:
        was, now = self.was.of(old, at.name), self.now.of(new, at.name)
        if old is None or old == "":
            return _difference(Change.ADDED, at, f"新增{at.called}：{_quoted(now, new)}。")
        if new is None or new == "":
            return _difference(Change.REMOVED, at, f"取消{at.called}，原为{_quoted(was, old)}。")
        if was == now:
            return _changed(at, f"{at.called}换了写法，读起来仍是{_quoted(now, new)}。")
        return _changed(at, f"{at.called}由{_quoted(was, old)}改为{_quoted(now, new)}。")

    def _limit(self, old: Limit, new: Limit, at: _At) -> Iterator[Difference]:
        if (old.length, old.unit) != (new.length, new.unit):
            was, now = old.unit.say(old.length), new.unit.say(new.length)
            yield _changed(at, f"{at.called}由{was}改为{now}。")
        if old.basis != new.basis:
            yield self._leaf(old.basis, new.basis, at.part(Limit, "basis"))
        for name in ("name", "counts_from"):
            if getattr(old, name) != getattr(new, name):
                yield self._leaf(getattr(old, name), getattr(new, name), at.part(Limit, name))

    def _options(self, old: Mapping[str, str], new: Mapping[str, str], at: _At) -> Iterator[Difference]:
        for key, label in old.items():
            if key not in new:
                yield Difference(Change.REMOVED, f"{at.was}.{key}", at.section, f"{at.called}取消“{label}”。")
        for key, label in new.items():
            path = f"{at.now}.{key}"
            if key not in old:
                yield Difference(Change.ADDED, path, at.section, f"{at.called}新增“{label}”。")
            elif old[key] != label:
                text = f"{at.called}“{old[key]}”改为“{label}”。"
                yield Difference(Change.CHANGED, path, at.section, text)
        kept, left = [key for key in old if key in new], [key for key in new if key in old]
        if kept != left:
            yield _changed(at, f"{at.called}的顺序改为{self.now.of(new, at.name)}。")

    def _list(self, old: tuple[Any, ...], new: tuple[Any, ...], at: _At) -> Iterator[Difference]:
        pairs = _pairs(old, new)
        matched, found = dict(pairs), {new for _, new in pairs}
        for number, value in enumerate(old):
            if number not in matched:
                yield self._gone(value, number, at)
        reached = {now: was for was, now in pairs}
        for number, value in enumerate(new):
            if number not in found:
                yield self._come(value, number, at)
                continue
            former = old[reached[number]]
            if is_dataclass(former) and _key(former) != _key(value):
                called = f"{at.called}“{self.was.title(former)}”"
                yield from self._fields(former, value, at.one(reached[number], number, called))
            elif former != value:
                here = at.one(reached[number], number, at.called)
                yield self._leaf(former, value, here)
        if [now for _, now in sorted(pairs)] != sorted(found):
            order = "、".join(self._named(value, at) for value in new)
            yield _changed(at, f"{at.called}的顺序改为{order}。")

    def _come(self, value: Any, number: int, at: _At) -> Difference:
        more = self.now.described(value) if is_dataclass(value) else ""
        said = f"（{more}）" if more else ""
        text = f"新增{at.called}{self._named(value, at)}{said}。"
        return Difference(Change.ADDED, f"{at.now}[{number}]", at.section, text)

    def _gone(self, value: Any, number: int, at: _At) -> Difference:
        title = self.was.title(value) if is_dataclass(value) else self.was.of(value, at.name)
        return Difference(Change.REMOVED, f"{at.was}[{number}]", at.section, f"取消{at.called}“{title}”。")

    def _named(self, value: Any, at: _At) -> str:
        return f"“{self.now.title(value) if is_dataclass(value) else self.now.of(value, at.name)}”"


def _pairs(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[int, int]]:
    """Which thing of the old list is which of the new: the equal ones first, then those of the same identity.

    Plain texts have no identity: one is another's successor where it took its place.
    """
    pairs: list[tuple[int, int]] = []
    left, right = dict(enumerate(old)), dict(enumerate(new))
    for same in (lambda value: value, _identity):
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for number, value in right.items():
            waiting[_key(same(value))].append(number)
        for number, value in list(left.items()):
            if waiting[_key(same(value))]:
                found = waiting[_key(same(value))].pop(0)
                pairs.append((number, found))
                del left[number], right[found]
    texts = [number for number, value in left.items() if type(value) is str]
    if texts:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "replace" and i2 - i1 == j2 - j1:
                both = zip(range(i1, i2), range(j1, j2), strict=True)
                pairs += [(i, j) for i, j in both if i in left and j in right]
    return pairs


def _identity(value: Any) -> Hashable:
    if isinstance(value, Ground):
        return value.basis
    if isinstance(value, Presence):
        return value.act, value.at
    if isinstance(value, Evidence):
        return value
    for name in ("key", "ask", "kind", "name"):
        if is_dataclass(value) and hasattr(value, name):
            return str(getattr(value, name))
    return repr(value)


def _key(value: Any) -> Hashable:
    # Mappings (the options of a question) cannot be hashed; their text can, and is as good.
    return repr(value) if is_dataclass(value) else value


def _changed(at: _At, text: str) -> Difference:
    return _difference(Change.CHANGED, at, text)


def _difference(change: Change, at: _At, text: str) -> Difference:
    return Difference(change, at.was if change is Change.REMOVED else at.now, at.section, text)


def _quoted(words: str, value: object) -> str:
    """Texts, choices and articles in quotation marks; numbers and conditions as they are."""
    plain = isinstance(value, (int, Limit, *CONDITIONS)) or words.startswith(("“", "《"))
    return words if plain else f"“{words}”"


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
