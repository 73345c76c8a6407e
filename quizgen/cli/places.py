"""What ``-o`` names: standard output, a file, or a folder for several files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from mimetypes import MimeTypes
from pathlib import Path
from typing import Literal, TypeAlias

from quizgen.cli.streams import writable
from quizgen.errors import UsageError
from quizgen.formats.protocol import Format

STDOUT = "-"
OFFICE = frozenset({".docx", ".odp", ".ods", ".odt", ".pptx", ".rtf", ".toml", ".xlsx", ".yaml", ".yml"})
"""Ends of files that Python's own table does not hold."""
Place: TypeAlias = Literal["standard output", "file", "folder"]


def is_file_name(output: str) -> bool:
    """Whether it ends as files do, and no folder has the name: ``x.pdf`` and ``x.txt``, but not ``week.2``."""
    from quizgen import catalog

    suffix = Path(output).suffix.lower()
    known = suffix in OFFICE or any(suffix == fmt.suffix for fmt in catalog.formats().values())
    known = known or MimeTypes().guess_type(f"x{suffix}")[0] is not None
    return known and not _is_folder(output)


def place(output: str, chosen: Sequence[Format], forms: int, otherwise: Place) -> Place:
    """What it names, where so many forms in the chosen formats go; ``otherwise`` is what a plain new name stands for.

    Raises UsageError where several files are to be written, and it names one or standard output; OSError where that is
    closed.
    """
    several = f"{forms} forms" if forms > 1 else f"{len(chosen)} formats" if len(chosen) > 1 else ""
    if output == STDOUT:
        writable()
    named: Place | None = "standard output" if output == STDOUT else "file" if is_file_name(output) else None
    if several and named:
        such = Path(output).stem if named == "file" else "out"
        raise UsageError(
            f"{several} need a folder, and '{output}' is {_called(named)}: give one with -o, such as {such}"
        )
    return named or ("folder" if several or _is_folder(output) else otherwise)


def _called(named: Place) -> str:
    return "a file's name" if named == "file" else named


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir()
