"""Every template is used."""

import re
from pathlib import Path

import allauth

from architecture.repository import SOURCE, files, relative, text

OVERRIDES = Path(allauth.__file__).parent / "templates"  # pages of allauth that we show in our own layout

PUT_TOGETHER = re.compile(r"""f["']([\w/.-]+/\{[^}"']+\}[\w/.-]*\.html)["']""")  # f"portal/apply/{step}.html"


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"[\w-]+".join(re.escape(part) for part in re.split(r"\{[^}]+\}", name)))


def test_every_template_is_named_somewhere() -> None:
    templates = {
        file.relative_to(next(p for p in file.parents if p.name == "templates")).as_posix(): file
        for file in files(under=SOURCE)
        if "templates" in file.parts
    }
    texts = [(file, text(file)) for file in files(".py", ".html", ".txt", ".typ", ".xml", under=SOURCE)]
    put_together = [_pattern(name) for _, body in texts for name in PUT_TOGETHER.findall(body)]
    unused = [
        relative(file)
        for name, file in templates.items()
        if not (OVERRIDES / name).exists()
        and not any(pattern.fullmatch(name) for pattern in put_together)
        and not any(f'"{name}"' in body or f"'{name}'" in body for other, body in texts if other != file)
    ]
    assert not unused
