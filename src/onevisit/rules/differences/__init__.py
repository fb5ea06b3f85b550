"""What has changed between two versions of a matter, said in words."""

from onevisit.rules.differences.compare import Change, Difference, differences
from onevisit.rules.differences.labels import SECTIONS
from onevisit.rules.differences.words import Names, condition_words

__all__ = ["SECTIONS", "Change", "Difference", "Names", "condition_words", "differences"]
