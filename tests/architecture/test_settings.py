"""What an operator can set is described, and what is described can be set."""

import re

from architecture.repository import ROOT, SOURCE, files, text

PAGE = ROOT / "docs" / "operators" / "settings.md"
IN_CODE = re.compile(r"""["'](ONEVISIT_[A-Z_]+|DATABASE_URL|HOST|PORT|WORKERS)["']""")
IN_PAGE = re.compile(r"^\| `([A-Z_]+)`", re.MULTILINE)


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    code = {
        name
        for part in ("config", "cli")
        for file in files(".py", under=SOURCE / part)
        for name in IN_CODE.findall(text(file))
    }
    assert code == set(IN_PAGE.findall(text(PAGE)))
