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
    _recompute()
    return 0


def _recompute() -> None:
    """Bring every live case to the new calendar at once, and say what moved."""
    from onevisit.casework.errands import calendar_round
    from onevisit.casework.recalendar import moves
    from onevisit.rules.calendar import chinese_date

    brought, moved = calendar_round(), moves()
    told = sum(one.told for one in moved)
    print(
        f"重新计算了{brought}个未归档的办件：{len(moved)}个日期有变动，其中{told}个已告知申请人，已记入办件并通知。"
    )
    for one in moved[:MOST_LINES]:
        was, now = chinese_date(one.was), chinese_date(one.now)
        print(
            f"  {one.number} {one.matter_name} {one.clock}：{was} → {now}{'（已告知）' if one.told else ''}"
        )
    if len(moved) > MOST_LINES:
        print(f"  ……其余{len(moved) - MOST_LINES}个见工作台的“日历变动”页面。")


MOST_LINES = 20
"""More than this nobody reads in a terminal."""
