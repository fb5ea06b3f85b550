"""How long the law gives, when that ends, and why.

Read `limit.py` for the facts that go in, `reading.py` for what comes out, `read.py` for how.
"""

from onevisit.rules.limits.limit import BadLimit, Extension, Limit, Pause, Unit
from onevisit.rules.limits.read import read
from onevisit.rules.limits.reading import Reading, Step, StepKind

__all__ = ["BadLimit", "Extension", "Limit", "Pause", "Reading", "Step", "StepKind", "Unit", "read"]
