"""What may stand in an address: anything else is not found before a database is asked."""


class CaseNumber:
    """办件编号, twelve digits."""

    regex = "[0-9]{12}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class Sha256:
    """The hash of a file, in lower case."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value
