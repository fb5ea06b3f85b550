"""The page about the command line, from the commands' own help."""

import argparse

from onevisit import cli


def generate() -> dict[str, str]:
    """Return docs/reference/commands.md."""
    lines = ["# The command line", "", "Generated from the commands' help; `make check` compares it."]
    for name, module in cli.commands().items():
        parser = argparse.ArgumentParser(prog=f"onevisit {name}", add_help=False, formatter_class=_Narrow)
        module.add_arguments(parser)
        lines += ["", f"## onevisit {name}", "", (module.__doc__ or "").strip(), "", "```"]
        lines += [parser.format_help().strip(), "```"]
    return {"docs/reference/commands.md": "\n".join(lines) + "\n"}


class _Narrow(argparse.HelpFormatter):
    """The same width on every terminal, so that the page is the same on every machine."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)
