"""A real server, a real browser: Debian's Chromium on the test database, as the people who will use it.

The clock stands still at noon of a known Monday, so that each date on a picture is the same every time.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from factories.cases import NOON

PASSWORD = "a-password-for-tests"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PICTURES = os.environ.get("ONEVISIT_PICTURES", "")
README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")

# Whether pressing an element makes the browser load a page, by HTML alone; htmx answers within the page.
LEADS_ELSEWHERE = """element => {
    if (element.closest("[hx-get], [hx-post], [hx-boost=true], [target]")) return false
    const form = element.form
    if (form) {
        const plain = !form.matches("[hx-get], [hx-post], [target], [method=dialog]")
        return plain && element.type === "submit" && (form.noValidate || form.checkValidity())
    }
    return element.matches("a[href]:not([href^='#'], [download])")
}"""

# Playwright's own loop runs in this thread; Django would otherwise take it for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a server on the test database, with the district loaded and everybody's password known."""
    from factories.matters import checked
    from onevisit.exchange.commands import seed
    from onevisit.platform import clock
    from onevisit.platform.people.commands import set_demo_password

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOON)
        # The fonts of certificates were collected by the set-up, not by the test.
        shutil.copytree(
            Path(__file__).parents[2] / "var" / "fonts", Path(settings.VAR) / "fonts", dirs_exist_ok=True
        )
        set_demo_password(PASSWORD)
        seed(checked().pack)
        thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://127.0.0.1:{thread.port}"
        thread.terminate()
        connections.close_all()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session; the runner says which."""
    with sync_playwright() as playwright:
        arguments = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--force-color-profile=srgb",
        ]
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=arguments
        )
        yield browser
        browser.close()


class Visitor:
    """Somebody in front of a screen: a page, and what he does with it in plain words."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.context, self.site = context, site
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _console(self, message: Any) -> None:
        # A refusal is answered with its status, which Chromium reports as a failed resource.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(message.text)

    def goes_to(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else f"{self.site}{path}")

    def signs_in(self, username: str, then: str = "/") -> None:
        self.goes_to(f"/account/login/?next={then}")
        self.page.locator("input[name=login]").fill(username)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("main form button.btn-primary").first.click()
        self.page.wait_for_url(re.compile(re.escape(self.site + then)))

    def sees(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text)

    def presses(self, name: str) -> None:
        """Press the button or follow the link with this name; where it leads is loaded when this returns."""
        found = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first
        if found.evaluate(LEADS_ELSEWHERE):
            # What is asked of the page next must not be asked of the one that is just being left.
            with self.page.expect_navigation():
                found.click()
        else:
            found.click()

    def finds_no_barrier(self) -> None:
        """axe finds nothing on this page, and the browser had nothing to complain of."""
        # What a bar that stays in place half covers would be called too small.
        self.page.evaluate("window.scrollTo(0, 0)")
        results = Axe().run(
            self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        faults = [
            f"{one['id']}: {one['help']}: {[node['html'][:150] for node in one['nodes']][:3]}"
            for one in results.response["violations"]
        ]
        assert not faults, f"{self.page.url}\n" + "\n".join(faults)
        assert not self.faults, f"{self.page.url}: {self.faults}"
        width = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert width <= 0, f"{self.page.url} is {width} px wider than the screen"

    def shows(self, name: str) -> None:
        """Check the page for barriers, and take its picture when pictures are being taken and README shows it."""
        self.finds_no_barrier()
        if PICTURES and f"/{name}.jpg" in README:
            folder = Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"{name}.jpg", type="jpeg", quality=70)


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a journey failed, for what it leaves behind."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def visitor(site: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """Make somebody with a screen of his own: `visitor(PHONE)`, `visitor(DESK, javascript=False)`.

    When the journey fails, what stands on each screen is printed: the sentence of a refusal says more than a time-out.
    """
    contexts: list[BrowserContext] = []

    def make(viewport: dict[str, int] = DESK, *, javascript: bool = True) -> Visitor:
        context = browser.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            java_script_enabled=javascript,
            has_touch=viewport is PHONE,
        )
        contexts.append(context)
        return Visitor(context, site)

    yield make
    for context in contexts:
        if request.node.stash.get(FAILED, False):
            for page in context.pages:
                print(f"--- on the screen: {page.url}\n{page.inner_text('body')}")
        context.close()


@pytest.fixture
def office(site: str) -> Callable[[], None]:
    """Let the background worker do what is waiting: certificates, notices, seals."""
    from onevisit.platform.outbox.worker import run_until_empty

    def work() -> None:
        run_until_empty()

    return work
