"""A district whose hall cannot be read says so before it is loaded."""

from __future__ import annotations

from dataclasses import replace

from factories.matters import checked
from onevisit.rules.district.checks import check_pack
from onevisit.rules.findings import Severity


def test_hours_that_cannot_be_read_are_an_error_of_the_pack_with_their_place() -> None:
    pack = checked().pack
    assert [one for one in check_pack(pack) if one.code == "bad-hours"] == []
    halls = tuple(
        replace(one, hours="上班时间") if one.key == "chishang-centre" else one for one in pack.halls
    )
    (found,) = [one for one in check_pack(replace(pack, halls=halls)) if one.code == "bad-hours"]
    assert (found.path, found.severity) == ("chishang-centre.hours", Severity.ERROR)
    assert "halls" in found.file
    assert "周一至周五 9:00–12:00 13:00–17:00" in found.message
