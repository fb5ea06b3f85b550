"""跑动: who had to come, how often, for what, and through whose doing. Counted from what happened, never typed.

- `model.py` says what an appearance is; `joining.py` makes visits of appearances: that is the count.
- `reading.py` reads appearances out of the events of a case, with `obligation.py` for required or chosen.
- `promise.py` is what the guide promised him; `excess.py` holds the two against each other, with the reason in words.

What counts and what does not is standards.md 4.2 (WZ-CHECK, ZJ Art. 2). No visit: asking before one applies, officers
who come to his premises or to his home, and what a village agent or a clerk travels for him. A private proxy's
appearance is one: somebody had to come.
"""

from onevisit.rules.appearances.excess import Excess, Verdict, excess
from onevisit.rules.appearances.joining import GAP, Count, count, visits
from onevisit.rules.appearances.model import Appearance, Cause, Purpose, Ruling, Standing, Visit
from onevisit.rules.appearances.promise import promise
from onevisit.rules.appearances.reading import KINDS, Post, Sight, read

__all__ = [
    "GAP",
    "KINDS",
    "Appearance",
    "Cause",
    "Count",
    "Excess",
    "Post",
    "Purpose",
    "Ruling",
    "Sight",
    "Standing",
    "Verdict",
    "Visit",
    "count",
    "excess",
    "promise",
    "read",
    "visits",
]
