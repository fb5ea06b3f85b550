"""Hands in one application after another, each with a file, and prints its number once it is confirmed.

Runs in a process of its own until its input is closed.
"""

import os
import select
import sys

import django


def main() -> None:
    """Write until nobody listens."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "onevisit.config.settings"
    django.setup()
    from factories import cases as make
    from onevisit.casework import sealing
    from onevisit.platform.files.commands import keep_document

    while not select.select([sys.stdin], [], [], 0)[0]:
        number = make.submitted()
        keep_document(f"%PDF-1.4 {number}\n%%EOF\n".encode())
        sealing.seal(make.NOON)
        try:
            print(number, flush=True)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return


if __name__ == "__main__":
    main()
