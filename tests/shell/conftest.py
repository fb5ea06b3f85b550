"""The tools are programs, not a package; their folder comes last, because one of them is called test."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))
