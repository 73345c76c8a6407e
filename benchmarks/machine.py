"""The machine and the versions that figures belong to."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("quizgen", "torch", "numpy", "jinja2", "typst")
TORCH: Sequence[str] = (sys.executable, "-c", "import torch")
"""The yardstick: what no verified item can do without."""


def quizgen(*arguments: str) -> tuple[str, ...]:
    """The command line in a fresh interpreter, whose compiled files are kept."""
    return (sys.executable, "-m", "quizgen", *arguments)


def processor() -> str:
    """The processor's name as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def described() -> str:
    """Date, processor, cores, system and versions, in one sentence."""
    day = datetime.now(UTC).date()
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    cores = f"{os.cpu_count()} cores of {processor()}, {platform.system()} {platform.release()}"
    return f"On {day.day} {day:%B %Y}, {cores}, Python {platform.python_version()}, {packages}."
