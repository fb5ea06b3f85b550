"""A clerk with nothing but a keyboard: one way through a form with Tab, as it stands on the screen."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page

MOST = 1500
"""Presses after which somebody would have gone home."""

_WHERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return {name: "", kind: "", value: "", done: false, text: ""};
  const group = one.name ? [...document.querySelectorAll(`[name="${CSS.escape(one.name)}"]`)] : [];
  return {
    name: one.name || "", kind: one.type || one.tagName.toLowerCase(), value: one.value || "",
    done: one.type === "radio" ? group.some(each => each.checked) : one.type === "checkbox" ? one.checked : !!one.value,
    values: group.map(each => each.value), chosen: (group.find(each => each.checked) || {}).value || "",
  };
}"""


class Keyboard:
    """Fills in a form by `wanted`: names to values. What is not named keeps what it has."""

    def __init__(self, page: Page, wanted: Callable[[str], str | None]) -> None:
        self.page, self.wanted = page, wanted
        self.presses = 0
        self.seen: dict[str, str] = {}

    def go_until(self, name: str, value: str = "") -> None:
        """Tab forward, filling in what is passed, until the control with this name (and value) has the focus."""
        if not self.presses:
            self._fill(self.page.evaluate(_WHERE))  # A page may begin in its first field.
        while self.presses < MOST:
            here = self.tab()
            if here["name"] == name and here["kind"] in ("submit", "button") and here["value"] == value:
                return
            self._fill(here)
        raise AssertionError(
            f"{name}={value} is not reached in {MOST} presses; seen: {json.dumps(self.seen)[:2000]}"
        )

    def tab(self) -> Mapping[str, Any]:
        """One press, and where it led."""
        self.page.keyboard.press("Tab")
        self.presses += 1
        found: Mapping[str, Any] = self.page.evaluate(_WHERE)
        if found["name"]:
            self.seen[found["name"]] = found["value"]
        return found

    def _fill(self, here: Mapping[str, Any]) -> None:
        value = self.wanted(here["name"]) if here["name"] else None
        if value is None:
            return
        if here["kind"] == "radio":
            self._choose(here, value)
        elif here["kind"] == "select-one":
            self.page.keyboard.type(value)
        elif here["kind"] == "checkbox":
            if not here["done"]:
                self.page.keyboard.press("Space")
        elif here["kind"] == "date" and not here["done"]:
            self._date(value)
        elif here["kind"] != "date" and not here["done"]:
            self.page.keyboard.type(value)

    def _date(self, value: str) -> None:
        """In the order of the parts that this browser has: it takes the language of the machine, not of the page."""
        year, month, day = value.split("-")
        for order in ((month, day, year), (year, month, day)):
            for _ in range(3):
                self.page.keyboard.press("ArrowLeft")
            for part in order:
                self.page.keyboard.type(part)
                if part is year:
                    self.page.keyboard.press("ArrowRight")
            if self.page.evaluate(_WHERE)["value"] == value:
                return
        raise AssertionError(f"a date cannot be typed: {value}")

    def _choose(self, here: Mapping[str, Any], value: str) -> None:
        if here["chosen"] == value:
            return
        if not here["name"].startswith("q-"):
            self._move(here, value)
            return
        # What depends on the answer is fetched; the focus stays where it is.
        with self.page.expect_response(lambda one: one.request.method == "POST" and one.status == 200):
            self._move(here, value)
        self.page.wait_for_function(
            "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"
        )

    def _move(self, here: Mapping[str, Any], value: str) -> None:
        """Within a group of options: Space takes the first, an arrow the next."""
        self.page.keyboard.press("Space")
        for _ in here["values"]:
            if self.page.evaluate(_WHERE)["value"] == value:
                return
            self.page.keyboard.press("ArrowDown")
            self.presses += 1
