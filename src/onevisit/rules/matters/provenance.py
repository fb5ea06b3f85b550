"""Where each value of a definition comes from: an article, or an assumption that the district still has to confirm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Provenance:
    """The places that carry an article, and the places that are assumed (with the source named, or "")."""

    articles: tuple[str, ...] = ()
    assumed: tuple[tuple[str, str], ...] = ()

    def assumes(self, path: str) -> bool:
        """Whether the value at `path`, or a whole that it is part of, is assumed."""
        return any(path == at or path.startswith((f"{at}.", f"{at}[")) or at == "" for at, _ in self.assumed)


def provenance_of(data: Mapping[str, object]) -> Provenance:
    """Walk the raw data; a mapping with `law` and `article` is an article, `assumed` marks what it says it marks."""
    articles: list[str] = []
    assumed: list[tuple[str, str]] = []
    for path, node in _mappings(data, ""):
        if "law" in node and "article" in node:
            articles.append(path)
        mark, source = node.get("assumed"), str(node.get("source") or "")
        if mark is True:
            assumed.append((path, source))
        elif isinstance(mark, list):
            assumed.extend((f"{path}.{key}" if path else str(key), source) for key in mark)
    return Provenance(tuple(articles), tuple(assumed))


def _mappings(node: object, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    if isinstance(node, Mapping):
        yield path, node
        for key, value in node.items():
            yield from _mappings(value, f"{path}.{key}" if path else str(key))
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for number, value in enumerate(node):
            yield from _mappings(value, f"{path}[{number}]")
