"""What every template of the project keeps, whoever wrote it."""

import re

import pytest
import yaml

from architecture.repository import ROOT, SOURCE, files, relative, text
from onevisit.platform.ui import icons
from onevisit.platform.ui.components import marks, parts
from onevisit.platform.ui.navigation import PORTAL
from onevisit.platform.ui.values import Place

TEMPLATES = {
    file.relative_to(next(p for p in file.parents if p.name == "templates")).as_posix(): text(file)
    for file in files(".html", under=SOURCE)
    if "templates" in file.parts
}
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script with text": re.compile(r"<script\b[^>]*>\s*[^\s<]", re.IGNORECASE),
    "a script without an address": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an address that is a script": re.compile(r"javascript:", re.IGNORECASE),
    "an address of another site": re.compile(r"(src|href|action)=[\"'](https?:)?//", re.IGNORECASE),
    "a filter that lets HTML through": re.compile(r"\|\s*safe\b|autoescape off"),
}
ROOTS = {"ui/base.html"}
EXTENDS = re.compile(r"{%\s*extends\s+[\"']([^\"']+)[\"']")
TITLE = re.compile(r"{%\s*block title\s*%}\s*\S.*?{%\s*endblock", re.DOTALL)
ICON = re.compile(r"{%\s*icon\s+[\"']([^\"']+)[\"']")
SCRIPTS = files(".js", under=SOURCE)


def _extends(name: str) -> str:
    found = EXTENDS.search(TEMPLATES.get(name, ""))
    return found.group(1) if found else ""


def _line(name: str) -> list[str]:
    """The template and those it extends, up to the first that is not ours."""
    line = [name]
    while (above := _extends(line[-1])) and above in TEMPLATES:
        line.append(above)
    return line


def _is_page(name: str) -> bool:
    """Whether people see it: whole HTML, or an end of a line of templates that becomes one."""
    extended = {_extends(other) for other in TEMPLATES}
    return "<html" in TEMPLATES[_line(name)[-1]] and name not in extended | ROOTS


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what: str) -> None:
    pattern = INLINE[what]
    found = {
        name: match.group() for name, body in TEMPLATES.items() if (match := pattern.search(_html(body)))
    }
    assert not found


def _html(body: str) -> str:
    """The HTML between the tags of the template language; a filter stays, because one may be unsafe."""
    return re.sub(r"{%(?!\s*autoescape off).*?%}", "", body)


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("a style attribute", '<p class="a"\n style="color:red">'),
        ("a style element", "<style>p {}</style>"),
        ("a script with text", "<script src='a.js'> go() </script>"),
        ("a script without an address", "<script defer></script>"),
        ("a handler", '<b {% if one == 1 %}onClick="go()"{% endif %}>'),
        ("an address that is a script", '<a href="javascript:go()">'),
        ("an address of another site", '<img src="//cdn.example/a.png">'),
        ("a filter that lets HTML through", "{{ text|safe }}"),
        ("a filter that lets HTML through", "{% autoescape off %}"),
    ],
)
def test_each_of_them_would_be_found(what: str, body: str) -> None:
    assert INLINE[what].search(_html(body))


def test_every_page_has_a_title_of_its_own() -> None:
    pages = [name for name in TEMPLATES if _is_page(name)]
    assert len(pages) > 5
    without = [
        name
        for name in pages
        if not any(TITLE.search(TEMPLATES[part]) for part in _line(name))
        and not re.search(r"<title>\s*\S.*</title>", TEMPLATES[name])
    ]
    assert not without


def test_every_whole_page_says_its_language_and_can_be_skipped_through() -> None:
    for name, body in TEMPLATES.items():
        if "<html" in body:
            assert 'lang="zh-Hans"' in body, name
            assert 'href="#main"' in body, name


def test_every_icon_in_a_template_is_in_the_sprite() -> None:
    used = {icon: name for name, body in TEMPLATES.items() for icon in ICON.findall(body)}
    assert used
    assert not {icon: name for icon, name in used.items() if icon not in icons.names()}


def test_every_icon_in_the_kits_tables_is_in_the_sprite() -> None:
    named = {icon for _, icon in marks._PHASES.values()} | set(parts._STEP_ICONS.values())
    named |= {icon for _, icon, _ in PORTAL} | {place.icon for place in Place} | {icons.UNKNOWN}
    assert named <= icons.names()


def test_every_icon_of_a_district_is_in_the_sprite() -> None:
    events = [
        one
        for file in ROOT.glob("districts/*/life_events.yaml")
        for one in yaml.safe_load(file.read_text("utf-8"))
    ]
    assert events
    assert {one["icon"] for one in events} <= icons.names()


def test_the_list_of_icons_is_sorted_and_has_each_once() -> None:
    lines = [line for line in icons.LIST.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert lines == sorted(set(lines))


def test_scripts_make_no_html_and_evaluate_nothing() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\b"
    )
    assert SCRIPTS
    assert not {relative(file): match.group() for file in SCRIPTS if (match := forbidden.search(text(file)))}


def test_every_class_of_the_kit_that_a_template_uses_is_styled() -> None:
    """A misspelt class shows in no error, only on the screen."""
    styled = set(re.findall(r"\.(ov-[a-z-]+)", " ".join(text(file) for file in files(".css", under=SOURCE))))
    used = {
        (word, name)
        for name, body in TEMPLATES.items()
        for value in re.findall(r'class="([^"]*)"', body)
        for word in re.findall(r"ov-[a-z-]+(?![a-z{-])", re.sub(r"{%.*?%}|{{.*?}}", " ", value))
    }
    assert not {(word, name) for word, name in used if word not in styled}
