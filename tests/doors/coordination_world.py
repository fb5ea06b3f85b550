"""What organs consult each other about, for every address of coordination."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coordination import consulting


def samples() -> Mapping[str, Mapping[str, Any]]:
    """A question that waits for its answer, and a disagreement that has been decided."""
    decided = consulting.decided()
    asked = consulting.asked()
    return {
        "workbench:consultation": {"reference": asked},
        "workbench:consultation-sheet": {"reference": decided},
        "workbench:concentration-organ": {"organ": "enforcement"},
    }
