"""What all wrong numbers have in common."""

__all__ = ["BadIdentifier"]


class BadIdentifier(ValueError):
    """A number that cannot be right. `str()` is a Chinese sentence for the person who typed it.

    `position` counts characters from 1, or is None if the number as a whole is wrong. `expected` is
    the check character that would fit, if that is the fault.
    """

    kind = "编号"
    """What the number is called in the sentence; each subclass says its own."""

    def __init__(self, why: str, *, position: int | None = None, expected: str | None = None) -> None:
        super().__init__(f"{self.kind}{why}")
        self.position = position
        self.expected = expected
