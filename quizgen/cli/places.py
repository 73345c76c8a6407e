"""What ``-o`` names: standard output, a file, or a folder for several files."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from quizgen.cli.streams import writable
from quizgen.errors import UsageError
from quizgen.formats.protocol import Format

STDOUT = "-"
Place: TypeAlias = Literal["standard output", "file", "folder"]


def end(output: str) -> str:
    """How a file's name ends, as ``.pdf`` of ``x.PDF``; nothing where it is that of a folder, such as ``week.2``."""
    found = Path(output).suffix.lower()
    return found if found[1:].isalnum() and not found[1:].isdigit() and not _is_folder(output) else ""


def has_end(output: str, suffix: str) -> bool:
    """Whether a file's name ends in that suffix, which may hold several dots."""
    return bool(suffix and end(output)) and output.lower().endswith(suffix.lower())


def stem(output: str, suffix: str) -> str:
    """A file's name without its folder and without that suffix, or else without its own last end."""
    name = Path(output).name
    return name[: -len(suffix)] if has_end(output, suffix) and len(name) > len(suffix) else Path(output).stem


def is_plain(output: str, suffix: str) -> bool:
    """Whether a file's name has that end and no room for a longer one, so that no other format need be asked.

    An end may be that of a folder with the name of a file in it.
    """
    return has_end(output, suffix) and "." not in output[: -len(suffix)]


def by_end(output: str, suffixes: Mapping[str, str]) -> str | None:
    """The name of what a file's name ends as: of several ends, such as ``.zip`` and ``.qti21.zip``, the longest."""
    ends = [name for name, suffix in suffixes.items() if has_end(output, suffix)]
    return max(ends, key=lambda name: len(suffixes[name]), default=None)


def agree(output: str, name: str, suffixes: Mapping[str, str], *, folder: bool = False) -> None:
    """Raises UsageError for a file's name that ends otherwise than files in the format of that ``name`` do.

    ``suffixes`` says how files in each format end; with ``folder`` a folder may be meant. Of an end of several parts
    the last one is enough where no other format claims it.
    """
    wanted, other = suffixes[name], by_end(output, suffixes)
    if not end(output) or not wanted:
        return
    if has_end(output, wanted) and (other is None or len(suffixes[other]) <= len(wanted)):
        return
    meant = f"call it {stem(output, suffixes[other] if other else '')}{wanted}"
    if other:
        raise UsageError(
            f"'{output}' ends as {other} files do, and the format is {name}: {meant}, or ask for --format {other}"
        )
    if has_end(output, f".{wanted.rpartition('.')[2]}"):
        return
    else_ = f", or for a folder {output}/" if folder else ""
    raise UsageError(f"no format's files end as '{output}' does: {meant}{else_}")


def place(output: str, chosen: Sequence[Format], forms: int, otherwise: Place) -> Place:
    """What it names, where so many forms in the chosen formats go; ``otherwise`` is what a plain new name stands for.

    Raises UsageError where several files are to be written, and it names one or standard output, or where its end is
    not the format's; OSError where standard output is closed.
    """
    from quizgen import catalog

    several = f"{forms} forms" if forms > 1 else f"{len(chosen)} formats" if len(chosen) > 1 else ""
    if output == STDOUT:
        writable()
    named: Place | None = "standard output" if output == STDOUT else "file" if end(output) else None
    if several and named:
        such = Path(output).stem if named == "file" else "out"
        raise UsageError(
            f"{several} need a folder, and '{output}' is {_called(named)}: give one with -o, such as {such}"
        )
    if named == "file" and not is_plain(output, chosen[0].suffix):
        agree(output, chosen[0].name, {name: fmt.suffix for name, fmt in catalog.formats().items()}, folder=True)
    return named or ("folder" if several or _is_folder(output) else otherwise)


def somewhere() -> None:
    """Raises UsageError where the working folder was removed: torch, paths and modules need one."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise UsageError("the working folder is there no more: go to another one") from None


def _called(named: Place) -> str:
    return "a file's name" if named == "file" else named


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir()
