"""The demonstration: plays the last days of a district's business through the real commands. See README.md."""


def accounts() -> list[tuple[str, str, str]]:
    """Role, user name and password of each account that the pack shows; none where nothing was played."""
    from onevisit.demo.record import PASSWORD, read

    found = read()
    return [(one.role, one.login, PASSWORD) for one in found.accounts] if found else []
