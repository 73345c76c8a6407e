"""The judges from npm, where .ci/judges has installed them."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent.parent / "judges" / "node"
MODULES = HERE / "node_modules"
NODE = shutil.which("node") or ""


def missing(*packages: str) -> str:
    """Why a test cannot ask these packages, for its skip mark; nothing where they are there."""
    absent = [name for name in packages if not (MODULES / name / "package.json").exists()]
    return f"NOT JUDGED: {' and '.join(absent)} of npm is not installed; run .ci/judges" if absent else ""
