"""The whole catalogue as files: `catalogue export FOLDER` writes it out, `catalogue import FOLDER` reads it in.

Written out, read into an empty database and written out again, it is the same to the last byte. Without --on it is
everything that was ever published, version by version; with --on a pack of what was in force on that day.
"""

import argparse
import sys
from datetime import date
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do, the folder, and for an export the day."""
    parser.add_argument("what", choices=["export", "import"])
    parser.add_argument("path", type=Path, help="a folder: one that is empty or not there yet to export to")
    parser.add_argument("--on", type=date.fromisoformat, help="export what was in force on this day alone")


def run(args: argparse.Namespace) -> int:
    """Do it; 1 if it could not be done, and then nothing was read in."""
    if args.what == "export":
        return _export(args.path, args.on)
    if args.on:
        print("onevisit: --on 只用于 export；文件夹里写了是哪一天的。", file=sys.stderr)
        return 2
    return _import(args.path)


def _export(path: Path, on: date | None) -> int:
    from onevisit.catalogue.export import NotEmpty, export
    from onevisit.platform import clock

    if on and on > clock.today():
        print(f"onevisit: {on} 还没有到；请给今天或者以前的一天。", file=sys.stderr)
        return 2
    try:
        written = export(path, on)
    except NotEmpty as fault:
        print(f"onevisit: {fault}；请给一个空的或者还没有的文件夹。", file=sys.stderr)
        return 1
    except OSError as fault:
        print(f"onevisit: 写不了 {path}：{fault.strerror or fault}", file=sys.stderr)
        return 1
    print(f"写出 {written.matters} 个事项的 {written.versions} 个版本、{written.batches} 个批次到 {path}")
    return 0


def _import(path: Path) -> int:
    from onevisit.catalogue.pack import BadPack
    from onevisit.catalogue.read_in import NotEmpty, read_in

    try:
        found = read_in(path)
    except NotEmpty as fault:
        print(
            f"onevisit: {fault}。整个目录只能读进空的数据库；要把差异变成草稿，用 onevisit load。",
            file=sys.stderr,
        )
        return 1
    except BadPack as bad:
        for finding in bad.findings:
            place = f"{finding.file}: {finding.path}" if finding.path else finding.file
            print(f"{finding.severity}: {place}: {finding.message} [{finding.code}]")
        print("这个文件夹有错误，什么都没有读入。改正后再运行一次。")
        return 1
    for finding in found.warnings:
        print(f"{finding.severity}: {finding.file}: {finding.path}: {finding.message} [{finding.code}]")
    print(f"读入 {found.matters} 个事项的 {found.versions} 个版本、{found.batches} 个批次")
    return 0
