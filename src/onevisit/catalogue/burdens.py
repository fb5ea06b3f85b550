"""What every matter of a catalogue costs people, computed once for each definition and what it depends on.

The number of visits from nothing depends on other matters too: those that issue what is asked for, and theirs in turn.
So what is kept is kept under the hashes of all of them; a batch that touches one matter computes few anew.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock

from onevisit.rules.journeys import Catalogue, figures
from onevisit.rules.matters.definition import Matter
from onevisit.rules.reductions import Burden, burden

_KEPT = 8192
_burdens: OrderedDict[str, Burden] = OrderedDict()
_writing = Lock()


def burdens(catalogue: Catalogue, hashes: Mapping[str, str]) -> dict[str, Burden]:
    """What each matter costs among the others, by its key. `hashes` are those of the definitions, by the same keys."""
    register = repr((sorted(catalogue.licences.items()), sorted(catalogue.organs)))
    return {
        key: _burden(matter, catalogue, _stamp(matter, catalogue, hashes, register))
        for key, matter in catalogue.matters.items()
    }


def burden_of(matter: Matter, catalogue: Catalogue) -> Burden:
    """What one matter costs among the others, computed anew: for a text that may change with the next key pressed."""
    found = figures(matter, catalogue)
    in_hand, from_nothing = found.in_hand, found.from_nothing
    return burden(
        matter, visits=in_hand.visits.high, from_nothing=from_nothing.visits.high, days=in_hand.days
    )


def forget() -> None:
    """Drop what is kept; for tests that count."""
    with _writing:
        _burdens.clear()


def _burden(matter: Matter, catalogue: Catalogue, stamp: str) -> Burden:
    found = _burdens.get(stamp)
    if found is None:
        found = burden_of(matter, catalogue)
        with _writing:
            _burdens[stamp] = found
            while len(_burdens) > _KEPT:
                _burdens.popitem(last=False)
    return found


def _stamp(matter: Matter, catalogue: Catalogue, hashes: Mapping[str, str], register: str) -> str:
    reached = sorted(hashes[key] for key in _reached(matter, catalogue))
    text = "\n".join((hashes[matter.key], *reached, register))
    return hashlib.sha256(text.encode()).hexdigest()


def _reached(matter: Matter, catalogue: Catalogue) -> set[str]:
    """The matters that its numbers can depend on: whoever issues what it asks for, and what those ask for."""
    found: set[str] = set()
    waiting = [matter]
    while waiting:
        for licence in _wanted(waiting.pop()):
            for issuer in catalogue.issuers.get(licence, ()):
                if issuer.key not in found:
                    found.add(issuer.key)
                    waiting.append(issuer)
    return found


def _wanted(matter: Matter) -> Iterable[str]:
    yield from (way.licence for one in matter.requirements for way in one.evidence if way.licence)
    if matter.courses.concerns is not None:
        yield matter.courses.concerns.licence
