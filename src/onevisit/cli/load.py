"""Load a district pack into the database: seeds an empty one, makes drafts of the differences in one that is in use."""

import argparse
from datetime import date
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder, and from when its matters are in force."""
    parser.add_argument("path", type=Path, help="the pack's folder, for instance districts/boshan")
    parser.add_argument("--on", type=date.fromisoformat, help="in force from this day (default: a year ago)")


def run(args: argparse.Namespace) -> int:
    """Load it; 1 if it has errors, and then nothing was written."""
    from onevisit.catalogue.pack import BadPack, load_pack
    from onevisit.catalogue.pack_files import check_folder
    from onevisit.coordination import arbiters
    from onevisit.exchange.commands import seed
    from onevisit.platform import clock

    today = clock.today()
    try:
        loaded = load_pack(args.path, args.on or today.replace(year=today.year - 1, day=1))
    except BadPack as bad:
        for finding in bad.findings:
            print(f"{finding.severity}: {finding.file}: {finding.path}: {finding.message}")
        print("这个目录有错误，什么都没有载入。改正后再运行一次。")
        return 1
    print(f"公布 {loaded.published} 个事项，新增草稿 {loaded.drafts} 个，没有变化 {loaded.unchanged} 个")
    arbiters.seed(check_folder(args.path).pack)  # where none are named yet: an older installation has none
    if loaded.published:  # only a first load publishes; from then on the registers belong to their holders
        seeded = seed(check_folder(args.path).pack)
        print(f"登记簿登记 {seeded.entries} 条信息、{seeded.licences} 份证照（目录里虚构的申请人）")
    return 0
