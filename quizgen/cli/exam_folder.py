"""The folder of an exam, as a command line names it."""

from __future__ import annotations

from pathlib import Path

EXAM = "exam.json"


def folder_of(named: str) -> Path:
    """The folder that is named, or in which the exam.json stands that is named instead."""
    path = Path(named)
    return path.parent if path.name == EXAM and not path.is_dir() else path
