"""Bundles before which every one of their pages has something to show."""

from __future__ import annotations

from factories import bundles as bundle
from factories import cases as make
from onevisit.bundles import commands

PUBLIC = "open-a-restaurant"


def samples() -> dict[str, dict[str, str]]:
    """One that waits to be accepted, and one that is over and not rated; both of the same applicant."""
    waiting, over = bundle.submitted(), bundle.submitted()
    actor, _ = make.applicant()
    commands.withdraw(over, actor=actor, at=make.NOON, key=make.key(), reason="先不办了。")
    return {
        **{name: {"key": PUBLIC} for name in ("portal:bundle", "portal:bundle-apply", "api:bundle")},
        **{
            f"portal:{name}": {"number": waiting}
            for name in ("my-bundle", "bundle-receipt", "bundle-withdraw")
        },
        "portal:bundle-rate": {"number": over},
        **{f"workbench:{name}": {"number": waiting} for name in ("bundle", "bundle-receipt")},
    }
