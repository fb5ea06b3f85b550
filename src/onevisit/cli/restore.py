"""Restore a backup into an empty database, bring it to this version, and prove that it is what was backed up."""

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the backup, and what may be lost for it."""
    parser.add_argument("path", type=Path, help="a file that `onevisit backup` wrote")
    parser.add_argument(
        "--force",
        type=int,
        metavar="CASES",
        help="replace a database that is not empty; write how many cases are lost with it",
    )


def run(args: argparse.Namespace) -> int:
    """Restore it; 1 if that was impossible, or if the record is not the one that was backed up."""
    from onevisit.operations.refusals import Impossible
    from onevisit.operations.restore import describe, restore

    try:
        done = restore(args.path, args.force)
    except Impossible as why:
        print(f"onevisit: {why}", file=sys.stderr)
        return 1
    written = done.manifest
    if done.lost:
        print(f"已放弃原来的内容：{done.lost}")
    print(f"已恢复 {written.made_at} 的备份（{written.version} 版，之后升级 {done.migrated} 步）：")
    print(f"{describe(written.facts.rows)}；封存 {written.facts.leaves} 叶，树根 {written.facts.root}")
    for sha256 in written.missing:
        print(f"备份时就没有文件 {sha256}；如果别处还有，请放回数据文件夹。")
    for fault in done.faults:
        print(f"不符：{fault}")
    print(
        f"发现 {len(done.faults)} 处不符，请保全备份并上报。" if done.faults else "记录完整，与备份时一致。"
    )
    return 1 if done.faults else 0
