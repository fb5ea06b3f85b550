"""Checks over the catalogue: what is wrong with a definition, or with all of them together, and how to mend it.

Read `check.py` for what a check is, `registry.py` for all of them, `checking.py` for how they are asked.
"""

from onevisit.rules.catalogue_checks.check import Check, Scope
from onevisit.rules.catalogue_checks.checking import check_catalogue, check_one

__all__ = ["Check", "Scope", "check_catalogue", "check_one"]
