"""What a document is called, by its kind, unless its data give a title (a grant may be 准予延续行政许可决定书)."""

from __future__ import annotations

from onevisit.rules.cases.papers import Paper, plain_title

TITLES = {paper.value: plain_title(paper) for paper in Paper}
"""The titles that the rules give; there is no second list."""
