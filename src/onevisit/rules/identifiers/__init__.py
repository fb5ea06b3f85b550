"""Numbers that carry a check: of bodies, people, places, matters, licences and cases.

Import the module and say `uscc.check(text)`. `check` returns the parts of a good number and raises the
module's own kind of `BadIdentifier` for a bad one, with a sentence that says what is wrong and where.
"""

from onevisit.rules.identifiers.errors import BadIdentifier

__all__ = ["BadIdentifier"]
