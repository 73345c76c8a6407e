"""Writes what ``new`` commands begin: skeletons with other names, all or nothing, over nothing that is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from quizgen.errors import UsageError

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def require_slug(name: str, what: str) -> None:
    """Raises UsageError for what cannot be the name of that."""
    if not SLUG.fullmatch(name):
        raise UsageError(
            f"'{name}' cannot be the name of a {what}: write small letters and digits with hyphens between words, "
            "beginning with a letter"
        )


def write(skeleton: str, place: Path, names: Mapping[str, str]) -> None:
    """Writes the skeleton with other names, all or nothing, and says what; nothing may be there."""
    from quizgen import resources
    from quizgen.cli.output import Target, write_all

    folder = resources.templates() / "new" / skeleton
    named = _renaming(names)
    targets = [
        Target(place / named(path.relative_to(folder).as_posix()), [named(path.read_text(encoding="utf-8")).encode()])
        for path in _files(folder)
    ]
    if len({target.path for target in targets}) < len(targets):
        raise UsageError(f"'{place}' is what another file of the skeleton is called; give another name")
    for there in [place] if place != Path() else [target.path for target in targets]:
        if there.exists() or there.is_symlink():
            raise UsageError(f"{there} is there already, and nothing was written; give another name or move it away")
    for path in write_all(targets):
        click.echo(path.relative_to(Path.cwd().resolve()))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc")


def _renaming(names: Mapping[str, str]) -> Callable[[str], str]:
    """What puts names in the skeleton's places, as slugs and as Python writes them."""
    every = {**names, **{old.replace("-", "_"): new.replace("-", "_") for old, new in names.items()}}
    pattern = re.compile("|".join(every))
    return lambda text: pattern.sub(lambda found: every[found[0]], text)


def tell_next(*commands: str) -> None:
    """Says what to do with what was written."""
    click.echo("Next:")
    for line in commands:
        click.echo(f"  {line}")
