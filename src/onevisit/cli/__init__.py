"""The command line `onevisit`.

Each module of this package is one command, found by listing. It has a docstring whose first line is the help,
`add_arguments(parser)` and `run(args) -> int` (the exit code). It calls one function of a capability, imported inside
`run`, because Django is set up only once a command is chosen. `STANDALONE = True` leaves Django out;
`PARSER = {...}` gives argparse further arguments.
"""

import argparse
import importlib.util
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, and return its exit code."""
    modules = commands()
    parser = argparse.ArgumentParser(
        prog="onevisit", description="最多跑一次: the district's one-stop service platform."
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in modules.items():
        text = (module.__doc__ or "").strip()
        subparser = subparsers.add_parser(
            name,
            help=text.partition("\n")[0],
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **getattr(module, "PARSER", {}),
        )
        module.add_arguments(subparser)
    args = parser.parse_args(argv)
    chosen = modules[args.command]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onevisit.config.settings")
    if not getattr(chosen, "STANDALONE", False):
        set_up()
    try:
        return int(chosen.run(args))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (head, less) has seen enough; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def commands() -> dict[str, ModuleType]:
    """Return the modules of this package by the name of their command."""
    return {
        info.name: importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
        if not info.name.startswith("_")
    }


def demo_accounts() -> list[tuple[str, str, str]]:
    """Return role, user name and password of one account for each role of the demonstration; none without one."""
    if importlib.util.find_spec("onevisit.demo") is None:
        return []
    accounts: list[tuple[str, str, str]] = importlib.import_module("onevisit.demo").accounts()
    return accounts


def set_up() -> None:
    """Load the settings and the apps; a setting that cannot be used ends the program with its sentence."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as fault:
        sys.exit(f"onevisit: {fault}")
