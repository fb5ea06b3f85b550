"""What a definition may name, by key: for whoever writes one. Nothing of it is secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onevisit.catalogue.cards import TOWN_NAME
from onevisit.catalogue.shelf import shelf
from onevisit.rules.district.checks import TOWN


@dataclass(frozen=True)
class Choices:
    """Names by keys, in an order for reading. `hints` say more about some, by the name of the list and the key."""

    organs: Mapping[str, str]
    laws: Mapping[str, str]
    licences: Mapping[str, str]
    resources: Mapping[str, str]
    events: Mapping[str, str]
    matters: Mapping[str, str]
    hints: Mapping[str, Mapping[str, str]]


def choices(on: date) -> Choices:
    """The registers as they are, and the matters in force on a day. One statement, see `shelf`."""
    here = shelf(on)
    return Choices(
        organs={**{key: one.short for key, one in here.organs.items()}, TOWN: TOWN_NAME},
        laws={name: name for name in sorted(here.laws)},
        licences={key: one.name for key, one in sorted(here.licences.items(), key=lambda pair: pair[1].name)},
        resources={
            key: one.name for key, one in sorted(here.resources.items(), key=lambda pair: pair[1].name)
        },
        events={one.key: one.name for one in here.events},
        matters={item.matter.key: item.matter.name for item in here.items},
        hints={
            "organs": {key: one.name for key, one in here.organs.items()},
            "laws": {name: f"{one.title}，共{one.articles}条" for name, one in here.laws.items()},
            "licences": {key: one.issuer for key, one in here.licences.items()},
            "resources": {key: one.says for key, one in here.resources.items()},
        },
    )
