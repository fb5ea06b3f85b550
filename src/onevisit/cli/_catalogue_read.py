"""The catalogue that `onevisit journey` and `onevisit levers` compute with: of a folder, or of a day."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onevisit.rules.journeys import Catalogue
    from onevisit.rules.matters.definition import Matter

YEAR = timedelta(days=364)
"""Twelve months, the last day counted too."""
MOST_NAMED = 12
"""More than this nobody reads in a refusal."""


@dataclass(frozen=True)
class Cases:
    """How many cases each matter has in a year; without days, one of each was supposed."""

    volumes: Mapping[str, int]
    since: date | None = None
    until: date | None = None


class Unusable(Exception):
    """What was asked for cannot be answered; the message says why, and what is possible."""


def add_source(parser: argparse.ArgumentParser) -> None:
    """Take where the matters are read from: a folder, or the database as of a day."""
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--pack", metavar="FOLDER", type=Path, help="read the matters from a pack's folder")
    source.add_argument(
        "--on", metavar="DAY", type=date.fromisoformat, help="what is in force on this day (default: today)"
    )


def read_catalogue(args: argparse.Namespace) -> Catalogue:
    """The catalogue of the folder or of the day. Raises `Unusable` where there is no matter to compute with."""
    return _of_folder(args.pack) if args.pack else _of_day(args.on)


def volumes_of(args: argparse.Namespace, catalogue: Catalogue) -> Cases:
    """The cases of the twelve months up to the day; one of each matter where there is only a folder."""
    if args.pack:
        return Cases(dict.fromkeys(catalogue.matters, 1))
    from onevisit.casework.volumes import received
    from onevisit.platform import clock

    until: date = args.on or clock.today()
    since = until - YEAR
    return Cases(received(since, until), since, until)


def _of_folder(folder: Path) -> Catalogue:
    """What could not be read would be missing from the numbers; of what could, also the unlawful can be computed."""
    from onevisit.catalogue.pack_files import read_folder
    from onevisit.rules.catalogue_checks.packs import catalogue_of
    from onevisit.rules.district.pack import parse_pack

    files, unread = read_folder(folder)
    pack, found = parse_pack(files)
    whole = {entry.file for entry in pack.matters}
    faults = [one for one in (*unread, *found) if one.severity == "error" and one.file not in whole]
    if faults:
        place = f"{faults[0].file} {faults[0].path}".strip()
        raise Unusable(f"{place}：{faults[0].message}。全部错误用 onevisit check {folder} 看")
    if not pack.matters:
        raise Unusable(f"{folder} 里没有事项（matters/）")
    return catalogue_of(pack)


def _of_day(day: date | None) -> Catalogue:
    from onevisit.cli import set_up

    set_up()
    from django.db import OperationalError, ProgrammingError

    from onevisit.catalogue.visits import catalogue_on
    from onevisit.platform import clock

    day = day or clock.today()
    try:
        catalogue = catalogue_on(day)
    except (OperationalError, ProgrammingError) as fault:
        raise Unusable(
            f"读不了数据库（{str(fault).strip()}）；先运行 onevisit migrate，或者用 --pack 读文件夹"
        ) from fault
    if not catalogue.matters:
        when = day or clock.today()
        raise Unusable(f"{when} 没有生效的事项；换一天（--on），或者用 --pack 读文件夹")
    return catalogue


def matter_of(catalogue: Catalogue, word: str) -> Matter:
    """The matter with this key or this name. Raises `Unusable`, naming those that it could be."""
    named = [one for one in catalogue.matters.values() if word in (one.key, one.name)]
    if len(named) == 1:
        return named[0]
    names = {key: one.name for key, one in catalogue.matters.items()}
    raise Unusable(f"没有“{word}”这个事项。{_near(word, names, '事项')}")


def licences_of(catalogue: Catalogue, keys: Iterable[str]) -> frozenset[str]:
    """These licence types. Raises `Unusable` for one that the register does not have."""
    names = {key: one.name for key, one in catalogue.licences.items()}
    for key in keys:
        if key not in names:
            raise Unusable(f"没有“{key}”这种证照。{_near(key, names, '证照')}")
    return frozenset(keys)


def situation_of(matter: Matter, pairs: Iterable[str]) -> dict[str, str]:
    """The answers `question=option`. Raises `Unusable` for what the matter does not ask, or not in this situation."""
    from onevisit.rules.journeys import answered, unknown

    questions = {one.key: one for one in matter.situations}
    answers: dict[str, str] = {}
    for pair in pairs:
        key, equals, option = pair.partition("=")
        if not equals:
            raise Unusable(f"“{pair}”不是“问题=选项”的样子。{_questions(matter)}")
        if key not in questions:
            raise Unusable(f"“{matter.name}”没有问“{key}”。{_questions(matter)}")
        if option not in questions[key].options:
            raise Unusable(
                f"“{questions[key].ask}”没有“{option}”这个选项。可以是：{_options(questions[key].options)}"
            )
        if answers.setdefault(key, option) != option:
            raise Unusable(f"“{questions[key].ask}”答了两次，而且不一样：{answers[key]}、{option}")
    known, later = answered(matter, answers), unknown(matter, answers)
    for key in answers.keys() - known.keys():
        why = "要看前面的问题怎么回答，先答那些" if key in later else "在这样的情形下不问，去掉它"
        raise Unusable(f"“{questions[key].ask}”（{key}）{why}。{_questions(matter)}")
    return answers


def _questions(matter: Matter) -> str:
    if not matter.situations:
        return "这个事项什么都不问"
    asked = (f"{one.key}（{one.ask}）：{_options(one.options)}" for one in matter.situations)
    return "它问的是：" + "；".join(asked)


def _options(options: Mapping[str, str]) -> str:
    return "、".join(f"{key}（{words}）" for key, words in options.items())


def _near(word: str, names: Mapping[str, str], what: str) -> str:
    """Those whose key or name is like this word; all there are where none is and they are few."""
    near = [key for key, name in names.items() if word and (word in key or word in name)]
    near += [key for key in difflib.get_close_matches(word, names, MOST_NAMED) if key not in near]
    by_name = difflib.get_close_matches(word, names.values(), MOST_NAMED, 0.4)
    near += [key for key, name in names.items() if name in by_name and key not in near]
    shown = (near or sorted(names))[:MOST_NAMED]
    said = "、".join(f"{key}（{names[key]}）" for key in shown)
    head = "是不是" if near else f"{what}有{len(names)}个，例如"
    return f"{head}：{said}" if shown else f"一个{what}也没有"
