"""Write everything that cannot be made again into one file, from one instant, while the service runs."""

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the new file's name."""
    parser.add_argument(
        "path", type=Path, help="a file that is not there yet, for instance onevisit-2026-11-23.tar.gz"
    )


def run(args: argparse.Namespace) -> int:
    """Write it; 1 if it could not be made, or if files are missing in it."""
    from onevisit.operations.backup import backup
    from onevisit.operations.refusals import Impossible
    from onevisit.operations.restore import describe

    try:
        written = backup(args.path)
    except Impossible as why:
        print(f"onevisit: {why}", file=sys.stderr)
        return 1
    facts = written.facts
    print(f"已备份到 {args.path}：{describe(facts.rows)}；封存 {facts.leaves} 叶，树根 {facts.root}")
    for sha256 in written.missing:
        print(f"onevisit: 数据文件夹里没有文件 {sha256}，备份里也没有它。", file=sys.stderr)
    if written.missing:
        print("onevisit: 请从以前的备份里找回这些文件；其余内容已经备份。", file=sys.stderr)
    return 1 if written.missing else 0
