"""The files of the repository, for the tests that read them."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "onevisit"


def files(*suffixes: str, under: Path = ROOT) -> list[Path]:
    """Return the files that are committed or will be, with one of the suffixes if any are given."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=under, capture_output=True, text=True, check=True).stdout.split("\0")
    found = [under / name for name in names if name]
    return sorted(file for file in found if file.is_file() and (not suffixes or file.suffix in suffixes))


def text(file: Path) -> str:
    """Return a file's text, or nothing if it is binary."""
    content = file.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8")


def relative(file: Path) -> str:
    """Return a file's name as it stands in a report."""
    return file.relative_to(ROOT).as_posix()


def imports(file: Path) -> set[str]:
    """Return the dotted names that a Python file imports, those of `from x import y` as x and x.y."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text(file), str(file))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found
