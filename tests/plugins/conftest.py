"""Packages are built as wheels and installed beside quizgen, in a folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Result = subprocess.CompletedProcess[str]
Install = Callable[..., Path]
Run = Callable[..., Result]


def python(*arguments: object, cwd: Path, site: Path | None = None) -> Result:
    path = os.pathsep.join([str(ROOT), *([str(site)] if site else [])])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    program = [sys.executable, *map(str, arguments)]
    return subprocess.run(program, cwd=cwd, env=environment, check=False, capture_output=True, text=True)


@pytest.fixture(scope="session")
def install() -> Install:
    """Builds a package without a network and installs it into a folder; that folder."""

    def installed(project: Path, folder: Path) -> Path:
        built = python("-m", "hatchling", "build", "-t", "wheel", "-d", folder / "wheels" / project.name, cwd=project)
        assert built.returncode == 0, built.stderr
        (wheel,) = (folder / "wheels" / project.name).glob("*.whl")
        options = ("--no-deps", "--no-index", "--disable-pip-version-check", "--target", folder / "site")
        done = python("-m", "pip", "install", "-q", *options, wheel, cwd=folder)
        assert done.returncode == 0, done.stderr
        return folder / "site"

    return installed


@pytest.fixture(scope="session", name="python")
def python_() -> Run:
    """Runs Python in a folder, with what is installed at ``site``."""
    return python


@pytest.fixture(scope="session")
def quizgen() -> Run:
    """Runs the command line in a folder, with what is installed at ``site``."""

    def run(*arguments: object, cwd: Path, site: Path | None = None) -> Result:
        return python("-m", "quizgen", *arguments, cwd=cwd, site=site)

    return run
