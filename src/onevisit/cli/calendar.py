"""The working days: put a calendar file (the year's notice added) in the place of the present table."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file."""
    parser.add_argument("path", type=Path, help="for instance districts/boshan/calendar.yaml")


def run(args: argparse.Namespace) -> int:
    """Replace the table; 1 if the file contradicts itself, and then nothing was written."""
    from onevisit.catalogue.calendar_file import BadCalendarFile, load_calendar

    try:
        announced, provisional = load_calendar(args.path)
    except BadCalendarFile as bad:
        print(f"{args.path}：{bad}\n工作日历没有改动。")
        return 1
    print(f"已公布的年份到 {announced}；暂计的年份：{'、'.join(map(str, provisional)) or '无'}")
    print("新的日期从下一次读取起生效；已经告知申请人的到期日在办件有下一步时重新计算。")
    return 0
