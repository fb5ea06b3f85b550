"""目录体检: everything that the checks find in the catalogue in force, with whose matter it is and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from onevisit.catalogue.shelf import Shelf, shelf
from onevisit.catalogue.visits import catalogue_on
from onevisit.rules.catalogue_checks import Check, check_catalogue
from onevisit.rules.catalogue_checks.registry import check_of, mend_of
from onevisit.rules.district.checks import TOWN
from onevisit.rules.findings import Finding

__all__ = ["Symptom", "health"]

TOWN_NAME = "镇（街道、开发区）"


@dataclass(frozen=True)
class Symptom:
    """A finding with its check. `matter` is "" for one about a register, whose name then stands in `matter_name`."""

    check: Check
    path: str
    message: str
    mend: str
    matter: str
    matter_name: str
    organ: str
    organ_name: str


_REGISTERS = {"licence_types": "证照类型登记表", "resources": "数据资源目录"}


def health(on: date) -> tuple[Symptom, ...]:
    """What is wrong with the catalogue of a day: errors first, then in the order of the checks. Kept with its shelf."""
    return _symptoms(shelf(on), on)


@lru_cache(maxsize=2)
def _symptoms(here: Shelf, on: date) -> tuple[Symptom, ...]:
    found = [_symptom(one, here) for one in check_catalogue(catalogue_on(on))]
    return tuple(
        sorted(
            found,
            key=lambda one: (one.check.severity, one.check.id, one.organ_name, one.matter_name, one.path),
        )
    )


def _symptom(finding: Finding, here: Shelf) -> Symptom:
    item = here.by_key.get(finding.file)
    organ = item.matter.organ if item else ""
    card = here.organs.get(organ)
    return Symptom(
        check_of(finding),
        finding.path,
        finding.message,
        mend_of(finding),
        item.matter.key if item else "",
        item.matter.name if item else _REGISTERS.get(finding.file, finding.file),
        organ,
        card.short if card else TOWN_NAME if organ == TOWN else "",
    )
