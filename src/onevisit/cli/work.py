"""Run the background worker: sends what leaves the house and seals the record. `onevisit serve` starts one itself."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(args: argparse.Namespace) -> int:
    """Work until a signal ends it."""
    from onevisit.platform.outbox import worker

    worker.run()
    return 0
