"""Two people write one draft at once: nothing that either has typed is lost, and who typed what is kept.

A page sends back everything that it shows, also what nobody touched since. So of each entry the last values are kept
with the edition in which they came: what a page sends is a change only if it differs from what that page was shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KEPT = 8
"""Former values of an entry that are remembered; a page older than all of them counts as having changed it."""

_OF_THE_HOUSE = ("by", "asked", "offers", "identified", "sighted")
"""Parts that nobody types."""


@dataclass
class Merged:
    """What became of a save: the parts of another writer that were typed over, and his entries that were left."""

    content: dict[str, Any]
    written: dict[str, Any]
    overwritten: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def merge(
    content: Mapping[str, Any],
    written: Mapping[str, Any],
    parts: Mapping[str, Any],
    *,
    by: str,
    seen: int,
    edition: int,
) -> Merged:
    """Put `parts`, sent by `by` from a page that was shown in edition `seen`, into the draft as edition `edition`.

    A part that is a mapping is merged key by key. What another writer has changed since, and this page did not touch,
    stays as he left it; where both changed it, the later one stands.
    """
    done = Merged(dict(content), dict(written))
    for part, value in parts.items():
        former = content.get(part)
        if isinstance(value, Mapping):
            known = former if isinstance(former, Mapping) else {}
            done.content[part] = {
                **known,
                **{key: _entry(done, f"{part}.{key}", known.get(key), new, by, seen, edition)
                   for key, new in value.items()},
            }  # fmt: skip
        elif part in _OF_THE_HOUSE:
            done.content[part] = value
        else:
            done.content[part] = _entry(done, part, former, value, by, seen, edition)
    return done


def _entry(done: Merged, name: str, now: Any, new: Any, by: str, seen: int, edition: int) -> Any:
    if same(now, new):
        return new
    kept = done.written.get(name) or {"by": "", "log": [[0, now]]}
    log = kept["log"]
    somebody_else = kept["by"] not in ("", by) and log[-1][0] > seen
    shown = [value for number, value in log if number <= seen]
    if somebody_else and shown and same(shown[-1], new):
        done.left.append(name)
        return now
    if somebody_else:
        done.overwritten.append(name)
    done.written[name] = {"by": by, "log": [*log, [edition, new]][-KEPT:]}
    return new


def same(one: Any, other: Any) -> bool:
    """Whether two entries say the same. Of a shown requirement the way and the files count, not their names."""
    if isinstance(one, Mapping) and isinstance(other, Mapping) and "way" in one and "way" in other:
        return one["way"] == other["way"] and list(one.get("refs", ())) == list(other.get("refs", ()))
    return bool((one or "") == (other or ""))


def writers(written: Mapping[str, Any]) -> dict[str, str]:
    """Who wrote each entry last, where more than one has written; empty where all of it is one's."""
    found = {name: str(one["by"]) for name, one in written.items() if one.get("by")}
    return found if len(set(found.values())) > 1 else {}
