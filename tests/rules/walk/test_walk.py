"""The exhaustive proof of the procedure in its small form: a few shapes, every place. The full one is `make prove`."""

from __future__ import annotations

import pytest

from rules.walk.properties import Proof
from rules.walk.shapes import Shape, written
from rules.walk.walk import walk

SMALL = (
    "at once",
    "beside and after",
    "forwarded",
    "special: testing",
    "quota",
    "renewal",
    "original",
    "heard",
    "deferral and special",
)
LIMIT = 4000


@pytest.mark.parametrize("shape", [one for one in written() if one.name in SMALL], ids=lambda one: one.name)
def test_every_state_of_a_shape_is_lawful(shape: Shape) -> None:
    done = walk(shape, Proof(), limit=LIMIT)
    assert not done.faults, "\n\n".join(done.faults)
    assert len(done.places) > 400, "the walk went nowhere"
