"""Pass the rest of the line to Django's own commands, as in `onevisit manage shell`."""

import argparse

PARSER = {"add_help": False, "prefix_chars": "\0"}  # options belong to Django's command, not to this one
STANDALONE = True  # Django sets itself up, some commands without the apps


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take everything that follows."""
    parser.add_argument("arguments", nargs="*")


def run(args: argparse.Namespace) -> int:
    """Run Django's command; it ends the program itself when it fails."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["onevisit manage", *args.arguments])
    return 0
