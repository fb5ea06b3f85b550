"""Keys that a definition names and that no register has. How they are found stands in `district.checks`."""

from __future__ import annotations

from collections.abc import Iterator

from onevisit.rules.catalogue_checks.check import Check
from onevisit.rules.district.checks import dangling
from onevisit.rules.findings import Finding
from onevisit.rules.journeys.catalogue import Catalogue
from onevisit.rules.matters.definition import Matter

_FORMAT = "事项定义的格式"

ORGAN = Check(
    "M-171",
    "unknown-organ",
    "写的部门不在部门登记表里",
    "改成登记表（organs）里的键；新部门先登记",
    _FORMAT,
)
LICENCE = Check(
    "M-172",
    "unknown-licence",
    "写的证照类型不在证照类型登记表里",
    "改成登记表（licence_types）里的键；新证照先登记",
    _FORMAT,
)
RESOURCE = Check(
    "M-173",
    "unknown-resource",
    "写的数据资源不在数据资源目录里",
    "改成目录（resources）里的键；新的共享数据先登记",
    _FORMAT,
)
CHECKS = (ORGAN, LICENCE, RESOURCE)


def check(matter: Matter, catalogue: Catalogue) -> Iterator[Finding]:
    """Note every key that leads nowhere, as far as the catalogue has the register."""
    return dangling(
        matter, {"organ": catalogue.organs, "licence": catalogue.licences, "resource": catalogue.resources}
    )
