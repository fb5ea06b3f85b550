"""Which tests run one after the other in one process: those that share what takes long to make."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

TOGETHER = frozenset(
    {
        "tests/demo/test_a_week.py",
        "tests/demo/test_courses.py",
        "tests/demo/test_played.py",
        "tests/operations/test_catalogue_files.py",
    }
)
"""Files with a play of the demonstration, or a database, that is made once and only looked at."""


class Sharing(LoadScopeScheduling):
    """Gives a test to whichever process is free, but these files whole.

    The plugin has groups of its own, which are written into the names of tests; pytest 9 keeps those to itself.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in TOGETHER else nodeid
