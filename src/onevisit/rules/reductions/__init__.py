"""减事项、减材料、减环节、减时间、减收费, and visits: computed by comparing versions, and never typed.

Read `quantities.py` for what is counted, `burden.py` for how it is read from a definition, `compare.py` for what has
become less (and more), `history.py` for how that went over time, `impact.py` for what a draft would change.
"""

from onevisit.rules.reductions.burden import Burden, burden
from onevisit.rules.reductions.compare import Comparison, Summary, Total, by_organ, compare, summary
from onevisit.rules.reductions.history import Chapter, Point, history, of_organ
from onevisit.rules.reductions.impact import future_words, open_words, reduced_words
from onevisit.rules.reductions.quantities import Amount, Quantity, Reduction

__all__ = [
    "Amount",
    "Burden",
    "Chapter",
    "Comparison",
    "Point",
    "Quantity",
    "Reduction",
    "Summary",
    "Total",
    "burden",
    "by_organ",
    "compare",
    "future_words",
    "history",
    "of_organ",
    "open_words",
    "reduced_words",
    "summary",
]
