"""The catalogue as of a day: `?on=2026-10-01` in the address, said above the page, kept by every link on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict

from onevisit.platform import clock
from onevisit.portal import web
from onevisit.rules.calendar import chinese_date

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST = 40  # characters of a wrong day that are said again


@dataclass(frozen=True)
class AsOf:
    """The day that a page shows. `today_href` is the same page without it, for the bar."""

    day: date
    past: bool = False
    today_href: str = ""

    @property
    def query(self) -> str:
        """What a link on the page carries along: "" today, `?on=…` on a page of the past."""
        return f"?{self.more}" if self.past else ""

    @property
    def said(self) -> str:
        """The day as people write it: 2026年10月1日."""
        return chinese_date(self.day)

    @property
    def more(self) -> str:
        """The same for a link that has a query already."""
        return urlencode({"on": self.day.isoformat()}) if self.past else ""


class BadDay(ValueError):
    """What was asked for is no day, or has not come yet; the text says which."""


def read_day(text: str, today: date) -> date:
    """The day that `on` names. Raises `BadDay` for what is none and for a day to come, "" is today."""
    if not text:
        return today
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        raise BadDay(f"“{web.cleaned(text)[:_LONGEST]}”不是一个日子")
    if found > today:
        raise BadDay(f"{chinese_date(found)}还没有到，那一天的版本还不能看")
    return found


def on_a_day(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the day of the page to a view as `as_of`; answer a day that cannot be shown with a sentence."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = clock.today()
        without = _without_day(request.GET)
        href = f"{request.path}?{without}" if without else request.path
        try:
            day = read_day(request.GET.get("on", ""), today)
        except BadDay as bad:
            todo = "请把地址里 on= 后面改成今天或者以前的一天，例如 on=2026-10-01；去掉它就是今天的。"
            return web.refusal_page(request, web.UNPROCESSABLE, str(bad), todo, href=href, action="看今天的")
        return view(request, *args, as_of=AsOf(day, day < today, href), **kwargs)

    return answering


def _without_day(query: QueryDict) -> str:
    kept = query.copy()
    kept.pop("on", None)
    return kept.urlencode()
