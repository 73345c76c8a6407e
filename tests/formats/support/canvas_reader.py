"""What Instructure's own reader of QTI, the Ruby gem ``qti`` (MIT), makes of a package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

SCRIPT = Path(__file__).parents[2] / "judges" / "canvas.rb"
ABSENT = (
    "NOT JUDGED: there is no Ruby with the gem qti of Instructure; gem install qti, or let QUIZGEN_QTI_GEM name the"
    " folder of its files"
)


def command() -> list[str]:
    """Ruby, which looks for the gem in the folder that is named, if one is."""
    folder = os.environ.get("QUIZGEN_QTI_GEM")
    return [shutil.which("ruby") or "ruby", *(["-I", str(Path(folder, "lib"))] if folder else [])]


@cache
def present() -> bool:
    """Whether there is Ruby with the gem."""
    if not shutil.which("ruby"):
        return False
    return subprocess.run([*command(), "-e", "require 'qti'"], check=False, capture_output=True).returncode == 0


def read(package: bytes, folder: Path) -> list[dict[str, Any]]:
    """Its questions, in their order; ``folder`` is where the package is unpacked."""
    with ZipFile(BytesIO(package)) as opened:
        opened.extractall(folder)
    done = subprocess.run([*command(), str(SCRIPT), str(folder)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["questions"]
    return found
