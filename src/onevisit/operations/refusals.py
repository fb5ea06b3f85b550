"""Why a backup or a restore was not made."""


class Impossible(Exception):
    """Nothing was changed. The text says in Chinese what stands in the way, and what the operator can do."""
